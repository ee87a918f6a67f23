//! Rules about who is with the visit and when: guests join on the second day and leave early, and some never come
//! (D2; visas kill visits, <https://abc7news.com/politics/visit-by-representatives-of-sebastopols-sister-city-derailed-by-politics/4598656/>).

use std::collections::BTreeMap;

use super::attendance::{Part, is_for_everybody};
use super::entry::Entry;
use super::finding::{Finding, Severity};
use super::programme::Programme;
use super::reason::{Reason, StayRef};
use super::timing::Span;
use crate::Id;
use crate::kinds::{Participation, Person, ProgrammeItemKind};

/// Checks the people that an item names.
pub(super) fn check(programme: &Programme, entry: &Entry, found: &mut Vec<Finding>) {
    check_not_taking_part(programme, entry, found);
    check_own_stay(programme, entry, found);
}

/// Those who are not coming and are still counted on. A whole track or everybody names nobody.
fn check_not_taking_part(programme: &Programme, entry: &Entry, found: &mut Vec<Finding>) {
    let item = entry.item;
    let mut named: BTreeMap<Id<Person>, &Participation> = BTreeMap::new();
    for part in programme
        .parts
        .iter()
        .filter(|part| programme.absent.contains(&part.person))
    {
        let person = Some(part.person);
        let driver = entry.vehicle.and_then(|vehicle| vehicle.driver);
        let is_named = item.participants.contains(&part.record.id)
            || [item.lead, item.interpreter, driver].contains(&person);
        if is_named {
            named.entry(part.person).or_insert(part.record);
        }
    }
    for (person, part) in named {
        let Some(status) = part.status else { continue };
        let reason = Reason::NotTakingPart {
            item: entry.item_ref(),
            person: programme.person_ref(person),
            status,
        };
        found.push(Finding::new(Severity::Hint, reason));
    }
}

fn check_own_stay(programme: &Programme, entry: &Entry, found: &mut Vec<Finding>) {
    let Some(span) = entry.timing.map(|timing| timing.core).or(entry.when()) else {
        return;
    };
    let is_timed = entry.timing.is_some();
    let mut severity = Severity::Hint;
    let mut stays: BTreeMap<Id<Person>, StayRef> = BTreeMap::new();
    for part in counted_on(programme, entry) {
        let Some(outside) = outside(part.stay, span, is_timed, entry.item.kind) else {
            continue;
        };
        severity = severity.min(outside);
        stays.entry(part.person).or_insert_with(|| StayRef {
            person: programme.person_ref(part.person),
            joins_at: part.record.joins_at,
            leaves_at: part.record.leaves_at,
        });
    }
    if !stays.is_empty() {
        let stays = stays.into_values().collect();
        let item = entry.item_ref();
        found.push(Finding::new(
            severity,
            Reason::OutsideOwnStay { item, stays },
        ));
    }
}

/// The parts of those who are counted on by name or by track. An item for everybody is for those who are there.
fn counted_on<'p, 'a>(programme: &'p Programme<'a>, entry: &Entry) -> Vec<&'p Part<'a>> {
    let mut parts = if is_for_everybody(entry.item) {
        Vec::new()
    } else {
        programme.parts_of(entry)
    };
    let driver = entry.vehicle.and_then(|vehicle| vehicle.driver);
    for person in [entry.item.lead, entry.item.interpreter, driver]
        .into_iter()
        .flatten()
    {
        parts.extend(programme.parts.iter().filter(|part| part.person == person));
    }
    parts.retain(|part| part.takes_part);
    parts
}

/// How bad it is that an item at `span` is not within `stay`; `None` where it is.
fn outside(
    stay: Span,
    span: Span,
    is_timed: bool,
    kind: Option<ProgrammeItemKind>,
) -> Option<Severity> {
    use ProgrammeItemKind::{Arrival, Departure, Transfer};
    if !stay.overlaps(span) {
        return Some(Severity::Error);
    }
    // Of a day without a time nobody knows which part; and one arrives during one's arrival.
    let may_be_cut = !is_timed || matches!(kind, Some(Arrival | Departure | Transfer));
    (!may_be_cut && !stay.contains(span)).then_some(Severity::Warning)
}

#[cfg(test)]
mod tests {
    use super::super::finding::FindingCode::{NotTakingPart, OutsideOwnStay, PersonInTwoPlaces};
    use super::super::testing::Plan;
    use super::*;
    use crate::kinds::ParticipationStatus::{self, Confirmed, NoShow, VisaRefused, Withdrawn};

    use Severity::{Error, Hint, Warning};

    #[test]
    fn an_item_has_to_lie_within_the_stay_of_those_it_names() {
        let cases = [
            ("2026-10-20 09:00-12:00", Some(Error)),
            ("2026-10-20 09:00-14:00", Some(Error)),
            ("2026-10-20 13:59-15:00", Some(Warning)),
            ("2026-10-20 14:00-15:00", None),
            ("2026-10-22 18:00-20:00", None),
            ("2026-10-22 18:00-20:01", Some(Warning)),
            ("2026-10-22 20:00-", Some(Error)),
            ("2026-10-22 19:59-", None),
            ("2026-10-20", None),
            ("2026-10-19", Some(Error)),
            ("", None),
        ];
        for (when, severity) in cases {
            let mut plan = Plan::new();
            let [guest] = plan.guests(["Iryna Kovalchuk"]);
            plan.part(guest).joins_at = Some("2026-10-20T14:00:00".parse().unwrap());
            plan.part(guest).leaves_at = Some("2026-10-22T20:00:00".parse().unwrap());
            plan.item_for(&[guest], "Drill", when);
            let expected: Vec<_> = severity
                .map(|severity| (OutsideOwnStay, severity))
                .into_iter()
                .collect();
            assert_eq!(plan.found(), expected, "{when}");
        }
    }

    #[test]
    fn what_is_for_everybody_is_for_those_who_are_there() {
        let mut plan = Plan::new();
        let [late, there] = plan.guests(["Late", "There"]);
        plan.part(late).joins_at = Some("2026-10-20T14:00:00".parse().unwrap());
        let item = plan.item("Welcome", "2026-10-19 09:00-10:00").id;
        assert_eq!(plan.found(), []);
        assert_eq!(plan.programme().attending(item), [Id::new(there.uuid)]);
    }

    #[test]
    fn one_arrives_during_ones_arrival() {
        let mut plan = Plan::new();
        let [guest] = plan.guests(["Iryna Kovalchuk"]);
        plan.part(guest).joins_at = Some("2026-10-17T15:40:00".parse().unwrap());
        plan.item_for(&[guest], "Arrival", "2026-10-17 13:00-16:30")
            .kind = Some(ProgrammeItemKind::Arrival);
        assert_eq!(plan.found(), []);
    }

    #[test]
    fn who_leads_an_item_has_to_be_there_for_it() {
        let mut plan = Plan::new();
        let [guest] = plan.guests(["Khrystyna Petriv"]);
        plan.part(guest).leaves_at = Some("2026-10-19T20:00:00".parse().unwrap());
        plan.item("Drill", "2026-10-20 09:00-12:00").interpreter = Some(guest);
        assert_eq!(plan.found(), [(OutsideOwnStay, Error)]);
    }

    #[test]
    fn who_is_not_coming_is_pointed_out_where_named_and_clashes_nowhere() {
        let statuses: [(ParticipationStatus, &[_]); 4] = [
            (Withdrawn, &[(NotTakingPart, Hint), (NotTakingPart, Hint)]),
            (VisaRefused, &[(NotTakingPart, Hint), (NotTakingPart, Hint)]),
            (NoShow, &[(NotTakingPart, Hint), (NotTakingPart, Hint)]),
            (Confirmed, &[(PersonInTwoPlaces, Error)]),
        ];
        for (status, expected) in statuses {
            let mut plan = Plan::new();
            let [guest] = plan.guests(["Vasyl Dziuba"]);
            plan.part(guest).status = Some(status);
            plan.item_for(&[guest], "Drill", "2026-10-20 09:00-12:00");
            plan.item_for(&[guest], "Interview", "2026-10-20 11:00-12:30");
            plan.item("Lunch", "2026-10-20 13:00-14:00");
            assert_eq!(plan.found(), expected, "{status:?}");
        }
    }

    #[test]
    fn a_second_part_in_the_visit_makes_up_for_one_withdrawn() {
        let mut plan = Plan::new();
        let [guest] = plan.guests(["Vasyl Dziuba"]);
        let mut withdrawn = plan.part(guest).clone();
        withdrawn.id = Id::new(uuid::Uuid::from_u128(99));
        withdrawn.status = Some(Withdrawn);
        plan.participations.push(withdrawn);
        plan.item("Drill", "2026-10-20 09:00-12:00").lead = Some(guest);
        assert_eq!(plan.found(), []);
    }
}
