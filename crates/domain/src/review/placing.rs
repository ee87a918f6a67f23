//! Putting an item somewhere on the board: it keeps its length and what is known of its times.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::timing::assumed_length;
use crate::kinds::ProgrammeItem;
use crate::values::{Slot, Zone};

/// The slot that `item` gets when it is put on `day` at `start`, on the clocks of its place; `zone` is that of an
/// item that has none yet.
///
/// It lasts as long as before, or as long as was said while it was not placed. An item that has only a start, or
/// only an end, stays like that: a length that was assumed is not made a fact by moving it.
pub fn placed(item: &ProgrammeItem, day: NaiveDate, start: NaiveTime, zone: Zone) -> Slot {
    let before = item.slot.clone().unwrap_or_else(|| Slot::unplaced(zone));
    let starts_at = day.and_time(start);
    let lasts = |length: TimeDelta| {
        let ends_at = starts_at.checked_add_signed(length).unwrap_or(starts_at);
        (
            Some(ends_at.time()),
            Some(ends_at.date()).filter(|end_day| *end_day != day),
        )
    };
    let only_end = before.start.is_none() && before.end.is_some();
    let (end, end_day) = match length_shown(&before) {
        Some(length) => lasts(length),
        None if only_end || (before.start.is_none() && item.length_minutes.is_some()) => {
            lasts(assumed_length(item))
        }
        None => (None, None),
    };
    Slot {
        day: Some(day),
        start: Some(start).filter(|_| !only_end),
        end_day,
        end,
        ..before
    }
}

/// How much later the clock at the end shows than the one at the start. Of a journey between zones that is not how
/// long it lasts, but the timetable moves by it all the same.
fn length_shown(slot: &Slot) -> Option<TimeDelta> {
    let length = slot.ends_at()? - slot.starts_at()?;
    (length > TimeDelta::zero() || slot.end_zone.is_some()).then_some(length)
}

#[cfg(test)]
mod tests {
    use chrono_tz::{America, Europe};

    use super::*;

    const ZONE: Zone = America::New_York;

    fn on(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, day).unwrap()
    }

    fn at(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    fn item(
        start: Option<NaiveTime>,
        end: Option<NaiveTime>,
        length_minutes: Option<i64>,
    ) -> ProgrammeItem {
        let day = (start.is_some() || end.is_some()).then(|| on(20));
        let slot = Slot {
            day,
            start,
            end,
            ..Slot::unplaced(ZONE)
        };
        ProgrammeItem {
            slot: Some(slot),
            length_minutes,
            ..ProgrammeItem::default()
        }
    }

    #[test]
    fn an_item_keeps_its_length_and_what_is_known_of_it() {
        let (nine, ten_thirty) = (Some(at(9, 0)), Some(at(10, 30)));
        let cases = [
            (
                "both ends",
                item(nine, ten_thirty, None),
                Some(at(17, 15)),
                Some(at(18, 45)),
            ),
            (
                "only a start",
                item(nine, None, None),
                Some(at(17, 15)),
                None,
            ),
            (
                "only an end",
                item(None, nine, None),
                None,
                Some(at(18, 15)),
            ),
            (
                "from the tray",
                item(None, None, Some(45)),
                Some(at(17, 15)),
                Some(at(18, 0)),
            ),
            (
                "from the tray, no length",
                item(None, None, None),
                Some(at(17, 15)),
                None,
            ),
            (
                "ends before it starts",
                item(ten_thirty, nine, None),
                Some(at(17, 15)),
                None,
            ),
        ];
        for (case, item, start, end) in cases {
            let slot = placed(&item, on(21), at(17, 15), ZONE);
            assert_eq!(
                (slot.day, slot.start, slot.end, slot.end_day),
                (Some(on(21)), start, end, None),
                "{case}"
            );
        }
    }

    #[test]
    fn what_reaches_past_midnight_ends_on_the_next_day() {
        let slot = placed(
            &item(Some(at(20, 0)), Some(at(22, 0)), None),
            on(20),
            at(23, 0),
            ZONE,
        );
        assert_eq!((slot.end_day, slot.end), (Some(on(21)), Some(at(1, 0))));
        let back = placed(
            &ProgrammeItem {
                slot: Some(slot),
                ..ProgrammeItem::default()
            },
            on(20),
            at(20, 0),
            ZONE,
        );
        assert_eq!((back.end_day, back.end), (None, Some(at(22, 0))));
    }

    #[test]
    fn a_flight_keeps_both_its_clocks() {
        let flight = Slot {
            day: Some(on(16)),
            start: Some(at(18, 0)),
            end_day: Some(on(17)),
            end: Some(at(8, 0)),
            end_zone: Some(Europe::Amsterdam),
            ..Slot::unplaced(ZONE)
        };
        let lasted = flight.duration();
        let moved = placed(
            &ProgrammeItem {
                slot: Some(flight),
                ..ProgrammeItem::default()
            },
            on(17),
            at(19, 0),
            ZONE,
        );
        assert_eq!((moved.end_day, moved.end), (Some(on(18)), Some(at(9, 0))));
        assert_eq!(moved.duration(), lasted);
    }
}
