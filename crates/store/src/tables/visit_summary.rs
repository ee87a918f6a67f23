//! What lists say of a visit, kept until one of its records changes.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, Row, SqliteConnection};
use uuid::Uuid;

use super::Place;
use super::batch::{groups, placeholders};
use crate::error::Result;

/// One visit's row.
pub(crate) struct SummaryRow {
    /// How often it was forgotten.
    pub(crate) forgotten: i64,
    /// What it was made by besides the records.
    pub(crate) made_by: Option<String>,
    /// The summary; `None` while it is forgotten.
    pub(crate) summary: Option<String>,
}

/// Returns every row by its visit.
pub(crate) async fn list(conn: &mut SqliteConnection) -> Result<BTreeMap<Uuid, SummaryRow>> {
    let rows =
        sqlx::query("SELECT visit, forgotten, made_by, summary FROM visit_summary ORDER BY visit")
            .fetch_all(conn)
            .await?;
    let mut by_visit = BTreeMap::new();
    for row in rows {
        let visit = Place::new("visit_summary", "visit", 0).uuid(row.try_get(0)?)?;
        let row = SummaryRow {
            forgotten: row.try_get(1)?,
            made_by: row.try_get(2)?,
            summary: row.try_get(3)?,
        };
        by_visit.insert(visit, row);
    }
    Ok(by_visit)
}

/// Keeps a summary, unless it was forgotten since `forgotten` was read.
pub(crate) async fn put(
    conn: &mut SqliteConnection,
    visit: Uuid,
    forgotten: i64,
    made_by: &str,
    summary: &str,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO visit_summary (visit, forgotten, made_by, summary) VALUES ($1, $2, $3, $4)
         ON CONFLICT (visit) DO UPDATE SET made_by = excluded.made_by, summary = excluded.summary
         WHERE forgotten = excluded.forgotten",
    )
    .bind(&visit.as_bytes()[..])
    .bind(forgotten)
    .bind(made_by)
    .bind(summary)
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets the summaries of these visits.
pub(crate) async fn forget(conn: &mut SqliteConnection, visits: &[Uuid]) -> Result<()> {
    for group in groups(visits) {
        let rows = placeholders(group.len(), 2);
        let sql = format!(
            "INSERT INTO visit_summary (visit, forgotten) VALUES {rows}
             ON CONFLICT (visit) DO UPDATE SET forgotten = forgotten + 1, made_by = NULL, summary = NULL"
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for visit in group {
            query = query.bind(&visit.as_bytes()[..]).bind(1);
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}
