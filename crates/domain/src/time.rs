//! Facts about zones: when clocks change, and how far two cities are apart on a day.
//!
//! The difference between two cities is not a constant. In the last week of October and for three weeks in March,
//! America and Europe are an hour nearer to each other than usual, and a call planned with the usual difference is
//! an hour off.

use std::collections::BTreeSet;

use chrono::{
    DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
};
use serde::Serialize;

use crate::values::{Zone, instant};

/// A moment at which the clocks of a zone are put forward or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Transition {
    /// When.
    pub at: DateTime<Utc>,
    /// Minutes ahead of UTC before it.
    pub before_minutes: i32,
    /// Minutes ahead of UTC after it.
    pub after_minutes: i32,
}

impl Transition {
    /// What the clocks show when they are changed, such as 02:00.
    pub fn wall_clock(&self) -> NaiveDateTime {
        self.at.naive_utc() + TimeDelta::minutes(self.before_minutes.into())
    }

    /// By how many minutes they go forward; negative: back.
    pub const fn shift_minutes(&self) -> i32 {
        self.after_minutes - self.before_minutes
    }
}

/// The clocks of two cities on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DayClocks {
    /// The day in the home city.
    pub day: NaiveDate,
    /// Minutes by which the guests' clocks are ahead of those at home, at noon there.
    pub ahead_minutes: i32,
    /// Whether the clocks of either city change on it.
    pub clocks_change: bool,
    /// Changes of the difference in the course of it. None where both cities change at the same moment.
    pub changes: Vec<DifferenceChange>,
}

/// A change of the difference between two cities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DifferenceChange {
    /// When, on the clocks at home, as they show it after the change.
    pub at: NaiveDateTime,
    /// Minutes by which the guests' clocks are ahead of those at home from then on.
    pub ahead_minutes: i32,
}

/// The clock changes of `zone` on the days from `from` to `to`, both included, as counted there.
pub fn transitions(zone: Zone, from: NaiveDate, to: NaiveDate) -> Vec<Transition> {
    // A change at midnight makes the day that it begins, so both bounds lie just before one.
    let from = midnight(zone, from) - TimeDelta::minutes(1);
    let to = midnight(zone, to + Days::new(1)) - TimeDelta::minutes(1);
    let mut found = Vec::new();
    let mut at = from;
    while at < to {
        let next = (at + TimeDelta::days(1)).min(to);
        if offset_minutes(zone, at) != offset_minutes(zone, next) {
            found.push(transition_between(zone, at, next));
        }
        at = next;
    }
    found
}

/// The clocks of `there` minus those of `here` at noon of `day` in `here`, in minutes.
pub fn difference_minutes(here: Zone, there: Zone, day: NaiveDate) -> i32 {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).expect("a time of day");
    difference_at(here, there, instant(day.and_time(noon), here).to_utc())
}

/// The clocks of two cities on each of `days`, with the changes in the course of a day.
pub fn clock_difference_by_day(home: Zone, guest: Zone, days: &[NaiveDate]) -> Vec<DayClocks> {
    days.iter()
        .map(|&day| clocks_of_day(home, guest, day))
        .collect()
}

fn clocks_of_day(home: Zone, guest: Zone, day: NaiveDate) -> DayClocks {
    let (begins, ends) = (midnight(home, day), midnight(home, day + Days::new(1)));
    // A day at home reaches into the day before and the day after for the guests.
    let abroad = transitions(guest, day - Days::new(1), day + Days::new(1));
    let abroad = abroad
        .into_iter()
        .filter(|change| begins <= change.at && change.at < ends);
    let moments: BTreeSet<_> = transitions(home, day, day)
        .into_iter()
        .chain(abroad)
        .map(|change| change.at)
        .collect();

    let mut last = difference_at(home, guest, begins - TimeDelta::minutes(1));
    let mut changes = Vec::new();
    for &at in &moments {
        let ahead_minutes = difference_at(home, guest, at);
        if ahead_minutes != last {
            let at = at.with_timezone(&home).naive_local();
            changes.push(DifferenceChange { at, ahead_minutes });
            last = ahead_minutes;
        }
    }
    DayClocks {
        day,
        ahead_minutes: difference_minutes(home, guest, day),
        clocks_change: !moments.is_empty(),
        changes,
    }
}

/// The clocks of `there` minus those of `here` at an instant, in minutes.
pub fn difference_at(here: Zone, there: Zone, at: DateTime<Utc>) -> i32 {
    offset_minutes(there, at) - offset_minutes(here, at)
}

/// Bisects down to the minute; a zone changes at most once between the two.
fn transition_between(zone: Zone, before: DateTime<Utc>, after: DateTime<Utc>) -> Transition {
    let before_minutes = offset_minutes(zone, before);
    let (mut low, mut high) = (before, after);
    while high - low > TimeDelta::minutes(1) {
        let middle = low + TimeDelta::minutes((high - low).num_minutes() / 2);
        if offset_minutes(zone, middle) == before_minutes {
            low = middle;
        } else {
            high = middle;
        }
    }
    Transition {
        at: high,
        before_minutes,
        after_minutes: offset_minutes(zone, after),
    }
}

fn midnight(zone: Zone, day: NaiveDate) -> DateTime<Utc> {
    instant(NaiveDateTime::from(day), zone).to_utc()
}

fn offset_minutes(zone: Zone, at: DateTime<Utc>) -> i32 {
    let seconds = zone
        .offset_from_utc_datetime(&at.naive_utc())
        .fix()
        .local_minus_utc();
    seconds / 60
}

#[cfg(test)]
mod tests {
    use chrono_tz::{Africa, America, Asia, Europe};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn the_changes_of_2026_are_those_of_the_tz_database() {
        let year = |zone| {
            let changes = transitions(zone, day("2026-01-01"), day("2026-12-31"));
            changes
                .iter()
                .map(|change| (change.wall_clock(), change.shift_minutes()))
                .collect::<Vec<_>>()
        };
        let new_york = vec![
            (at("2026-03-08T02:00:00"), 60),
            (at("2026-11-01T02:00:00"), -60),
        ];
        assert_eq!(year(America::New_York), new_york);
        assert_eq!(year(America::Los_Angeles), new_york);
        let kyiv = vec![
            (at("2026-03-29T03:00:00"), 60),
            (at("2026-10-25T04:00:00"), -60),
        ];
        assert_eq!(year(Europe::Kyiv), kyiv);
        let amsterdam = vec![
            (at("2026-03-29T02:00:00"), 60),
            (at("2026-10-25T03:00:00"), -60),
        ];
        assert_eq!(year(Europe::Amsterdam), amsterdam);
        assert!(year(Africa::Monrovia).is_empty());
        assert!(year(Asia::Vladivostok).is_empty());
    }

    #[test]
    fn a_change_at_midnight_belongs_to_the_day_that_it_begins() {
        // Beirut puts its clocks forward at 00:00, so that this day begins at 01:00.
        let days = |from, to| transitions(Asia::Beirut, day(from), day(to)).len();
        assert_eq!(days("2026-03-28", "2026-03-29"), 1);
        assert_eq!(days("2026-03-27", "2026-03-27"), 0);
    }

    #[test]
    fn america_and_europe_are_an_hour_nearer_between_their_changes() {
        let cases = [
            ("2026-03-07", 7),
            ("2026-03-08", 6),
            ("2026-03-28", 6),
            ("2026-03-29", 7),
            ("2026-10-24", 7),
            ("2026-10-25", 6),
            ("2026-10-31", 6),
            ("2026-11-01", 7),
        ];
        for (on, hours) in cases {
            let minutes = difference_minutes(America::New_York, Europe::Kyiv, day(on));
            assert_eq!(minutes, hours * 60, "{on}");
        }
        let khabarovsk = |on| difference_minutes(America::Los_Angeles, Asia::Vladivostok, day(on));
        assert_eq!(
            (khabarovsk("2026-07-01"), khabarovsk("2026-12-03")),
            (17 * 60, 18 * 60)
        );
    }

    #[test]
    fn a_day_says_from_when_the_difference_is_another() {
        let days = [day("2026-10-24"), day("2026-10-25"), day("2026-11-01")];
        let clocks = clock_difference_by_day(America::New_York, Europe::Kyiv, &days);
        let hours: Vec<_> = clocks
            .iter()
            .map(|day| (day.ahead_minutes / 60, day.clocks_change))
            .collect();
        assert_eq!(hours, [(7, true), (6, false), (7, true)]);
        // Kyiv's 04:00 of the 25th is 21:00 of the 24th in New York.
        let (kyiv, new_york) = (at("2026-10-24T21:00:00"), at("2026-11-01T01:00:00"));
        assert_eq!(
            clocks[0].changes,
            [DifferenceChange {
                at: kyiv,
                ahead_minutes: 6 * 60
            }]
        );
        assert_eq!(
            clocks[2].changes,
            [DifferenceChange {
                at: new_york,
                ahead_minutes: 7 * 60
            }]
        );
    }

    #[test]
    fn clocks_that_change_together_leave_the_difference_alone() {
        let clocks = clock_difference_by_day(Europe::Amsterdam, Europe::Kyiv, &[day("2026-03-29")]);
        assert_eq!(
            (clocks[0].ahead_minutes, clocks[0].clocks_change),
            (60, true)
        );
        assert!(clocks[0].changes.is_empty());
    }
}
