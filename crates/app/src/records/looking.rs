//! Looking at records of any kind: history, trash.

use desk_api::itinerary::NamedRef;
use desk_api::records::{HistoryRow, TrashRow};
use desk_domain::Kind;
use desk_domain::kind::Owner;
use desk_domain::kinds::{Device, Visit, spec};
use desk_store::{Store, Trashed};
use serde_json::Value;
use uuid::Uuid;

use super::{ms, title};
use crate::error::Result;

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
