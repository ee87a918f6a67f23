//! How long a passport is valid, held against a visit (D12, D13).

use chrono::{Months, NaiveDate};

use super::lead_times::PASSPORT_MONTHS_AFTER;

/// How a passport stands against a visit, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passport {
    /// It ends before the visit does.
    Expired,
    /// It ends within six months after the visit.
    Short,
    /// No date is known.
    Missing,
    /// Nothing is wrong with it.
    Valid,
}

impl Passport {
    /// Holds a passport's last day against the last day of a visit. Without one, any date is fine.
    pub fn held_against(visit_ends_on: Option<NaiveDate>, expires_on: Option<NaiveDate>) -> Self {
        let Some(expires_on) = expires_on else {
            return Self::Missing;
        };
        let Some(ends_on) = visit_ends_on else {
            return Self::Valid;
        };
        let needed = ends_on + Months::new(PASSPORT_MONTHS_AFTER);
        if expires_on < ends_on {
            Self::Expired
        } else if expires_on < needed {
            Self::Short
        } else {
            Self::Valid
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::day;
    use super::*;

    #[test]
    fn a_passport_is_held_against_the_last_day_of_the_visit() {
        let ends = Some(day("2026-10-26"));
        let cases = [
            (None, ends, Passport::Missing),
            (Some("2026-10-25"), ends, Passport::Expired),
            (Some("2026-10-26"), ends, Passport::Short),
            (Some("2027-04-25"), ends, Passport::Short),
            (Some("2027-04-26"), ends, Passport::Valid),
            (Some("2020-01-01"), None, Passport::Valid),
            (None, None, Passport::Missing),
        ];
        for (expires_on, ends_on, expected) in cases {
            let found = Passport::held_against(ends_on, expires_on.map(day));
            assert_eq!(found, expected, "{expires_on:?} against {ends_on:?}");
        }
    }
}
