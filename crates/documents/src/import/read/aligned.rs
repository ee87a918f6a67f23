//! Text without a delimiter: columns lined up with spaces, or lines that begin with a time.

use super::{Table, TableRow};
use crate::import::time;

/// Spaces in a row that part two columns; a sentence has one.
const GAP: &str = "  ";

/// Reads the lines of a text, each split where its columns part. A line that shows no parts is one cell.
pub(super) fn read(text: &str) -> Table {
    let lines = text
        .lines()
        .map(|line| line.trim_end().replace('\u{a0}', " "));
    let lines: Vec<String> = lines.collect();
    let gapped: Vec<&str> = lines
        .iter()
        .map(String::as_str)
        .filter(|line| is_gapped(line))
        .collect();
    let columns = common_columns(&gapped);
    let rows = lines.iter().enumerate().map(|(index, line)| {
        let cells = if !is_gapped(line) {
            split_leading_time(line)
        } else if columns.len() > 1 {
            split_at(line, &columns)
        } else {
            line.trim()
                .split(GAP)
                .filter(|cell| !cell.trim().is_empty())
                .collect()
        };
        TableRow::new(index + 1, cells)
    });
    Table {
        rows: rows.collect(),
    }
}

fn is_gapped(line: &str) -> bool {
    line.trim().contains(GAP)
}

/// Finds where columns begin, in characters: places after a gap that is blank in every line.
fn common_columns(lines: &[&str]) -> Vec<usize> {
    let width = lines
        .iter()
        .map(|line| line.chars().count())
        .max()
        .unwrap_or(0);
    let mut filled = vec![false; width];
    for line in lines {
        for (at, letter) in line.chars().enumerate() {
            filled[at] |= !letter.is_whitespace();
        }
    }
    (0..width)
        .filter(|at| filled[*at] && (*at == 0 || !filled[at - 1]) && (*at < 2 || !filled[at - 2]))
        .collect()
}

fn split_at<'a>(line: &'a str, columns: &[usize]) -> Vec<&'a str> {
    let byte_of = |column: usize| {
        line.char_indices()
            .nth(column)
            .map_or(line.len(), |(byte, _)| byte)
    };
    let ends = columns.iter().skip(1).copied().chain([usize::MAX]);
    columns
        .iter()
        .zip(ends)
        .map(|(start, end)| &line[byte_of(*start)..byte_of(end)])
        .collect()
}

/// Splits `17.00 Uhr Arrival` into its time and the rest.
fn split_leading_time(line: &str) -> Vec<&str> {
    match time::split_leading(line.trim()) {
        Some((time, rest)) => vec![time, rest],
        None => vec![line],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        read(text).rows.into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn an_empty_cell_of_lined_up_columns_stays_in_its_column() {
        let text = "Time    What           Where\n9:00    Talk           Town hall\n        Lunch          Café\n10:30                  Museum";
        let expected = [
            vec!["Time", "What", "Where"],
            vec!["9:00", "Talk", "Town hall"],
            vec!["", "Lunch", "Café"],
            vec!["10:30", "", "Museum"],
        ];
        assert_eq!(cells(text), expected);
    }

    #[test]
    fn ragged_columns_part_at_every_gap() {
        let text = "9:00  Talk about water  Hall\n10:00 to 11:00 or later  A walk\n12:00  x";
        let expected = [
            vec!["9:00", "Talk about water", "Hall"],
            vec!["10:00 to 11:00 or later", "A walk"],
            vec!["12:00", "x"],
        ];
        assert_eq!(cells(text), expected);
    }

    #[test]
    fn a_line_that_begins_with_a_time_is_split_after_it() {
        assert_eq!(
            cells("17.00 Uhr Ankunft am Rathaus\nohne Zeit"),
            [vec!["17.00 Uhr", "Ankunft am Rathaus"], vec!["ohne Zeit"]]
        );
    }
}
