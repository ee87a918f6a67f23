//! `cargo xtask shots`: photographs of every screen in every state, to look at beside the prototype's.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::command::{npm, run};
use crate::repository::{program, root};
use crate::setup::{Purpose, browser, setup};
use crate::test::{build_programs, build_ui};

/// Writes them to `shots/<screen>/<state>.png`, which git ignores.
pub(crate) fn shots() -> Result<()> {
    setup(Purpose::Test)?;
    build_ui()?;
    build_programs()?;
    let folder = root().join("shots");
    run(npm_with_program(&program("desk"))?
        .args(["run", "--silent", "shots", "--"])
        .arg(folder))
}

/// `npm`, told where `desk` is and which browser to show it in.
pub(crate) fn npm_with_program(desk: &Path) -> Result<Command> {
    let mut npm = npm()?;
    npm.env("DESK", desk);
    if let Some(chromium) = browser::program() {
        npm.env("CHROMIUM", chromium);
    }
    Ok(npm)
}
