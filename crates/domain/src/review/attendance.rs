//! Who is at an item, and as what.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::timing::Span;
use crate::Id;
use crate::kinds::{
    Participation, ParticipationRole, ParticipationStatus, Person, ProgrammeItem, Side, Vehicle,
};
use crate::values::{Zone, instant};

/// A part in the visit as the rules need it.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub(super) record: &'a Participation,
    pub(super) person: Id<Person>,
    pub(super) takes_part: bool,
    /// When they are with the visit.
    pub(super) stay: Span,
    /// Their sub-group, as compared.
    track: Option<String>,
}

impl<'a> Part<'a> {
    /// `None` for a part of nobody.
    pub(super) fn new(record: &'a Participation, zone: Zone) -> Option<Self> {
        let at = |wall: chrono::NaiveDateTime| instant(wall, zone).to_utc();
        Some(Self {
            record,
            person: record.person?,
            takes_part: record.status.is_none_or(ParticipationStatus::takes_part),
            stay: Span {
                from: record.joins_at.map_or(DateTime::<Utc>::MIN_UTC, at),
                to: record.leaves_at.map_or(DateTime::<Utc>::MAX_UTC, at),
            },
            track: record.track.as_deref().map(folded),
        })
    }

    pub(super) fn is_guest(&self) -> bool {
        self.record.side.unwrap_or(Side::Guest) == Side::Guest
    }

    pub(super) fn is_interpreter(&self) -> bool {
        self.record.role == Some(ParticipationRole::Interpreter)
    }
}

/// A person at an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Presence {
    pub(super) person: Id<Person>,
    pub(super) attends: bool,
    pub(super) leads: bool,
    pub(super) interprets: bool,
    pub(super) drives: bool,
}

/// Whether an item is for everybody and not for sub-groups or people by name.
pub(super) fn is_for_everybody(item: &ProgrammeItem) -> bool {
    item.tracks.is_empty() && item.participants.is_empty()
}

/// The parts that `item` is for, those that are withdrawn among them; `when` is its time or its day.
pub(super) fn parts_of<'p, 'a>(
    parts: &'p [Part<'a>],
    item: &ProgrammeItem,
    when: Option<Span>,
) -> Vec<&'p Part<'a>> {
    if is_for_everybody(item) {
        let is_there =
            |part: &&Part| part.is_guest() && when.is_none_or(|span| part.stay.overlaps(span));
        return parts.iter().filter(is_there).collect();
    }
    let tracks: BTreeSet<String> = item.tracks.iter().map(|track| folded(track)).collect();
    let is_named = |part: &&Part| {
        item.participants.contains(&part.record.id)
            || part
                .track
                .as_ref()
                .is_some_and(|track| tracks.contains(track))
    };
    parts.iter().filter(is_named).collect()
}

/// Everybody who is to be at `item`, by person: guests, who leads, interprets and drives. Who does not take part in
/// the visit is nowhere.
pub(super) fn presence(
    attending: &[&Part],
    item: &ProgrammeItem,
    vehicle: Option<&Vehicle>,
    absent: &BTreeSet<Id<Person>>,
) -> Vec<Presence> {
    let mut present: Vec<Presence> = Vec::with_capacity(attending.len() + 3);
    let mut at = |person: Id<Person>, note: fn(&mut Presence)| {
        let mut presence = Presence {
            person,
            attends: false,
            leads: false,
            interprets: false,
            drives: false,
        };
        note(&mut presence);
        present.push(presence);
    };
    for part in attending.iter().filter(|part| part.takes_part) {
        at(part.person, |presence| presence.attends = true);
    }
    if let Some(lead) = item.lead {
        at(lead, |presence| presence.leads = true);
    }
    if let Some(interpreter) = item.interpreter {
        at(interpreter, |presence| presence.interprets = true);
    }
    if let Some(driver) = vehicle.and_then(|vehicle| vehicle.driver) {
        at(driver, |presence| presence.drives = true);
    }
    present.retain(|presence| !absent.contains(&presence.person));
    present.sort_unstable_by_key(|presence| presence.person);
    present.dedup_by(|again, kept| {
        let is_same = again.person == kept.person;
        if is_same {
            kept.attends |= again.attends;
            kept.leads |= again.leads;
            kept.interprets |= again.interprets;
            kept.drives |= again.drives;
        }
        is_same
    });
    present
}

/// The people who are at both, as (at the first, at the second). Both lists are sorted by person.
pub(super) fn at_both<'x>(
    a: &'x [Presence],
    b: &'x [Presence],
) -> Vec<(&'x Presence, &'x Presence)> {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut both = Vec::new();
    while let (Some(left), Some(right)) = (a.peek(), b.peek()) {
        match left.person.cmp(&right.person) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => both.extend(a.next().zip(b.next())),
        }
    }
    both
}

/// A track's name as compared: `Main ` and `MAIN` are one.
fn folded(track: &str) -> String {
    track.trim().to_lowercase()
}
