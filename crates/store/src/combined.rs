//! "Combined for you": where a colleague's change came together with mine.

use std::collections::BTreeSet;

use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::store::Store;
use crate::tables::combined::{self, CombinedRow};
use crate::tables::record;

/// A record in which a colleague's change came together with mine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combined {
    /// The record's kind.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
    /// The chapter or visit that it belongs to.
    pub owner: Uuid,
    /// When they came together, in microseconds since 1970.
    pub at_us: u64,
    /// The registers that were changed here.
    pub mine: BTreeSet<String>,
    /// The registers that were changed elsewhere. One that is also in `mine` is asked about in the inbox, unless both
    /// wrote the same or one had seen the other.
    pub theirs: BTreeSet<String>,
}

impl Store {
    /// Returns the latest records in which changes came together, newest first.
    pub async fn combined(&self, limit: u32) -> Result<Vec<Combined>> {
        let mut conn = self.read().await?;
        let rows = combined::list(&mut conn, limit.into()).await?;
        name_all(&mut conn, rows).await
    }
}

/// Says which records these are.
pub(crate) async fn name_all(
    conn: &mut SqliteConnection,
    rows: Vec<CombinedRow>,
) -> Result<Vec<Combined>> {
    let record_ids: Vec<i64> = rows.iter().map(|row| row.record_id).collect();
    let records = record::list_by_ids(conn, &record_ids).await?;
    let name = |row: CombinedRow| {
        let key = &records.get(&row.record_id)?.key;
        Some(Combined {
            kind: key.kind.clone(),
            id: key.id.0,
            owner: key.space.owner.0,
            at_us: row.at_us,
            mine: row.mine,
            theirs: row.theirs,
        })
    };
    Ok(rows.into_iter().filter_map(name).collect())
}
