//! Looking only at what changed finds what looking at everything finds.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use uuid::Uuid;

use super::super::testing::{Plan, day};
use super::super::{Finding, Scope};
use crate::Id;
use crate::kinds::{ParticipationRole, ProgrammeItem, ProgrammeItemKind};
use crate::values::{Certainty, Slot};

const PEOPLE: usize = 6;
const PLACES: usize = 3;

/// One item as drawn: everything that a rule about it can depend on.
#[derive(Debug, Clone)]
struct Drawn {
    title: u8,
    day: Option<u8>,
    start: Option<u8>,
    quarters: Option<u8>,
    certainty: Certainty,
    kind: Option<ProgrammeItemKind>,
    people: Vec<Index>,
    interpreter: Option<Index>,
    venue: Option<Index>,
    vehicle: Option<Index>,
    deleted: bool,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    use ProgrammeItemKind::{Briefing, Free, Meal, Transfer};
    let index = any::<Index>;
    let certainty = prop::sample::select(vec![
        Certainty::Fixed,
        Certainty::Fixed,
        Certainty::Tentative,
    ]);
    let kind = prop::option::of(prop::sample::select(vec![Briefing, Free, Meal, Transfer]));
    let when = (
        prop::option::weighted(0.95, 0u8..4),
        prop::option::weighted(0.9, 0u8..48),
        prop::option::weighted(0.8, 0u8..16),
        certainty,
    );
    let who = (
        prop::collection::vec(index(), 0..4),
        prop::option::of(index()),
    );
    let what = (
        0u8..5,
        kind,
        prop::option::of(index()),
        prop::option::of(index()),
        prop::bool::weighted(0.1),
    );
    (when, who, what).prop_map(|(when, who, what)| {
        let (day, start, quarters, certainty) = when;
        let (people, interpreter) = who;
        let (title, kind, venue, vehicle, deleted) = what;
        Drawn {
            title,
            day,
            start,
            quarters,
            certainty,
            kind,
            people,
            interpreter,
            venue,
            vehicle,
            deleted,
        }
    })
}

fn plan_with(items: &[Drawn]) -> Plan {
    let mut plan = Plan::new();
    plan.visit_on("2026-10-23", "2026-10-26");
    plan.today = day("2026-10-15");
    plan.host_city.languages = Some("en".into());
    plan.guest_city.languages = Some("uk".into());
    let people: Vec<_> = (0..PEOPLE)
        .map(|number| plan.guest(&format!("Guest {number}")))
        .collect();
    plan.part(people[0]).role = Some(ParticipationRole::Interpreter);
    plan.part(people[1]).leaves_at = Some("2026-10-24T12:00:00".parse().unwrap());
    plan.part(people[2]).status = Some(crate::kinds::ParticipationStatus::Withdrawn);
    for number in 0..PLACES {
        plan.venue(
            &format!("Place {number}"),
            (number > 0).then_some((38.9, -77.0 - number as f64 / 50.0)),
        );
        plan.vehicle(&format!("Van {number}"), 3);
    }
    plan.vehicles[0].driver = Some(people[3]);
    for (number, drawn) in items.iter().enumerate() {
        let item = made(&plan, number, drawn);
        plan.items.push(item);
    }
    plan
}

fn made(plan: &Plan, number: usize, drawn: &Drawn) -> ProgrammeItem {
    let id = Id::new(Uuid::from_u128(1000 + number as u128));
    let person = |index: &Index| plan.people[index.index(PEOPLE)].id;
    ProgrammeItem {
        title: Some(format!("Item {}", drawn.title)),
        slot: Some(slot(drawn)),
        kind: drawn.kind,
        venue: drawn.venue.map(|index| plan.venues[index.index(PLACES)].id),
        vehicle: drawn
            .vehicle
            .map(|index| plan.vehicles[index.index(PLACES)].id),
        interpreter: drawn.interpreter.as_ref().map(person),
        participants: drawn
            .people
            .iter()
            .map(|index| Id::new(person(index).uuid))
            .collect(),
        deleted: drawn.deleted,
        ..ProgrammeItem::new(id)
    }
}

fn slot(drawn: &Drawn) -> Slot {
    let minutes = |quarters: u8| chrono::TimeDelta::minutes(i64::from(quarters) * 15);
    let eight = super::super::testing::time("08:00");
    let start = drawn.start.map(|start| eight + minutes(start));
    let end = drawn
        .quarters
        .map(|quarters| start.unwrap_or(eight) + minutes(quarters));
    Slot {
        day: drawn
            .day
            .map(|number| day(&format!("2026-10-{}", 23 + number))),
        start: start.filter(|_| drawn.day.is_some()),
        end: end.filter(|_| drawn.day.is_some()),
        certainty: drawn.certainty,
        ..Slot::unplaced(chrono_tz::America::New_York)
    }
}

proptest! {
    /// Whatever was changed, added, taken away or brought back, in one go.
    #[test]
    fn what_a_change_touches_and_what_it_leaves_make_a_full_review(
        before in prop::collection::vec(drawn(), 1..25),
        changes in prop::collection::vec((any::<Index>(), drawn()), 1..4),
    ) {
        let findings = plan_with(&before).review();
        let mut after = before;
        let mut changed = BTreeSet::new();
        for (index, change) in changes {
            // One past the end is an item that was not there.
            let number = index.index(after.len() + 1);
            if number == after.len() {
                after.push(change);
            } else {
                after[number] = change;
            }
            changed.insert(Id::new(Uuid::from_u128(1000 + number as u128)));
        }
        let plan = plan_with(&after);
        prop_assert_eq!(plan.programme().refreshed(findings, &changed), plan.review());
    }

    /// The ghost under the pointer tells what the board will tell.
    #[test]
    fn a_probe_foretells_what_the_move_makes(
        items in prop::collection::vec(drawn(), 1..25),
        moved in any::<Index>(),
        to in drawn(),
    ) {
        let number = moved.index(items.len());
        let mut plan = plan_with(&items);
        plan.items[number].deleted = false;
        let id = plan.items[number].id;
        let foretold = plan.programme().probe(id, &slot(&to));
        prop_assert_eq!(plan.programme().is_free(id, &slot(&to)), foretold.is_empty());
        plan.items[number].slot = Some(slot(&to));
        let made: Vec<Finding> = plan
            .review()
            .into_iter()
            .filter(|finding| finding.code().is_about_time() && finding.code().scope() == Scope::Items)
            .filter(|finding| finding.items().any(|item| item == id))
            .collect();
        prop_assert_eq!(foretold, made);
    }

    /// What the program proposes is free, on a day of the visit and as long as before.
    #[test]
    fn a_proposed_slot_is_free(items in prop::collection::vec(drawn(), 1..25), moved in any::<Index>()) {
        let number = moved.index(items.len());
        let mut plan = plan_with(&items);
        plan.items[number].deleted = false;
        let id = plan.items[number].id;
        let length = plan.items[number].slot.as_ref().and_then(Slot::duration);
        if let Some(slot) = plan.programme().suggest(id) {
            prop_assert!(slot.day >= plan.visit.starts_on && slot.day <= plan.visit.ends_on);
            if length.is_some_and(|length| length > chrono::TimeDelta::zero()) {
                prop_assert_eq!(slot.duration(), length);
            }
            plan.items[number].slot = Some(slot);
            let clashes = plan.review().into_iter().filter(|finding| {
                finding.code().is_about_time() && finding.items().any(|item| item == id)
            });
            prop_assert_eq!(clashes.count(), 0);
        }
    }
}
