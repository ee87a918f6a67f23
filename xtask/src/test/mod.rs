//! `cargo xtask test`: every check the project has, in order, until one fails.

mod count;
mod steps;

use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use clap::Args;

pub(crate) use self::steps::{SCREEN, build_programs, build_ui};
use self::steps::{STEPS, Step};
use crate::ci::is_ci;
use crate::duration::worded;
use crate::setup::{Purpose, setup};

/// What to leave out, in the loop of whoever works on one part.
#[derive(Debug, Default, Args)]
pub(crate) struct Options {
    /// Run only this step (may be given more than once)
    #[arg(long, value_name = "STEP")]
    only: Vec<String>,
    /// Leave this step out (may be given more than once)
    #[arg(long, value_name = "STEP", conflicts_with = "only")]
    skip: Vec<String>,
}

/// A step that passed.
struct Passed {
    name: &'static str,
    took: Duration,
    /// How many tests ran; none in a step that checks something else.
    tests: u64,
}

/// Runs the steps and says at the end what each took.
pub(crate) fn test(options: &Options) -> Result<()> {
    let chosen = choose(options, is_ci())?;
    let started = Instant::now();
    setup(Purpose::Test)?;
    if !chosen.iter().any(|step| step.builds_ui) && chosen.iter().any(|step| step.needs_ui) {
        // The programs embed it: without, they would be tested with whatever was built last.
        build_ui()?;
    }

    let mut passed = Vec::new();
    for step in &chosen {
        println!("\n── {}: {}", step.name, step.what);
        let began = Instant::now();
        match (step.run)() {
            Ok(tests) => passed.push(Passed {
                name: step.name,
                took: began.elapsed(),
                tests,
            }),
            Err(error) => {
                report(&passed);
                let not_run: Vec<_> = chosen[passed.len() + 1..]
                    .iter()
                    .map(|it| it.name)
                    .collect();
                println!(
                    "  {:<13} FAILED after {}",
                    step.name,
                    worded(began.elapsed())
                );
                println!("  not run: {}", list(&not_run));
                return Err(error.context(format!(
                    "step `{0}` failed; run it alone with `cargo xtask test --only {0}`",
                    step.name
                )));
            }
        }
    }
    report(&passed);
    conclude(&passed, chosen.len(), started.elapsed());
    Ok(())
}

/// The steps to run, in order.
///
/// # Errors
///
/// When a name is no step's, and when something is left out where everything counts.
fn choose(options: &Options, ci: bool) -> Result<Vec<&'static Step>> {
    let Options { only, skip } = options;
    for name in only.iter().chain(skip) {
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        ensure!(
            names.contains(&name.as_str()),
            "there is no step `{name}`; there are {}",
            list(&names)
        );
    }
    let chosen: Vec<_> = STEPS
        .iter()
        .filter(|step| only.is_empty() || only.iter().any(|name| name == step.name))
        .filter(|step| !skip.iter().any(|name| name == step.name))
        .collect();
    if ci && chosen.len() < STEPS.len() {
        bail!("CI is set, and there every step runs");
    }
    Ok(chosen)
}

fn report(passed: &[Passed]) {
    println!("\nsteps");
    for Passed { name, took, tests } in passed {
        let tests = match tests {
            0 => String::new(),
            tests => format!("{tests} tests"),
        };
        println!("  {name:<13} {:>12}  {tests}", worded(*took));
    }
}

fn conclude(passed: &[Passed], chosen: usize, took: Duration) {
    let left_out: Vec<_> = STEPS
        .iter()
        .map(|step| step.name)
        .filter(|name| !passed.iter().any(|it| it.name == *name))
        .collect();
    if !left_out.is_empty() {
        println!(
            "\nLEFT OUT, so this says nothing about: {}",
            list(&left_out)
        );
    }
    let tests: u64 = passed.iter().map(|step| step.tests).sum();
    println!(
        "\ntest result: ok. {tests} passed; 0 failed; {chosen} steps in {}",
        worded(took)
    );
}

fn list(names: &[&str]) -> String {
    match names {
        [] => "none".to_owned(),
        names => names.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_runs_unless_something_is_left_out() {
        let all = choose(&Options::default(), true).unwrap();

        assert_eq!(all.len(), STEPS.len());
    }

    #[test]
    fn one_step_runs_alone_on_a_laptop_and_never_in_ci() {
        let options = Options {
            only: vec!["tidy".to_owned()],
            skip: Vec::new(),
        };

        let alone = choose(&options, false).unwrap();

        assert_eq!(
            alone.iter().map(|step| step.name).collect::<Vec<_>>(),
            ["tidy"]
        );
        assert!(choose(&options, true).is_err());
    }

    #[test]
    fn a_step_that_is_none_is_refused_with_those_there_are() {
        let options = Options {
            only: Vec::new(),
            skip: vec!["tydi".to_owned()],
        };

        let error = choose(&options, false).unwrap_err().to_string();

        assert!(error.contains("tydi") && error.contains("tidy"), "{error}");
    }
}
