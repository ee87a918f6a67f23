//! Chapters: what is numbered by one sequence, and whose members share it.

use desk_sync::{RecordId, Seq};
use uuid::Uuid;

use super::rows::{from_sql, to_sql};
use super::{Result, Transaction};

/// A city's association, as far as the server knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Also the owner of the chapter's own spaces.
    pub id: RecordId,
    /// What people call it; unique on one server.
    pub name: String,
    /// The number of its last accepted change, 0 before the first.
    pub head: Seq,
}

#[derive(sqlx::FromRow)]
struct Row {
    chapter_id: Uuid,
    name: String,
    head: i64,
}

impl From<Row> for Chapter {
    fn from(row: Row) -> Self {
        let Row {
            chapter_id,
            name,
            head,
        } = row;
        Self {
            id: RecordId(chapter_id),
            name,
            head: from_sql(head),
        }
    }
}

/// Adds a chapter with no changes. The caller has checked that the name is free.
pub async fn add(tx: &mut Transaction, id: RecordId, name: &str, now_us: u64) -> Result<()> {
    execute!(
        tx,
        sqlx::query("INSERT INTO chapters (chapter_id, name, created_at_us) VALUES ($1, $2, $3)")
            .bind(id.0)
            .bind(name)
            .bind(to_sql(now_us))
    )?;
    Ok(())
}

/// Returns a chapter by its id.
pub async fn get(tx: &mut Transaction, id: RecordId) -> Result<Option<Chapter>> {
    let row: Option<Row> = either!(tx, |conn| sqlx::query_as(
        "SELECT chapter_id, name, head FROM chapters WHERE chapter_id = $1"
    )
    .bind(id.0)
    .fetch_optional(conn))?;
    Ok(row.map(Chapter::from))
}

/// Returns a chapter by its name, exactly as written.
pub async fn get_by_name(tx: &mut Transaction, name: &str) -> Result<Option<Chapter>> {
    let row: Option<Row> = either!(tx, |conn| sqlx::query_as(
        "SELECT chapter_id, name, head FROM chapters WHERE name = $1"
    )
    .bind(name)
    .fetch_optional(conn))?;
    Ok(row.map(Chapter::from))
}

/// Returns every chapter by name.
pub async fn list(tx: &mut Transaction) -> Result<Vec<Chapter>> {
    let rows: Vec<Row> = either!(tx, |conn| sqlx::query_as(
        "SELECT chapter_id, name, head FROM chapters ORDER BY name, chapter_id"
    )
    .fetch_all(conn))?;
    Ok(rows.into_iter().map(Chapter::from).collect())
}

/// Moves the chapter's head; commits with the changes that took the numbers up to it.
pub async fn set_head(tx: &mut Transaction, id: RecordId, head: Seq) -> Result<()> {
    execute!(
        tx,
        sqlx::query("UPDATE chapters SET head = $2 WHERE chapter_id = $1")
            .bind(id.0)
            .bind(to_sql(head))
    )?;
    Ok(())
}
