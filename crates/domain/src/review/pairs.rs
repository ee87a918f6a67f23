//! Rules about two items: nobody and nothing is in two places at once, or gets from one to the other in no time.
//!
//! Real programmes run parallel tracks, so that overlap alone is no clash: it takes somebody who is at both (D1, the
//! Sèvres programme of 2011, <http://docs.mountprospect.org/WebLink/DocView.aspx?id=562026&dbid=0&repo=VOMP>).

use std::cmp::Reverse;

use super::attendance::{Presence, at_both};
use super::entry::Entry;
use super::finding::{Finding, Severity};
use super::programme::Programme;
use super::reason::{Doubt, Overlap, PersonRef, Reason};
use super::travel;
use crate::Id;
use crate::kinds::{Person, ProgrammeItem, ProgrammeItemKind};
use crate::values::{Certainty, ConfirmationState};

/// Checks two items with a time, in either order.
pub(super) fn check(programme: &Programme, a: &Entry, b: &Entry, found: &mut Vec<Finding>) {
    let (Some(timing_a), Some(timing_b)) = (a.timing, b.timing) else {
        return;
    };
    if is_duplicate(a, b) {
        return;
    }
    match timing_a.overlap(&timing_b) {
        Some(doubt) => {
            let free_time = (is_free(a.item) || is_free(b.item)).then_some(Doubt::FreeTime);
            check_overlap(programme, a, b, free_time.or(doubt), found);
        }
        None if (timing_a.whole.from, a.item.id) < (timing_b.whole.from, b.item.id) => {
            check_travel(programme, a, b, found);
        }
        None => check_travel(programme, b, a, found),
    }
}

/// Checks whether two items of one title and one day are one item, entered twice: what a second import leaves behind.
pub(super) fn check_duplicate(a: &Entry, b: &Entry, found: &mut Vec<Finding>) {
    if is_duplicate(a, b) {
        let (here, there) = easier_to_move_first(a, b);
        let (here, there) = (here.item_ref(), there.item_ref());
        found.push(Finding::new(
            Severity::Warning,
            Reason::DuplicateItem { here, there },
        ));
    }
}

/// Two tracks that assemble at the same time are two items.
fn is_duplicate(a: &Entry, b: &Entry) -> bool {
    let title = |entry: &Entry| {
        entry
            .item
            .title
            .as_deref()
            .map(|title| title.trim().to_lowercase())
    };
    let when = |entry: &Entry| {
        (
            entry.slot.starts_at(),
            entry.slot.ends_at(),
            entry.slot.zone,
        )
    };
    a.slot.day == b.slot.day
        && when(a) == when(b)
        && a.item.tracks == b.item.tracks
        && a.item.participants == b.item.participants
        && title(a).is_some_and(|title_a| !title_a.is_empty() && Some(title_a) == title(b))
}

fn check_overlap(
    programme: &Programme,
    a: &Entry,
    b: &Entry,
    doubt: Option<Doubt>,
    found: &mut Vec<Finding>,
) {
    let (here, there) = easier_to_move_first(a, b);
    let same_vehicle = a
        .vehicle
        .filter(|vehicle| b.vehicle.is_some_and(|other| other.id == vehicle.id));
    let (mut people, mut interpreters, mut drivers) = (Vec::new(), Vec::new(), Vec::new());
    for (left, right) in at_both(&a.present, &b.present) {
        match in_two_places_as(left, right) {
            As::Interpreter => interpreters.push(left.person),
            // One vehicle in two places has one driver in two places; that is said once.
            As::Driver if same_vehicle.is_none() => drivers.push(left.person),
            As::Driver => {}
            As::Person => people.push(left.person),
        }
    }
    let mut find = |reason: fn(Vec<PersonRef>, Overlap) -> Reason, people: Vec<Id<Person>>| {
        if !people.is_empty() {
            let people = programme.person_refs(people);
            found.push(Finding::new(
                severity(doubt),
                reason(people, overlap(here, there, doubt)),
            ));
        }
    };
    find(
        |people, overlap| Reason::PersonInTwoPlaces { people, overlap },
        people,
    );
    find(
        |interpreters, overlap| Reason::InterpreterInTwoPlaces {
            interpreters,
            overlap,
        },
        interpreters,
    );
    find(
        |drivers, overlap| Reason::DriverInTwoPlaces { drivers, overlap },
        drivers,
    );
    if let Some(vehicle) = same_vehicle {
        let reason = Reason::VehicleBookedTwice {
            vehicle: vehicle.name.clone().unwrap_or_default(),
            overlap: overlap(here, there, doubt),
        };
        found.push(Finding::new(severity(doubt), reason));
    }
}

/// Whose absence hurts most: without the interpreter the others cannot talk, without the driver they cannot come.
enum As {
    Interpreter,
    Driver,
    Person,
}

fn in_two_places_as(here: &Presence, there: &Presence) -> As {
    if here.interprets || there.interprets {
        As::Interpreter
    } else if here.drives || there.drives {
        As::Driver
    } else {
        As::Person
    }
}

fn overlap(here: &Entry, there: &Entry, doubt: Option<Doubt>) -> Overlap {
    Overlap {
        here: here.item_ref(),
        there: there.item_ref(),
        doubt,
    }
}

const fn severity(doubt: Option<Doubt>) -> Severity {
    match doubt {
        None => Severity::Error,
        Some(Doubt::NotFixed) => Severity::Warning,
        Some(Doubt::AssumedLength | Doubt::FreeTime) => Severity::Hint,
    }
}

/// D3. A warning at most: real programmes print gaps of 0 to 10 minutes and people manage.
fn check_travel(programme: &Programme, from: &Entry, to: &Entry, found: &mut Vec<Finding>) {
    let (Some(first), Some(second)) = (from.timing, to.timing) else {
        return;
    };
    let (Some(venue), Some(next_venue)) = (from.venue, to.venue) else {
        return;
    };
    if venue.id == next_venue.id || is_journey(from.item) || is_journey(to.item) {
        return;
    }
    let gap_minutes = (second.whole.from - first.whole.to).num_minutes();
    let needed = travel::needed(venue.position, next_venue.position);
    if gap_minutes >= needed.minutes {
        return;
    }
    let both = at_both(&from.present, &to.present).into_iter();
    let people = programme.person_refs(both.map(|(presence, _)| presence.person));
    if people.is_empty() {
        return;
    }
    let doubt = if first.end_assumed || second.start_assumed {
        Some(Doubt::AssumedLength)
    } else if !first.is_fixed || !second.is_fixed {
        Some(Doubt::NotFixed)
    } else {
        None
    };
    let severity = if doubt.is_some() {
        Severity::Hint
    } else {
        Severity::Warning
    };
    let reason = Reason::NoTravelTime {
        people,
        from: from.item_ref(),
        to: to.item_ref(),
        gap_minutes,
        needed_minutes: needed.minutes,
        distance_km: needed.distance_km,
        doubt,
    };
    found.push(Finding::new(severity, reason));
}

/// Whether the item itself takes people from one place to another, so that its place is where it begins.
const fn is_journey(item: &ProgrammeItem) -> bool {
    use ProgrammeItemKind::{Arrival, Departure, Transfer};
    matches!(item.kind, Some(Arrival | Departure | Transfer))
}

const fn is_free(item: &ProgrammeItem) -> bool {
    matches!(
        item.kind,
        Some(ProgrammeItemKind::Free | ProgrammeItemKind::Rest)
    )
}

/// A flight does not wait, a mayor who said yes hardly, and what comes later is the easier to put off.
fn easier_to_move_first<'e, 'r>(
    a: &'e Entry<'r>,
    b: &'e Entry<'r>,
) -> (&'e Entry<'r>, &'e Entry<'r>) {
    let hold = |entry: &Entry| {
        let confirmation = entry.item.confirmation.as_ref();
        (
            is_journey(entry.item),
            confirmation
                .is_some_and(|confirmation| confirmation.state == ConfirmationState::Confirmed),
            entry.slot.certainty == Certainty::Fixed,
            Reverse((entry.timing.map(|timing| timing.whole.from), entry.item.id)),
        )
    };
    if hold(a) < hold(b) { (a, b) } else { (b, a) }
}
