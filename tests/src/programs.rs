//! Where the programs under test are.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

/// The path of a program of this workspace, built beside the running test.
///
/// # Errors
///
/// When it has not been built: cargo builds a test's own package only, so the programs come from
/// `cargo build --workspace --bins`, which `cargo xtask test` runs first.
pub fn program(name: &str) -> Result<PathBuf> {
    let test = std::env::current_exe().context("finding the running test")?;
    // <target>/<profile>/deps/<test>
    let profile = test
        .parent()
        .and_then(|deps| deps.parent())
        .context("the running test is not in a target folder")?;
    let path = profile.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    ensure!(
        path.is_file(),
        "{} is not built; run `cargo build --workspace --bins`",
        path.display()
    );
    Ok(path)
}
