//! The calendar of an agreement between two cities: its anniversaries and its renewal.

use chrono::{Datelike, Days, Months, NaiveDate};

/// For how long ahead an anniversary or a renewal is worth a line (domain D46: within 12 months).
pub const LOOK_AHEAD_MONTHS: u32 = 12;

/// How long before a signing its text is agreed and translated and the council has resolved (domain F2: T-12 weeks).
pub const SIGNING_TEXT_DAYS_BEFORE: u64 = 12 * 7;

/// The day on which an agreement is so many years old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anniversary {
    /// On which day; that of 29 February is kept on the 28th in other years.
    pub on: NaiveDate,
    /// How many years, from 1.
    pub years: u32,
    /// Whether the number of years is one that cities celebrate; see [`is_round`].
    pub round: bool,
}

/// How near a renewal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RenewalState {
    /// The day is over. Agreements count as active all the same until a side says otherwise (domain, *Partnership*).
    Overdue,
    /// Its text should be agreed by now.
    TextDue,
    /// Within the months that one looks ahead.
    Near,
    /// Later than that.
    Far,
}

/// When an agreement is to be renewed, and by when its text has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renewal {
    /// The day of renewal.
    pub on: NaiveDate,
    /// By when the text is agreed and translated, and the council has resolved.
    pub text_by: NaiveDate,
    /// How near it is.
    pub state: RenewalState,
}

/// Whether so many years are celebrated more than others: 5, every tenth and every twenty-fifth year.
///
/// Domain, *Partnership*: "anniversaries (5/10/25…)"; 40th and 60th years are among the milestones that chapters tell of.
pub const fn is_round(years: u32) -> bool {
    years == 5 || (years > 0 && (years.is_multiple_of(10) || years.is_multiple_of(25)))
}

/// The anniversary that falls into `year`; none in the year of signing and before.
pub fn anniversary_in(signed_on: NaiveDate, year: i32) -> Option<Anniversary> {
    let years = u32::try_from(year.checked_sub(signed_on.year())?)
        .ok()
        .filter(|years| *years > 0)?;
    Some(Anniversary {
        // Adding months takes the last day of a month that is too short.
        on: signed_on.checked_add_months(Months::new(years.checked_mul(12)?))?,
        years,
        round: is_round(years),
    })
}

/// The next anniversary from `today` on, that day included.
pub fn next_anniversary(signed_on: NaiveDate, today: NaiveDate) -> Option<Anniversary> {
    let first = today.year().max(signed_on.year().saturating_add(1));
    (first..=first.saturating_add(1))
        .filter_map(|year| anniversary_in(signed_on, year))
        .find(|it| it.on >= today)
}

/// The next round anniversary from `today` on, that day included.
pub fn next_round_anniversary(signed_on: NaiveDate, today: NaiveDate) -> Option<Anniversary> {
    /// Between two round years there are never more: every tenth is one.
    const YEARS_APART_MAX: i32 = 10;
    let next = next_anniversary(signed_on, today)?;
    (next.on.year()..=next.on.year().saturating_add(YEARS_APART_MAX))
        .filter_map(|year| anniversary_in(signed_on, year))
        .find(|it| it.round)
}

/// Anniversaries from `from` to the day before `until`, by day.
pub fn anniversaries_between(
    signed_on: NaiveDate,
    from: NaiveDate,
    until: NaiveDate,
) -> impl Iterator<Item = Anniversary> {
    (from.year()..=until.year())
        .filter_map(move |year| anniversary_in(signed_on, year))
        .filter(move |it| from <= it.on && it.on < until)
}

/// How the renewal on a day stands as seen from `today`.
pub fn renewal(on: NaiveDate, today: NaiveDate) -> Renewal {
    let text_by = on
        .checked_sub_days(Days::new(SIGNING_TEXT_DAYS_BEFORE))
        .unwrap_or(on);
    let near_until = today
        .checked_add_months(Months::new(LOOK_AHEAD_MONTHS))
        .unwrap_or(NaiveDate::MAX);
    let state = if on < today {
        RenewalState::Overdue
    } else if text_by <= today {
        RenewalState::TextDue
    } else if on <= near_until {
        RenewalState::Near
    } else {
        RenewalState::Far
    };
    Renewal { on, text_by, state }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_anniversary_comes_this_year_or_next() {
        let cases = [
            ("1985-11-02", "2026-10-06", "2026-11-02", 41),
            ("1985-11-02", "2026-11-02", "2026-11-02", 41),
            ("1985-11-02", "2026-11-03", "2027-11-02", 42),
            ("2024-02-29", "2026-01-01", "2026-02-28", 2),
            ("2024-02-29", "2028-01-01", "2028-02-29", 4),
            ("2026-10-06", "2026-10-06", "2027-10-06", 1),
            ("2030-05-01", "2026-10-06", "2031-05-01", 1),
        ];
        for (signed, today, on, years) in cases {
            let next = next_anniversary(day(signed), day(today)).unwrap();
            assert_eq!(
                (next.on, next.years),
                (day(on), years),
                "{signed} seen from {today}"
            );
        }
    }

    #[test]
    fn round_years_are_five_every_tenth_and_every_twenty_fifth() {
        let round: Vec<u32> = (0..=60).filter(|years| is_round(*years)).collect();
        assert_eq!(round, [5, 10, 20, 25, 30, 40, 50, 60]);
    }

    #[test]
    fn the_next_round_anniversary_may_be_the_next_one_or_years_away() {
        let next = |today| next_round_anniversary(day("2011-03-04"), day(today)).unwrap();
        assert_eq!(next("2015-06-01").years, 5);
        assert_eq!(next("2016-03-04").on, day("2016-03-04"), "on the day");
        assert_eq!(next("2021-03-05").on, day("2031-03-04"), "ten years away");
    }

    #[test]
    fn a_span_has_the_anniversaries_of_its_days_and_not_that_of_its_end() {
        let between = |from, until| -> Vec<u32> {
            anniversaries_between(day("2011-03-04"), day(from), day(until))
                .map(|it| it.years)
                .collect()
        };
        assert_eq!(between("2026-03-04", "2028-03-04"), [15, 16]);
        assert_eq!(between("2010-01-01", "2012-01-01"), Vec::<u32>::new());
    }

    #[test]
    fn a_renewal_comes_nearer_step_by_step() {
        let state = |on| renewal(day(on), day("2026-10-06")).state;
        assert_eq!(state("2026-10-05"), RenewalState::Overdue);
        assert_eq!(state("2026-10-06"), RenewalState::TextDue, "today");
        assert_eq!(state("2026-12-29"), RenewalState::TextDue, "12 weeks away");
        assert_eq!(state("2026-12-30"), RenewalState::Near);
        assert_eq!(state("2027-10-06"), RenewalState::Near, "a year away");
        assert_eq!(state("2027-10-07"), RenewalState::Far);
        assert_eq!(
            renewal(day("2027-03-01"), day("2026-10-06")).text_by,
            day("2026-12-07")
        );
    }
}
