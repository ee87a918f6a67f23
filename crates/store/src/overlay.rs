//! What is shown: the server's state with the waiting changes folded in.

use sqlx::SqliteConnection;

use crate::error::Result;
use crate::projection;
use crate::tables::outbox::{self, Waiting};
use crate::tables::record::{self, RecordRow};

/// Folds the waiting changes of these records into their server's state anew, and writes what is shown.
pub(crate) async fn refold(conn: &mut SqliteConnection, record_ids: &[i64]) -> Result<()> {
    let mut waiting = outbox::list_by_records(conn, record_ids).await?;
    let records = record::list_by_ids(conn, record_ids).await?;
    let mut records: Vec<RecordRow> = records.into_values().collect();
    for record in &mut records {
        let waiting = waiting.remove(&record.record_id).unwrap_or_default();
        record.pending = pending(record, &waiting);
    }
    record::put_all(conn, &records).await?;
    projection::write_all(conn, &records).await
}

/// Returns a record with its waiting changes, `None` where none wait.
pub(crate) fn pending(record: &RecordRow, waiting: &[Waiting]) -> Option<desk_sync::Record> {
    if waiting.is_empty() {
        return None;
    }
    let base = record.base.clone().unwrap_or_default();
    let changes = waiting.iter().map(|one| &one.change);
    Some(desk_sync::overlay::shown(&base, changes))
}
