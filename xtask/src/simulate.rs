//! `cargo xtask simulate`: histories of laptops and a server, each drawn from a seed, and what was lost in them.

use anyhow::Result;
use clap::Args;

use crate::command::{cargo, command, run};
use crate::repository::{released, root};

/// Which histories.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// How many
    #[arg(long, default_value_t = 1)]
    seeds: u64,
    /// The first one's seed; the others follow it
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

/// Builds the simulator and lets it run.
///
/// # Errors
/// When something was lost; each failing seed has a line that says how to repeat it.
pub(crate) fn simulate(options: &Options) -> Result<()> {
    let Options { seeds, seed } = options;
    let build = [
        "build",
        "--release",
        "--locked",
        "--package",
        "desk-testkit",
    ];
    run(cargo()?.args(build))?;
    let mut simulate = command(released("simulate"), root())?;
    simulate.args(["--seeds", &seeds.to_string(), "--seed", &seed.to_string()]);
    run(&mut simulate)
}
