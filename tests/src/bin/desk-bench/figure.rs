//! A figure with its runs, its median and what is aimed at.

use std::collections::BTreeMap;

use serde_json::json;

/// Figures by name, a value for each run.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    values: BTreeMap<&'static str, Vec<f64>>,
}

impl Figures {
    /// Adds the value of one run. The name ends in its unit.
    pub(crate) fn add(&mut self, name: &'static str, value: f64) {
        self.values.entry(name).or_default().push(value);
    }

    /// Prints a JSON line for each. `aims` are upper limits; a figure without one is for looking at.
    pub(crate) fn print(&self, bench: &str, size: u32, aims: &[(&str, f64)]) {
        for (name, values) in &self.values {
            let median = median(values);
            let aim = aims
                .iter()
                .find(|(aimed, _)| aimed == name)
                .map(|(_, aim)| *aim);
            let line = json!({
                "bench": bench,
                "figure": name,
                "size": size,
                "median": rounded(median),
                "aim": aim,
                "reached": aim.map(|aim| median <= aim),
                "runs": values.iter().copied().map(rounded).collect::<Vec<_>>(),
            });
            println!("{line}");
        }
    }
}

/// Prints a JSON line with the middle and the slow end of many runs of one thing, beside the aim for the slow end.
pub(crate) fn print_spread(bench: &str, figure: &str, size: u32, values: &[f64], aim: f64) {
    let p95 = at_percent(values, 95);
    let line = json!({
        "bench": bench,
        "figure": figure,
        "size": size,
        "p50": rounded(at_percent(values, 50)),
        "p95": rounded(p95),
        "aim": aim,
        "reached": p95 <= aim,
        "runs": values.len(),
    });
    println!("{line}");
}

/// The least value that so many of a hundred do not exceed.
fn at_percent(values: &[f64], percent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() * percent).div_ceil(100);
    sorted[place.saturating_sub(1)]
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    }
}

/// To two places: more would claim more than a loaded machine can tell.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ninety_five_of_a_hundred_runs_were_no_slower() {
        let values: Vec<f64> = (1..=100).rev().map(f64::from).collect();

        assert_eq!(at_percent(&values, 95), 95.0);
        assert_eq!(at_percent(&[7.0], 95), 7.0);
    }

    #[test]
    fn the_median_stands_in_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), 2.5);
    }
}
