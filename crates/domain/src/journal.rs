//! The journal of a visit: what happened on a day, and how much time volunteers gave.
//!
//! Arrivals and departures are told by the participations, everything else by entries of the journal, so that no fact
//! is kept twice.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use uuid::Uuid;

use crate::Id;
use crate::kinds::{
    JournalEntry, JournalEntryKind, Participation, ParticipationStatus, Person, ProgrammeItem,
    Visit,
};

/// Something that happened at a moment, in the zone of the visit.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'a> {
    /// When.
    pub at: NaiveDateTime,
    /// What.
    pub event: Event<'a>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event<'a> {
    /// These people arrived together.
    Arrival(Vec<Id<Participation>>),
    /// These people left together.
    Departure(Vec<Id<Participation>>),
    /// Somebody wrote this down.
    Entry(&'a JournalEntry),
}

/// What happened on `day`, in the order of time. People checked in within the same minute are one line.
pub fn lines<'a>(
    entries: &'a [JournalEntry],
    participations: &[Participation],
    day: NaiveDate,
) -> Vec<Line<'a>> {
    let mut lines: Vec<Line> = together(participations, day, |part| part.arrived_at)
        .map(|(at, parts)| Line {
            at,
            event: Event::Arrival(parts),
        })
        .collect();
    lines.extend(
        together(participations, day, departed_at).map(|(at, parts)| Line {
            at,
            event: Event::Departure(parts),
        }),
    );
    lines.extend(
        entries
            .iter()
            .filter(|entry| !entry.deleted)
            .filter_map(|entry| {
                let at = entry.at.filter(|at| at.date() == day)?;
                Some(Line {
                    at,
                    event: Event::Entry(entry),
                })
            }),
    );
    lines.sort_by_key(|line| (line.at, line.rank()));
    lines
}

/// The days on which something happened, each with how many lines it has.
pub fn days(
    entries: &[JournalEntry],
    participations: &[Participation],
) -> BTreeMap<NaiveDate, usize> {
    let of_entries = entries
        .iter()
        .filter(|it| !it.deleted)
        .filter_map(|it| it.at);
    let of_people = participations
        .iter()
        .filter(|part| !part.deleted)
        .flat_map(|part| [part.arrived_at, departed_at(part)])
        .flatten();
    let days: BTreeSet<_> = of_entries.chain(of_people).map(|at| at.date()).collect();
    days.into_iter()
        .map(|day| (day, lines(entries, participations, day).len()))
        .collect()
}

/// How much time volunteers gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hours {
    /// In minutes.
    pub minutes: i64,
    /// How many people gave it. Entries that name nobody are of nobody known.
    pub volunteers: usize,
}

/// The time that volunteers gave in these entries.
pub fn hours<'a>(entries: impl IntoIterator<Item = &'a JournalEntry>) -> Hours {
    let mut volunteers: BTreeSet<Id<Person>> = BTreeSet::new();
    let mut minutes = 0;
    for entry in entries {
        if entry.deleted || entry.kind != Some(JournalEntryKind::Hours) {
            continue;
        }
        minutes += entry.minutes.unwrap_or_default().max(0);
        volunteers.extend(entry.person);
    }
    Hours {
        minutes,
        volunteers: volunteers.len(),
    }
}

/// The namespace of the ids of attendance.
const ATTENDANCE: Uuid = Uuid::from_u128(0x6a1f_3c0e_6a55_4f0b_9d52_1c86_8f1e_2b03);

/// The entry that says who was at an item: one for each item, whoever of two people writes it first.
pub fn attendance_of(visit: Id<Visit>, item: Id<ProgrammeItem>) -> Id<JournalEntry> {
    let both = [*visit.uuid.as_bytes(), *item.uuid.as_bytes()].concat();
    Id::new(Uuid::new_v5(&ATTENDANCE, &both))
}

/// When somebody left, unless their status says that they are still expected or here again: a status is set on its
/// own, in lists and by others.
pub fn departed_at(part: &Participation) -> Option<NaiveDateTime> {
    use ParticipationStatus::{Completed, DepartedEarly};
    let left = matches!(part.status, Some(DepartedEarly | Completed));
    part.departed_at.filter(|_| left)
}

/// The status of somebody who left on `day`: before the visit's last day they went home early.
pub fn status_after_leaving(visit: &Visit, day: NaiveDate) -> ParticipationStatus {
    match visit.ends_on {
        Some(last) if day < last => ParticipationStatus::DepartedEarly,
        _ => ParticipationStatus::Completed,
    }
}

impl Line<'_> {
    /// Within a minute: who arrived first, what was noted by id, who left last.
    fn rank(&self) -> (u8, Uuid) {
        match &self.event {
            Event::Arrival(_) => (0, Uuid::nil()),
            Event::Entry(entry) => (1, entry.id.uuid),
            Event::Departure(_) => (2, Uuid::nil()),
        }
    }
}

fn together(
    participations: &[Participation],
    day: NaiveDate,
    moment: impl Fn(&Participation) -> Option<NaiveDateTime>,
) -> impl Iterator<Item = (NaiveDateTime, Vec<Id<Participation>>)> {
    let mut at_once: BTreeMap<NaiveDateTime, Vec<Id<Participation>>> = BTreeMap::new();
    for part in participations.iter().filter(|part| !part.deleted) {
        if let Some(at) = moment(part).filter(|at| at.date() == day) {
            at_once.entry(to_the_minute(at)).or_default().push(part.id);
        }
    }
    at_once.into_iter()
}

fn to_the_minute(at: NaiveDateTime) -> NaiveDateTime {
    use chrono::Timelike;
    let whole = at.with_second(0).and_then(|at| at.with_nanosecond(0));
    whole.unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<NaiveDateTime> {
        Some(text.parse().unwrap())
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn part(number: u128, arrived_at: &str) -> Participation {
        Participation {
            arrived_at: at(arrived_at),
            ..Participation::new(Id::new(Uuid::from_u128(number)))
        }
    }

    fn note(number: u128, written_at: &str) -> JournalEntry {
        JournalEntry {
            kind: Some(JournalEntryKind::Note),
            at: at(written_at),
            ..JournalEntry::new(Id::new(Uuid::from_u128(number)))
        }
    }

    #[test]
    fn a_day_is_told_in_the_order_of_time() {
        let mut leaving = part(3, "2026-10-17T15:41:00");
        leaving.departed_at = at("2026-10-17T15:41:20");
        leaving.status = Some(ParticipationStatus::DepartedEarly);
        let people = [
            part(1, "2026-10-17T15:40:05"),
            part(2, "2026-10-17T15:40:50"),
            leaving,
            part(4, "2026-10-18T09:00:00"),
        ];
        let mut gone = note(9, "2026-10-17T12:00:00");
        gone.deleted = true;
        let entries = [
            note(8, "2026-10-17T15:41:00"),
            note(7, "2026-10-17T08:00:00"),
            gone,
        ];
        let told: Vec<_> = lines(&entries, &people, day("2026-10-17"))
            .into_iter()
            .map(|line| match line.event {
                Event::Arrival(parts) => format!("{} arrived", parts.len()),
                Event::Departure(parts) => format!("{} left", parts.len()),
                Event::Entry(entry) => format!("note {}", entry.id.uuid.as_u128()),
            })
            .collect();
        let expected = ["note 7", "2 arrived", "1 arrived", "note 8", "1 left"];
        assert_eq!(told, expected);
        let days = days(&entries, &people);
        let expected = [(day("2026-10-17"), 5), (day("2026-10-18"), 1)];
        assert_eq!(days.into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn whoever_is_expected_again_has_not_left() {
        let mut back = part(1, "2026-10-17T15:40:00");
        back.departed_at = at("2026-10-18T09:00:00");
        back.status = Some(ParticipationStatus::Completed);
        assert_eq!(departed_at(&back), back.departed_at);
        back.status = Some(ParticipationStatus::Confirmed);
        assert_eq!(departed_at(&back), None);
    }

    #[test]
    fn hours_count_each_volunteer_once_and_never_below_nothing() {
        let entry = |person: Option<u128>, minutes, kind| JournalEntry {
            kind: Some(kind),
            minutes: Some(minutes),
            person: person.map(|number| Id::new(Uuid::from_u128(number))),
            ..JournalEntry::default()
        };
        use JournalEntryKind::{Hours as Given, Note};
        let entries = [
            entry(Some(1), 90, Given),
            entry(Some(1), 30, Given),
            entry(Some(2), 60, Given),
            entry(None, 15, Given),
            entry(Some(3), -60, Given),
            entry(Some(4), 600, Note),
        ];
        let expected = Hours {
            minutes: 195,
            volunteers: 3,
        };
        assert_eq!(hours(&entries), expected);
    }

    #[test]
    fn two_people_write_the_same_attendance() {
        let (visit, item) = (Id::new(Uuid::from_u128(1)), Id::new(Uuid::from_u128(2)));
        assert_eq!(attendance_of(visit, item), attendance_of(visit, item));
        let other = attendance_of(visit, Id::new(Uuid::from_u128(3)));
        assert_ne!(attendance_of(visit, item), other);
    }

    #[test]
    fn whoever_leaves_before_the_last_day_goes_home_early() {
        let visit = Visit {
            ends_on: Some(day("2026-10-26")),
            ..Visit::default()
        };
        let after = |on| status_after_leaving(&visit, day(on));
        assert_eq!(after("2026-10-25"), ParticipationStatus::DepartedEarly);
        assert_eq!(after("2026-10-26"), ParticipationStatus::Completed);
        let open = status_after_leaving(&Visit::default(), day("2026-10-25"));
        assert_eq!(open, ParticipationStatus::Completed);
    }
}
