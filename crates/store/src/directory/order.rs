//! Texts as the directory compares them: in the order of a language, and letter by letter without accents.

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The order of a language: by the Unicode Collation Algorithm with CLDR's tailoring, as `Intl.Collator` of the page
/// has it for `sensitivity: 'base', numeric: true`.
pub(super) struct Order {
    collator: CollatorBorrowed<'static>,
}

impl Order {
    /// Of a BCP 47 tag. One that is unknown is in the order of most languages.
    pub(super) fn of(language: &str) -> Self {
        let locale: Locale = language.parse().unwrap_or(Locale::UNKNOWN);
        let mut preferences = CollatorPreferences::from(&locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Primary);
        let collator = Collator::try_new(preferences, options).expect(
            "the data is compiled in, with the root order for languages without one of their own",
        );
        Self { collator }
    }

    /// Bytes that compare as the text does.
    pub(super) fn key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::new();
        let Ok(()) = self.collator.write_sort_key_to(text, &mut key);
        key
    }
}

/// Small letters without accents. The Ukrainian й and ї are letters of their own, but nobody is hurt by finding both.
pub(super) fn folded(text: &str) -> String {
    let letters = text.nfd().filter(|letter| !is_combining_mark(*letter));
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(language: &str, texts: &[&'static str]) -> Vec<&'static str> {
        let order = Order::of(language);
        let mut texts = texts.to_vec();
        texts.sort_by_key(|text| order.key(text));
        texts
    }

    #[test]
    fn names_stand_where_their_language_has_them() {
        assert_eq!(
            sorted("de", &["Zander", "Östman", "Olsen"]),
            ["Olsen", "Östman", "Zander"]
        );
        assert_eq!(
            sorted("sv", &["Östman", "Zander", "Olsen"]),
            ["Olsen", "Zander", "Östman"]
        );
        assert_eq!(
            sorted("uk", &["Їжак", "Коваль", "Івасюк", "Ґалаґан", "Гнатюк"]),
            ["Гнатюк", "Ґалаґан", "Івасюк", "Їжак", "Коваль"]
        );
    }

    #[test]
    fn numbers_are_compared_as_numbers_and_letters_without_case_or_accent() {
        let order = Order::of("en");
        assert!(order.key("Unit 9") < order.key("Unit 10"));
        assert_eq!(order.key("Élise"), order.key("elise"));
        assert!(order.key("") < order.key("a"), "nothing comes first");
    }

    #[test]
    fn a_tag_that_nobody_knows_is_in_the_order_of_most() {
        assert_eq!(sorted("no such tag!", &["b", "á", "c"]), ["á", "b", "c"]);
    }

    #[test]
    fn a_text_is_found_by_its_letters() {
        assert_eq!(folded("Élise Ґалаґан ЇЖАК"), "elise ґалаґан іжак");
    }
}
