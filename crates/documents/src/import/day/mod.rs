//! Days as people write them: `15/06/2018`, "dim 29 mai 2011", "Tag 2", a weekday alone.

mod parse;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::fate::{ProblemReason, Warning};
pub(crate) use parse::{parse_day, parse_whole_day};

/// Which number comes first in `6/7/2018`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 6 July, as in most of the world.
    DayFirst,
    /// June 7, as in the United States.
    MonthFirst,
}

/// A day as far as a cell states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrittenDay {
    /// The weekdays that its word may mean, and the word. Empty where none is written.
    pub(crate) weekdays: &'static [Weekday],
    pub(crate) weekday_word: String,
    pub(crate) date: WrittenDate,
}

/// The date of a [`WrittenDay`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WrittenDate {
    /// Only a weekday is written.
    None,
    /// Year, month and day, each known.
    Full { year: i32, month: u32, day: u32 },
    /// Two numbers in an order that the cell alone may not tell.
    Numbers {
        first: u32,
        second: u32,
        year: Option<i32>,
    },
    /// A day and a month without a year.
    DayMonth { day: u32, month: u32 },
    /// "Thu 10".
    DayOfMonth(u32),
    /// "Day 2": counted from the visit's first day, which is 1.
    DayNumber(u32),
    /// A number alone, which only its column's heading can explain.
    Bare(u32),
}

/// What is known about the visit and the list when a day is resolved.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct DayContext {
    pub(crate) first_day: Option<NaiveDate>,
    pub(crate) last_day: Option<NaiveDate>,
    /// The order told by the list or by the caller.
    pub(crate) order: Option<DateOrder>,
    /// The day of the row above.
    pub(crate) previous: Option<NaiveDate>,
}

/// Years away from the visit's first day in which a day without a year is looked for.
const YEARS_AROUND: i32 = 1;

/// Largest "Day n": longer visits name their dates.
const DAY_NUMBER_MAX: u32 = 366;

/// Tells from all days of a list which number comes first: the days that allow one reading decide.
/// Nothing where none does, or where they disagree.
pub(crate) fn order_of<'a>(days: impl IntoIterator<Item = &'a WrittenDay>) -> Option<DateOrder> {
    let (mut day_first, mut month_first) = (false, false);
    for day in days {
        if let WrittenDate::Numbers { first, second, .. } = day.date {
            day_first |= first > 12;
            month_first |= second > 12;
        }
    }
    match (day_first, month_first) {
        (true, false) => Some(DateOrder::DayFirst),
        (false, true) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

impl WrittenDay {
    /// Finds the date that is meant. `text` is the cell, for the reasons given.
    pub(crate) fn resolve(
        &self,
        text: &str,
        context: &DayContext,
    ) -> Result<(NaiveDate, Vec<Warning>), ProblemReason> {
        let text = || text.to_owned();
        let needs_visit = || ProblemReason::DayNeedsVisit { text: text() };
        let no_such = || ProblemReason::NoSuchDay { text: text() };
        let mut warnings = Vec::new();
        let date = match self.date {
            WrittenDate::Full { year, month, day } => {
                NaiveDate::from_ymd_opt(year, month, day).ok_or_else(no_such)?
            }
            WrittenDate::Numbers {
                first,
                second,
                year,
            } => {
                let (date, other) = self
                    .order_numbers(first, second, year, context)
                    .ok_or_else(no_such)?;
                let other = other.filter(|other| *other != date);
                warnings.extend(other.map(|other| Warning::AmbiguousDate {
                    text: text(),
                    read_as: date,
                    other,
                }));
                date
            }
            WrittenDate::DayMonth { day, month } => {
                // 2024 has every day that any year has.
                NaiveDate::from_ymd_opt(2024, month, day).ok_or_else(no_such)?;
                self.with_year(day, month, context)
                    .ok_or_else(needs_visit)?
            }
            WrittenDate::DayOfMonth(day) => context
                .days()
                .find(|date| date.day() == day)
                .ok_or_else(needs_visit)?,
            WrittenDate::DayNumber(number) | WrittenDate::Bare(number) => {
                let after = u64::from(number).checked_sub(1);
                let date = context
                    .first_day
                    .zip(after)
                    .and_then(|(first, after)| first.checked_add_days(Days::new(after)));
                date.filter(|_| number <= DAY_NUMBER_MAX)
                    .ok_or_else(needs_visit)?
            }
            WrittenDate::None => {
                let from = context
                    .previous
                    .or(context.first_day)
                    .ok_or_else(needs_visit)?;
                let week = from.iter_days().take(7);
                week.into_iter()
                    .find(|date| self.weekdays.contains(&date.weekday()))
                    .ok_or_else(needs_visit)?
            }
        };
        warnings.extend(self.contradiction(date));
        warnings.extend(context.outside(date));
        Ok((date, warnings))
    }

    /// Returns a warning where the written weekday cannot be the date's.
    pub(crate) fn contradiction(&self, date: NaiveDate) -> Option<Warning> {
        let actual = date.weekday();
        let contradicts = !self.weekdays.is_empty() && !self.weekdays.contains(&actual);
        contradicts.then(|| Warning::WeekdayContradictsDate {
            written: self.weekday_word.clone(),
            date,
            actual,
        })
    }

    /// Reads two numbers as day and month, and returns the other reading where nothing decides.
    fn order_numbers(
        &self,
        first: u32,
        second: u32,
        year: Option<i32>,
        context: &DayContext,
    ) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let date = |day, month| match year {
            Some(year) => NaiveDate::from_ymd_opt(year, month, day),
            None => self.with_year(day, month, context),
        };
        let (day_first, month_first) = (date(first, second), date(second, first));
        let (Some(day_first), Some(month_first)) = (day_first, month_first) else {
            return day_first.or(month_first).map(|date| (date, None));
        };
        match context.order {
            Some(DateOrder::DayFirst) => return Some((day_first, None)),
            Some(DateOrder::MonthFirst) => return Some((month_first, None)),
            None => {}
        }
        let fits: [fn(&WrittenDay, &DayContext, NaiveDate) -> bool; 2] = [
            |_, context, date| context.outside(date).is_none() && context.first_day.is_some(),
            |day, _, date| day.weekdays.contains(&date.weekday()),
        ];
        for fits in fits {
            match (
                fits(self, context, day_first),
                fits(self, context, month_first),
            ) {
                (true, false) => return Some((day_first, None)),
                (false, true) => return Some((month_first, None)),
                _ => {}
            }
        }
        Some((day_first, Some(month_first)))
    }

    /// Finds the year of a day without one: the year that puts it into the visit, else the year of the
    /// day above or of the visit's first day.
    fn with_year(&self, day: u32, month: u32, context: &DayContext) -> Option<NaiveDate> {
        let near = context.previous.or(context.first_day)?;
        let years = near.year() - YEARS_AROUND..=near.year() + YEARS_AROUND;
        let inside = years
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .find(|date| context.outside(*date).is_none() && context.first_day.is_some());
        inside.or_else(|| NaiveDate::from_ymd_opt(near.year(), month, day))
    }
}

impl DayContext {
    /// Returns a warning where a day is not one of the visit's.
    fn outside(&self, date: NaiveDate) -> Option<Warning> {
        let before = self.first_day.is_some_and(|first| date < first);
        let after = self.last_day.is_some_and(|last| date > last);
        (before || after).then_some(Warning::OutsideVisit { date })
    }

    /// The visit's days, or none where its dates are not known.
    fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let days = self
            .first_day
            .zip(self.last_day)
            .map(|(first, last)| first.iter_days().take_while(move |day| *day <= last));
        days.into_iter().flatten().take(DAY_NUMBER_MAX as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn visit(first: &str, last: &str) -> DayContext {
        DayContext {
            first_day: Some(day(first)),
            last_day: Some(day(last)),
            ..DayContext::default()
        }
    }

    fn resolve(
        text: &str,
        context: &DayContext,
    ) -> Result<(NaiveDate, Vec<Warning>), ProblemReason> {
        let written = parse_whole_day(text).ok_or_else(|| ProblemReason::UnreadableDay {
            text: text.to_owned(),
        })?;
        written.resolve(text, context)
    }

    #[test]
    fn days_read_as_people_write_them() {
        let context = visit("2018-06-14", "2018-06-20");
        let cases = [
            "2018-06-15",
            "15.06.2018",
            "15. 6. 2018",
            "15/06/2018",
            "6/15/2018",
            "15.06.18",
            "15.06.",
            "15/06",
            "15-06-2018",
            "Friday, June 15, 2018",
            "Fri 15 June",
            "June 15th",
            "15th of June 2018",
            "Friday",
            "Fri 15",
            "ven 15 juin 2018",
            "vendredi 15 juin",
            "Freitag, 15. Juni 2018",
            "Fr., 15.06.",
            "Fr 15.6.18",
            "viernes, 15 de junio de 2018",
            "vrijdag 15 juni 2018",
            "п’ятниця, 15 червня 2018 року",
            "пт 15.06.2018",
            "пятница, 15 июня 2018 г.",
            "Day 2",
            "Tag 2",
            "2. Tag",
            "Jour 2",
            "2e jour",
            "День 2",
            "2-й день",
            "Día 2",
            "Dag 2",
            "Day 2 (Friday 15 June 2018)",
            "DAY 2 - FRIDAY",
        ];
        for text in cases {
            assert_eq!(
                resolve(text, &context),
                Ok((day("2018-06-15"), vec![])),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_word_that_is_a_month_and_a_weekday_is_told_by_its_company() {
        let context = DayContext::default();
        assert_eq!(
            resolve("mar 31 mai 2011", &context),
            Ok((day("2011-05-31"), vec![]))
        );
        assert_eq!(
            resolve("mar 29 mar 2011", &context),
            Ok((day("2011-03-29"), vec![]))
        );
        assert_eq!(
            resolve("31 Mar 2011", &context),
            Ok((day("2011-03-31"), vec![]))
        );
    }

    #[test]
    fn a_weekday_that_contradicts_its_date_is_reported_and_the_date_stands() {
        let (date, warnings) = resolve("Monday, 15 June 2018", &DayContext::default()).unwrap();
        assert_eq!(date, day("2018-06-15"));
        let expected = Warning::WeekdayContradictsDate {
            written: "Monday".to_owned(),
            date,
            actual: Weekday::Fri,
        };
        assert_eq!(warnings, [expected]);
    }

    #[test]
    fn numbers_in_either_order_are_told_by_the_visit_or_stay_a_warning() {
        let (date, warnings) = resolve("6/7/2018", &visit("2018-06-05", "2018-06-10")).unwrap();
        assert_eq!((date, warnings), (day("2018-06-07"), vec![]));
        let (date, warnings) = resolve("6/7/2018", &DayContext::default()).unwrap();
        assert_eq!(date, day("2018-07-06"));
        assert!(
            matches!(warnings[..], [Warning::AmbiguousDate { .. }]),
            "{warnings:?}"
        );
    }

    #[test]
    fn one_day_above_twelve_tells_the_order_of_the_whole_list() {
        let days = ["6/7/2018", "6/15/2018"].map(|text| parse_whole_day(text).unwrap());
        assert_eq!(order_of(&days), Some(DateOrder::MonthFirst));
        assert_eq!(order_of(&days[..1]), None);
    }

    #[test]
    fn a_visit_over_new_year_gives_each_day_its_year() {
        let context = visit("2018-12-30", "2019-01-02");
        assert_eq!(resolve("1 January", &context).unwrap().0, day("2019-01-01"));
        assert_eq!(
            resolve("31 December", &context).unwrap().0,
            day("2018-12-31")
        );
    }

    #[test]
    fn what_is_no_day_says_why() {
        let context = DayContext::default();
        let reason = |text: &str| resolve(text, &context).unwrap_err();
        let text = |text: &str| text.to_owned();
        assert_eq!(
            reason("31 June 2018"),
            ProblemReason::NoSuchDay {
                text: text("31 June 2018")
            }
        );
        assert_eq!(
            reason("Day 2"),
            ProblemReason::DayNeedsVisit {
                text: text("Day 2")
            }
        );
        assert_eq!(
            reason("Thursday"),
            ProblemReason::DayNeedsVisit {
                text: text("Thursday")
            }
        );
        assert_eq!(
            reason("Market square"),
            ProblemReason::UnreadableDay {
                text: text("Market square")
            }
        );
    }

    #[test]
    fn a_text_behind_the_day_is_handed_back() {
        let (_, rest) = parse_day("Day 2 – Tuesday 18 June 2002: Water training").unwrap();
        assert_eq!(rest, "Water training");
        let (_, rest) = parse_day("2018-06-15 16:00").unwrap();
        assert_eq!(rest, "16:00");
    }
}
