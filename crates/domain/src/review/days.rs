//! Rules about the day and the order of an item's own times (D4).
//!
//! Sync and import let such slots in, since refusing them would lose what somebody entered.

use chrono::{Datelike, Days, NaiveDate};

use super::entry::Entry;
use super::finding::{Finding, Severity};
use super::programme::Programme;
use super::reason::Reason;
use crate::kinds::ProgrammeItemKind;

/// Checks an item's own times.
pub(super) fn check(programme: &Programme, entry: &Entry, found: &mut Vec<Finding>) {
    let item = || entry.item_ref();
    if let (Some(start), Some(end)) = (entry.slot.start_instant(), entry.slot.end_instant())
        && end <= start
    {
        found.push(Finding::new(
            Severity::Error,
            Reason::EndsBeforeStart { item: item() },
        ));
    }
    let Some(day) = entry.slot.day else { return };
    let (starts_on, ends_on) = (
        programme.input.visit.starts_on,
        programme.input.visit.ends_on,
    );
    if let Some(starts_on) =
        starts_on.filter(|&starts_on| is_past_by_mistake(programme, day, starts_on))
    {
        found.push(Finding::new(
            Severity::Error,
            Reason::PastDate {
                item: item(),
                starts_on,
            },
        ));
    } else if !is_within_visit(programme, entry, day) {
        let item = item();
        found.push(Finding::new(
            Severity::Warning,
            Reason::OutsideVisit {
                item,
                starts_on,
                ends_on,
            },
        ));
    }
}

/// The day of `day` in a year in which the visit is: the likely meaning of a date with the wrong year.
pub(super) fn same_day_of_visit(programme: &Programme, day: NaiveDate) -> Option<NaiveDate> {
    let (starts_on, ends_on) = (
        programme.input.visit.starts_on?,
        programme.input.visit.ends_on?,
    );
    let years = starts_on.year()..=ends_on.year();
    years
        .filter_map(|year| day.with_year(year))
        .find(|day| (starts_on..=ends_on).contains(day))
}

/// A visit to come has no past: the year is wrong, or another visit's list was imported. The days just before it,
/// on which people may travel, are not meant.
fn is_past_by_mistake(programme: &Programme, day: NaiveDate, starts_on: NaiveDate) -> bool {
    let today = programme.input.today;
    day < today && today < starts_on
}

/// A journey may begin the day before and end the day after.
fn is_within_visit(programme: &Programme, entry: &Entry, day: NaiveDate) -> bool {
    use ProgrammeItemKind::{Arrival, Departure, Transfer};
    let is_journey = matches!(entry.item.kind, Some(Arrival | Departure | Transfer));
    let grace = Days::new(u64::from(is_journey));
    let last = entry.slot.end_day.unwrap_or(day).max(day);
    let visit = programme.input.visit;
    let begun = visit
        .starts_on
        .is_none_or(|starts_on| day + grace >= starts_on);
    let over = visit.ends_on.is_some_and(|ends_on| last > ends_on + grace);
    begun && !over
}

#[cfg(test)]
mod tests {
    use super::super::finding::FindingCode::{EndsBeforeStart, OutsideVisit, PastDate};
    use super::super::testing::{Expected, Plan, day, slot};
    use super::super::ways_out::WayOut;
    use super::*;

    use Severity::{Error, Warning};

    #[test]
    fn an_item_is_on_a_day_of_the_visit() {
        let cases: [(&str, Option<ProgrammeItemKind>, Expected); 8] = [
            ("2026-10-17 09:00-10:00", None, &[]),
            ("2026-10-24 09:00-10:00", None, &[]),
            ("2026-10-16 09:00-10:00", None, &[(OutsideVisit, Warning)]),
            ("2026-10-25", None, &[(OutsideVisit, Warning)]),
            ("2026-10-16", Some(ProgrammeItemKind::Arrival), &[]),
            (
                "2026-10-15",
                Some(ProgrammeItemKind::Arrival),
                &[(OutsideVisit, Warning)],
            ),
            ("2026-10-25", Some(ProgrammeItemKind::Departure), &[]),
            ("2025-10-20 09:00-10:00", None, &[(PastDate, Error)]),
        ];
        for (when, kind, expected) in cases {
            let mut plan = Plan::new();
            plan.item("Drill", when).kind = kind;
            assert_eq!(plan.found(), expected, "{when}");
        }
    }

    #[test]
    fn a_night_after_the_last_day_is_outside_too() {
        let mut plan = Plan::new();
        plan.item("Farewell", "2026-10-24 22:00-01:00")
            .slot
            .as_mut()
            .unwrap()
            .end_day = Some(day("2026-10-25"));
        assert_eq!(plan.found(), [(OutsideVisit, Warning)]);
    }

    #[test]
    fn what_is_past_during_or_after_the_visit_is_history() {
        let mut plan = Plan::new();
        plan.item("Drill", "2026-10-18 09:00-10:00");
        for today in ["2026-10-19", "2027-01-01"] {
            plan.today = day(today);
            assert_eq!(plan.found(), [], "{today}");
        }
    }

    #[test]
    fn a_date_of_the_wrong_year_is_put_right() {
        let mut plan = Plan::new();
        let id = plan.item("Drill", "2025-10-20 09:00-10:00").id;
        let programme = plan.programme();
        let slot = slot("2026-10-20 09:00-10:00");
        assert_eq!(
            programme.way_out(&programme.findings()[0]),
            Some(WayOut::MoveTo { item: id, slot })
        );
    }

    #[test]
    fn an_end_before_the_start_is_found_and_its_meaning_guessed() {
        let cases = [
            ("2026-10-20 11:00-01:30", Some(("2026-10-20", "13:30"))),
            ("2026-10-20 22:00-01:00", Some(("2026-10-21", "01:00"))),
            ("2026-10-20 12:00-12:00", None),
            ("2026-10-20 23:00-22:00", None),
        ];
        for (when, meant) in cases {
            let mut plan = Plan::new();
            plan.guest("Taras Marchuk");
            plan.item("Supper", when);
            assert_eq!(plan.found(), [(EndsBeforeStart, Error)], "{when}");
            let programme = plan.programme();
            let end = match programme.way_out(&programme.findings()[0]) {
                Some(WayOut::MoveTo { slot, .. }) => slot.ends_at().map(|end| end.to_string()),
                _ => None,
            };
            let meant = meant.map(|(day, time)| format!("{day} {time}:00"));
            assert_eq!(end, meant, "{when}");
        }
    }
}
