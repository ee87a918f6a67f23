//! Which visits show something of a record: those whose summaries are made from it.
//!
//! A visit is told from the records that it owns and from the chapter's records to which these refer: who takes part,
//! where an item takes place. That follows from the declarations.

use std::collections::{BTreeMap, BTreeSet};

use desk_domain::kind::{FieldType, Owner};
use desk_domain::kinds::KINDS;
use sqlx::{AssertSqlSafe, SqliteConnection};
use uuid::Uuid;

use super::schema::quoted;
use super::spec_of;
use crate::error::Result;
use crate::tables::batch::{groups, placeholders};
use crate::tables::record::RecordRow;

/// Returns the visits that show something of one of these records.
pub(super) async fn dependants(
    conn: &mut SqliteConnection,
    records: &[RecordRow],
) -> Result<Vec<Uuid>> {
    let mut visits = BTreeSet::new();
    let mut referred: BTreeMap<&str, Vec<Uuid>> = BTreeMap::new();
    for record in records {
        match spec_of(&record.key).map(|spec| (spec.owner, spec.name)) {
            Some((Owner::Visit, _)) => {
                visits.insert(record.key.space.owner.0);
            }
            Some((Owner::Chapter, kind)) => referred.entry(kind).or_default().push(record.key.id.0),
            None => {}
        }
    }
    for (kind, ids) in referred {
        if let Some(referring) = referring(kind) {
            add_owners(conn, &referring, &ids, &mut visits).await?;
        }
    }
    Ok(visits.into_iter().collect())
}

/// The owners of what refers to a record of this kind, as SQL; `None` where nothing does.
fn referring(kind: &str) -> Option<String> {
    let selects: Vec<String> = references_to(kind)
        .map(|(table, field)| format!("SELECT owner FROM {table} WHERE {field} IN wanted"))
        .collect();
    (!selects.is_empty()).then(|| selects.join(" UNION "))
}

/// The tables and columns in which records of visits refer to a record of this kind, as SQL.
pub(super) fn references_to(kind: &str) -> impl Iterator<Item = (String, String)> {
    let of_visits = KINDS.iter().filter(|spec| spec.owner == Owner::Visit);
    of_visits
        .flat_map(|spec| spec.fields.iter().map(|field| (spec.name, field)))
        .filter(move |(_, field)| matches!(field.holds, FieldType::Reference(to) if to == kind))
        .map(|(table, field)| (quoted(table), quoted(field.name)))
}

async fn add_owners(
    conn: &mut SqliteConnection,
    referring: &str,
    ids: &[Uuid],
    visits: &mut BTreeSet<Uuid>,
) -> Result<()> {
    for group in groups(ids) {
        let wanted = placeholders(group.len(), 1);
        let sql = format!("WITH wanted (id) AS (VALUES {wanted}) {referring}");
        let mut query = sqlx::query_scalar(AssertSqlSafe(sql));
        for id in group {
            query = query.bind(id.to_string());
        }
        let owners: Vec<String> = query.fetch_all(&mut *conn).await?;
        // An owner that is no id was never a visit's.
        visits.extend(
            owners
                .iter()
                .filter_map(|owner| Uuid::try_parse(owner).ok()),
        );
    }
    Ok(())
}
