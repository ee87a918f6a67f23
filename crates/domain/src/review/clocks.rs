//! Rules about the clocks of the two cities (D7): planned by the IANA time-zone database, never by a fixed offset.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, LocalResult, NaiveDate, TimeDelta, TimeZone, Utc};

use super::finding::{Finding, Severity};
use super::programme::{Entry, Programme};
use super::reason::{ClockRef, Reason};
use crate::kinds::{City, Direction};
use crate::time::{Transition, difference_at, difference_minutes, transitions};
use crate::values::Zone;

/// Checks whether an item's times exist, once, on the clocks of its place.
pub(super) fn check(programme: &Programme, entry: &Entry, found: &mut Vec<Finding>) {
    let slot = &entry.slot;
    let ends = [
        (slot.starts_at(), slot.zone),
        (slot.ends_at(), slot.end_zone.unwrap_or(slot.zone)),
    ];
    let odd = |wanted: fn(LocalResult<()>) -> bool| {
        let shown = ends.iter().filter_map(|&(at, zone)| Some((at?, zone)));
        let mut odd =
            shown.filter(move |(at, zone)| wanted(zone.from_local_datetime(at).map(|_| ())));
        odd.next()
    };
    let item = || entry.item_ref();
    if let Some((at, zone)) = odd(|shown| shown == LocalResult::None) {
        found.push(Finding::new(
            Severity::Error,
            Reason::SkippedHour {
                item: item(),
                at,
                zone,
            },
        ));
    }
    if let Some((at, zone)) = odd(|shown| matches!(shown, LocalResult::Ambiguous(..))) {
        found.push(Finding::new(
            Severity::Warning,
            Reason::RepeatedHour {
                item: item(),
                at,
                zone,
            },
        ));
    }
    check_calendar_day(programme, entry, found);
}

/// Checks the days of the visit for clock changes, and for the weeks between those of two continents.
pub(super) fn check_visit(programme: &Programme, found: &mut Vec<Finding>) {
    let visit = programme.input.visit;
    let (Some(first), Some(last)) = (visit.starts_on, visit.ends_on.or(visit.starts_on)) else {
        return;
    };
    check_changes(programme, first, last, found);
    check_usual_difference(programme, first, found);
}

/// When we meet by wire, "Thursday" is Friday for half of us: Portland and Khabarovsk are 17 or 18 hours apart.
fn check_calendar_day(programme: &Programme, entry: &Entry, found: &mut Vec<Finding>) {
    if programme.input.visit.direction != Some(Direction::Virtual) {
        return;
    }
    let (Some(start), Some((city, zone))) = (entry.slot.start_instant(), guests(programme)) else {
        return;
    };
    let at = start.with_timezone(&zone).naive_local();
    if at.date() != start.naive_local().date() {
        let city = city.name.clone();
        let reason = Reason::OtherCalendarDay {
            item: entry.item_ref(),
            city,
            zone,
            at,
        };
        found.push(Finding::new(Severity::Hint, reason));
    }
}

/// One finding for each moment at which clocks change: those of the hosts shorten or lengthen a night of the visit,
/// those of the guests move every call home by an hour.
fn check_changes(
    programme: &Programme,
    first: NaiveDate,
    last: NaiveDate,
    found: &mut Vec<Finding>,
) {
    let guests = guests(programme);
    let mut moments: BTreeMap<DateTime<Utc>, Vec<(ClockRef, bool)>> = BTreeMap::new();
    let mut note = |change: Transition, city: Option<&City>, zone: Zone, is_host: bool| {
        let clock = ClockRef {
            city: city.and_then(|city| city.name.clone()),
            zone,
            at: change.wall_clock(),
            shift_minutes: change.shift_minutes(),
        };
        moments.entry(change.at).or_default().push((clock, is_host));
    };
    for change in transitions(programme.zone, first, last) {
        note(change, programme.input.host_city, programme.zone, true);
    }
    if let Some((city, zone)) = guests.filter(|(_, zone)| *zone != programme.zone) {
        for change in transitions(zone, first, last) {
            note(change, Some(city), zone, false);
        }
    }
    for (at, clocks) in moments {
        let difference = |at| guests.map(|(_, zone)| difference_at(programme.zone, zone, at));
        let severity = if clocks.iter().any(|(_, is_host)| *is_host) {
            Severity::Warning
        } else {
            Severity::Hint
        };
        let clocks: Vec<_> = clocks.into_iter().map(|(clock, _)| clock).collect();
        let reason = Reason::ClockChange {
            day: clocks[0].at.date(),
            clocks,
            before_minutes: difference(at - TimeDelta::minutes(1)),
            after_minutes: difference(at),
        };
        found.push(Finding::new(severity, reason));
    }
}

/// A visit that begins in one of the odd weeks: the difference is neither that of winter nor that of summer. Where
/// it becomes odd in the course of the visit, the change itself says so.
fn check_usual_difference(programme: &Programme, first: NaiveDate, found: &mut Vec<Finding>) {
    let Some((_, zone)) = guests(programme) else {
        return;
    };
    let difference = |day| difference_minutes(programme.zone, zone, day);
    let of_month = |month| NaiveDate::from_ymd_opt(first.year(), month, 1).map(difference);
    let (minutes, usual) = (difference(first), [of_month(1), of_month(7)]);
    if usual.contains(&Some(minutes)) {
        return;
    }
    if let [Some(usual_minutes), _] = usual {
        let reason = Reason::UnusualDifference {
            day: first,
            minutes,
            usual_minutes,
        };
        found.push(Finding::new(Severity::Hint, reason));
    }
}

fn guests<'a>(programme: &Programme<'a>) -> Option<(&'a City, Zone)> {
    let city = programme.input.guest_city?;
    Some((city, city.zone?))
}
