//! Splits a cell into clocks, words about time and the signs between them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::import::words::{fold, folded_table};

/// A clock's reading before its half of the day is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
    pub(super) half: Option<Half>,
    /// More than a bare number: `9:00`, `9h`, `9 am`.
    pub(super) has_sign: bool,
}

/// Half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Am,
    Pm,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Clock(Clock),
    Noon,
    Midnight,
    Half(Half),
    /// A part of a day without a clock: "evening".
    PartOfDay(Half),
    AllDay,
    Dash,
    /// "bis", "до", "to": a dash between two times, "only an end" before the first.
    Until,
    /// "à", "a": a dash between two times, nothing before the first.
    At,
    Or,
    About,
    Open,
    /// "Uhr", "heures": belongs to the clock before it.
    Unit,
    Filler,
    Other,
}

/// Words about time in seven languages.
const TIME_WORDS: [(Token, &str); 14] = [
    (
        Token::Noon,
        "noon|midday|midi|mittag|mittags|mediodía|полудень|опівдні|полдень",
    ),
    (
        Token::Midnight,
        "midnight|minuit|mitternacht|medianoche|middernacht|північ|опівночі|полночь",
    ),
    (Token::Half(Half::Am), "am"),
    (Token::Half(Half::Pm), "pm"),
    (
        Token::PartOfDay(Half::Am),
        "morning|vormittag|vormittags|morgens|früh|matin|matinée|mañana|ochtend|morgen|ранок|ранку|вранці|утро|утра|утром",
    ),
    (
        Token::PartOfDay(Half::Pm),
        "afternoon|evening|nachmittag|nachmittags|abend|abends|soir|soirée|après-midi|tarde|noche|avond|middag|namiddag|вечір|вечора|ввечері|вечер|вечера|вечером|дня",
    ),
    (
        Token::AllDay,
        "day|ganztägig|ganztags|tag|tagsüber|journée|día|dag|день|целый|цілий|allday",
    ),
    (
        Token::Until,
        "until|till|til|to|bis|jusqu’à|jusqu’au|jusque|hasta|tot|до|по",
    ),
    (Token::At, "à|a|y|al"),
    (Token::Or, "or|oder|ou|o|u|of|або|чи|или"),
    (
        Token::About,
        "about|approx|approximately|around|circa|ca|c|etwa|gegen|ungefähr|vers|environ|env|aproximadamente|aprox|hacia|sobre|omstreeks|rond|ongeveer|близько|приблизно|біля|орієнтовно|около|примерно|ориентировочно|tentative",
    ),
    (
        Token::Open,
        "tbc|tba|tbd|offen|confirmer|préciser|confirm|confirmed|confirmar|announced|ntb|bepalen|bestätigen|уточнюється|уточнено|уточняется|уточнить|визначено",
    ),
    (
        Token::Unit,
        "uhr|uur|hrs|hours|hour|heures|heure|horas|hora|h|ч|час|часов|часа|год|година|годині|хв|мин|min",
    ),
    (
        Token::Filler,
        "о|об|в|во|at|um|om|from|ab|von|de|des|dès|desde|van|vanaf|з|із|від|с|со|от|entre|between|zwischen|the|in|im|am|las|la|le|du|partir|be|will|time|zu|noch|nog|te|por|буде|sharp|local|all|whole|ganzer|toute|todo|el|hele|весь|not|yet",
    ),
];

/// Splits a cell into tokens, or nothing where a number in it is no clock's.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let letters: Vec<char> = text.chars().map(plain).collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        if letter.is_ascii_digit() {
            let (clock, next) = clock(&letters, at)?;
            tokens.push(Token::Clock(clock));
            at = next;
        } else if letter.is_alphabetic() {
            let next = word_end(&letters, at);
            let word: String = letters[at..next].iter().collect();
            tokens.push(word_token(&word));
            at = next;
        } else {
            tokens.extend(sign_token(*letter));
            at += 1;
        }
    }
    Some(tokens)
}

/// Replaces the many dashes, blanks and wide signs by their plain forms.
fn plain(letter: char) -> char {
    match letter {
        '–' | '—' | '−' | '‑' | '‒' | '―' | '~' | '～' | '〜' | '→' => '-',
        '：' | '﹕' | '∶' => ':',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        '？' => '?',
        letter => letter.to_lowercase().next().unwrap_or(letter),
    }
}

fn sign_token(sign: char) -> Option<Token> {
    match sign {
        '-' => Some(Token::Dash),
        '/' => Some(Token::Or),
        '?' => Some(Token::Open),
        '±' | '≈' => Some(Token::About),
        _ => None,
    }
}

fn word_end(letters: &[char], start: usize) -> usize {
    let is_inside = |letter: &&char| {
        letter.is_alphabetic() || matches!(letter, '\'' | '’' | 'ʼ' | '\u{300}'..='\u{36f}')
    };
    let length = letters[start..].iter().take_while(is_inside).count();
    // "a.m.", "p. m." and "t.b.c." are one word each.
    match &letters[start..] {
        ['t', '.', 'b', '.', 'a' | 'c' | 'd', ..] => start + 5,
        ['a' | 'p', '.', 'm', rest @ ..]
            if !rest.first().is_some_and(|next| next.is_alphabetic()) =>
        {
            start + 3
        }
        ['a' | 'p', '.', ' ', 'm', rest @ ..]
            if !rest.first().is_some_and(|next| next.is_alphabetic()) =>
        {
            start + 4
        }
        _ => start + length,
    }
}

fn word_token(word: &str) -> Token {
    static WORDS: LazyLock<BTreeMap<String, Vec<Token>>> =
        LazyLock::new(|| folded_table(&TIME_WORDS));
    let word: String = word
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .collect();
    match word.as_str() {
        // As an article of time "am" is German; after a number it is English. Both do no harm here.
        "am" => return Token::Half(Half::Am),
        "pm" => return Token::Half(Half::Pm),
        // Folded, Ukrainian "о" (at) and Spanish "o" (or) are one word; so are "с" (from) and "c".
        "о" | "об" | "с" | "в" => return Token::Filler,
        _ => {}
    }
    WORDS
        .get(&fold(&word))
        .and_then(|tokens| tokens.first().copied())
        .unwrap_or(Token::Other)
}

/// Reads a clock that begins at `start`: its hour, and minutes after a sign or an hour's word.
fn clock(letters: &[char], start: usize) -> Option<(Clock, usize)> {
    let (hour, digits, mut at) = number(letters, start)?;
    if matches!(digits, 3 | 4) {
        let clock = Clock {
            hour: hour / 100,
            minute: hour % 100,
            second: 0,
            half: None,
            has_sign: true,
        };
        return valid(clock).map(|clock| (clock, at));
    }
    let mut clock = Clock {
        hour,
        minute: 0,
        second: 0,
        half: None,
        has_sign: false,
    };
    if digits > 2 {
        return None;
    }
    if let Some((minute, next)) = part_after_sign(letters, at) {
        (clock.minute, clock.has_sign, at) = (minute, true, next);
        if let Some((second, next)) =
            part_after_sign(letters, at).filter(|_| letters.get(at) == Some(&':'))
        {
            (clock.second, at) = (second, next);
        }
    } else if let Some(next) = hour_word(letters, at) {
        (clock.has_sign, at) = (true, next);
        // "16 год 30 хв", "9 Uhr 15"
        if let Some((minute, 2, next)) = number(letters, skip_blanks(letters, at)) {
            (clock.minute, at) = (minute, next);
        }
    }
    let next = skip_blanks(letters, at);
    if letters
        .get(next)
        .is_some_and(|letter| letter.is_alphabetic())
    {
        let end = word_end(letters, next);
        let word: String = letters[next..end].iter().collect();
        if let Token::Half(half) = word_token(&word) {
            (clock.half, clock.has_sign, at) = (Some(half), true, end);
        }
    }
    let is_date = matches!(letters[at..], ['.', digit, ..] if digit.is_ascii_digit());
    valid(clock).filter(|_| !is_date).map(|clock| (clock, at))
}

/// Reads two digits after `:`, `.` or `h`, with blanks around the sign.
fn part_after_sign(letters: &[char], at: usize) -> Option<(u32, usize)> {
    let sign = skip_blanks(letters, at);
    let is_sign = matches!(letters.get(sign)?, ':' | '.' | 'h' | 'u' | 'ч');
    let (value, digits, next) =
        number(letters, skip_blanks(letters, sign + 1)).filter(|_| is_sign)?;
    (digits == 2).then_some((value, next))
}

/// Returns where a word for "hour" after a number ends.
fn hour_word(letters: &[char], at: usize) -> Option<usize> {
    let start = skip_blanks(letters, at);
    let end = word_end(letters, start);
    let word: String = letters.get(start..end)?.iter().collect();
    let is_hour = matches!(
        word.as_str(),
        "h" | "u"
            | "ч"
            | "uhr"
            | "uur"
            | "heures"
            | "heure"
            | "hrs"
            | "hours"
            | "horas"
            | "год"
            | "година"
            | "годині"
            | "час"
            | "часов"
            | "часа"
    );
    is_hour.then(|| {
        if letters.get(end) == Some(&'.') {
            end + 1
        } else {
            end
        }
    })
}

fn skip_blanks(letters: &[char], at: usize) -> usize {
    at + letters
        .iter()
        .skip(at)
        .take_while(|letter| letter.is_whitespace())
        .count()
}

/// Reads digits: their value, how many there are, and where they end.
fn number(letters: &[char], start: usize) -> Option<(u32, usize, usize)> {
    let digits: String = letters
        .get(start..)?
        .iter()
        .take_while(|letter| letter.is_ascii_digit())
        .collect();
    let value = digits.parse().ok()?;
    Some((value, digits.len(), start + digits.len()))
}

fn valid(clock: Clock) -> Option<Clock> {
    let Clock {
        hour,
        minute,
        second,
        half,
        has_sign: _,
    } = clock;
    let is_valid = minute < 60 && second < 60 && (hour < 24 || hour == 24 && minute == 0);
    (is_valid && (half.is_none() || hour <= 12 || half == Some(Half::Pm))).then_some(clock)
}
