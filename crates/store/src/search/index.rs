//! Keeping the index: records whose text changed are marked, and indexed in batches.

use desk_domain::KindSpec;
use desk_domain::kind::{Audience, FieldType};
use desk_domain::kinds::spec;
use desk_sync::Record;
use serde_json::Value;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::fold::{plain, sound};
use crate::error::Result;
use crate::tables::batch::{groups, placeholders};
use crate::tables::record::{self, RecordRow};

/// How many records one transaction indexes: others that would write wait no longer than that.
const BATCH: i64 = 512;

/// Returns whether any record waits to be indexed.
pub(super) async fn waits(conn: &mut SqliteConnection) -> Result<bool> {
    Ok(
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM record WHERE searchable = 0)")
            .fetch_one(conn)
            .await?,
    )
}

/// Indexes the next records that wait. Returns how many.
pub(super) async fn next_batch(conn: &mut SqliteConnection) -> Result<u64> {
    let record_ids: Vec<i64> = sqlx::query_scalar(
        "SELECT record_id FROM record WHERE searchable = 0 ORDER BY record_id LIMIT $1",
    )
    .bind(BATCH)
    .fetch_all(&mut *conn)
    .await?;
    let records = record::list_by_ids(conn, &record_ids).await?;
    let texts: Vec<(i64, SearchText)> = records
        .values()
        .filter_map(|row| Some((row.record_id, SearchText::of(row)?)))
        .collect();
    remove_all(conn, &record_ids).await?;
    put_all(conn, &texts).await?;
    mark_all(conn, &record_ids).await?;
    Ok(record_ids.len() as u64)
}

/// What of a record may be searched.
struct SearchText {
    title: String,
    /// A line for each field.
    text: String,
}

impl SearchText {
    /// The texts of a record that is shown, of a kind that the team may see; `None` where it has none.
    fn of(row: &RecordRow) -> Option<Self> {
        let spec = spec(&row.key.kind).filter(|spec| spec.audience == Audience::Team)?;
        let shown = row.shown().filter(|shown| !shown.is_deleted())?;
        let title = spec
            .title
            .and_then(|title| text_of(shown, title))
            .unwrap_or_default();
        let lines = lines(spec, shown);
        (!lines.is_empty()).then(|| Self {
            title,
            text: lines.join("\n"),
        })
    }
}

fn lines(spec: &KindSpec, shown: &Record) -> Vec<String> {
    let mut lines = Vec::new();
    for field in spec.fields {
        match field.holds {
            FieldType::Text | FieldType::LongText => lines.extend(text_of(shown, field.name)),
            FieldType::SetOfText => {
                let prefix = format!("{}/", field.name);
                let members = shown
                    .fields
                    .iter()
                    .filter(|(_, register)| register.value == b"true");
                lines.extend(
                    members
                        .filter_map(|(name, _)| name.strip_prefix(&prefix))
                        .map(str::to_owned),
                );
            }
            _ => {}
        }
    }
    lines
}

fn text_of(shown: &Record, field: &str) -> Option<String> {
    match serde_json::from_slice(&shown.fields.get(field)?.value).ok()? {
        Value::String(text) if !text.trim().is_empty() => Some(text),
        _ => None,
    }
}

async fn put_all(conn: &mut SqliteConnection, texts: &[(i64, SearchText)]) -> Result<()> {
    for group in groups(texts) {
        let sql = format!(
            "INSERT INTO search_text (record_id, title, text, plain_title) VALUES {}",
            placeholders(group.len(), 4)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (record_id, text) in group {
            query = query
                .bind(record_id)
                .bind(&text.title)
                .bind(&text.text)
                .bind(plain(&text.title));
        }
        query.execute(&mut *conn).await?;
        let sql = format!(
            "INSERT INTO search_index (rowid, plain, sound) VALUES {}",
            placeholders(group.len(), 3)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (record_id, text) in group {
            let plain_text = plain(&text.text);
            let sound_text = sound(&plain_text);
            query = query.bind(record_id).bind(plain_text).bind(sound_text);
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

/// Removes what the index has of these records, if it has anything.
async fn remove_all(conn: &mut SqliteConnection, record_ids: &[i64]) -> Result<()> {
    for group in groups(record_ids) {
        let wanted = placeholders(group.len(), 1);
        for sql in [
            format!(
                "DELETE FROM search_index WHERE rowid IN
                     (SELECT record_id FROM search_text WHERE record_id IN (VALUES {wanted}))"
            ),
            format!("DELETE FROM search_text WHERE record_id IN (VALUES {wanted})"),
        ] {
            run_with(conn, sql, group).await?;
        }
    }
    Ok(())
}

/// Notes that the index has what these records show.
async fn mark_all(conn: &mut SqliteConnection, record_ids: &[i64]) -> Result<()> {
    for group in groups(record_ids) {
        let wanted = placeholders(group.len(), 1);
        let sql = format!("UPDATE record SET searchable = 1 WHERE record_id IN (VALUES {wanted})");
        run_with(conn, sql, group).await?;
    }
    Ok(())
}

async fn run_with(conn: &mut SqliteConnection, sql: String, record_ids: &[i64]) -> Result<()> {
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for record_id in record_ids {
        query = query.bind(record_id);
    }
    query.execute(conn).await?;
    Ok(())
}
