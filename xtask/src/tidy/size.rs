//! Files are small: past the ceiling a file has a seam, and two files with names say more than one.

use super::Finding;
use super::sources::{Source, Sources};

/// Bytes of code that ships.
const CEILING: usize = 15 * 1024;

/// Bytes of the whole file, with the tests at its end; also of a file of tests.
const CEILING_WITH_TESTS: usize = 25 * 1024;

/// What may be larger, up to how many bytes of code that ships, and why there is no seam.
const LARGER: &[(&str, usize, &str)] = &[
    (
        "crates/documents/src/import/synonyms.rs",
        20 * 1024,
        "a table: the headings of lists in seven languages",
    ),
    (
        "crates/domain/src/review/sentence.rs",
        20 * 1024,
        "a table: one sentence for each finding",
    ),
];

/// Written by programs.
const GENERATED: &[&str] = &["ui/src/lib/api/bindings.ts"];

pub(super) fn check(sources: &Sources) -> Vec<Finding> {
    sources
        .under(
            "",
            &[".rs", ".ts", ".svelte", ".mjs", ".js", ".css", ".sql"],
        )
        .filter(|source| !GENERATED.contains(&source.path.as_str()))
        .filter_map(check_one)
        .collect()
}

fn check_one(source: &Source) -> Option<Finding> {
    let (shipped, all) = (source.shipped_bytes(), source.text.len());
    let larger = LARGER.iter().find(|(path, ..)| *path == source.path);
    let why = match larger {
        None if shipped > CEILING => format!(
            "{shipped} bytes of code, and {CEILING} are the ceiling; look for the seam, or add the file to LARGER in \
             xtask/src/tidy/size.rs with the reason why it has none"
        ),
        Some((_, most, _)) if shipped > *most => {
            format!("{shipped} bytes of code, and it was granted {most}; look for the seam")
        }
        Some(_) if shipped <= CEILING => {
            "is small again; take it off LARGER in xtask/src/tidy/size.rs".to_owned()
        }
        None if all > CEILING_WITH_TESTS => format!(
            "{all} bytes with its tests, and {CEILING_WITH_TESTS} are the ceiling; give some tests a file of their own"
        ),
        _ => return None,
    };
    Some(source.finding(0, why))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::made_up;

    #[test]
    fn a_file_past_the_ceiling_is_found_and_a_generated_one_is_not() {
        let long = "x".repeat(CEILING + 1);

        let found = check(&made_up(&[
            ("crates/app/src/all.rs", &long),
            (GENERATED[0], &long),
            ("docs/long.md", &long),
        ]));

        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn tests_at_the_end_of_a_file_have_room_of_their_own() {
        let with_tests = |bytes| format!("fn f() {{}}\n#[cfg(test)]\n{}", "x".repeat(bytes));
        let found = |text: &str| check(&made_up(&[("crates/app/src/a.rs", text)])).len();

        assert_eq!(found(&with_tests(CEILING + 1)), 0);
        assert_eq!(found(&with_tests(CEILING_WITH_TESTS)), 1);
    }
}
