//! The cargo tools that the tests run, at versions known to work together.

use std::fs;

use anyhow::Result;

use crate::command::{cargo, run};
use crate::repository;

/// Each tool with its version. Newer numbers of tauri-driver belong to the next major version of Tauri.
const TOOLS: &[(&str, &str)] = &[
    ("cargo-deny", "0.20.2"),
    ("cargo-nextest", "0.9.151"),
    ("tauri-driver", "2.1.0"),
];

/// Installs the tools that are missing; returns what was done.
pub(crate) fn install() -> Result<String> {
    let root = repository::tools()?;
    // Cargo's own list of what it installed there. Absent until the first install.
    let installed = fs::read_to_string(root.join(".crates.toml")).unwrap_or_default();
    let missing: Vec<_> = TOOLS
        .iter()
        .filter(|(name, version)| !installed.contains(&format!("\"{name} {version} ")))
        .collect();
    for (name, version) in &missing {
        println!("setup: {name} {version} is built once; this takes a few minutes");
        let mut cargo = cargo()?;
        // Unoptimised: the tools wait for other programs most of the time, and build in half the time.
        cargo.args(["install", "--locked", "--debug", "--quiet", "--root"]);
        cargo.arg(&root).args([name, "--version", version]);
        // Not the caller's: what is built here has nothing to do with the workspace.
        cargo.env_remove("CARGO_TARGET_DIR");
        run(&mut cargo)?;
    }
    let names: Vec<_> = missing.iter().map(|(name, _)| *name).collect();
    Ok(match names.as_slice() {
        [] => "all there".to_owned(),
        names => format!("installed {}", names.join(", ")),
    })
}
