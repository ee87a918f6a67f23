//! Two commands are all one needs to know: the README names them, and what runs on every push is one of them.

use super::Finding;
use super::sources::Sources;

/// Which file says which commands.
const NAMED: &[(&str, &[&str])] = &[
    ("README.md", &["cargo xtask run", "cargo xtask test"]),
    (".ci/run", &["cargo xtask test"]),
];

pub(super) fn check(sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, commands) in NAMED {
        let text = sources.get(path).map_or("", |source| &source.text);
        for command in commands.iter().filter(|command| !text.contains(**command)) {
            let why = format!("must name `{command}`: it is how one starts here");
            findings.push(Finding {
                path: (*path).to_owned(),
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
    use crate::tidy::sources::made_up;

    #[test]
    fn a_readme_that_does_not_say_how_to_run_is_found() {
        let found = check(&made_up(&[
            ("README.md", "`cargo xtask test`"),
            (".ci/run", "cargo xtask test"),
        ]));

        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].why.contains("cargo xtask run"));
    }
}
