//! Rules about who is with the visit and when: guests join on the second day and leave early, and some never come
//! (D2; visas kill visits, <https://abc7news.com/politics/visit-by-representatives-of-sebastopols-sister-city-derailed-by-politics/4598656/>).

use std::collections::BTreeMap;

use super::attendance::{Part, is_for_everybody};
use super::finding::{Finding, Severity};
use super::programme::{Entry, Programme};
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
