//! Taking the day and the time out of a line.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::QuickContext;
use crate::import::ParsedTime;
use crate::import::day::{DayContext, WrittenDate, WrittenDay, parse_whole_day};
use crate::import::time::whole_time;
use crate::import::words::{fold, folded_table, month, weekdays};

/// The most words of a day: "on the 16 October 2026".
const DAY_WORDS_MAX: usize = 5;
/// The most words of a time: "from 10:00 a.m. to 11:30 a.m.".
const TIME_WORDS_MAX: usize = 8;
/// A weekday in the middle of a line is one only if it is written out: "Sam" and "Don" are people.
const WHOLE_WEEKDAY_LETTERS_MIN: usize = 5;
/// Two Latin letters are a weekday only before a time: "we" and "do" are words.
const SHORT_WEEKDAY_LETTERS_MAX: usize = 2;

/// Days by how far they are from today.
const RELATIVE_DAYS: [(u64, &str); 3] = [
    (0, "today|heute|aujourd’hui|hoy|vandaag|сьогодні|сегодня"),
    (1, "tomorrow|morgen|demain|mañana|завтра"),
    (
        2,
        "day after tomorrow|the day after tomorrow|übermorgen|après-demain|pasado mañana|overmorgen|післязавтра|послезавтра",
    ),
];

/// Words before a day that say nothing.
const BEFORE_DAY: &str = "on|at|am|an|den|der|le|el|op|у|в|во|the";

/// Where in the line something stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// Before the title: abbreviations count.
    First,
    /// In or behind the title: only what can hardly be anything else.
    Later,
}

/// Takes the day and the time out of a line, in any order, before the title or behind it.
pub(super) fn take_when(
    words: &mut Vec<&str>,
    context: &QuickContext<'_>,
) -> (Option<NaiveDate>, Option<ParsedTime>) {
    let (mut day, mut time) = (None, None);
    let (mut at, mut stands, mut behind_day) = (0, Stands::First, false);
    while at < words.len() {
        let rest = &words[at..];
        if day.is_none()
            && let Some((found, taken)) = day_at(rest, stands, context)
        {
            day = Some(found);
            words.drain(at..at + taken);
            behind_day = true;
        } else if time.is_none()
            && let Some((found, taken)) = time_at(rest, stands, behind_day)
        {
            time = Some(found);
            words.drain(at..at + taken);
            behind_day = false;
        } else {
            (at, stands, behind_day) = (at + 1, Stands::Later, false);
        }
    }
    (day, time)
}

/// The day that these words begin with, and how many words say it: as many as make one.
fn day_at(
    words: &[&str],
    stands: Stands,
    context: &QuickContext<'_>,
) -> Option<(NaiveDate, usize)> {
    static BEFORE: LazyLock<BTreeMap<String, Vec<()>>> =
        LazyLock::new(|| folded_table(&[((), BEFORE_DAY)]));
    let longest = words.len().min(DAY_WORDS_MAX);
    let says_nothing = BEFORE.contains_key(&fold(words.first()?));
    [0, usize::from(says_nothing)]
        .into_iter()
        .find_map(|skipped| {
            (skipped + 1..=longest).rev().find_map(|count| {
                let text = words[skipped..count].join(" ");
                let day = relative_day(&text, context.today)
                    .or_else(|| written_day(&text, &words[count..], stands, context))?;
                Some((day, count))
            })
        })
}

fn relative_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    static DAYS: LazyLock<BTreeMap<String, Vec<u64>>> =
        LazyLock::new(|| folded_table(&RELATIVE_DAYS));
    let after = *DAYS.get(&fold(text))?.first()?;
    today.checked_add_days(Days::new(after))
}

/// The day that a text is, if it can hardly be anything else.
fn written_day(
    text: &str,
    behind: &[&str],
    stands: Stands,
    context: &QuickContext<'_>,
) -> Option<NaiveDate> {
    let day = parse_whole_day(text)?;
    if day.date == WrittenDate::None {
        return is_weekday(&day, behind, stands)
            .then(|| coming(day.weekdays, context))
            .flatten();
    }
    let days = DayContext {
        first_day: context.first_day,
        last_day: context.last_day,
        order: None,
        previous: context.first_day.is_none().then_some(context.today),
    };
    let (date, _) = day.resolve(text, &days).ok()?;
    let fits = context.has(date) && day.contradiction(date).is_none();
    let is_meant = match day.date {
        WrittenDate::Bare(_) | WrittenDate::None => false,
        // "tue 15", "9.10": as likely an hour, so only a day that the visit has.
        WrittenDate::DayOfMonth(_) | WrittenDate::Numbers { year: None, .. } => fits,
        WrittenDate::DayMonth { .. } => fits || names_month(text),
        WrittenDate::Full { .. } | WrittenDate::Numbers { .. } | WrittenDate::DayNumber(_) => true,
    };
    is_meant.then_some(date)
}

fn is_weekday(day: &WrittenDay, behind: &[&str], stands: Stands) -> bool {
    let letters = day.weekday_word.chars().count();
    match stands {
        Stands::Later => letters >= WHOLE_WEEKDAY_LETTERS_MIN,
        Stands::First if day.weekday_word.is_ascii() && letters <= SHORT_WEEKDAY_LETTERS_MAX => {
            time_at(behind, Stands::First, true).is_some()
        }
        Stands::First => true,
    }
}

/// The day of the visit that is this weekday: the next one while it runs, else its first. Outside a visit the next.
fn coming(weekdays: &[Weekday], context: &QuickContext<'_>) -> Option<NaiveDate> {
    let in_week = |from: NaiveDate| {
        let mut week = from.iter_days().take(7);
        week.find(|date| weekdays.contains(&date.weekday()))
    };
    let from_today = in_week(context.today)?;
    let from_first = context.first_day.and_then(in_week);
    if context.has(from_today) {
        return Some(from_today);
    }
    from_first
        .filter(|date| context.has(*date))
        .or(Some(from_today))
}

fn names_month(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphabetic())
        .map(fold)
        .any(|word| month(&word).is_some() && weekdays(&word).is_empty())
}

/// The time that these words begin with, and how many words say it: as many as make one.
fn time_at(words: &[&str], stands: Stands, behind_day: bool) -> Option<(ParsedTime, usize)> {
    let longest = words.len().min(TIME_WORDS_MAX);
    (1..=longest).rev().find_map(|count| {
        let said = &words[..count];
        let is_plain_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
        // "0930 tour" begins with a time; "budget 2027" and "100 years" have none.
        let is_doubtful = said.iter().any(|word| {
            is_plain_number(word)
                && match stands {
                    Stands::First => word.len() == 3 && !behind_day,
                    Stands::Later => word.len() > 2,
                }
        });
        let takes_bare = behind_day;
        let time = whole_time(&said.join(" "), takes_bare).filter(|_| !is_doubtful)?;
        Some((time, count))
    })
}

impl QuickContext<'_> {
    /// Whether the visit has this day.
    fn has(&self, date: NaiveDate) -> bool {
        let visit = self.first_day.zip(self.last_day);
        visit.is_some_and(|(first, last)| first <= date && date <= last)
    }
}
