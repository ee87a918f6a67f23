//! Installs what building and testing need and this machine has not: a clone, Rust and Node are enough to start.

pub(crate) mod browser;
mod node;
mod system;
mod tools;

use std::time::Instant;

use anyhow::{Context, Result};

use crate::duration::worded;

/// What the machine is made ready for. Each asks for more than the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    /// Building and running without a window.
    Serve,
    /// Building and running the desktop program.
    Window,
    /// Everything the tests need.
    Test,
}

/// Installs what is missing for `purpose`. What is there already costs a look.
pub(crate) fn setup(purpose: Purpose) -> Result<()> {
    step("system packages", || system::install(purpose))?;
    step("packages of the user interface", node::install)?;
    if purpose >= Purpose::Test {
        step("browser", browser::install)?;
        step("cargo tools", tools::install)?;
    }
    Ok(())
}

fn step(name: &str, install: impl FnOnce() -> Result<String>) -> Result<()> {
    let started = Instant::now();
    let outcome = install().with_context(|| format!("installing {name}"))?;
    println!("setup: {name}: {outcome} ({})", worded(started.elapsed()));
    Ok(())
}
