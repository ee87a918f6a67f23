//! Times as people write them: `19 : 30`, `10h30`, `3:49 PM`, `17:00 or 17:30`, `about 08:15`, `noon`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::words::{fold, folded_table};

/// How sure the source is of a time or an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Stated without reserve.
    #[default]
    Fixed,
    /// About this time, or one of several.
    Tentative,
    /// Left open in the source.
    ToBeConfirmed,
}

/// A time or a stretch of time, as far as the source states it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ParsedTime {
    /// Begin, on the host city's clocks.
    pub start: Option<NaiveTime>,
    /// End, on the host city's clocks.
    pub end: Option<NaiveTime>,
    /// The end is on the day after the start: `20:00–01:00`, or any end at midnight.
    pub ends_next_day: bool,
    /// How sure the source is.
    pub certainty: Certainty,
    /// The cell's own words where they say more than the fields: an alternative, "after the concert".
    pub remark: Option<String>,
}

/// A cell in which no time was found. Holds the cell's text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no time can be read from {0:?}")]
pub struct UnreadableTime(pub String);

/// An item that begins at this hour or later may run past midnight.
const EVENING_FROM_HOUR: u32 = 18;

/// An end at this hour or earlier, after an evening's start, is on the next day.
const NIGHT_UNTIL_HOUR: u32 = 6;

/// Words that may make up the time before a line's text, as in `10:00 a.m. to 11:30 a.m. Talk`.
const LEADING_WORDS_MAX: usize = 8;

/// Reads a cell of times. An empty cell is a time without a start and an end.
///
/// # Errors
/// [`UnreadableTime`] when the text is not empty and holds neither a time nor a word about time.
pub fn parse_time(text: &str) -> Result<ParsedTime, UnreadableTime> {
    let text = text.trim();
    let unreadable = || UnreadableTime(text.to_owned());
    if text.is_empty() {
        return Ok(ParsedTime::default());
    }
    let tokens = tokens(text).ok_or_else(unreadable)?;
    let time = Reading::of(&tokens).finish(text);
    if time == ParsedTime::default() {
        Err(unreadable())
    } else {
        Ok(time)
    }
}

/// Tells whether an end before its start is clearly one on the next day.
pub(crate) fn runs_past_midnight(start: NaiveTime, end: NaiveTime) -> bool {
    end < start
        && (end == NaiveTime::MIN
            || start.hour() >= EVENING_FROM_HOUR && end.hour() <= NIGHT_UNTIL_HOUR)
}

/// Splits a line into the time that it begins with and its text.
pub(crate) fn split_leading(line: &str) -> Option<(&str, &str)> {
    let ends = line
        .match_indices(' ')
        .map(|(at, _)| at)
        .take(LEADING_WORDS_MAX);
    let is_time = |end: &usize| {
        let tokens = tokens(&line[..*end]).unwrap_or_default();
        tokens
            .iter()
            .any(|token| matches!(token, Token::Clock(clock) if clock.has_sign))
            && !tokens.iter().any(|token| matches!(token, Token::Other))
    };
    let end = ends.filter(is_time).last()?;
    let rest = line[end..].trim();
    (!rest.is_empty()).then(|| (&line[..end], rest))
}

/// A clock's reading before its half of the day is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Clock {
    hour: u32,
    minute: u32,
    second: u32,
    half: Option<Half>,
    /// More than a bare number: `9:00`, `9h`, `9 am`.
    has_sign: bool,
}

/// Half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
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
    Filler,
    Other,
}

/// Words about time in seven languages.
const TIME_WORDS: [(Token, &str); 13] = [
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
        Token::Filler,
        "uhr|uur|hrs|hours|hour|heures|heure|horas|hora|h|ч|час|часов|часа|год|година|годині|о|об|в|во|at|um|om|from|ab|von|de|des|dès|desde|van|vanaf|з|із|від|с|со|от|entre|between|zwischen|the|in|im|am|las|la|le|du|partir|be|will|time|zu|noch|nog|te|por|буде|sharp|local|all|whole|ganzer|toute|todo|el|hele|весь|хв|мин|min|not|yet",
    ),
];

/// Splits a cell into tokens, or nothing where a number in it is no clock's.
fn tokens(text: &str) -> Option<Vec<Token>> {
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

/// What a cell's tokens add up to.
#[derive(Default)]
struct Reading {
    clocks: Vec<Clock>,
    /// Index of the clock that ends the stretch.
    end: Option<usize>,
    certainty: Certainty,
    /// The cell says more than its first start and end do.
    has_more: bool,
    is_all_day: bool,
}

impl Reading {
    fn of(tokens: &[Token]) -> Reading {
        let mut reading = Reading::default();
        let mut joined_by = None;
        for token in tokens {
            match token {
                Token::Clock(clock) => reading.push(*clock, joined_by.take()),
                Token::Noon => reading.push_noon(joined_by.take()),
                Token::Midnight => {
                    let clock = Clock {
                        hour: 24,
                        minute: 0,
                        second: 0,
                        half: None,
                        has_sign: true,
                    };
                    reading.push(clock, joined_by.take());
                }
                Token::Half(half) | Token::PartOfDay(half) => reading.put_half(*half),
                Token::Dash | Token::Until | Token::At | Token::Or => joined_by = Some(*token),
                Token::About => {
                    reading.certainty = reading.certainty.at_least(Certainty::Tentative)
                }
                Token::Open => reading.certainty = Certainty::ToBeConfirmed,
                Token::AllDay => (reading.has_more, reading.is_all_day) = (true, true),
                Token::Filler => {}
                Token::Other => reading.has_more = true,
            }
        }
        reading
    }

    /// Adds a clock: an end after a dash, an alternative after "or".
    fn push(&mut self, clock: Clock, joined_by: Option<Token>) {
        let index = self.clocks.len();
        let ends = match joined_by {
            Some(Token::Dash | Token::Until) => true,
            Some(Token::At) => index > 0,
            _ => false,
        };
        if ends && self.end.is_none() {
            self.end = Some(index);
        } else if index > 0 {
            self.has_more = true;
            if joined_by == Some(Token::Or) {
                self.certainty = self.certainty.at_least(Certainty::Tentative);
            }
        }
        self.clocks.push(clock);
    }

    /// "12 noon" is one time.
    fn push_noon(&mut self, joined_by: Option<Token>) {
        match self.clocks.last_mut() {
            Some(last) if last.hour == 12 && joined_by.is_none() => last.has_sign = true,
            _ => self.push(
                Clock {
                    hour: 12,
                    minute: 0,
                    second: 0,
                    half: None,
                    has_sign: true,
                },
                joined_by,
            ),
        }
    }

    /// "8 Uhr abends"; without a clock a part of the day is worth keeping as it is.
    fn put_half(&mut self, half: Half) {
        match self.clocks.last_mut() {
            Some(last) => last.half = last.half.or(Some(half).filter(|_| last.hour <= 12)),
            None => {
                self.has_more = true;
                self.certainty = self.certainty.at_least(Certainty::Tentative);
            }
        }
    }

    fn finish(mut self, text: &str) -> ParsedTime {
        self.spread_halves();
        let start_clock = if self.end == Some(0) {
            None
        } else {
            self.clocks.first()
        };
        let end_clock = self.end.and_then(|index| self.clocks.get(index));
        let (start, end) = (start_clock.and_then(to_time), end_clock.and_then(to_time));
        let ends_next_day = match (start, end) {
            (Some(start), Some(end)) => runs_past_midnight(start, end),
            (None, Some(end)) => end == NaiveTime::MIN,
            _ => false,
        };
        let is_midnight_start = start_clock.is_some_and(|clock| clock.hour == 24);
        let certainty = if is_midnight_start {
            self.certainty.at_least(Certainty::Tentative)
        } else {
            self.certainty
        };
        let is_about_time =
            !self.clocks.is_empty() || self.is_all_day || certainty != Certainty::Fixed;
        let keeps_words = is_about_time && (self.has_more || is_midnight_start);
        ParsedTime {
            start,
            end,
            ends_next_day,
            certainty,
            remark: keeps_words.then(|| text.to_owned()),
        }
    }

    /// Gives clocks without a half of the day the one of the clock after them: `5:00 or 5:30 PM`.
    /// `11–1 PM` would then end before it begins, so its 11 is in the morning.
    fn spread_halves(&mut self) {
        for index in (0..self.clocks.len().saturating_sub(1)).rev() {
            let next = self.clocks[index + 1];
            let clock = &mut self.clocks[index];
            if clock.half.is_some() || clock.hour > 12 || next.half.is_none() {
                continue;
            }
            clock.half = next.half;
            if next.half == Some(Half::Pm) && to_time(clock) > to_time(&next) {
                clock.half = Some(Half::Am);
            }
        }
    }
}

impl Certainty {
    /// Returns the less certain of two.
    pub(crate) fn at_least(self, other: Certainty) -> Certainty {
        if self as u8 >= other as u8 {
            self
        } else {
            other
        }
    }
}

fn to_time(clock: &Clock) -> Option<NaiveTime> {
    let Clock {
        hour,
        minute,
        second,
        half,
        has_sign: _,
    } = *clock;
    let hour = match half {
        Some(Half::Am) if hour == 12 => 0,
        Some(Half::Pm) if hour < 12 => hour + 12,
        _ => hour % 24,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Start, end and certainty in short: `17:00-20:00 fixed`, `+` for an end on the next day.
    fn short(text: &str) -> String {
        let write = |time: Option<NaiveTime>| {
            time.map_or("".to_owned(), |time| time.format("%H:%M").to_string())
        };
        match parse_time(text) {
            Err(_) => "unreadable".to_owned(),
            Ok(ParsedTime {
                start,
                end,
                ends_next_day,
                certainty,
                remark: _,
            }) => {
                let next_day = if ends_next_day { "+" } else { "" };
                let certainty = match certainty {
                    Certainty::Fixed => "",
                    Certainty::Tentative => " tentative",
                    Certainty::ToBeConfirmed => " open",
                };
                format!("{}-{}{next_day}{certainty}", write(start), write(end))
            }
        }
    }

    #[test]
    fn times_read_as_people_write_them() {
        let cases = [
            ("16:00", "16:00-"),
            ("16:00:00", "16:00-"),
            ("19 : 30", "19:30-"),
            ("10h30", "10:30-"),
            ("9h", "09:00-"),
            ("9 h 30", "09:30-"),
            ("9 heures", "09:00-"),
            ("3:49 PM", "15:49-"),
            ("9 am", "09:00-"),
            ("9 a.m.", "09:00-"),
            ("12:15 a. m.", "00:15-"),
            ("12:00 PM", "12:00-"),
            ("9.15", "09:15-"),
            ("9.15 Uhr", "09:15-"),
            ("9 Uhr 15", "09:15-"),
            ("um 9 Uhr", "09:00-"),
            ("20 Uhr abends", "20:00-"),
            ("8 Uhr abends", "20:00-"),
            ("19u30", "19:30-"),
            ("о 16 год. 30 хв", "16:30-"),
            ("в 16 ч 30 мин", "16:30-"),
            ("0900", "09:00-"),
            ("1530 hrs", "15:30-"),
            ("10:00–11:30", "10:00-11:30"),
            ("10:00 - 11:30", "10:00-11:30"),
            ("10:47～11:00", "10:47-11:00"),
            ("9-10", "09:00-10:00"),
            ("9-11 am", "09:00-11:00"),
            ("11-1 pm", "11:00-13:00"),
            ("de 10h à 11h30", "10:00-11:30"),
            ("von 10 bis 11.30 Uhr", "10:00-11:30"),
            ("з 10:00 до 11:30", "10:00-11:30"),
            ("от 10.00 до 11.30", "10:00-11:30"),
            ("de 10:00 a 11:30", "10:00-11:30"),
            ("van 10.00 tot 11.30 uur", "10:00-11:30"),
            ("17:00 or 17:30", "17:00- tentative"),
            ("5:00 or 5:30 PM", "17:00- tentative"),
            ("17 oder 18 Uhr", "17:00- tentative"),
            ("17h ou 17h30", "17:00- tentative"),
            ("17:00 або 17:30", "17:00- tentative"),
            ("17:00 или 17:30", "17:00- tentative"),
            ("17:00 o 17:30", "17:00- tentative"),
            ("17:00 of 17:30", "17:00- tentative"),
            ("10:00 / 11:00", "10:00- tentative"),
            ("about 08:15", "08:15- tentative"),
            ("ca. 8.15 Uhr", "08:15- tentative"),
            ("gegen 18 Uhr", "18:00- tentative"),
            ("vers 20h", "20:00- tentative"),
            ("близько 18:00", "18:00- tentative"),
            ("около 18:00", "18:00- tentative"),
            ("noon", "12:00-"),
            ("12 noon", "12:00-"),
            ("midi", "12:00-"),
            ("Mittag", "12:00-"),
            ("полудень", "12:00-"),
            ("noon - 1:30 pm", "12:00-13:30"),
            ("10:00 – midnight", "10:00-00:00+"),
            ("22:00-24:00", "22:00-00:00+"),
            ("midnight", "00:00- tentative"),
            ("until 17:00", "-17:00"),
            ("-17:00", "-17:00"),
            ("bis 17 Uhr", "-17:00"),
            ("jusqu'à 17h", "-17:00"),
            ("до 17:00", "-17:00"),
            ("17:00 –", "17:00-"),
            ("ab 17 Uhr", "17:00-"),
            ("20:00–01:00", "20:00-01:00+"),
            ("14:00–13:00", "14:00-13:00"),
            ("?", "- open"),
            ("TBC", "- open"),
            ("t.b.a.", "- open"),
            ("à confirmer", "- open"),
            ("17:00 ?", "17:00- open"),
            ("evening", "- tentative"),
            ("all day", "-"),
            ("toute la journée", "-"),
            ("10:00 after Mass", "10:00-"),
            ("", "-"),
            ("25:00", "unreadable"),
            ("9:75", "unreadable"),
            ("Town Hall", "unreadable"),
            ("2018", "20:18-"),
            ("31.05.2011", "unreadable"),
        ];
        for (text, expected) in cases {
            assert_eq!(short(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_the_fields_cannot_hold_stays_in_words() {
        let remark = |text| parse_time(text).unwrap().remark;
        assert_eq!(
            remark("5:00 or 5:30 PM").as_deref(),
            Some("5:00 or 5:30 PM")
        );
        assert_eq!(remark("evening").as_deref(), Some("evening"));
        assert_eq!(
            remark("10:00 after Mass").as_deref(),
            Some("10:00 after Mass")
        );
        assert_eq!(remark("about 08:15"), None, "the certainty says it");
    }

    #[test]
    fn a_line_gives_up_the_time_it_begins_with() {
        assert_eq!(
            split_leading("17.00 Uhr Ankunft am Rathaus"),
            Some(("17.00 Uhr", "Ankunft am Rathaus"))
        );
        assert_eq!(
            split_leading("10:00 - 11:30 Talk"),
            Some(("10:00 - 11:30", "Talk"))
        );
        assert_eq!(split_leading("12 delegates arrive"), None);
    }
}
