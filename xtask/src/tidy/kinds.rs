//! Nothing writes a projected table except the merge, so that a table can be dropped and made again from the records
//! at any time. Projected tables are named like the record kinds; the names are read from their declarations.

use super::Finding;
use super::sources::Sources;

/// Where the merge writes them.
const MERGE: &str = "crates/store/src/projection";

/// Where the kinds are declared.
const DECLARATIONS: &str = "crates/domain/src/kinds/";

/// What has the client's database in reach. The server's database is another one.
const IN_REACH: &[&str] = &[
    "crates/app/",
    "crates/cli/",
    "crates/documents/",
    "crates/store/",
    "migrations/client/",
    "src-tauri/",
];

/// What a statement that writes says before the table's name.
const WRITES: &[&str] = &[
    "insert into ",
    "insert or replace into ",
    "insert or ignore into ",
    "replace into ",
    "update ",
    "delete from ",
];

pub(super) fn check(sources: &Sources) -> Vec<Finding> {
    let kinds = names(sources);
    let mut findings = Vec::new();
    let in_reach = IN_REACH
        .iter()
        .flat_map(|folder| sources.under(folder, &[".rs", ".sql"]));
    for source in in_reach.filter(|source| !source.path.starts_with(MERGE)) {
        for (line, text) in source.shipped_lines() {
            for kind in kinds.iter().filter(|kind| writes(text, kind)) {
                findings.push(source.finding(
                    line,
                    format!(
                        "`{kind}` is a projected table, and only {MERGE} writes those, from merged records; make the \
                         edit through a transaction of the store"
                    ),
                ));
            }
        }
    }
    findings
}

/// The names of the kinds, from their declarations: `Visit as "visit", owner …`.
pub(super) fn names(sources: &Sources) -> Vec<String> {
    let lines = sources
        .under(DECLARATIONS, &[".rs"])
        .flat_map(|source| source.lines());
    lines
        .filter_map(|(_, line)| {
            let (_, after) = line.split_once(" as \"")?;
            let (name, rest) = after.split_once('"')?;
            rest.starts_with(", owner ").then(|| name.to_owned())
        })
        .collect()
}

fn writes(line: &str, table: &str) -> bool {
    let line = line.to_lowercase().replace(['"', '`', '\\'], "");
    WRITES.iter().any(|write| {
        line.match_indices(write).any(|(at, _)| {
            let rest = &line[at + write.len()..];
            rest.strip_prefix(table).is_some_and(|after| {
                !after.starts_with(|it: char| it.is_alphanumeric() || it == '_')
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::{Sources, made_up};

    const VISIT: (&str, &str) = (
        "crates/domain/src/kinds/visit.rs",
        "    Visit as \"visit\", owner Visit, audience Team, title title {\n",
    );

    #[test]
    fn a_write_past_the_merge_is_found() {
        let write = "sqlx::query(\"UPDATE visit SET title = ''\");\nsqlx::query(\"DELETE FROM \\\"visit\\\"\");\n";

        let found = check(&made_up(&[
            VISIT,
            ("crates/app/src/x.rs", write),
            ("crates/store/src/projection/write.rs", write),
        ]));

        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn reading_and_tables_of_longer_names_are_left_alone() {
        let read = "SELECT title FROM visit;\nINSERT INTO visit_seen (visit_id) VALUES (1);\n";

        assert_eq!(
            check(&made_up(&[VISIT, ("crates/store/src/x.rs", read)])),
            []
        );
    }

    #[test]
    fn the_kinds_are_read_from_their_declarations() {
        let names = names(&Sources::read().unwrap());

        assert!(
            names.contains(&"visit".to_owned()) && names.contains(&"programme_item".to_owned()),
            "{names:?}"
        );
    }
}
