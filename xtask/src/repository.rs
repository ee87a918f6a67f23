//! Where things are in the checkout and beside it.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use anyhow::{Context, Result};

/// The root of the checkout.
///
/// Asked when it runs, as cargo says it: checkouts that share a target folder share this program.
pub(crate) fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let xtask = PathBuf::from(manifest);
        xtask
            .parent()
            .expect("xtask is a folder of the workspace")
            .to_owned()
    });
    &ROOT
}

/// The user interface.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A program of the workspace, as the dev profile builds it.
pub(crate) fn program(name: &str) -> PathBuf {
    built("debug", name)
}

/// A program of the workspace, as the release profile builds it.
pub(crate) fn released(name: &str) -> PathBuf {
    built("release", name)
}

fn built(profile: &str, name: &str) -> PathBuf {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    target().join(profile).join(file)
}

/// Where this project keeps the tools it installs.
///
/// Beside cargo's own and not under `target`: `cargo clean` and a second clone do not build them again.
pub(crate) fn tools() -> Result<PathBuf> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
        .context("neither CARGO_HOME nor a home folder is known")?;
    Ok(home.join("tools").join("delegation-desk"))
}
