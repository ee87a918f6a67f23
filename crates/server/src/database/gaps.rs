//! Gaps: numbers that were never given, by which an older copy is found out.

use desk_sync::{RecordId, Seq};

use super::rows::to_sql;
use super::{Result, Transaction};

/// Notes that between two numbers that are given none is.
pub async fn add(tx: &mut Transaction, chapter: RecordId, after: Seq, until: Seq) -> Result<()> {
    execute!(
        tx,
        sqlx::query("INSERT INTO gaps (chapter_id, after_seq, until_seq) VALUES ($1, $2, $3)")
            .bind(chapter.0)
            .bind(to_sql(after))
            .bind(to_sql(until))
    )?;
    Ok(())
}

/// Returns whether a number is one that was never given.
pub async fn covers(tx: &mut Transaction, chapter: RecordId, seq: Seq) -> Result<bool> {
    let found: Option<i64> = either!(tx, |conn| sqlx::query_scalar(
        "SELECT after_seq
         FROM gaps
         WHERE chapter_id = $1 AND after_seq < $2 AND until_seq > $2
         LIMIT 1",
    )
    .bind(chapter.0)
    .bind(to_sql(seq))
    .fetch_optional(conn))?;
    Ok(found.is_some())
}
