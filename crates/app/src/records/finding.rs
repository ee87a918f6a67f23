//! Finding records in any script, and what shows them.
//!
//! All hits are told at once: what they refer to is read in a statement for each kind, and not for each hit.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use desk_api::records::{RecordRef, SearchHit};
use desk_domain::kind::{Owner, Registers, read};
use desk_domain::kinds::{
    City, Participation, Partnership, Person, ProgrammeItem, Venue, Visit, spec,
};
use desk_domain::values::Slot;
use desk_domain::{Id, Kind};
use desk_store::{Hit, Store};
use uuid::Uuid;

use super::{about, own_title};
use crate::error::Result;

/// The most hits that a search answers.
pub const SEARCH_HITS_MAX: u32 = 200;

/// Finds records in any script.
pub async fn search(store: &Store, text: &str, limit: u32) -> Result<Vec<SearchHit>> {
    let hits = store.search(text, limit.min(SEARCH_HITS_MAX)).await?;
    let known = Known::of(store, &hits).await?;
    Ok(hits.iter().map(|hit| known.told(hit)).collect())
}

/// What hits are told from.
struct Known {
    /// What is shown of them and of whom they are about, by kind and id.
    registers: BTreeMap<String, BTreeMap<Uuid, Registers>>,
    /// The latest visit that somebody takes part in.
    visits: BTreeMap<Uuid, Id<Visit>>,
    /// The latest item at a place.
    items: BTreeMap<Uuid, ProgrammeItem>,
    /// The partnership with a city.
    partnerships: BTreeMap<Uuid, Id<Partnership>>,
}

impl Known {
    async fn of(store: &Store, hits: &[Hit]) -> Result<Self> {
        let of_kind = |kind: &str| -> Vec<Uuid> {
            let hits = hits.iter().filter(|hit| hit.kind == kind);
            hits.map(|hit| hit.id).collect()
        };
        Ok(Self {
            registers: registers(store, hits).await?,
            visits: latest_visits(store, &of_kind(Person::SPEC.name)).await?,
            items: latest_items(store, &of_kind(Venue::SPEC.name)).await?,
            partnerships: partnerships(store, &of_kind(City::SPEC.name)).await?,
        })
    }

    fn told(&self, hit: &Hit) -> SearchHit {
        let Hit { kind, id, .. } = hit;
        let empty = Registers::new();
        let registers = self.registers_of(kind, *id).unwrap_or(&empty);
        let line = |field: &str| read::<String>(registers, field);
        let (shown_by, shown_in) = self.shown_by(kind, *id);
        SearchHit {
            title: self.title(kind, *id, registers),
            native: line("native_name"),
            detail: line("position")
                .or_else(|| line("address"))
                .or_else(|| day_of(registers)),
            shown_by,
            visit: shown_in.or_else(|| self.visit_of(hit)),
            kind: kind.clone(),
            id: id.to_string(),
        }
    }

    fn registers_of(&self, kind: &str, id: Uuid) -> Option<&Registers> {
        self.registers.get(kind)?.get(&id)
    }

    /// The record's title, or that of whom it is about.
    fn title(&self, kind: &str, id: Uuid, registers: &Registers) -> String {
        let Some((kind, id)) = about(kind, id, registers) else {
            return own_title(kind, registers);
        };
        let registers = self.registers_of(kind, id);
        registers.map_or_else(String::new, |registers| own_title(kind, registers))
    }

    /// The visit that a record belongs to; for a person, the latest one they take part in.
    fn visit_of(&self, hit: &Hit) -> Option<String> {
        if hit.kind == Person::SPEC.name {
            return self.visits.get(&hit.id).map(|visit| visit.to_string());
        }
        let of_visit = spec(&hit.kind).is_some_and(|spec| spec.owner == Owner::Visit);
        of_visit.then(|| hit.owner.to_string())
    }

    /// What shows a record whose kind has no screen of its own, and in which visit.
    fn shown_by(&self, kind: &str, id: Uuid) -> (Option<RecordRef>, Option<String>) {
        let named = |kind: &str, id: Uuid| RecordRef {
            kind: kind.to_owned(),
            id: id.to_string(),
        };
        if kind == Venue::SPEC.name {
            let item = self.items.get(&id);
            return (
                item.map(|item| named(ProgrammeItem::SPEC.name, item.id.uuid)),
                item.and_then(|item| Some(item.visit?.to_string())),
            );
        }
        if kind == City::SPEC.name {
            let partnership = self.partnerships.get(&id);
            let shown_by = partnership.map(|it| named(Partnership::SPEC.name, it.uuid));
            return (shown_by, None);
        }
        (None, None)
    }
}

/// What is shown of hits and of whom they are about.
async fn registers(
    store: &Store,
    hits: &[Hit],
) -> Result<BTreeMap<String, BTreeMap<Uuid, Registers>>> {
    let mut by_kind: BTreeMap<String, Vec<Uuid>> = BTreeMap::new();
    for hit in hits {
        by_kind.entry(hit.kind.clone()).or_default().push(hit.id);
    }
    let mut all: BTreeMap<String, BTreeMap<Uuid, Registers>> = BTreeMap::new();
    let mut others: BTreeMap<&str, BTreeSet<Uuid>> = BTreeMap::new();
    for (kind, ids) in by_kind {
        let found = store.all_registers(&kind, &ids).await?;
        for (other, of) in found.iter().filter_map(|(id, it)| about(&kind, *id, it)) {
            others.entry(other).or_default().insert(of);
        }
        all.entry(kind).or_default().extend(found);
    }
    for (kind, ids) in others {
        let found = store.all_registers(kind, &Vec::from_iter(ids)).await?;
        all.entry(kind.to_owned()).or_default().extend(found);
    }
    Ok(all)
}

async fn latest_visits(store: &Store, people: &[Uuid]) -> Result<BTreeMap<Uuid, Id<Visit>>> {
    let parts: Vec<Participation> = store.find_all("person", people).await?;
    let visits: BTreeSet<Uuid> = parts
        .iter()
        .filter_map(|part| part.visit)
        .map(|visit| visit.uuid)
        .collect();
    let visits: Vec<Visit> = store.get_all(&Vec::from_iter(visits)).await?;
    let starts: BTreeMap<_, _> = visits.iter().map(|it| (it.id, it.starts_on)).collect();
    let mut latest: BTreeMap<Uuid, (Option<NaiveDate>, Id<Visit>)> = BTreeMap::new();
    for part in &parts {
        let (Some(person), Some(visit)) = (part.person, part.visit) else {
            continue;
        };
        let Some(starts_on) = starts.get(&visit) else {
            continue;
        };
        let begins = (*starts_on, visit);
        let known = latest.entry(person.uuid).or_insert(begins);
        *known = begins.max(*known);
    }
    let latest = latest.into_iter();
    Ok(latest.map(|(person, (_, visit))| (person, visit)).collect())
}

async fn latest_items(store: &Store, places: &[Uuid]) -> Result<BTreeMap<Uuid, ProgrammeItem>> {
    let mut latest = BTreeMap::new();
    for place in places {
        let item = store.find_latest::<ProgrammeItem>("venue", *place);
        latest.extend(item.await?.map(|item| (*place, item)));
    }
    Ok(latest)
}

/// The first partnership with each of these cities.
async fn partnerships(store: &Store, cities: &[Uuid]) -> Result<BTreeMap<Uuid, Id<Partnership>>> {
    let mut all: Vec<Partnership> = store.find_all("partner_city", cities).await?;
    all.sort_by_key(|partnership| std::cmp::Reverse(partnership.id));
    let by_city = all
        .iter()
        .filter_map(|it| Some((it.partner_city?.uuid, it.id)));
    Ok(by_city.collect())
}

/// The day that a record is about: of an item, of a journal entry, or by which a task is due.
fn day_of(registers: &Registers) -> Option<String> {
    let of_item = desk_domain::kind::read::<Slot>(registers, "slot").and_then(|slot| slot.day);
    let of_entry = || desk_domain::kind::read(registers, "at").map(|at: NaiveDateTime| at.date());
    let of_task = || desk_domain::kind::read::<NaiveDate>(registers, "due_on");
    let day = of_item.or_else(of_entry).or_else(of_task);
    day.map(|day| day.to_string())
}
