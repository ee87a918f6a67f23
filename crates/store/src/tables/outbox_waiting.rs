//! How many changes wait to be sent, by the kind of their records. Triggers of the database keep it.

use std::collections::BTreeSet;

use sqlx::SqliteConnection;

use super::Place;
use crate::error::Result;

/// How many changes to records of one kind wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WaitingOfKind {
    pub(crate) kind: String,
    pub(crate) changes: u64,
}

/// Returns the kinds of which changes wait, by name, with how many.
pub(crate) async fn list(conn: &mut SqliteConnection) -> Result<Vec<WaitingOfKind>> {
    let kept = "SELECT kind, changes FROM outbox_waiting WHERE changes <> 0 ORDER BY kind";
    read(conn, kept).await
}

/// Returns how many changes wait to be sent.
pub(crate) async fn sum(conn: &mut SqliteConnection) -> Result<u64> {
    let changes: i64 = sqlx::query_scalar("SELECT ifnull(sum(changes), 0) FROM outbox_waiting")
        .fetch_one(conn)
        .await?;
    Place::new("outbox_waiting", "changes", 0).unsigned(changes)
}

/// Counts anew what [`list`] returns, without keeping it.
pub(crate) async fn count(conn: &mut SqliteConnection) -> Result<Vec<WaitingOfKind>> {
    let counted = "SELECT r.kind, count(*) FROM outbox o JOIN record r USING (record_id)
                   WHERE o.acked_seq IS NULL GROUP BY r.kind ORDER BY r.kind";
    read(conn, counted).await
}

/// Keeps other numbers in the place of those that are kept.
pub(crate) async fn replace(conn: &mut SqliteConnection, waiting: &[WaitingOfKind]) -> Result<()> {
    sqlx::query("DELETE FROM outbox_waiting")
        .execute(&mut *conn)
        .await?;
    for WaitingOfKind { kind, changes } in waiting {
        sqlx::query("INSERT INTO outbox_waiting (kind, changes) VALUES ($1, $2)")
            .bind(kind)
            .bind(super::signed(*changes))
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// Of how many kinds one tells another number than the other.
pub(crate) fn differing(kept: &[WaitingOfKind], counted: &[WaitingOfKind]) -> u64 {
    let either = kept.iter().chain(counted);
    let differ = either.filter(|one| !(kept.contains(one) && counted.contains(one)));
    let kinds: BTreeSet<&str> = differ.map(|one| one.kind.as_str()).collect();
    kinds.len() as u64
}

async fn read(conn: &mut SqliteConnection, sql: &'static str) -> Result<Vec<WaitingOfKind>> {
    let rows: Vec<(String, i64)> = sqlx::query_as(sql).fetch_all(conn).await?;
    let read = |(kind, changes)| {
        let changes = Place::new("outbox_waiting", "changes", 0).unsigned(changes)?;
        Ok(WaitingOfKind { kind, changes })
    };
    rows.into_iter().map(read).collect()
}
