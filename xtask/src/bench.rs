//! `cargo xtask bench`: figures of what a person waits for, measured on release builds, a JSON line each.

use anyhow::Result;
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
        Bench::Sync { edits } => {
            build("desk-server", "desk-server")?;
            let mut bench = command(released("desk-bench"), root())?;
            bench.args(["sync", "--edits", &edits.to_string(), "--server"]);
            run(bench.arg(released("desk-server")))
        }
    }
}

fn build(package: &str, program: &str) -> Result<()> {
    run(cargo()?.args(["build", "--release", "--locked"]).args([
        "--package",
        package,
        "--bin",
        program,
    ]))
}
