//! Takes the parts of a day, in any order and language, from the start of a text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::Weekday;

use super::{WrittenDate, WrittenDay};
use crate::import::words::{fold, folded_table, month, weekdays};

/// Words for "day" before or after its number.
const DAY_WORDS: &str = "day|tag|jour|día|dag|день|дня|journée|jornada";

/// Words and endings between the parts of a date that say nothing.
const FILLER_WORDS: &str = "st|nd|rd|th|er|ère|e|er|ter|ten|o|º|го|й|ий|of|the|on|den|der|dem|am|le|du|de|del|el|los|op|в|у|р|року|г|года|no|nr|n|ст";

/// Reads a day at the start of a text. Returns it with the text behind it, without the signs between.
pub(crate) fn parse_day(text: &str) -> Option<(WrittenDay, &str)> {
    let tokens = tokens(text);
    let mut found = Found::default();
    let mut at = 0;
    while let Some(taken) = found.take(&tokens[at..]) {
        at += taken;
    }
    let rest = tokens.get(at).map_or("", |token| &text[token.start..]);
    found.into_day().map(|day| {
        (
            day,
            rest.trim_start_matches(|sign: char| !sign.is_alphanumeric() && sign != '?'),
        )
    })
}

/// Reads a text that is a day and nothing else.
pub(crate) fn parse_whole_day(text: &str) -> Option<WrittenDay> {
    parse_day(text)
        .filter(|(_, rest)| rest.is_empty())
        .map(|(day, _)| day)
}

/// A word, a number or a sign of a text.
struct Token<'a> {
    start: usize,
    end: usize,
    kind: TokenKind<'a>,
}

enum TokenKind<'a> {
    Number { value: u32, digits: usize },
    Word(&'a str),
    Sign(char),
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let start = text.len() - rest.len();
        let run = |is_inside: fn(char) -> bool| {
            rest.find(|letter| !is_inside(letter)).unwrap_or(rest.len())
        };
        let (length, kind) = if letter.is_ascii_digit() {
            let length = run(|letter| letter.is_ascii_digit());
            // A number too long for a date becomes one that no date has.
            (
                length,
                TokenKind::Number {
                    value: rest[..length].parse().unwrap_or(u32::MAX),
                    digits: length,
                },
            )
        } else if letter.is_alphabetic() {
            let length = run(|letter| {
                letter.is_alphabetic() || matches!(letter, '\'' | '’' | 'ʼ' | '\u{300}'..='\u{36f}')
            });
            (length, TokenKind::Word(&rest[..length]))
        } else {
            (letter.len_utf8(), TokenKind::Sign(letter))
        };
        if !letter.is_whitespace() {
            tokens.push(Token {
                start,
                end: start + length,
                kind,
            });
        }
        rest = &rest[length..];
    }
    tokens
}

/// The parts of a day found so far.
#[derive(Default)]
struct Found {
    weekday: Option<(&'static [Weekday], String)>,
    month: Option<u32>,
    /// A word that is a month here and a weekday there, such as French and Spanish "mar".
    either: Option<String>,
    day: Option<u32>,
    year: Option<i32>,
    numbers: Option<WrittenDate>,
    day_number: Option<u32>,
    saw_day_word: bool,
}

impl Found {
    /// Takes the next part of a day, and returns how many tokens it took; nothing where it is no part.
    fn take(&mut self, tokens: &[Token<'_>]) -> Option<usize> {
        let token = tokens.first()?;
        match token.kind {
            TokenKind::Number { value, digits } => self.take_numbers(tokens).or_else(|| {
                let behind =
                    [tokens.get(1), tokens.get(2)].map(|token| token.map(|token| &token.kind));
                let is_clock = matches!(
                    behind,
                    [Some(TokenKind::Sign(':')), Some(TokenKind::Number { .. })]
                );
                (!is_clock && self.take_number(value, digits)).then_some(1)
            }),
            TokenKind::Word(word) => self.take_word(word).then_some(1),
            TokenKind::Sign(sign) => matches!(
                sign,
                ',' | '.' | '-' | '–' | '—' | '(' | ')' | '/' | '°' | 'º' | '#'
            )
            .then_some(1),
        }
    }

    /// Takes `15.06.2018`, `6/15/18`, `2018-06-15` or `15.06.`
    fn take_numbers(&mut self, tokens: &[Token<'_>]) -> Option<usize> {
        let number = |index: usize| match tokens.get(index)?.kind {
            TokenKind::Number { value, digits } => Some((value, digits)),
            _ => None,
        };
        let sign = |index: usize| match tokens.get(index) {
            Some(Token {
                kind: TokenKind::Sign(sign @ ('.' | '/' | '-')),
                start,
                ..
            }) if tokens[index - 1].end == *start => Some(*sign),
            _ => None,
        };
        if self.numbers.is_some() || self.day.is_some() || self.month.is_some() {
            return None;
        }
        let ((first, first_digits), (second, second_digits)) = (number(0)?, number(2)?);
        let between = sign(1)?;
        if first_digits == 4 {
            let (day, _) = number(4).filter(|(_, digits)| *digits <= 2 && sign(3).is_some())?;
            self.numbers = Some(WrittenDate::Full {
                year: i32::try_from(first).ok()?,
                month: second,
                day,
            });
            return Some(5);
        }
        if first_digits > 2 || second_digits > 2 {
            return None;
        }
        let year = sign(3)
            .and_then(|_| number(4))
            .filter(|(_, digits)| matches!(digits, 2 | 4));
        let year = match year {
            Some((year, 2)) => i32::try_from(year).ok().map(|year| year + 2000),
            Some((year, _)) => i32::try_from(year).ok(),
            None if between == '-' => return None,
            None => None,
        };
        // With dots the day comes first everywhere.
        self.numbers = Some(match (between, year) {
            ('.', Some(year)) => WrittenDate::Full {
                year,
                month: second,
                day: first,
            },
            ('.', None) => WrittenDate::DayMonth {
                day: first,
                month: second,
            },
            _ => WrittenDate::Numbers {
                first,
                second,
                year,
            },
        });
        Some(if year.is_some() { 5 } else { 3 })
    }

    fn take_number(&mut self, value: u32, digits: usize) -> bool {
        let place = match (digits, self.day) {
            (1 | 2, None) if self.saw_day_word && self.day_number.is_none() => &mut self.day_number,
            (1 | 2, None) if self.numbers.is_none() => &mut self.day,
            (4, _) if self.year.is_none() && self.numbers.is_none() => {
                self.year = i32::try_from(value).ok();
                return true;
            }
            _ => return false,
        };
        *place = Some(value);
        true
    }

    fn take_word(&mut self, word: &str) -> bool {
        static FILLERS: LazyLock<BTreeMap<String, Vec<()>>> =
            LazyLock::new(|| folded_table(&[((), FILLER_WORDS)]));
        static DAYS: LazyLock<BTreeMap<String, Vec<()>>> =
            LazyLock::new(|| folded_table(&[((), DAY_WORDS)]));
        let folded = fold(word);
        // Behind a number these are its ending; elsewhere "th" is a Thursday, and so folds "нд", a Sunday.
        if self.day.is_some() && matches!(word, "st" | "nd" | "rd" | "th") {
            return true;
        }
        let (month, weekdays) = (month(&folded), weekdays(&folded));
        match (month, weekdays.is_empty()) {
            (Some(month), true) if self.month.is_none() => self.month = Some(month),
            (Some(_), false) if self.either.is_none() => self.either = Some(word.to_owned()),
            (Some(month), false) if self.month.is_none() => self.month = Some(month),
            (None, false) if self.weekday.is_none() => {
                self.weekday = Some((weekdays, word.to_owned()))
            }
            (None, true) if DAYS.contains_key(&folded) && !self.saw_day_word => {
                self.saw_day_word = true;
                // "2. Tag", "1er jour"
                self.day_number = self.day_number.or(self.day.take());
            }
            _ => return FILLERS.contains_key(&folded) && self.has_any(),
        }
        true
    }

    fn has_any(&self) -> bool {
        self.weekday.is_some()
            || self.month.is_some()
            || self.day.is_some()
            || self.numbers.is_some()
            || self.saw_day_word
            || self.either.is_some()
    }

    fn into_day(mut self) -> Option<WrittenDay> {
        if let Some(word) = self.either.take() {
            let folded = fold(&word);
            if self.month.is_none() && self.numbers.is_none() {
                self.month = month(&folded);
            } else if self.weekday.is_none() {
                self.weekday = Some((weekdays(&folded), word));
            }
        }
        let date = match (self.numbers, self.day, self.month, self.day_number) {
            (Some(numbers), ..) => numbers,
            (None, Some(day), Some(month), _) => match self.year {
                Some(year) => WrittenDate::Full { year, month, day },
                None => WrittenDate::DayMonth { day, month },
            },
            (None, None, None, Some(number)) => WrittenDate::DayNumber(number),
            (None, Some(day), None, None) if self.weekday.is_some() => WrittenDate::DayOfMonth(day),
            (None, Some(day), None, None) => WrittenDate::Bare(day),
            (None, None, None, None) if self.weekday.is_some() => WrittenDate::None,
            _ => return None,
        };
        let (weekdays, weekday_word) = self.weekday.unwrap_or_default();
        Some(WrittenDay {
            weekdays,
            weekday_word,
            date,
        })
    }
}
