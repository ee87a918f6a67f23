//! Rules about two items, at their edges.

use super::super::finding::FindingCode::{
    DriverInTwoPlaces, DuplicateItem, InterpreterInTwoPlaces, NoTravelTime, PersonInTwoPlaces,
    VehicleBookedTwice,
};
use super::super::testing::Plan;
use super::super::{FindingCode, Severity};
use crate::Id;
use crate::kinds::{Person, ProgrammeItem, ProgrammeItemKind};
use crate::values::{Certainty, Confirmation, ConfirmationState, Zone};
use Severity::{Error, Hint, Warning};

type Assign = fn(&mut ProgrammeItem, Id<Person>);

/// Two items for everybody; what is found of them.
fn found_of(first: &str, second: &str) -> Vec<(FindingCode, Severity)> {
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
