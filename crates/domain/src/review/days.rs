//! Rules about the day and the order of an item's own times (D4).
//!
//! Sync and import let such slots in, since refusing them would lose what somebody entered.

use chrono::{Datelike, Days, NaiveDate};

use super::finding::{Finding, Severity};
use super::programme::{Entry, Programme};
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
