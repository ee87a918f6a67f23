//! Writing typed rows: the merge's last step.

use std::collections::BTreeMap;

use desk_domain::kind::KindSpec;
use desk_domain::kinds;
use desk_sync::Record;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::columns::{Column, columns};
use super::dependants::dependants;
use super::schema::{OWN_COLUMNS, column_list, quoted};
use super::spec_of;
use crate::directory;
use crate::error::Result;
use crate::tables::batch::{groups, placeholders};
use crate::tables::record::RecordRow;
use crate::tables::visit_summary;

/// Writes the rows of these records as they are shown, and forgets what was told of visits and people by what they
/// showed before.
pub(crate) async fn write_all(conn: &mut SqliteConnection, records: &[RecordRow]) -> Result<()> {
    directory::forget(conn, records).await?;
    write_rows(conn, records).await?;
    directory::forget(conn, records).await?;
    let visits = dependants(conn, records).await?;
    visit_summary::forget(conn, &visits).await
}

/// Writes the rows of these records as they are shown. Kinds that this version does not know are passed over.
pub(super) async fn write_rows(conn: &mut SqliteConnection, records: &[RecordRow]) -> Result<()> {
    let mut by_kind: BTreeMap<&str, Vec<(&RecordRow, &Record)>> = BTreeMap::new();
    for record in records {
        if let (Some(spec), Some(shown)) = (spec_of(&record.key), record.shown()) {
            by_kind.entry(spec.name).or_default().push((record, shown));
        }
    }
    for (kind, rows) in by_kind {
        let spec = kinds::spec(kind).expect("its rows were found to have one");
        write_kind(conn, spec, &rows).await?;
    }
    Ok(())
}

/// Takes a record's row away.
pub(crate) async fn remove(conn: &mut SqliteConnection, record: &RecordRow) -> Result<()> {
    let Some(spec) = kinds::spec(&record.key.kind) else {
        return Ok(());
    };
    directory::forget(conn, std::slice::from_ref(record)).await?;
    let sql = format!("DELETE FROM {} WHERE record_id = $1", quoted(spec.name));
    sqlx::query(AssertSqlSafe(sql))
        .bind(record.record_id)
        .execute(&mut *conn)
        .await?;
    let visits = dependants(conn, std::slice::from_ref(record)).await?;
    visit_summary::forget(conn, &visits).await
}

async fn write_kind(
    conn: &mut SqliteConnection,
    spec: &'static KindSpec,
    rows: &[(&RecordRow, &Record)],
) -> Result<()> {
    for group in groups(rows) {
        let sql = format!(
            "INSERT OR REPLACE INTO {} ({}) VALUES {}",
            quoted(spec.name),
            column_list(spec),
            placeholders(group.len(), OWN_COLUMNS + spec.fields.len())
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (record, shown) in group {
            query = query
                .bind(record.record_id)
                .bind(record.key.id.to_string())
                .bind(record.key.space.owner.to_string())
                .bind(shown.is_deleted());
            for column in columns(spec, shown) {
                query = match column {
                    Column::Null => query.bind(None::<String>),
                    Column::Integer(number) => query.bind(number),
                    Column::Text(text) => query.bind(text),
                };
            }
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}
