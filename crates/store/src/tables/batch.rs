//! Statements over many rows at once.
//!
//! Each statement costs a round trip to the connection's thread, which for a page of a thousand records would cost
//! more than the writing. Rows go in groups of few sizes, so that the statements stay prepared.

/// Sizes of groups, largest first; the last is one, so that every count can be made up.
const SIZES: [usize; 3] = [64, 8, 1];

/// Splits `rows` into groups of the sizes for which statements are kept.
pub(crate) fn groups<T>(mut rows: &[T]) -> Vec<&[T]> {
    let mut groups = Vec::new();
    for size in SIZES {
        while rows.len() >= size {
            let (group, rest) = rows.split_at(size);
            groups.push(group);
            rows = rest;
        }
    }
    groups
}

/// Returns `(?, …), (?, …)` for a `VALUES` of this many rows and columns.
pub(crate) fn placeholders(rows: usize, columns: usize) -> String {
    let row = format!("({})", vec!["?"; columns].join(", "));
    vec![row; rows].join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_in_exactly_one_group() {
        for count in [0, 1, 7, 8, 63, 64, 65, 200] {
            let rows: Vec<usize> = (0..count).collect();
            let again: Vec<usize> = groups(&rows).concat();
            assert_eq!(again, rows, "{count} rows");
        }
    }

    #[test]
    fn placeholders_are_a_row_each() {
        assert_eq!(placeholders(2, 3), "(?, ?, ?), (?, ?, ?)");
    }
}
