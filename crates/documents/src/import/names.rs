//! Names of people: which part is which, as far as the way of writing says so.
//!
//! **Invariant:** no spelling is made up. A passport's spelling comes from a passport's column only.

use super::words::fold;

/// What a cell with a whole name says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NameParts {
    /// "Dr.", "Frau", "пан" in front of the name.
    pub courtesy_title: Option<String>,
    /// The name in Latin letters, in the order written.
    pub latin: Option<String>,
    /// Family name, where capitals ("KOVAL Olena") or a comma ("Koval, Olena") tell it.
    pub family: Option<String>,
    /// Given names, where the family name is told.
    pub given: Option<String>,
    /// The name in another script.
    pub native: Option<String>,
}

/// Courtesy titles in seven languages.
const COURTESY_TITLES: &str = "mr|mrs|ms|miss|dr|prof|professor|sir|hon|the honorable|herr|frau|dipl ing|monsieur|madame|mademoiselle|m|mme|mlle|\
    señor|señora|sr|sra|srta|don|doña|dhr|de heer|mevrouw|mevr|mw|drs|ir|пан|пані|панна|г-н|г-жа|господин|госпожа|д-р|проф";

/// Splits a cell that holds a whole name, perhaps in two scripts.
pub fn split_name(text: &str) -> NameParts {
    let (courtesy_title, name) = split_courtesy_title(text.trim());
    let (latin, native) = split_scripts(name);
    let (family, given) = latin.as_deref().and_then(split_family).unzip();
    NameParts {
        courtesy_title,
        latin,
        family,
        given,
        native,
    }
}

/// Tells whether text is written mostly in another script than Latin.
pub(crate) fn is_native_script(text: &str) -> bool {
    let (latin, other) = text.chars().filter(|letter| letter.is_alphabetic()).fold(
        (0, 0),
        |(latin, other), letter| {
            if is_latin(letter) {
                (latin + 1, other)
            } else {
                (latin, other + 1)
            }
        },
    );
    other > latin
}

/// Folds a name to its words in alphabetical order, without courtesy titles, so that order, case,
/// accents and script do not tell two spellings apart.
pub(crate) fn name_words(name: &str) -> Vec<String> {
    let (_, name) = split_courtesy_title(name.trim());
    let mut words: Vec<String> = fold(name)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.sort();
    words
}

fn split_courtesy_title(text: &str) -> (Option<String>, &str) {
    let is_title = |words: &str| {
        let words = fold(words);
        COURTESY_TITLES.split('|').any(|title| fold(title) == words)
    };
    let mut end = 0;
    // "Herr Dr. Prof." is three titles; a name is never only titles.
    while let Some(length) = [1, 2].into_iter().find_map(|count| {
        words_end(&text[end..], count).filter(|length| is_title(&text[end..end + length]))
    }) {
        end += length;
    }
    let name = text[end..].trim_start();
    match text[..end].trim() {
        title if title.is_empty() || name.is_empty() => (None, text),
        title => (Some(title.to_owned()), name),
    }
}

/// Returns where the first `count` words end, blank included, if more words follow.
fn words_end(text: &str, count: usize) -> Option<usize> {
    text.match_indices(char::is_whitespace)
        .nth(count - 1)
        .map(|(at, blank)| at + blank.len())
}

/// Splits "Olena Koval / Олена Коваль" by script. Where scripts alternate, the text stays one.
fn split_scripts(text: &str) -> (Option<String>, Option<String>) {
    let is_joint = |letter: char| {
        letter.is_whitespace() || matches!(letter, '/' | '(' | ')' | '|' | '[' | ']')
    };
    let words: Vec<&str> = text
        .split(is_joint)
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect();
    let changes = words
        .windows(2)
        .filter(|pair| is_native_script(pair[0]) != is_native_script(pair[1]))
        .count();
    let whole = (!text.is_empty()).then(|| text.to_owned());
    match (changes, is_native_script(text)) {
        (1, _) => {
            let (native, latin): (Vec<&str>, Vec<&str>) =
                words.into_iter().partition(|word| is_native_script(word));
            let join = |words: Vec<&str>| {
                words
                    .join(" ")
                    .trim_matches([',', '-', '–', ';'])
                    .trim()
                    .to_owned()
            };
            (Some(join(latin)), Some(join(native)))
        }
        (_, true) => (None, whole),
        (_, false) => (whole, None),
    }
}

/// Finds the family name by a comma behind it or by its capitals.
fn split_family(name: &str) -> Option<(String, String)> {
    if let Some((family, given)) = name.split_once(',') {
        let (family, given) = (family.trim(), given.trim());
        let is_name = !family.is_empty() && !given.is_empty() && !given.contains(',');
        return is_name.then(|| (family.to_owned(), given.to_owned()));
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.iter().position(|word| is_capitals(word))?;
    let length = words[first..]
        .iter()
        .take_while(|word| is_capitals(word))
        .count();
    let is_at_edge = first == 0 || first + length == words.len();
    let given = [&words[..first], &words[first + length..]].concat();
    let no_more_capitals = !given.iter().any(|word| is_capitals(word));
    (is_at_edge && no_more_capitals && !given.is_empty())
        .then(|| (words[first..first + length].join(" "), given.join(" ")))
}

/// A word in capitals; an initial is not one.
fn is_capitals(word: &str) -> bool {
    let letters: Vec<char> = word
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .collect();
    letters.len() > 1 && letters.iter().all(|letter| letter.is_uppercase())
}

/// The ranges are Unicode's Latin blocks.
fn is_latin(letter: char) -> bool {
    matches!(letter, 'a'..='z' | 'A'..='Z' | '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}')
}

/// Likeness of two sets of words, 0 to 1: that of the worst pair, each word of the shorter set with a
/// word of the longer. One word alone never makes two names alike unless both have one.
pub(crate) fn likeness(left: &[String], right: &[String]) -> f64 {
    let (short, long) = if left.len() <= right.len() {
        (left, right)
    } else {
        (right, left)
    };
    if short.is_empty() || short.len() == 1 && long.len() > 1 {
        return 0.0;
    }
    let mut free: Vec<&String> = long.iter().collect();
    let mut worst: f64 = 1.0;
    for word in short {
        let scores = free.iter().map(|other| strsim::jaro_winkler(word, other));
        let best = scores
            .enumerate()
            .max_by(|left, right| left.1.total_cmp(&right.1));
        let (index, score) = best.expect("the longer set has a word for each of the shorter");
        free.swap_remove(index);
        worst = worst.min(score);
    }
    worst
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> [Option<String>; 5] {
        let NameParts {
            courtesy_title,
            latin,
            family,
            given,
            native,
        } = split_name(text);
        [courtesy_title, latin, family, given, native]
    }

    /// Title, Latin, family, given, native; empty for nothing.
    fn expect(parts: [&str; 5]) -> [Option<String>; 5] {
        parts.map(|part| (!part.is_empty()).then(|| part.to_owned()))
    }

    #[test]
    fn names_split_where_their_writing_says_so() {
        let cases = [
            ("Olena Koval", ["", "Olena Koval", "", "", ""]),
            ("KOVAL Olena", ["", "KOVAL Olena", "KOVAL", "Olena", ""]),
            (
                "Jean-Luc DE LA TOUR",
                ["", "Jean-Luc DE LA TOUR", "DE LA TOUR", "Jean-Luc", ""],
            ),
            (
                "Pérez Gómez, María José",
                [
                    "",
                    "Pérez Gómez, María José",
                    "Pérez Gómez",
                    "María José",
                    "",
                ],
            ),
            ("OLENA KOVAL", ["", "OLENA KOVAL", "", "", ""]),
            ("J. Koval", ["", "J. Koval", "", "", ""]),
            ("Коваль Олена", ["", "", "", "", "Коваль Олена"]),
            (
                "Olena Koval / Олена Коваль",
                ["", "Olena Koval", "", "", "Олена Коваль"],
            ),
            (
                "Олена Коваль (KOVAL Olena)",
                ["", "KOVAL Olena", "KOVAL", "Olena", "Олена Коваль"],
            ),
            (
                "Frau Dr. Erika Muster",
                ["Frau Dr.", "Erika Muster", "", "", ""],
            ),
            ("пані Олена Коваль", ["пані", "", "", "", "Олена Коваль"]),
            ("Nguyễn Văn An", ["", "Nguyễn Văn An", "", "", ""]),
        ];
        for (text, expected) in cases {
            assert_eq!(parts(text), expect(expected), "{text:?}");
        }
    }

    #[test]
    fn a_name_is_like_itself_in_any_order_case_and_script() {
        let alike = |left: &str, right: &str| likeness(&name_words(left), &name_words(right));
        assert_eq!(alike("KOVAL Olena", "Olena Koval"), 1.0);
        assert_eq!(alike("Zoë Müller", "Mrs. Muller, Zoe"), 1.0);
        assert!(alike("Іваненко Олексій", "Oleksii Ivanenko") > 0.85);
        assert!(alike("Volodymyr Chernetskyi", "Oleksi Chernetskyi") < 0.85);
        assert_eq!(alike("Koval", "Olena Koval"), 0.0);
    }
}
