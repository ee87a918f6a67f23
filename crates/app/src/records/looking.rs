//! Looking at records of any kind: history, trash, search.

use chrono::{NaiveDate, NaiveDateTime};
use desk_api::itinerary::NamedRef;
use desk_api::records::{HistoryRow, RecordRef, SearchHit, TrashRow};
use desk_domain::Kind;
use desk_domain::kind::{Owner, Registers};
use desk_domain::kinds::{
    City, Device, Participation, Partnership, ProgrammeItem, Venue, Visit, spec,
};
use desk_domain::values::Slot;
use desk_store::{Store, Trashed};
use serde_json::Value;
use uuid::Uuid;

use super::{ms, title};
use crate::error::Result;

/// The most hits that a search answers.
pub const SEARCH_HITS_MAX: u32 = 200;

/// What changed in a record, newest first.
pub async fn history(store: &Store, kind: &str, id: Uuid) -> Result<Vec<HistoryRow>> {
    let rows = store.history(kind, id).await?;
    let json = |bytes: Vec<u8>| serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    Ok(rows
        .into_iter()
        .map(|row| HistoryRow {
            field: row.register,
            before: row.old.map(json),
            after: Some(json(row.new)),
            who: row.person.unwrap_or_default(),
            at_ms: ms(row.at_us),
            source: row.source.word().to_owned(),
        })
        .collect())
}

/// What lies in the trash, newest first.
pub async fn trash(store: &Store) -> Result<Vec<TrashRow>> {
    let mut rows = Vec::new();
    for row in store.trash().await? {
        let title = title(store, &row.kind, row.id).await?;
        let who = super::title(store, Device::SPEC.name, row.deleted_by).await?;
        let at_ms = ms(row.deleted_at_us);
        let (visit, hidden) = visit_around(store, &row).await?;
        rows.push(TrashRow {
            visit,
            hidden,
            kind: row.kind,
            id: row.id.to_string(),
            title,
            who,
            at_ms,
        });
    }
    Ok(rows)
}

/// The visit that a record in the trash belongs to, and whether that lies in the trash too.
async fn visit_around(store: &Store, row: &Trashed) -> Result<(Option<NamedRef>, bool)> {
    let of_visit = spec(&row.kind).is_some_and(|spec| spec.owner == Owner::Visit);
    if !of_visit || row.kind == Visit::SPEC.name {
        return Ok((None, false));
    }
    let visit = NamedRef {
        id: row.owner.to_string(),
        name: title(store, Visit::SPEC.name, row.owner).await?,
    };
    let hidden = store.get::<Visit>(row.owner).await?.is_none();
    Ok((Some(visit), hidden))
}

/// Finds records in any script.
pub async fn search(store: &Store, text: &str, limit: u32) -> Result<Vec<SearchHit>> {
    let mut hits = Vec::new();
    for hit in store.search(text, limit.min(SEARCH_HITS_MAX)).await? {
        let (shown_by, shown_in) = shown_by(store, &hit.kind, hit.id).await?;
        let visit = match shown_in {
            Some(visit) => Some(visit),
            None => visit_of(store, &hit.kind, hit.id, hit.owner).await?,
        };
        let registers = store
            .registers(&hit.kind, hit.id)
            .await?
            .unwrap_or_default();
        let read = |field: &str| desk_domain::kind::read::<String>(&registers, field);
        hits.push(SearchHit {
            title: title(store, &hit.kind, hit.id).await?,
            native: read("native_name"),
            detail: read("position")
                .or_else(|| read("address"))
                .or_else(|| day_of(&registers)),
            shown_by,
            visit,
            kind: hit.kind,
            id: hit.id.to_string(),
        });
    }
    Ok(hits)
}

/// The visit that a record belongs to; for a person, the latest one they take part in.
async fn visit_of(store: &Store, kind: &str, id: Uuid, owner: Uuid) -> Result<Option<String>> {
    if kind == "person" {
        let mut visits = Vec::new();
        for part in store
            .find::<Participation>("person", &id.to_string())
            .await?
        {
            if let Some(visit) = part.visit
                && let Some(visit) = store.get::<Visit>(visit.uuid).await?
            {
                visits.push((visit.starts_on, visit.id));
            }
        }
        return Ok(visits.into_iter().max().map(|(_, id)| id.to_string()));
    }
    let of_visit = spec(kind).is_some_and(|spec| spec.owner == Owner::Visit);
    Ok(of_visit.then(|| owner.to_string()))
}

/// What shows a record whose kind has no screen of its own, and in which visit.
async fn shown_by(
    store: &Store,
    kind: &str,
    id: Uuid,
) -> Result<(Option<RecordRef>, Option<String>)> {
    let by = id.to_string();
    let named = |kind: &str, id: Uuid| RecordRef {
        kind: kind.to_owned(),
        id: id.to_string(),
    };
    if kind == Venue::SPEC.name {
        let items = store.find::<ProgrammeItem>("venue", &by).await?;
        let latest = items.into_iter().max_by_key(|item| {
            let slot = item.slot.as_ref();
            (slot.and_then(|slot| slot.day), item.id)
        });
        let item = latest.as_ref();
        return Ok((
            item.map(|item| named(ProgrammeItem::SPEC.name, item.id.uuid)),
            item.and_then(|item| item.visit)
                .map(|visit| visit.to_string()),
        ));
    }
    if kind == City::SPEC.name {
        let partnerships = store.find::<Partnership>("partner_city", &by).await?;
        let first = partnerships.first();
        return Ok((
            first.map(|it| named(Partnership::SPEC.name, it.id.uuid)),
            None,
        ));
    }
    Ok((None, None))
}

/// The day that a record is about: of an item, of a journal entry, or by which a task is due.
fn day_of(registers: &Registers) -> Option<String> {
    let of_item = desk_domain::kind::read::<Slot>(registers, "slot").and_then(|slot| slot.day);
    let of_entry = || desk_domain::kind::read(registers, "at").map(|at: NaiveDateTime| at.date());
    let of_task = || desk_domain::kind::read::<NaiveDate>(registers, "due_on");
    let day = of_item.or_else(of_entry).or_else(of_task);
    day.map(|day| day.to_string())
}
