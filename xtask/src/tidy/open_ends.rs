//! Nothing is left open: what is unfinished is an issue, a test that is off is no test, and a check that is switched
//! off says why.

use super::Finding;
use super::sources::{Source, Sources};

/// Words that promise to come back. Spelt apart, so that this file keeps its own rule.
const PROMISES: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("HA", "CK"),
    concat!("to", "do!("),
    concat!("unimpl", "emented!("),
];

/// Tests that are off.
const OFF: &[&str] = &[
    concat!("#[ign", "ore"),
    concat!("test.sk", "ip("),
    concat!("it.sk", "ip("),
    concat!("describe.sk", "ip("),
    concat!("test.on", "ly("),
    concat!("it.on", "ly("),
    concat!("describe.on", "ly("),
];

/// Checks switched off, with what has to stand between the switch and its reason.
const SWITCHES: &[(&str, &str)] = &[
    (
        concat!("@ts-ig", "nore"),
        "an error that may go away is asked for with @ts-expect-error and a reason",
    ),
    (
        concat!("@ts-no", "check"),
        "a file nobody checks; repair the types",
    ),
    (concat!("eslint-dis", "able"), " -- "),
    (concat!("prettier-ig", "nore"), " -- "),
];

const CODE: &[&str] = &[
    ".css", ".html", ".js", ".json", ".md", ".mjs", ".rs", ".sh", ".sql", ".svelte", ".toml",
    ".ts", ".yml", "run",
];

pub(super) fn check(sources: &Sources) -> Vec<Finding> {
    sources
        .under("", CODE)
        .filter(|source| !source.path.ends_with("package-lock.json"))
        .flat_map(check_one)
        .collect()
}

fn check_one(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (line, text) in source.lines() {
        for word in PROMISES.iter().filter(|word| has_word(text, word)) {
            findings.push(source.finding(
                line,
                format!("`{word}`: finish it, or open an issue and take the word out"),
            ));
        }
        for off in OFF.iter().filter(|off| text.contains(**off)) {
            findings.push(source.finding(
                line,
                format!("`{off}`: a test that does not run holds nothing; repair or delete it"),
            ));
        }
        for (switch, reason) in SWITCHES.iter().filter(|(switch, _)| text.contains(switch)) {
            if !(reason.contains("--") && text.contains(reason)) {
                let why = match *reason {
                    " -- " => "say why, after ` -- ` on the same line",
                    reason => reason,
                };
                findings.push(source.finding(line, format!("`{switch}`: {why}")));
            }
        }
    }
    findings
}

/// Whether `word` stands in `line` by itself, not within another.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let joins = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '_');
        !joins(before) && (word.ends_with('(') || !joins(after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::made_up;

    fn found(text: &str) -> usize {
        check(&made_up(&[("crates/app/src/lib.rs", text)])).len()
    }

    #[test]
    fn a_promise_and_a_test_that_is_off_are_found() {
        assert_eq!(found(concat!("// TO", "DO: later")), 1);
        assert_eq!(found(concat!("    to", "do!()")), 1);
        assert_eq!(found(concat!("#[ign", "ore = \"slow\"]")), 1);
        assert_eq!(found("let method = mastodon;"), 0);
    }

    #[test]
    fn a_check_is_switched_off_with_a_reason_or_not_at_all() {
        assert_eq!(found(concat!("// eslint-dis", "able-next-line no-x")), 1);
        assert_eq!(
            found(concat!(
                "// eslint-dis",
                "able-next-line no-x -- the library asks for it"
            )),
            0
        );
        assert_eq!(found(concat!("// @ts-ig", "nore -- because")), 1);
    }
}
