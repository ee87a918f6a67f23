//! What people speak, read from words: "Ukrainian, some English", "uk, en", "Deutsch".

use std::collections::{BTreeMap, BTreeSet};

use super::input::ReviewInput;
use crate::Id;
use crate::kinds::{City, Person};

/// Names of languages, in English and as their speakers call them, and their BCP 47 tags: those of the partner
/// countries of sister cities, most frequent first.
const NAMES: &[(&str, &str)] = &[
    ("english", "en"),
    ("spanish", "es"),
    ("español", "es"),
    ("french", "fr"),
    ("français", "fr"),
    ("german", "de"),
    ("deutsch", "de"),
    ("dutch", "nl"),
    ("nederlands", "nl"),
    ("flemish", "nl"),
    ("ukrainian", "uk"),
    ("українська", "uk"),
    ("russian", "ru"),
    ("русский", "ru"),
    ("polish", "pl"),
    ("polski", "pl"),
    ("japanese", "ja"),
    ("日本語", "ja"),
    ("chinese", "zh"),
    ("mandarin", "zh"),
    ("中文", "zh"),
    ("korean", "ko"),
    ("한국어", "ko"),
    ("italian", "it"),
    ("italiano", "it"),
    ("portuguese", "pt"),
    ("português", "pt"),
    ("arabic", "ar"),
    ("العربية", "ar"),
    ("hebrew", "he"),
    ("עברית", "he"),
    ("turkish", "tr"),
    ("türkçe", "tr"),
    ("greek", "el"),
    ("ελληνικά", "el"),
    ("swedish", "sv"),
    ("svenska", "sv"),
    ("norwegian", "no"),
    ("danish", "da"),
    ("finnish", "fi"),
    ("czech", "cs"),
    ("čeština", "cs"),
    ("slovak", "sk"),
    ("hungarian", "hu"),
    ("magyar", "hu"),
    ("romanian", "ro"),
    ("bulgarian", "bg"),
    ("serbian", "sr"),
    ("croatian", "hr"),
    ("lithuanian", "lt"),
    ("latvian", "lv"),
    ("estonian", "et"),
    ("georgian", "ka"),
    ("armenian", "hy"),
    ("vietnamese", "vi"),
    ("tiếng việt", "vi"),
    ("thai", "th"),
    ("indonesian", "id"),
    ("malay", "ms"),
    ("hindi", "hi"),
    ("urdu", "ur"),
    ("bengali", "bn"),
    ("persian", "fa"),
    ("farsi", "fa"),
    ("swahili", "sw"),
    ("amharic", "am"),
    ("kpelle", "kpe"),
    ("tagalog", "tl"),
    ("filipino", "tl"),
    ("catalan", "ca"),
    ("welsh", "cy"),
    ("irish", "ga"),
];

/// Words that say that a language is not spoken well enough to work in it.
const WEAK: &[&str] = &[
    "some", "little", "basic", "beginner", "limited", "few", "school", "a1", "a2",
];

/// Languages as BCP 47 tags.
pub(super) type Tags = BTreeSet<&'static str>;

/// What those speak whom a visit brings together, read once.
#[derive(Debug)]
pub(super) struct Languages {
    /// What is spoken in the city that is visited.
    pub(super) hosts: Option<Tags>,
    /// What is spoken in the city that the guests come from.
    pub(super) guests: Option<Tags>,
    people: BTreeMap<Id<Person>, Tags>,
}

impl Languages {
    /// Reads what is said of those who take part or are to interpret. The list of people may be a whole chapter's.
    pub(super) fn new(input: &ReviewInput) -> Self {
        let parts = input.participations.iter().filter_map(|part| part.person);
        let interpreters = input.items.iter().filter_map(|item| item.interpreter);
        let wanted: BTreeSet<_> = parts.chain(interpreters).collect();
        let people = input
            .people
            .iter()
            .filter(|person| wanted.contains(&person.id));
        Self {
            hosts: input.host_city.and_then(of_city),
            guests: input.guest_city.and_then(of_city),
            people: people
                .filter_map(|person| Some((person.id, spoken(person)?)))
                .collect(),
        }
    }

    /// The languages in which somebody can work; `None` where nothing is known.
    pub(super) fn of(&self, person: Id<Person>) -> Option<&Tags> {
        self.people.get(&person)
    }
}

/// The languages in which somebody can work, as tags; `None` where nothing is known.
///
/// A language that is spoken a little is known of, and not in the set.
fn spoken(person: &Person) -> Option<Tags> {
    let words = person.languages.as_deref()?.to_lowercase();
    let phrases = words
        .split([',', ';', '/', '\n'])
        .flat_map(|phrase| phrase.split(" and "));
    let known: Vec<_> = phrases
        .filter_map(|phrase| Some((language(phrase)?, is_weak(phrase))))
        .collect();
    let working = known
        .iter()
        .filter(|(_, is_weak)| !is_weak)
        .map(|(tag, _)| *tag);
    (!known.is_empty()).then(|| working.collect())
}

/// What is spoken in a city, as tags; `None` where nothing is known.
fn of_city(city: &City) -> Option<Tags> {
    let tags = city.languages.as_deref()?.split_whitespace();
    let known: BTreeSet<_> = tags.filter_map(|tag| of_tag(&tag.to_lowercase())).collect();
    (!known.is_empty()).then_some(known)
}

fn language(phrase: &str) -> Option<&'static str> {
    let named = |&&(name, _): &&(&str, &str)| phrase.contains(name);
    let by_name = NAMES.iter().find(named).map(|&(_, tag)| tag);
    by_name.or_else(|| words(phrase).find_map(of_tag))
}

/// `en-GB` is `en`. Only tags that [`NAMES`] has: "as" and "is" are languages too.
fn of_tag(tag: &str) -> Option<&'static str> {
    let primary = tag.split(['-', '_']).next()?;
    NAMES
        .iter()
        .map(|&(_, known)| known)
        .find(|&known| known == primary)
}

fn is_weak(phrase: &str) -> bool {
    words(phrase).any(|word| WEAK.contains(&word))
}

fn words(phrase: &str) -> impl Iterator<Item = &str> {
    phrase
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_')
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaks(words: &str) -> Option<Vec<&'static str>> {
        let person = Person {
            languages: Some(words.to_owned()),
            ..Person::default()
        };
        spoken(&person).map(|tags| tags.into_iter().collect())
    }

    #[test]
    fn languages_are_read_from_words_and_tags() {
        assert_eq!(
            speaks("Ukrainian, English, Polish"),
            Some(vec!["en", "pl", "uk"])
        );
        assert_eq!(speaks("uk; en-US"), Some(vec!["en", "uk"]));
        assert_eq!(speaks("Українська and Deutsch"), Some(vec!["de", "uk"]));
        assert_eq!(speaks("français / español"), Some(vec!["es", "fr"]));
    }

    #[test]
    fn a_language_spoken_a_little_is_none_to_work_in() {
        assert_eq!(speaks("Ukrainian, some English"), Some(vec!["uk"]));
        assert_eq!(speaks("Dutch, English (A2)"), Some(vec!["nl"]));
        assert_eq!(speaks("a little English"), Some(vec![]));
    }

    #[test]
    fn words_that_name_no_language_say_nothing() {
        assert_eq!(speaks(""), None);
        assert_eq!(speaks("to be asked"), None);
    }

    #[test]
    fn a_city_lists_tags() {
        assert_eq!(of_city(&City::default()), None);
        let city = City {
            languages: Some("nl-NL en".to_owned()),
            ..City::default()
        };
        assert_eq!(of_city(&city), Some(BTreeSet::from(["en", "nl"])));
    }
}
