//! Times as people write them: `19 : 30`, `10h30`, `3:49 PM`, `17:00 or 17:30`, `about 08:15`, `noon`.

mod reading;
mod tokens;

use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use reading::Reading;
use tokens::{Token, tokens};

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
        let is_signed = |token: &Token| match token {
            Token::Clock(clock) => clock.has_sign,
            token => matches!(token, Token::Noon | Token::Midnight),
        };
        // "10:00 at the museum": the words behind a clock belong to the text, its unit does not.
        let is_end = |token: &Token| {
            is_signed(token) || matches!(token, Token::Clock(_) | Token::Half(_) | Token::Unit)
        };
        tokens.iter().any(is_signed)
            && tokens.last().is_some_and(is_end)
            && !tokens.contains(&Token::Other)
    };
    let end = ends.filter(is_time).last()?;
    let rest = line[end..].trim();
    (!rest.is_empty()).then(|| (&line[..end], rest))
}

/// Reads a text that states when something starts and nothing else: "15:30–17", "from 3 to 4 pm", "noon".
///
/// Bare numbers count as hours only where `takes_bare`: "12" may also be how many people come.
pub(crate) fn whole_time(text: &str, takes_bare: bool) -> Option<ParsedTime> {
    let tokens = tokens(text)?;
    let is_clock = |token: &Token| matches!(token, Token::Clock(_) | Token::Noon | Token::Midnight);
    let is_bare = |token: &Token| matches!(token, Token::Clock(clock) if !clock.has_sign);
    let is_end = |token: &Token| is_clock(token) || matches!(token, Token::Half(_) | Token::Unit);
    let is_foreign = |token: &Token| {
        matches!(
            token,
            Token::Other | Token::AllDay | Token::PartOfDay(_) | Token::Open
        )
    };
    let only_bare = tokens.iter().filter(|token| is_clock(token)).all(is_bare);
    if tokens.iter().any(is_foreign) || !tokens.last().is_some_and(is_end) {
        return None;
    }
    let time = Reading::of(&tokens).finish(text);
    let says_more = time.remark.is_some() && time.certainty == Certainty::Fixed;
    (time.start.is_some() && !says_more && (takes_bare || !only_bare)).then_some(time)
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
        assert_eq!(
            split_leading("10:00 at the museum"),
            Some(("10:00", "at the museum"))
        );
        assert_eq!(split_leading("noon Lunch"), Some(("noon", "Lunch")));
        assert_eq!(split_leading("12 delegates arrive"), None);
    }
}
