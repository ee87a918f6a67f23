//! Which life of the database a number is given in.

use desk_sync::EpochId;

use super::{Result, Transaction, epochs};

/// What changes whenever an older copy may have been put in the database's place without a restart of this program.
///
/// Of a file it is the epoch alone: a copy is put back while nobody serves. PostgreSQL is restored beneath running
/// servers, or its place is taken by a replica that lacks the last moments; then its process is another one, or the
/// table another file. So it also tells both; another gap in the numbers is all that a change of them costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    /// The present epoch.
    pub epoch: EpochId,
    /// When the database's process began and what file the chapters are in; nothing for SQLite.
    incarnation: String,
}

/// Returns the present life.
pub async fn present(tx: &mut Transaction) -> Result<Life> {
    let epoch = epochs::current(tx).await?;
    let incarnation = match tx {
        Transaction::Sqlite(_) => String::new(),
        Transaction::Postgres(tx) => sqlx::query_scalar(
            "SELECT concat_ws('/', pg_postmaster_start_time(), pg_relation_filenode('chapters'))",
        )
        .fetch_one(&mut **tx)
        .await?,
    };
    Ok(Life { epoch, incarnation })
}
