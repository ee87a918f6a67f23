//! Rules about two items: nobody and nothing is in two places at once, or gets from one to the other in no time.
//!
//! Real programmes run parallel tracks, so that overlap alone is no clash: it takes somebody who is at both (D1, the
//! Sèvres programme of 2011, <http://docs.mountprospect.org/WebLink/DocView.aspx?id=562026&dbid=0&repo=VOMP>).

use std::cmp::Reverse;

use super::attendance::{Presence, at_both};
use super::finding::{Finding, Severity};
use super::programme::{Entry, Programme};
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
pub(super) fn check_duplicate(_: &Programme, a: &Entry, b: &Entry, found: &mut Vec<Finding>) {
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

#[cfg(test)]
mod tests {
    use super::super::finding::FindingCode::{
        DriverInTwoPlaces, DuplicateItem, InterpreterInTwoPlaces, NoTravelTime, PersonInTwoPlaces,
        VehicleBookedTwice,
    };
    use super::super::testing::Plan;
    use super::*;
    use crate::values::{Confirmation, Zone};

    use Severity::{Error, Hint, Warning};

    type Assign = fn(&mut ProgrammeItem, Id<Person>);

    /// Two items for everybody; what is found of them.
    fn found_of(first: &str, second: &str) -> Vec<(super::super::FindingCode, Severity)> {
        let mut plan = Plan::new();
        plan.guest("Taras Marchuk");
        plan.item("One", first);
        plan.item("Other", second);
        plan.found()
    }

    #[test]
    fn two_items_clash_when_they_share_a_minute() {
        let clash = |severity| vec![(PersonInTwoPlaces, severity)];
        let cases = [
            (
                "2026-10-20 09:00-12:00",
                "2026-10-20 11:59-13:00",
                clash(Error),
            ),
            ("2026-10-20 09:00-12:00", "2026-10-20 12:00-13:00", vec![]),
            (
                "2026-10-20 09:00-12:00",
                "2026-10-20 08:00-13:00",
                clash(Error),
            ),
            ("2026-10-20 09:00-12:00", "2026-10-21 09:00-12:00", vec![]),
            ("2026-10-20 09:00-12:00", "2026-10-20", vec![]),
            ("2026-10-20 09:00-12:00", "", vec![]),
        ];
        for (first, second, expected) in cases {
            assert_eq!(found_of(first, second), expected, "{first} and {second}");
            assert_eq!(found_of(second, first), expected, "{second} and {first}");
        }
    }

    #[test]
    fn what_rests_on_an_assumed_length_is_a_hint() {
        let cases = [
            // The start is known, and lies within the other.
            ("2026-10-20 09:00-12:00", "2026-10-20 10:00-", Some(Error)),
            ("2026-10-20 09:00-12:00", "2026-10-20 -12:00", Some(Error)),
            ("2026-10-20 10:00-", "2026-10-20 10:00-", Some(Error)),
            // Only an hour that nobody printed reaches into the other.
            ("2026-10-20 09:00-12:00", "2026-10-20 08:30-", Some(Hint)),
            ("2026-10-20 09:00-12:00", "2026-10-20 08:00-", None),
            ("2026-10-20 09:00-12:00", "2026-10-20 -12:30", Some(Hint)),
            ("2026-10-20 09:00-12:00", "2026-10-20 -13:00", None),
        ];
        for (first, second, severity) in cases {
            let expected: Vec<_> = severity
                .map(|severity| (PersonInTwoPlaces, severity))
                .into_iter()
                .collect();
            assert_eq!(found_of(first, second), expected, "{first} and {second}");
        }
    }

    #[test]
    fn a_length_that_was_said_takes_the_place_of_the_usual_one() {
        let mut plan = Plan::new();
        plan.guest("Taras Marchuk");
        plan.item("Boat", "2026-10-20 09:00-").length_minutes = Some(90);
        plan.item("Lunch", "2026-10-20 10:15-11:00");
        assert_eq!(plan.found(), [(PersonInTwoPlaces, Hint)]);
    }

    #[test]
    fn times_that_are_not_fixed_clash_less() {
        let mut plan = Plan::new();
        plan.guest("Taras Marchuk");
        plan.item("Drill", "2026-10-20 09:00-12:00");
        plan.item("Dinner", "2026-10-20 11:00-13:00")
            .slot
            .as_mut()
            .unwrap()
            .certainty = Certainty::Tentative;
        assert_eq!(plan.found(), [(PersonInTwoPlaces, Warning)]);
        plan.items[0].kind = Some(ProgrammeItemKind::Free);
        assert_eq!(plan.found(), [(PersonInTwoPlaces, Hint)]);
    }

    #[test]
    fn instants_are_compared_and_not_what_clocks_show() {
        let mut plan = Plan::new();
        plan.guest("Taras Marchuk");
        let kyiv: Zone = "Europe/Kyiv".parse().unwrap();
        plan.item("Call home", "2026-10-20 16:00-17:00")
            .slot
            .as_mut()
            .unwrap()
            .zone = kyiv;
        plan.item("Drill", "2026-10-20 09:30-12:00");
        assert_eq!(
            plan.found(),
            [(PersonInTwoPlaces, Error)],
            "16:00 in Kyiv is 09:00 in New York"
        );
    }

    #[test]
    fn parallel_tracks_clash_only_for_those_who_are_in_both() {
        let mut plan = Plan::new();
        let [ana, ben, eva] = plan.guests(["Ana", "Ben", "Eva"]);
        plan.part(ana).track = Some("Main".into());
        plan.part(ben).track = Some("LIB".into());
        plan.part(eva).track = Some(" lib ".into());
        plan.item("Castle", "2026-10-20 09:00-12:00")
            .tracks
            .insert("MAIN".into());
        plan.item("Library", "2026-10-20 10:00-11:00")
            .tracks
            .insert("LIB".into());
        assert_eq!(plan.found(), []);
        plan.items[0].participants.insert(Id::new(eva.uuid));
        let findings = plan.review();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].people().collect::<Vec<_>>(), [eva]);
    }

    #[test]
    fn who_leads_interprets_or_drives_is_in_a_place_too() {
        let mut plan = Plan::new();
        let [guest] = plan.guests(["Taras Marchuk"]);
        let staff = plan.person("Anna Lindqvist");
        let (one, other) = ("2026-10-20 09:00-12:00", "2026-10-20 11:00-13:00");
        let van = plan.vehicle("Van A", 8);
        let bus = plan.vehicle("Bus", 40);
        plan.vehicles[0].driver = Some(staff);
        plan.item_for(&[guest], "Drill", one).lead = Some(staff);
        plan.item("Meeting of drivers", other)
            .participants
            .insert(Id::default());
        let cases: [(Assign, _); 2] = [
            (|item, staff| item.lead = Some(staff), PersonInTwoPlaces),
            (
                |item, staff| item.interpreter = Some(staff),
                InterpreterInTwoPlaces,
            ),
        ];
        for (assign, code) in cases {
            plan.items[1].lead = None;
            assign(&mut plan.items[1], staff);
            assert_eq!(plan.found(), [(code, Error)]);
            plan.items[1].interpreter = None;
        }
        plan.items[1].lead = None;
        plan.items[1].vehicle = Some(van);
        assert_eq!(plan.found(), [(DriverInTwoPlaces, Error)]);
        plan.items[0].vehicle = Some(bus);
        assert_eq!(
            plan.found(),
            [(DriverInTwoPlaces, Error)],
            "the bus has a driver of its own"
        );
        plan.items[0].vehicle = Some(van);
        assert_eq!(
            plan.found(),
            [(VehicleBookedTwice, Error)],
            "one van, one driver, said once"
        );
    }

    #[test]
    fn the_same_item_twice_is_a_duplicate_and_no_clash() {
        let mut plan = Plan::new();
        plan.guest("Taras Marchuk");
        plan.item("Lunch", "2026-10-20 12:00-13:00");
        plan.item(" lunch", "2026-10-20 12:00-13:00");
        assert_eq!(plan.found(), [(DuplicateItem, Warning)]);
        plan.items[1].tracks.insert("LIB".into());
        assert_eq!(plan.found(), [], "another track has a lunch of its own");
        let (first, second) = ("2026-10-20", "2026-10-20");
        let mut plan = Plan::new();
        plan.item("Shopping", first);
        plan.item("Shopping", second);
        assert_eq!(
            plan.found(),
            [(DuplicateItem, Warning)],
            "without a time too"
        );
    }

    #[test]
    fn a_way_between_two_places_takes_time() {
        let (center, near, far) = (
            (38.8902, -77.0841),
            (38.8903, -77.0842),
            (38.9497, -77.0820),
        );
        let cases = [
            // 6.6 km: 8.6 km of road at 30 km/h and ten minutes.
            (
                Some(center),
                Some(far),
                "2026-10-20 10:27-11:00",
                Some(Warning),
            ),
            (Some(center), Some(far), "2026-10-20 10:28-11:00", None),
            (Some(center), Some(near), "2026-10-20 10:05-11:00", None),
            (
                Some(center),
                Some(near),
                "2026-10-20 10:04-11:00",
                Some(Warning),
            ),
            (None, Some(far), "2026-10-20 10:14-11:00", Some(Warning)),
            (None, Some(far), "2026-10-20 10:15-11:00", None),
            (None, Some(far), "2026-10-20 -11:00", Some(Hint)),
        ];
        for (from, to, second, severity) in cases {
            let mut plan = Plan::new();
            plan.guest("Taras Marchuk");
            let (from, to) = (plan.venue("From", from), plan.venue("To", to));
            plan.item("One", "2026-10-20 09:00-10:00").venue = Some(from);
            plan.item("Other", second).venue = Some(to);
            let expected: Vec<_> = severity
                .map(|severity| (NoTravelTime, severity))
                .into_iter()
                .collect();
            assert_eq!(plan.found(), expected, "{second}");
        }
    }

    #[test]
    fn nobody_travels_within_a_place_or_in_a_transfer_or_for_others() {
        let mut plan = Plan::new();
        let [ana, ben] = plan.guests(["Ana", "Ben"]);
        let (hall, school) = (plan.venue("Town Hall", None), plan.venue("School", None));
        plan.item_for(&[ana], "Call", "2026-10-20 09:00-10:00")
            .venue = Some(hall);
        plan.item_for(&[ana], "Lesson", "2026-10-20 10:00-11:00")
            .venue = Some(school);
        assert_eq!(plan.found(), [(NoTravelTime, Warning)]);
        plan.items[1].kind = Some(ProgrammeItemKind::Transfer);
        assert_eq!(plan.found(), []);
        plan.items[1].kind = None;
        plan.items[1].venue = Some(hall);
        assert_eq!(plan.found(), []);
        plan.items[1].venue = None;
        assert_eq!(plan.found(), []);
        plan.items[1].venue = Some(school);
        plan.items[1].participants = [Id::new(ben.uuid)].into();
        assert_eq!(plan.found(), []);
    }

    #[test]
    fn what_is_easier_to_move_is_named_first() {
        let mut plan = Plan::new();
        plan.guest("Taras Marchuk");
        let early = plan.item("Drill", "2026-10-20 09:00-12:00").id;
        let late = plan.item("Interview", "2026-10-20 11:00-12:30").id;
        let first = |plan: &Plan| plan.review()[0].items().next().unwrap();
        assert_eq!(first(&plan), late, "the later");
        plan.items[1].confirmation = Some(Confirmation {
            state: ConfirmationState::Confirmed,
            by: None,
            on: None,
        });
        assert_eq!(first(&plan), early, "what nobody confirmed");
        plan.items[1].confirmation = None;
        plan.items[1].kind = Some(ProgrammeItemKind::Departure);
        assert_eq!(first(&plan), early, "no flight");
    }
}
