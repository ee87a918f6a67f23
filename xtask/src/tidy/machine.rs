//! Nothing here knows one machine: no folder of whoever wrote it, and packages come from the public registries.

use super::Finding;
use super::sources::Sources;

/// Folders of one machine. Spelt apart, so that this file keeps its own rule.
const FOLDERS: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/tm", "p/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Use", "rs/"),
];

/// Where Rust packages come from.
const CRATES: &str = "registry+https://github.com/rust-lang/crates.io-index";
/// Where packages of the user interface come from, where the lock file says so at all.
const NPM: &str = "https://registry.npmjs.org/";

pub(super) fn check(sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in &sources.files {
        for (line, text) in source.lines() {
            let why = match source.path.as_str() {
                "Cargo.lock" => not_from(text, "source = \"", CRATES),
                "ui/package-lock.json" => not_from(text, "\"resolved\": \"", NPM),
                path if path.ends_with(".csv") => None,
                _ => folder_in(text),
            };
            findings.extend(why.map(|why| source.finding(line, why)));
        }
    }
    findings
}

fn not_from(line: &str, key: &str, registry: &str) -> Option<String> {
    let source = line.trim_start().strip_prefix(key)?;
    (!source.starts_with(registry)).then(|| {
        format!(
            "`{}` is not everybody's registry; lock packages from {registry}",
            source.trim_end_matches(['"', ','])
        )
    })
}

fn folder_in(line: &str) -> Option<String> {
    FOLDERS
        .iter()
        .find(|folder| {
            line.match_indices(**folder).any(|(at, _)| {
                // Within an address or a longer path it is another folder's name.
                !line[..at].ends_with(|it: char| it.is_alphanumeric() || "-_.}/~*".contains(it))
            })
        })
        .map(|folder| format!("`{folder}` is a folder of one machine; use a path from the checkout, or a temporary folder"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::made_up;

    #[test]
    fn a_folder_of_one_machine_is_found() {
        let found = |text: &str| check(&made_up(&[("docs/a.md", text)])).len();

        assert_eq!(found(concat!("see /wo", "rk/main/x")), 1);
        assert_eq!(found(concat!("\"/tm", "p/desk.sqlite\"")), 1);
        assert_eq!(found(concat!("https://example.org/wo", "rk/")), 0);
        assert_eq!(found("team/work"), 0);
    }

    #[test]
    fn a_package_from_another_registry_is_found() {
        let own = "      \"resolved\": \"https://npm.example.org/x.tgz\",\n";
        let public = "      \"resolved\": \"https://registry.npmjs.org/x.tgz\",\n";

        assert_eq!(check(&made_up(&[("ui/package-lock.json", own)])).len(), 1);
        assert_eq!(check(&made_up(&[("ui/package-lock.json", public)])), []);
    }
}
