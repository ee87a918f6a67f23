//! `cargo xtask bench`: figures of what a person waits for, measured on release builds, a JSON line each.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::Subcommand;

use crate::command::{cargo, command, run};
use crate::repository::{released, root};
use crate::setup::{Purpose, setup};
use crate::test::{SCREEN, build_ui};

/// What is measured.
#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    /// From the start of the process to a window that is painted and answers
    Start,
    /// What the screens ask, on a large chapter that is drawn from a seed
    Ui {
        /// The data folder of a large chapter that is there already; edits are made to it. Else one is made
        #[arg(long)]
        data: Option<PathBuf>,
        /// How many visits the chapter that is made has; the rest is in proportion
        #[arg(long, default_value_t = 1000)]
        visits: u32,
    },
    /// Edits made apart come together: W1 to W4 of docs/sync.md
    Sync {
        /// How many edits
        #[arg(long, default_value_t = 10_000)]
        edits: u32,
    },
}

/// Builds what is measured, each program alone as it is shipped, and measures it.
pub(crate) fn bench(bench: &Bench) -> Result<()> {
    setup(Purpose::Test)?;
    build("desk-tests", "desk-bench")?;
    match bench {
        Bench::Start => {
            build_ui()?;
            build("delegation-desk", "delegation-desk")?;
            let mut xvfb = command("xvfb-run", root())?;
            xvfb.args(["--auto-servernum", "--server-args", SCREEN]);
            xvfb.arg(released("desk-bench"))
                .args(["start", "--program"]);
            run(xvfb.arg(released("delegation-desk")))
        }
        Bench::Ui { data, visits } => match data {
            Some(data) => ask(data),
            None => {
                let folder = tempfile::tempdir().context("making a data folder")?;
                let data = folder.path().join("data");
                let mut generate = desk_bench()?;
                generate.args(["generate", "--visits", &visits.to_string(), "--data"]);
                run(generate.arg(&data))?;
                ask(&data)
            }
        },
        Bench::Sync { edits } => {
            build("desk-server", "desk-server")?;
            let mut bench = desk_bench()?;
            bench.args(["sync", "--edits", &edits.to_string(), "--server"]);
            run(bench.arg(released("desk-server")))
        }
    }
}

/// Asks what the screens ask of the chapter in a data folder.
fn ask(data: &Path) -> Result<()> {
    run(desk_bench()?.args(["ui", "--data"]).arg(data))
}

/// The measuring program. Keys lie in its data folders: nothing of a benchmark belongs in a person's key store.
fn desk_bench() -> Result<Command> {
    let mut bench = command(released("desk-bench"), root())?;
    bench.env("DESK_NO_KEY_STORE", "1");
    Ok(bench)
}

fn build(package: &str, program: &str) -> Result<()> {
    run(cargo()?.args(["build", "--release", "--locked"]).args([
        "--package",
        package,
        "--bin",
        program,
    ]))
}
