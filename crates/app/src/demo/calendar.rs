//! How the dates of invented visits follow the day on which the demo is made.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// Reads the dates of one file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar {
    today: NaiveDate,
    shift: TimeDelta,
}

impl Calendar {
    /// A calendar in which every date is meant as written.
    pub(super) fn fixed(today: NaiveDate) -> Self {
        Self {
            today,
            shift: TimeDelta::zero(),
        }
    }

    /// A calendar in which what was written on `written_on` happens as near to `today` as whole weeks allow: every
    /// date keeps its weekday, and is at most three days nearer or farther than it was.
    pub(super) fn moved(written_on: NaiveDate, today: NaiveDate) -> Self {
        let days = today.signed_duration_since(written_on).num_days();
        Self {
            today,
            shift: TimeDelta::weeks((days + 3).div_euclid(7)),
        }
    }

    /// The day that `text` means: `YYYY-MM-DD` moves along; `today`, `today+3` and `today-2` count from today.
    pub(super) fn date(self, text: &str) -> Option<NaiveDate> {
        let Some(offset) = text.strip_prefix("today") else {
            return Some(text.parse::<NaiveDate>().ok()? + self.shift);
        };
        let days = if offset.is_empty() {
            0
        } else {
            offset.parse().ok()?
        };
        Some(self.today + TimeDelta::days(days))
    }

    /// The wall-clock time that `text` means: a day as above, `T`, and `HH:MM`.
    pub(super) fn date_time(self, text: &str) -> Option<NaiveDateTime> {
        let (day, time) = text.split_once('T')?;
        Some(self.date(day)?.and_time(time.parse::<NaiveTime>().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;

    use super::*;

    #[test]
    fn a_visit_stays_about_eleven_days_ahead_and_keeps_its_weekday() {
        let written_on = day("2026-10-06");
        for offset in -40..400 {
            let today = written_on + TimeDelta::days(offset);
            let start = Calendar::moved(written_on, today)
                .date("2026-10-17")
                .unwrap();
            assert_eq!(start.weekday(), day("2026-10-17").weekday());
            let ahead = start.signed_duration_since(today).num_days();
            assert!((8..=14).contains(&ahead), "{ahead} days ahead of {today}");
        }
    }

    #[test]
    fn days_written_from_today_do_not_move_by_weeks() {
        let calendar = Calendar::moved(day("2026-10-06"), day("2026-11-23"));
        assert_eq!(calendar.date("today"), Some(day("2026-11-23")));
        assert_eq!(calendar.date("today+3"), Some(day("2026-11-26")));
        assert_eq!(calendar.date("today-2"), Some(day("2026-11-21")));
        assert_eq!(calendar.date("todayish"), None);
    }

    #[test]
    fn history_stays_where_it_was() {
        let calendar = Calendar::fixed(day("2026-11-23"));
        assert_eq!(calendar.date("2017-09-25"), Some(day("2017-09-25")));
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }
}
