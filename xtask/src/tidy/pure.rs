//! `domain` and `sync` do no input and output, and neither ask the time nor draw a random number: whoever calls them
//! passes both. That is what lets a simulation run them through a year in a second and a bug be replayed.

use super::Finding;
use super::sources::Sources;

const PURE: &[&str] = &["crates/domain/", "crates/sync/"];

/// Packages that do what these crates do not.
const PACKAGES: &[&str] = &[
    "axum",
    "async-std",
    "fastrand",
    "getrandom",
    "hyper",
    "keyring",
    "rand",
    "reqwest",
    "rusqlite",
    "smol",
    "sqlx",
    "tempfile",
    "tokio",
    "ureq",
];

/// Features that ask the time or draw random numbers.
const FEATURES: &[(&str, &[&str])] = &[
    ("chrono", &["clock", "now"]),
    ("uuid", &["v1", "v4", "v6", "v7", "fast-rng", "rng"]),
];

/// Calls that reach outside.
const CALLS: &[&str] = &[
    "SystemTime::now",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "new_v4",
    "now_v7",
    "thread_rng",
    "std::env",
    "std::fs",
    "io::stdin",
    "io::stdout",
    "io::stderr",
    "std::net",
    "std::process",
    "std::thread",
    "println!",
    "eprintln!",
];

pub(super) fn check(sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for folder in PURE {
        for source in sources.under(folder, &[".rs"]) {
            for (line, text) in source.shipped_lines() {
                for call in CALLS.iter().filter(|call| text.contains(**call)) {
                    findings.push(source.finding(
                        line,
                        format!("{call} reaches outside; let the caller pass what it gives"),
                    ));
                }
            }
        }
    }
    let dependencies = sources.dependencies.iter().filter(|it| !it.dev);
    for it in dependencies.filter(|it| PURE.iter().any(|folder| it.manifest.starts_with(folder))) {
        let path = it.manifest.clone();
        if PACKAGES.contains(&it.to.as_str()) {
            let why = format!(
                "{} reaches outside; what needs it belongs in store, app or server",
                it.to
            );
            findings.push(Finding {
                path: path.clone(),
                line: 0,
                why,
            });
        }
        let banned = FEATURES
            .iter()
            .find(|(name, _)| *name == it.to)
            .map_or(&[][..], |(_, banned)| banned);
        for feature in it
            .features
            .iter()
            .filter(|feature| banned.contains(&feature.as_str()))
        {
            let why = format!(
                "{}'s `{feature}` asks the time or draws a random number; let the caller do that",
                it.to
            );
            findings.push(Finding {
                path: path.clone(),
                line: 0,
                why,
            });
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::{depending, made_up};

    #[test]
    fn a_clock_in_the_pure_middle_is_found_and_in_its_tests_is_not() {
        let text = "fn now() -> u64 { Utc::now() }\n#[cfg(test)]\nmod tests { use std::fs; }\n";

        let found = check(&made_up(&[
            ("crates/sync/src/lib.rs", text),
            ("crates/app/src/lib.rs", text),
        ]));

        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].path.as_str(), found[0].line),
            ("crates/sync/src/lib.rs", 1)
        );
    }

    #[test]
    fn a_database_in_the_pure_middle_is_found() {
        let found = check(&depending(&[
            ("domain", "sqlx", false),
            ("domain", "tokio", true),
            ("store", "sqlx", false),
        ]));

        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn a_feature_that_asks_the_time_is_found() {
        let mut sources = depending(&[("sync", "uuid", false)]);
        sources.dependencies[0].features = vec!["v5".to_owned(), "v7".to_owned()];

        assert_eq!(check(&sources).len(), 1);
    }
}
