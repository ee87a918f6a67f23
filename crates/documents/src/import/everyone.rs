//! How lists and people say that something is for everybody.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::words::{fold, folded_table};

/// The most words that say it: "tout le monde".
pub(crate) const EVERYONE_WORDS_MAX: usize = 3;

const EVERYONE: &str = "all|everyone|everybody|whole group|whole delegation|alle|ganze gruppe|tous|toutes|tout le monde|todos|todas|iedereen|allen|усі|всі|вся делегація|все|вся делегация";

/// Whether a text means everybody, in one of the seven languages that headings are read in.
pub fn is_everyone(text: &str) -> bool {
    static WORDS: LazyLock<BTreeMap<String, Vec<()>>> =
        LazyLock::new(|| folded_table(&[((), EVERYONE)]));
    WORDS.contains_key(&fold(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_said_in_seven_languages() {
        for text in [
            "All",
            " alle ",
            "Усі",
            "tout le monde",
            "todos",
            "iedereen",
            "Все",
        ] {
            assert!(is_everyone(text), "{text}");
        }
        assert!(!is_everyone("all day"));
        assert!(!is_everyone(""));
    }
}
