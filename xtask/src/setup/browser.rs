//! The browser in which the user interface is tested as `desk serve` shows it.

use std::path::Path;

use anyhow::Result;

use crate::command::{command, run};
use crate::repository;

/// Where Debian's package puts it.
const DEBIAN: &str = "/usr/bin/chromium";

/// Installs it where the system has none; returns what was done.
///
/// Debian has a package. Ubuntu's is a snap, which containers cannot run, so there, and on macOS and Windows, the
/// browser is the one that playwright keeps for itself; it knows by itself whether it is there.
pub(crate) fn install() -> Result<String> {
    if from_debian() {
        return Ok(format!("{DEBIAN}, a system package"));
    }
    let playwright = repository::ui().join("node_modules/playwright-core/cli.js");
    let mut node = command("node", repository::root())?;
    node.arg(playwright).arg("install");
    if cfg!(target_os = "linux") {
        node.arg("--with-deps");
    }
    run(node.arg("chromium"))?;
    Ok("playwright's own".to_owned())
}

/// Whether the browser comes as a system package.
pub(crate) fn from_debian() -> bool {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    is_debian(&release)
}

/// The program to start, or `None` for playwright's own.
pub(crate) fn program() -> Option<&'static Path> {
    Some(Path::new(DEBIAN)).filter(|path| path.is_file())
}

fn is_debian(os_release: &str) -> bool {
    os_release
        .lines()
        .any(|line| line == "ID=debian" || line == "ID=\"debian\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ubuntu_is_like_debian_and_is_not_debian() {
        assert!(is_debian("NAME=\"Debian GNU/Linux\"\nID=debian\n"));
        assert!(!is_debian("NAME=Ubuntu\nID=ubuntu\nID_LIKE=debian\n"));
    }
}
