//! Words as lists are compared by: without regard to case, accents, punctuation or script.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use any_ascii::any_ascii;
use chrono::Weekday;
use unicode_normalization::UnicodeNormalization;

/// Folds text to lower-case ASCII words with single spaces between them.
///
/// Other scripts are transliterated, so one table can hold words of every language. Both sides of a
/// comparison must be folded: the result is for comparing, never for showing.
pub(crate) fn fold(text: &str) -> String {
    let composed: String = text
        .nfc()
        .map(|letter| {
            if matches!(letter, 'ё' | 'Ё') {
                'е'
            } else {
                letter
            }
        })
        .collect();
    let mut folded = String::with_capacity(composed.len());
    for letter in any_ascii(&composed).chars() {
        match letter {
            '\'' | '`' | '"' => {}
            letter if letter.is_ascii_alphanumeric() => folded.push(letter.to_ascii_lowercase()),
            _ if folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded.trim().to_owned()
}

/// Folds every word of a table's columns, once.
pub(crate) fn folded_table<T: Copy>(table: &[(T, &str)]) -> BTreeMap<String, Vec<T>> {
    let mut by_word: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for (meaning, words) in table {
        for word in words.split('|') {
            by_word.entry(fold(word)).or_default().push(*meaning);
        }
    }
    by_word
}

/// Returns the month, 1 to 12, that a folded word names.
pub(crate) fn month(folded: &str) -> Option<u32> {
    static MONTHS: LazyLock<BTreeMap<String, Vec<u32>>> =
        LazyLock::new(|| folded_table(&MONTH_WORDS));
    MONTHS
        .get(folded)
        .and_then(|months| months.first().copied())
}

/// Returns the weekdays that a folded word may name: abbreviations differ between languages.
pub(crate) fn weekdays(folded: &str) -> &'static [Weekday] {
    static WEEKDAYS: LazyLock<BTreeMap<String, Vec<Weekday>>> =
        LazyLock::new(|| folded_table(&WEEKDAY_WORDS));
    WEEKDAYS.get(folded).map_or(&[], Vec::as_slice)
}

/// Month names in English, German, French, Spanish, Dutch, Ukrainian and Russian: in full, in the case
/// that follows a day, and short.
const MONTH_WORDS: [(u32, &str); 12] = [
    (
        1,
        "january|jan|januar|jänner|janvier|janv|enero|ene|januari|січень|січня|січ|январь|января|янв",
    ),
    (
        2,
        "february|feb|februar|février|févr|fév|febrero|februari|лютий|лютого|лют|февраль|февраля|фев|февр",
    ),
    (
        3,
        "march|mar|märz|maerz|mrz|mars|marzo|maart|mrt|березень|березня|бер|март|марта|мар",
    ),
    (
        4,
        "april|apr|avril|avr|abril|abr|квітень|квітня|квіт|кві|апрель|апреля|апр",
    ),
    (5, "may|mai|mayo|mei|травень|травня|трав|тра|май|мая"),
    (
        6,
        "june|jun|juni|juin|junio|червень|червня|черв|чер|июнь|июня|июн",
    ),
    (
        7,
        "july|jul|juli|juillet|juil|julio|липень|липня|лип|июль|июля|июл",
    ),
    (
        8,
        "august|aug|août|agosto|ago|augustus|серпень|серпня|серп|сер|август|августа|авг",
    ),
    (
        9,
        "september|sep|sept|septembre|septiembre|setiembre|set|вересень|вересня|вер|верес|сентябрь|сентября|сен|сент",
    ),
    (
        10,
        "october|oct|oktober|okt|octobre|octubre|жовтень|жовтня|жовт|жов|октябрь|октября|окт",
    ),
    (
        11,
        "november|nov|novembre|noviembre|листопад|листопада|лист|лис|ноябрь|ноября|ноя|нояб",
    ),
    (
        12,
        "december|dec|dezember|dez|décembre|déc|diciembre|dic|грудень|грудня|груд|гру|декабрь|декабря|дек",
    ),
];

const WEEKDAY_WORDS: [(Weekday, &str); 7] = [
    (
        Weekday::Mon,
        "monday|mon|montag|mo|lundi|lun|lu|lunes|maandag|ma|понеділок|понеділка|пн|пон|понедельник|понедельника",
    ),
    (
        Weekday::Tue,
        "tuesday|tue|tues|tu|dienstag|di|mardi|mar|ma|martes|dinsdag|вівторок|вівторка|вт|вів|вторник|вторника",
    ),
    (
        Weekday::Wed,
        "wednesday|wed|weds|we|mittwoch|mi|mercredi|mer|me|miércoles|mié|woensdag|wo|woe|середа|середи|середу|ср|сер|среда|среды|среду",
    ),
    (
        Weekday::Thu,
        "thursday|thu|thur|thurs|th|donnerstag|do|jeudi|jeu|je|jueves|jue|ju|donderdag|don|четвер|четверга|чт|четверг",
    ),
    (
        Weekday::Fri,
        "friday|fri|fr|freitag|vendredi|ven|ve|viernes|vie|vi|vrijdag|vr|vrij|п’ятниця|п’ятниці|п’ятницю|пт|пятница|пятницы|пятницу",
    ),
    (
        Weekday::Sat,
        "saturday|sat|sa|samstag|sonnabend|samedi|sam|sábado|sáb|zaterdag|za|zat|субота|суботи|суботу|сб|суббота|субботы|субботу",
    ),
    (
        Weekday::Sun,
        "sunday|sun|su|sonntag|so|dimanche|dim|di|domingo|dom|do|zondag|zo|zon|неділя|неділі|неділю|нд|нед|воскресенье|воскресенья|вс|вск",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_tell_words_apart() {
        for (left, right) in [
            ("Début / Fin", "debut fin"),
            ("Прізвище, ім'я", "ПРІЗВИЩЕ  ІМ’Я"),
            ("Ёлка", "елка"),
            ("Cafe\u{301}", "café"),
        ] {
            assert_eq!(fold(left), fold(right));
        }
    }

    #[test]
    fn an_abbreviation_keeps_all_its_meanings() {
        assert_eq!(weekdays("di"), [Weekday::Tue, Weekday::Sun]);
        assert_eq!(weekdays(&fold("П'ятниця")), [Weekday::Fri]);
        assert_eq!(month(&fold("червня")), Some(6));
        assert_eq!(month(&fold("июня")), Some(6));
    }

    #[test]
    fn no_word_names_two_months() {
        let table = folded_table(&MONTH_WORDS);
        let double: Vec<_> = table
            .iter()
            .filter(|(_, months)| months.iter().any(|month| *month != months[0]))
            .collect();
        assert!(double.is_empty(), "{double:?}");
    }
}
