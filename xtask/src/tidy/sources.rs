//! The files of the checkout, as the rules read them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::Finding;
use crate::command::{cargo, command, read};
use crate::repository;

/// Where the tests of a Rust file begin.
const TESTS_BEGIN: &str = "#[cfg(test)]";

/// One text file.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// From the root of the checkout, with slashes.
    pub(super) path: String,
    pub(super) text: String,
}

/// One dependency between packages of any origin, as cargo reads the manifests.
#[derive(Debug, Clone)]
pub(super) struct Dependency {
    /// The package that depends, and its manifest from the root of the checkout.
    pub(super) from: String,
    pub(super) manifest: String,
    pub(super) to: String,
    /// Needed for tests only.
    pub(super) dev: bool,
    pub(super) features: Vec<String>,
}

/// All that the rules look at.
#[derive(Debug, Clone, Default)]
pub(super) struct Sources {
    /// Text files that are, or could be, committed.
    pub(super) files: Vec<Source>,
    pub(super) dependencies: Vec<Dependency>,
}

impl Sources {
    /// Reads the checkout.
    pub(super) fn read() -> Result<Self> {
        Ok(Self {
            files: read_files()?,
            dependencies: read_dependencies()?,
        })
    }

    /// The files under `folder` whose name ends in one of `endings`.
    pub(super) fn under(&self, folder: &str, endings: &[&str]) -> impl Iterator<Item = &Source> {
        self.files.iter().filter(move |source| {
            source.path.starts_with(folder)
                && endings.iter().any(|ending| source.path.ends_with(ending))
        })
    }

    /// The file at `path`.
    pub(super) fn get(&self, path: &str) -> Option<&Source> {
        self.files.iter().find(|source| source.path == path)
    }
}

impl Source {
    /// Numbered lines of code that ships: without comment lines, and without the tests at the end of a Rust file.
    pub(super) fn shipped_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines()
            .take_while(|(_, line)| !self.is_test() && line.trim() != TESTS_BEGIN)
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// How much of it ships, comments included.
    pub(super) fn shipped_bytes(&self) -> usize {
        if self.is_test() {
            return 0;
        }
        self.text.find(TESTS_BEGIN).unwrap_or(self.text.len())
    }

    fn is_test(&self) -> bool {
        const NAMES: &[&str] = &["tests.rs", ".test.ts", ".spec.ts"];
        self.path.starts_with("tests/")
            || self.path.contains("/tests/")
            || NAMES.iter().any(|name| self.path.ends_with(name))
    }

    /// Numbered lines.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
    }

    /// A finding in this file. `line` is 0 where the whole file is meant.
    pub(super) fn finding(&self, line: usize, why: impl Into<String>) -> Finding {
        Finding {
            path: self.path.clone(),
            line,
            why: why.into(),
        }
    }
}

fn read_files() -> Result<Vec<Source>> {
    let listing = [
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ];
    let listing = read(command("git", repository::root())?.args(listing))?;
    let mut files = Vec::new();
    for path in listing.split_terminator('\0') {
        let bytes = match fs::read(repository::root().join(path)) {
            Ok(bytes) => bytes,
            // Deleted in the checkout and not yet in the index.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error).with_context(|| format!("reading {path}")),
        };
        // Pictures, fonts and sheets are not text and have no rules here.
        if let Ok(text) = String::from_utf8(bytes) {
            let path = path.to_owned();
            files.push(Source { path, text });
        }
    }
    Ok(files)
}

fn read_dependencies() -> Result<Vec<Dependency>> {
    let metadata = ["metadata", "--no-deps", "--format-version", "1"];
    let metadata: serde_json::Value = serde_json::from_str(&read(cargo()?.args(metadata))?)
        .context("reading cargo's metadata")?;
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();

    let mut dependencies = Vec::new();
    for package in list(&metadata["packages"]) {
        let manifest = from_root(&text(&package["manifest_path"]));
        for dependency in list(&package["dependencies"]) {
            dependencies.push(Dependency {
                from: text(&package["name"]),
                manifest: manifest.clone(),
                to: text(&dependency["name"]),
                dev: dependency["kind"] == "dev",
                features: list(&dependency["features"]).iter().map(text).collect(),
            });
        }
    }
    Ok(dependencies)
}

/// A path of this machine as a path from the root of the checkout, with slashes.
fn from_root(path: &str) -> String {
    let path = Path::new(path);
    let path = path.strip_prefix(repository::root()).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

/// Made-up sources for the tests of the rules.
#[cfg(test)]
pub(super) fn made_up(files: &[(&str, &str)]) -> Sources {
    let files = files.iter().map(|(path, text)| Source {
        path: (*path).to_owned(),
        text: (*text).to_owned(),
    });
    Sources {
        files: files.collect(),
        dependencies: Vec::new(),
    }
}

/// Made-up dependencies for the tests of the rules: who needs whom, and for tests only or not.
#[cfg(test)]
pub(super) fn depending(dependencies: &[(&str, &str, bool)]) -> Sources {
    let dependencies = dependencies.iter().map(|(from, to, dev)| Dependency {
        from: (*from).to_owned(),
        manifest: format!("crates/{from}/Cargo.toml"),
        to: (*to).to_owned(),
        dev: *dev,
        features: Vec::new(),
    });
    Sources {
        files: Vec::new(),
        dependencies: dependencies.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_lines_have_neither_comments_nor_tests() {
        let source = Source {
            path: "crates/x/src/lib.rs".to_owned(),
            text: "//! About.\nfn shipped() {}\n#[cfg(test)]\nmod tests { fn test() {} }\n"
                .to_owned(),
        };

        let lines: Vec<_> = source.shipped_lines().collect();

        assert_eq!(lines, [(2, "fn shipped() {}")]);
    }

    #[test]
    fn the_checkout_is_read_with_its_dependencies() {
        let sources = Sources::read().unwrap();

        assert!(sources.get("xtask/src/tidy/sources.rs").is_some());
        assert!(
            !sources
                .files
                .iter()
                .any(|source| source.path.contains("node_modules"))
        );
        let ours = sources
            .dependencies
            .iter()
            .find(|it| it.from == "desk-store" && it.to == "desk-domain");
        assert_eq!(ours.unwrap().manifest, "crates/store/Cargo.toml");
    }
}
