//! Records in which a colleague's change came together with mine.

use std::collections::BTreeSet;

use sqlx::{Row, SqliteConnection};

use super::{Place, signed};
use crate::error::Result;

/// How many are remembered.
const KEPT: i64 = 500;

/// One record in which changes came together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CombinedRow {
    pub(crate) record_id: i64,
    pub(crate) at_us: u64,
    /// Registers that were changed here.
    pub(crate) mine: BTreeSet<String>,
    /// Registers that were changed elsewhere.
    pub(crate) theirs: BTreeSet<String>,
}

/// Remembers these, and forgets what is older than the last [`KEPT`].
pub(crate) async fn put_all(conn: &mut SqliteConnection, combined: &[CombinedRow]) -> Result<()> {
    for row in combined {
        sqlx::query(
            "INSERT INTO combined (record_id, at_us, mine, theirs) VALUES ($1, $2, $3, $4)",
        )
        .bind(row.record_id)
        .bind(signed(row.at_us))
        .bind(serde_json::json!(row.mine).to_string())
        .bind(serde_json::json!(row.theirs).to_string())
        .execute(&mut *conn)
        .await?;
    }
    if !combined.is_empty() {
        sqlx::query(
            "DELETE FROM combined WHERE combined_id <= (SELECT max(combined_id) FROM combined) - $1",
        )
        .bind(KEPT)
        .execute(conn)
        .await?;
    }
    Ok(())
}

/// Returns the latest, newest first.
pub(crate) async fn list(conn: &mut SqliteConnection, limit: i64) -> Result<Vec<CombinedRow>> {
    let rows = sqlx::query(
        "SELECT combined_id, record_id, at_us, mine, theirs FROM combined
         ORDER BY combined_id DESC LIMIT $1",
    )
    .bind(limit)
    .fetch_all(conn)
    .await?;
    let read = |row: &sqlx::sqlite::SqliteRow| {
        let combined_id: i64 = row.try_get(0)?;
        let at = |column| Place::new("combined", column, combined_id);
        let names = |column: &'static str| -> Result<BTreeSet<String>> {
            let json: String = row.try_get(column)?;
            serde_json::from_str(&json).map_err(|error| at(column).damaged(error))
        };
        Ok(CombinedRow {
            record_id: row.try_get(1)?,
            at_us: at("at_us").unsigned(row.try_get(2)?)?,
            mine: names("mine")?,
            theirs: names("theirs")?,
        })
    };
    rows.iter().map(read).collect()
}
