//! Keeping the index: records whose text changed are marked, and indexed in batches.

use desk_domain::KindSpec;
use desk_domain::kind::{Audience, FieldType};
use desk_domain::kinds::spec;
use desk_sync::Record;
use serde_json::Value;
use sqlx::SqliteConnection;

use super::fold::{plain, sound};
use crate::error::Result;
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
    for row in records.values() {
        remove(conn, row.record_id).await?;
        if let Some(text) = SearchText::of(row) {
            put(conn, row.record_id, &text).await?;
        }
        sqlx::query("UPDATE record SET searchable = 1 WHERE record_id = $1")
            .bind(row.record_id)
            .execute(&mut *conn)
            .await?;
    }
    Ok(records.len() as u64)
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

async fn put(conn: &mut SqliteConnection, record_id: i64, text: &SearchText) -> Result<()> {
    let plain_text = plain(&text.text.replace('\n', " \u{b6} "));
    sqlx::query(
        "INSERT INTO search_text (record_id, title, text, plain_title) VALUES ($1, $2, $3, $4)",
    )
    .bind(record_id)
    .bind(&text.title)
    .bind(&text.text)
    .bind(plain(&text.title))
    .execute(&mut *conn)
    .await?;
    sqlx::query("INSERT INTO search_index (rowid, plain, sound) VALUES ($1, $2, $3)")
        .bind(record_id)
        .bind(&plain_text)
        .bind(sound(&plain_text))
        .execute(conn)
        .await?;
    Ok(())
}

async fn remove(conn: &mut SqliteConnection, record_id: i64) -> Result<()> {
    let removed = sqlx::query("DELETE FROM search_text WHERE record_id = $1")
        .bind(record_id)
        .execute(&mut *conn)
        .await?;
    if removed.rows_affected() > 0 {
        sqlx::query("DELETE FROM search_index WHERE rowid = $1")
            .bind(record_id)
            .execute(conn)
            .await?;
    }
    Ok(())
}
