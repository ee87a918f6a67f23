//! Dependencies point one way: `{src-tauri, cli} → app → {store, documents, api} → {domain, sync}`, and the server
//! needs `sync` and nothing else of ours.

use super::Finding;
use super::sources::{Dependency, Sources};

/// What each package of ours may need of ours. A new package is added here first.
const ARROWS: &[(&str, &[&str])] = &[
    ("desk-domain", &[]),
    ("desk-sync", &[]),
    ("desk-store", &["desk-domain", "desk-sync"]),
    ("desk-documents", &["desk-domain"]),
    ("desk-api", &["desk-domain"]),
    (
        "desk-app",
        &[
            "desk-api",
            "desk-documents",
            "desk-domain",
            "desk-store",
            "desk-sync",
        ],
    ),
    ("desk-cli", &["desk-api", "desk-app"]),
    ("delegation-desk", &["desk-api", "desk-app"]),
    ("desk-server", &["desk-sync"]),
    ("xtask", &[]),
];

/// What serves tests: it may need everything, and only tests may need it.
const FOR_TESTS: &[&str] = &["desk-testkit", "desk-tests"];

pub(super) fn check(sources: &Sources) -> Vec<Finding> {
    sources.dependencies.iter().filter_map(check_one).collect()
}

fn check_one(dependency: &Dependency) -> Option<Finding> {
    let Dependency {
        from,
        manifest,
        to,
        dev,
        ..
    } = dependency;
    if !is_ours(to) || FOR_TESTS.contains(&from.as_str()) {
        return None;
    }
    let why = if FOR_TESTS.contains(&to.as_str()) {
        if *dev {
            return None;
        }
        format!("{from} needs {to}, which serves tests; make it a dev-dependency")
    } else {
        let allowed = ARROWS
            .iter()
            .find(|(name, _)| name == from)
            .map(|(_, allowed)| *allowed);
        if allowed.is_some_and(|allowed| allowed.contains(&to.as_str())) {
            return None;
        }
        format!(
            "{from} may not need {to}: dependencies point one way (docs/ARCHITECTURE.md); move what it needs to a \
             package further in, or pass it in from further out"
        )
    };
    let path = manifest.clone();
    Some(Finding { path, line: 0, why })
}

fn is_ours(name: &str) -> bool {
    ARROWS.iter().any(|(ours, _)| *ours == name)
        || FOR_TESTS.contains(&name)
        || name.starts_with("desk-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::depending;

    #[test]
    fn an_arrow_that_points_back_is_found() {
        let found = check(&depending(&[
            ("desk-domain", "desk-store", false),
            ("desk-server", "desk-domain", false),
            ("desk-store", "desk-domain", false),
            ("desk-store", "serde", false),
        ]));

        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn a_package_nobody_has_placed_is_found() {
        assert_eq!(
            check(&depending(&[("desk-new", "desk-domain", false)])).len(),
            1
        );
    }

    #[test]
    fn the_test_kit_is_for_tests() {
        assert_eq!(check(&depending(&[("desk-app", "desk-testkit", true)])), []);
        assert_eq!(
            check(&depending(&[("desk-app", "desk-testkit", false)])).len(),
            1
        );
    }
}
