//! Rules about the clocks of the two cities (D7): planned by the IANA time-zone database, never by a fixed offset.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, LocalResult, NaiveDate, TimeDelta, TimeZone, Utc};

use super::entry::Entry;
use super::finding::{Finding, Severity};
use super::programme::Programme;
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

#[cfg(test)]
mod tests {
    use chrono_tz::{America, Asia};

    use super::super::finding::FindingCode::{
        self, ClockChange, OtherCalendarDay, RepeatedHour, SkippedHour, UnusualDifference,
    };
    use super::super::testing::{Expected, Plan};
    use super::*;

    use Severity::{Error, Hint, Warning};

    #[test]
    fn a_visit_learns_of_the_clocks_that_change_during_it() {
        let cases: [(&str, &str, Expected); 6] = [
            ("2026-10-17", "2026-10-24", &[]),
            // Kyiv changes on the 25th, New York on the 1st of November.
            ("2026-10-17", "2026-10-25", &[(ClockChange, Hint)]),
            (
                "2026-10-17",
                "2026-11-01",
                &[(ClockChange, Warning), (ClockChange, Hint)],
            ),
            ("2026-10-26", "2026-10-31", &[(UnusualDifference, Hint)]),
            (
                "2026-10-26",
                "2026-11-02",
                &[(ClockChange, Warning), (UnusualDifference, Hint)],
            ),
            ("2026-11-02", "2026-11-09", &[]),
        ];
        for (first, last, expected) in cases {
            let mut plan = Plan::new();
            plan.visit_on(first, last);
            assert_eq!(plan.found(), expected, "{first} to {last}");
        }
    }

    #[test]
    fn a_change_says_how_far_the_cities_are_apart_before_and_after() {
        let mut plan = Plan::new();
        plan.visit_on("2026-10-20", "2026-10-26");
        let finding = &plan.review()[0];
        let Reason::ClockChange {
            before_minutes,
            after_minutes,
            clocks,
            ..
        } = &finding.reason
        else {
            panic!("{finding:?}");
        };
        assert_eq!(
            (*before_minutes, *after_minutes),
            (Some(7 * 60), Some(6 * 60))
        );
        assert_eq!(clocks[0].city.as_deref(), Some("Ivano-Frankivsk"));
        assert_eq!(clocks[0].shift_minutes, -60);
    }

    #[test]
    fn cities_that_are_seasonally_apart_are_not_unusual() {
        // 17 hours in summer and 18 in winter: neither is the odd one.
        let mut plan = Plan::new();
        plan.visit_on("2026-10-26", "2026-10-30");
        plan.host_city.zone = Some(America::Los_Angeles);
        plan.guest_city.zone = Some(Asia::Vladivostok);
        assert_eq!(plan.found(), []);
    }

    #[test]
    fn a_time_that_is_skipped_or_shown_twice_is_found() {
        let cases: [(&str, &[FindingCode]); 6] = [
            ("2026-03-08 01:59-", &[]),
            ("2026-03-08 02:30-", &[SkippedHour]),
            ("2026-03-08 01:00-02:00", &[SkippedHour]),
            ("2026-03-08 03:00-", &[]),
            ("2026-11-01 01:30-", &[RepeatedHour]),
            ("2026-11-01 02:00-", &[]),
        ];
        for (when, expected) in cases {
            let mut plan = Plan::new();
            plan.visit_on("2026-03-01", "2026-11-30");
            plan.item("Night shift", when);
            let codes = plan.found().into_iter().map(|(code, _)| code);
            let codes: Vec<_> = codes.filter(|code| *code != ClockChange).collect();
            assert_eq!(codes, expected, "{when}");
        }
        let mut plan = Plan::new();
        plan.visit_on("2026-03-08", "2026-03-08");
        plan.item("Night shift", "2026-03-08 02:30-");
        assert!(plan.found().contains(&(SkippedHour, Error)));
    }

    #[test]
    fn a_call_over_the_date_line_names_the_other_day() {
        let mut plan = Plan::new();
        plan.visit_on("2026-12-03", "2026-12-03");
        plan.visit.direction = Some(Direction::Virtual);
        plan.host_city.zone = Some(America::Los_Angeles);
        plan.guest_city.zone = Some(Asia::Vladivostok);
        plan.item("Workshop", "2026-12-03 16:00-18:00")
            .slot
            .as_mut()
            .unwrap()
            .zone = America::Los_Angeles;
        assert_eq!(plan.found(), [(OtherCalendarDay, Hint)]);
        assert!(
            plan.sentences()[0].ends_with("it is 10:00 on Fri 4 Dec 2026 then."),
            "{:?}",
            plan.sentences()
        );
        plan.items[0].slot.as_mut().unwrap().start = None;
        assert_eq!(plan.found(), []);
    }
}
