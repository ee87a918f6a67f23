//! What the project does to itself: `cargo xtask run`, `cargo xtask test` and the smaller jobs beside them.
//!
//! It depends on none of the project's own crates, so that it is there first and can build the rest.

mod bench;
mod ci;
mod codegen;
mod command;
mod duration;
#[cfg(unix)]
mod postgres;
mod process;
mod repository;
mod run;
mod setup;
mod shots;
mod simulate;
mod test;
mod tidy;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::setup::Purpose;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Builds, tests and looks after Delegation Desk"
)]
struct Arguments {
    #[command(subcommand)]
    job: Job,
}

#[derive(Subcommand)]
enum Job {
    /// Build everything and open the window on demonstration data, with a server beside it
    Run(run::Options),
    /// Install what is missing on this machine to build and test
    Setup,
    /// Run every check the project has, in order, until one fails
    Test(test::Options),
    /// Write the user interface's types from crates/api
    Codegen {
        /// Only say whether they are up to date
        #[arg(long)]
        check: bool,
    },
    /// Measure what a person waits for
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Let laptops and a server live through histories drawn from seeds, and look for what was lost
    Simulate(simulate::Options),
    /// Photograph every screen into shots/
    Shots,
    /// Check the rules no compiler knows
    Tidy,
}

fn main() -> ExitCode {
    let Arguments { job } = Arguments::parse();
    match start(job) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start(job: Job) -> Result<()> {
    match job {
        Job::Run(options) => run::run(options),
        Job::Setup => setup::setup(Purpose::Test),
        Job::Test(options) => test::test(&options),
        Job::Codegen { check } => codegen::codegen(check),
        Job::Bench(bench) => bench::bench(&bench),
        Job::Simulate(options) => simulate::simulate(&options),
        Job::Shots => shots::shots(),
        Job::Tidy => tidy::tidy(),
    }
}
