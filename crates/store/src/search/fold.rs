//! Texts as the index holds them.

/// Returns a text in small plain Latin letters and digits, words apart by one space.
///
/// Transliteration is `any_ascii`'s: a search aid, never the spelling of a name.
pub(super) fn plain(text: &str) -> String {
    let latin = any_ascii::any_ascii(text).to_lowercase();
    let mut plain = String::with_capacity(latin.len());
    for letter in latin.chars() {
        if letter.is_ascii_alphanumeric() {
            plain.push(letter);
        } else if !matches!(letter, '\'' | '`') && !plain.ends_with(' ') {
            // Apostrophes stand for soft signs, and are written or left out at will.
            plain.push(' ');
        }
    }
    plain.trim().to_owned()
}

/// What sounds alike across the usual ways of writing Cyrillic, Greek and German names in Latin letters.
///
/// In order: longer spellings before the shorter ones that they contain.
#[rustfmt::skip]
const ALIKE: &[(&str, &str)] = &[
    ("schtsch", "c"), ("shch", "c"), ("tsch", "c"), ("tch", "c"),
    ("sch", "s"), ("sh", "s"), ("sz", "s"),
    ("cz", "c"), ("ch", "c"), ("ts", "c"), ("tz", "c"),
    ("zh", "z"),
    // Ukrainian г is h, in Russian spelling g; х is kh.
    ("kh", "h"), ("gh", "h"), ("g", "h"),
    ("ck", "k"), ("q", "k"), ("x", "ks"), ("ph", "f"), ("th", "t"), ("w", "v"),
    ("y", "i"), ("j", "i"),
    // ю, я, є, ё: with i, y, j or without.
    ("iu", "u"), ("ia", "a"), ("ie", "e"), ("io", "o"),
];

/// Returns what [`plain`] gave as it sounds: spellings that are alike become one, doubled letters single.
///
/// Coarse on purpose: it may find too much, and the best comes first.
pub(super) fn sound(plain: &str) -> String {
    let mut sound = plain.to_owned();
    for (spelling, like) in ALIKE {
        sound = sound.replace(spelling, like);
    }
    let mut single = String::with_capacity(sound.len());
    for letter in sound.chars() {
        if letter.is_ascii_digit() || !single.ends_with(letter) {
            single.push(letter);
        }
    }
    single
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_sound_alike() {
        let alike: &[&[&str]] = &[
            &["Гнатюк", "Hnatiuk", "Gnatyuk", "Hnatjuk"],
            &["Олексій", "Oleksii", "Oleksiy", "Oleksij"],
            &["Юрій", "Yurii", "Yuriy", "Jurij", "Iurii"],
            &["Шевчук", "Shevchuk", "Schewtschuk", "Szewczuk"],
            &["Хрещатик", "Khreshchatyk"],
            &["Nguyễn", "Nguyen"],
            &["Γιώργος", "Giorgos"],
            &["Müller", "Muller"],
            &["Семён", "Семен", "Semen"],
        ];
        for names in alike {
            let sounds: Vec<String> = names.iter().map(|name| sound(&plain(name))).collect();
            assert!(
                sounds.windows(2).all(|pair| pair[0] == pair[1]),
                "{names:?} {sounds:?}"
            );
        }
    }

    #[test]
    fn a_plain_text_has_small_letters_digits_and_single_spaces() {
        assert_eq!(plain("  Café  d’Été, Nº 7 "), "cafe dete no 7");
    }
}
