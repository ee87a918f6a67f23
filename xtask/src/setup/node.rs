//! The packages of the user interface, exactly as its lock file has them.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::command::{command, npm, read, run};
use crate::repository;

/// The oldest Node that the user interface's tools run on.
const NODE_MAJOR_MIN: u32 = 20;

/// Installs the packages unless those of this very lock file are there; returns what was done.
pub(crate) fn install() -> Result<String> {
    let version = read(command("node", repository::root())?.arg("--version"))
        .context("Node is needed to build the user interface; see https://nodejs.org")?;
    ensure!(
        major(&version).is_some_and(|major| major >= NODE_MAJOR_MIN),
        "Node {} is too old; {NODE_MAJOR_MIN} or newer is needed",
        version.trim()
    );

    let lock = fs::read(repository::ui().join("package-lock.json"))
        .context("reading ui/package-lock.json")?;
    // A copy of the lock file that the packages were installed from.
    let stamp = repository::ui().join("node_modules/.installed-from.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok("all there".to_owned());
    }
    run(npm()?.args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&stamp, lock).with_context(|| format!("writing {}", stamp.display()))?;
    Ok("installed".to_owned())
}

fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_says_its_version_with_a_v() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("not a version"), None);
    }
}
