//! The server does not know what a visit is: it stores records of opaque values and merges by stamps, so it never
//! needs an upgrade because a screen changed, and what it holds can be sealed end to end.

use super::Finding;
use super::kinds;
use super::sources::Sources;

/// Words that are kinds of records and things of the server's own: it has chapters and devices, and an invitation can
/// be for one visit's space.
const ITS_OWN: &[&str] = &["chapter", "device", "visit"];

pub(super) fn check(sources: &Sources) -> Vec<Finding> {
    let kinds = kinds::names(sources);
    let foreign: Vec<_> = kinds
        .iter()
        .filter(|kind| !ITS_OWN.contains(&kind.as_str()))
        .collect();
    let mut findings = Vec::new();
    for folder in ["crates/server/src/", "migrations/server-"] {
        for source in sources.under(folder, &[".rs", ".sql"]) {
            for (line, text) in source
                .shipped_lines()
                .filter(|(_, text)| !text.trim_start().starts_with("--"))
            {
                for kind in foreign.iter().filter(|kind| has_word(text, kind)) {
                    findings.push(source.finding(
                        line,
                        format!(
                            "the server knows `{kind}`, a kind of record; it keeps opaque values and may know spaces, \
                             stamps and members only"
                        ),
                    ));
                }
            }
        }
    }
    findings
}

/// Whether `line` has `word`, alone or in the plural.
fn has_word(line: &str, word: &str) -> bool {
    line.split(|it: char| !it.is_alphanumeric() && it != '_')
        .any(|it| it == word || it.strip_suffix('s') == Some(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::made_up;

    const KINDS: (&str, &str) = (
        "crates/domain/src/kinds/all.rs",
        "Device as \"device\", owner Chapter,\nVenue as \"venue\", owner Chapter,\n",
    );

    #[test]
    fn a_server_that_knows_a_kind_is_found() {
        let found = check(&made_up(&[
            KINDS,
            (
                "crates/server/src/lib.rs",
                "// a venue is a record\nlet device = 1;\nlet venues = 2;\nlet avenue = 3;\n",
            ),
            ("crates/app/src/lib.rs", "let venue = 1;\n"),
        ]));

        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].line, 3);
    }
}
