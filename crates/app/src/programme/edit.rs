//! Changing a programme: adding, moving, placing, copying items.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use desk_api::itinerary::{ItemAdd, ItemMove};
use desk_domain::kinds::{ProgrammeItem, ProgrammeItemKind, Venue, Visit};
use desk_domain::values::{Certainty, Slot, Zone};
use desk_domain::{Id, Kind};

use crate::error::{Error, Result};
use crate::parse;
use crate::work::Work;

/// The longest that an item may be meant to last, in minutes: two weeks.
const LENGTH_MINUTES_MAX: i64 = 14 * 24 * 60;

/// Adds an item; without a day it is not placed yet.
pub async fn add(work: &mut Work<'_>, zone: Zone, request: ItemAdd) -> Result<ProgrammeItem> {
    let ItemAdd {
        visit,
        title,
        kind,
        day,
        start,
        end,
        length_minutes,
        place,
        tracks,
        certainty,
    } = request;
    let visit = parse::id::<Visit>("visit", &visit)?;
    let words = ProgrammeItemKind::WORDS;
    let length = length_minutes
        .map(i64::from)
        .filter(|minutes| (1..=LENGTH_MINUTES_MAX).contains(minutes));
    let day = parse::optional(day.as_deref(), |text| parse::day("day", text))?;
    let start = parse::optional(start.as_deref(), |text| parse::time("start", text))?;
    let end = parse::optional(end.as_deref(), |text| parse::time("end", text))?;
    let certainty = parse::optional(certainty.as_deref(), |word| {
        parse::word("certainty", word, Certainty::from_word, Certainty::WORDS)
    })?;
    let slot = Slot {
        day,
        start,
        end,
        certainty: certainty.unwrap_or(Certainty::Fixed),
        ..Slot::unplaced(zone)
    };
    let slot = ending_next_day(slot);
    let slot = match (start, end, length) {
        (Some(_), None, Some(minutes)) => lasting(slot, TimeDelta::minutes(minutes)),
        _ => slot,
    };
    let venue = match place
        .as_deref()
        .map(str::trim)
        .filter(|place| !place.is_empty())
    {
        Some(place) => Some(venue_by_name(work, place).await?),
        None => None,
    };
    let item = ProgrammeItem {
        title: Some(parse::filled("title", &title)?),
        visit: Some(visit),
        kind: parse::optional(kind.as_deref(), |word| {
            parse::word("kind", word, ProgrammeItemKind::from_word, words)
        })?,
        slot: Some(slot.checked()?),
        length_minutes: length,
        venue,
        tracks: tracks.into_iter().collect(),
        ..ProgrammeItem::new(Id::new(work.new_id()))
    };
    work.put(visit.uuid, &item).await?;
    Ok(item)
}

/// Moves an item to another time, or off the board where there is no day.
pub async fn set_slot(
    work: &mut Work<'_>,
    item: Id<ProgrammeItem>,
    slot: Slot,
) -> Result<ProgrammeItem> {
    let mut moved = get(work, item).await?;
    if slot.day.is_none() {
        let lasted = moved
            .slot
            .as_ref()
            .and_then(Slot::duration)
            .map(|it| it.num_minutes());
        moved.length_minutes = lasted
            .filter(|minutes| *minutes > 0)
            .or(moved.length_minutes);
    }
    moved.slot = Some(slot);
    work.put_here(&moved).await?;
    Ok(moved)
}

/// The slot that a move asks for. The length stays unless an end is given.
///
/// # Errors
/// Names the value that is no day or time, or the end that is not after the start.
pub fn moved_slot(item: &ProgrammeItem, zone: Zone, request: &ItemMove) -> Result<Slot> {
    let before = item.slot.clone().unwrap_or_else(|| Slot::unplaced(zone));
    let day: Option<NaiveDate> =
        parse::optional(request.day.as_deref(), |text| parse::day("day", text))?;
    let start: Option<NaiveTime> =
        parse::optional(request.start.as_deref(), |text| parse::time("start", text))?;
    let end: Option<NaiveTime> =
        parse::optional(request.end.as_deref(), |text| parse::time("end", text))?;
    let Some(day) = day else {
        return Ok(Slot {
            zone: before.zone,
            certainty: before.certainty,
            ..Slot::unplaced(zone)
        });
    };
    let lasts = before
        .duration()
        .or(item.length_minutes.map(TimeDelta::minutes))
        .filter(|it| *it > TimeDelta::zero());
    let slot = Slot {
        day: Some(day),
        start,
        end,
        end_day: None,
        ..before
    };
    let slot = match (start, end, lasts) {
        (Some(_), None, Some(lasts)) => lasting(slot, lasts),
        _ => ending_next_day(slot),
    };
    Ok(slot.checked()?)
}

/// An end that is earlier than the start is meant for the next day.
fn ending_next_day(slot: Slot) -> Slot {
    let is_earlier = slot
        .start
        .zip(slot.end)
        .is_some_and(|(start, end)| end < start);
    let next = slot
        .day
        .filter(|_| is_earlier)
        .and_then(|day| day.succ_opt());
    Slot {
        end_day: next.or(slot.end_day),
        ..slot
    }
}

/// A copy of an item that is not placed yet.
pub async fn duplicate(work: &mut Work<'_>, item: Id<ProgrammeItem>) -> Result<ProgrammeItem> {
    let original = get(work, item).await?;
    let slot = original.slot.clone();
    let lasts = slot
        .as_ref()
        .and_then(Slot::duration)
        .map(|lasts| lasts.num_minutes());
    let copy = ProgrammeItem {
        id: Id::new(work.new_id()),
        slot: slot.map(|slot| Slot {
            certainty: slot.certainty,
            ..Slot::unplaced(slot.zone)
        }),
        length_minutes: lasts.or(original.length_minutes),
        confirmation: None,
        sequence: None,
        ..original.clone()
    };
    let owner = work
        .owner_of(ProgrammeItem::SPEC.name, original.id.uuid)
        .await?;
    let owner =
        owner.ok_or_else(|| Error::not_found(ProgrammeItem::SPEC.name, original.id.uuid))?;
    work.put(owner, &copy).await?;
    Ok(copy)
}

/// Puts an item at a place by its name; an empty name takes the place away.
pub async fn set_place(
    work: &mut Work<'_>,
    item: Id<ProgrammeItem>,
    place: &str,
    wet_weather: bool,
) -> Result<ProgrammeItem> {
    let mut item = get(work, item).await?;
    let venue = match place.trim() {
        "" => None,
        place => Some(venue_by_name(work, place).await?),
    };
    if wet_weather {
        item.wet_weather_venue = venue;
    } else {
        item.venue = venue;
    }
    work.put_here(&item).await?;
    Ok(item)
}

/// The chapter's place of this name, whatever its capitals; a new one where there is none.
pub async fn venue_by_name(work: &mut Work<'_>, name: &str) -> Result<Id<Venue>> {
    let wanted = name.trim().to_lowercase();
    let known = work.list::<Venue>(None).await?;
    let same = |venue: &Venue| {
        venue
            .name
            .as_deref()
            .is_some_and(|name| name.trim().to_lowercase() == wanted)
    };
    if let Some(venue) = known
        .into_iter()
        .find(|venue| !venue.deleted && same(venue))
    {
        return Ok(venue.id);
    }
    let venue = Venue {
        name: Some(name.trim().to_owned()),
        ..Venue::new(Id::new(work.new_id()))
    };
    let chapter = work.chapter();
    work.put(chapter, &venue).await?;
    Ok(venue.id)
}

/// An item that is not in the trash.
pub async fn get(work: &mut Work<'_>, item: Id<ProgrammeItem>) -> Result<ProgrammeItem> {
    let found = work
        .get::<ProgrammeItem>(item.uuid)
        .await?
        .filter(|item| !item.deleted);
    found.ok_or_else(|| Error::not_found(ProgrammeItem::SPEC.name, item.uuid))
}

/// The slot with its end so far after its start, on the wall clock.
pub fn lasting(slot: Slot, lasts: TimeDelta) -> Slot {
    let Some(starts_at) = slot.starts_at() else {
        return slot;
    };
    let ends_at = starts_at + lasts;
    let end_day = (Some(ends_at.date()) != slot.day).then(|| ends_at.date());
    Slot {
        end: Some(ends_at.time()),
        end_day,
        ..slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(start: &str, end: &str) -> ProgrammeItem {
        let slot = Slot {
            day: Some(day("2026-10-20")),
            start: Some(parse::time("start", start).unwrap()),
            end: Some(parse::time("end", end).unwrap()),
            ..Slot::unplaced(Zone::America__New_York)
        };
        ProgrammeItem {
            slot: Some(slot),
            ..ProgrammeItem::new(Id::default())
        }
    }

    fn day(text: &str) -> NaiveDate {
        parse::day("day", text).unwrap()
    }

    fn to(day: Option<&str>, start: Option<&str>, end: Option<&str>) -> ItemMove {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        ItemMove {
            item: String::new(),
            day: owned(day),
            start: owned(start),
            end: owned(end),
        }
    }

    #[test]
    fn a_moved_item_keeps_its_length() {
        let slot = moved_slot(
            &item("09:00", "12:00"),
            Zone::UTC,
            &to(Some("2026-10-21"), Some("22:30"), None),
        )
        .unwrap();
        assert_eq!(slot.ends_at().unwrap().to_string(), "2026-10-22 01:30:00");
        assert_eq!(slot.zone, Zone::America__New_York);
    }

    #[test]
    fn an_end_before_the_start_is_meant_for_the_next_day() {
        let asked = to(Some("2026-10-21"), Some("20:00"), Some("01:00"));
        let slot = moved_slot(&item("09:00", "12:00"), Zone::UTC, &asked).unwrap();
        assert_eq!(slot.end_day, Some(day("2026-10-22")));
    }

    #[test]
    fn an_end_at_the_start_is_refused() {
        let asked = to(Some("2026-10-21"), Some("20:00"), Some("20:00"));
        assert!(matches!(
            moved_slot(&item("09:00", "12:00"), Zone::UTC, &asked),
            Err(Error::Slot(_))
        ));
    }

    #[test]
    fn without_a_day_it_is_not_placed() {
        let slot = moved_slot(&item("09:00", "12:00"), Zone::UTC, &to(None, None, None)).unwrap();
        assert_eq!((slot.day, slot.start, slot.end), (None, None, None));
    }
}
