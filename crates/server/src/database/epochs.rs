//! Epochs: the lives of this database, and what each shares with the present one.

use std::collections::BTreeSet;

use desk_sync::{EpochId, RecordId, Seq};
use uuid::Uuid;

use super::rows::{from_sql, to_sql};
use super::{DatabaseError, Result, Transaction};

/// How an epoch came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The database was made.
    Created,
    /// `desk-server restore` put back an older copy, and noted what both lives share.
    Restored,
    /// A device's cursor or epoch showed that an older copy had been put back by hand.
    Found,
    /// A device named it: a life that began after the copy in use was made, and so is not known here.
    Foreign,
}

impl Origin {
    fn name(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Restored => "restored",
            Self::Found => "found",
            Self::Foreign => "foreign",
        }
    }
}

/// Returns the present epoch.
///
/// # Errors
/// [`DatabaseError::Inconsistent`] if there is none, since opening the database makes the first.
pub async fn current(tx: &mut Transaction) -> Result<EpochId> {
    current_row(tx)
        .await?
        .map(|(_, id)| id)
        .ok_or_else(|| DatabaseError::Inconsistent {
            table: "epochs",
            column: "epoch_id",
            id: "the present epoch".into(),
        })
}

/// Returns whether there is an epoch; only a database that was just made has none.
pub async fn has_begun(tx: &mut Transaction) -> Result<bool> {
    Ok(current_row(tx).await?.is_some())
}

/// Begins an epoch; the one before, if any, is over.
pub async fn begin(tx: &mut Transaction, id: EpochId, origin: Origin, now_us: u64) -> Result<()> {
    execute!(
        tx,
        sqlx::query("INSERT INTO epochs (epoch_id, origin, began_at_us) VALUES ($1, $2, $3)")
            .bind(id.0)
            .bind(origin.name())
            .bind(to_sql(now_us))
    )?;
    Ok(())
}

/// Begins the epoch of a copy that was put back: what each chapter has is what it shares with the epoch before.
pub async fn begin_restored(tx: &mut Transaction, id: EpochId, now_us: u64) -> Result<()> {
    if let Some((ended, _)) = current_row(tx).await? {
        execute!(
            tx,
            sqlx::query(
                "INSERT INTO epoch_ends (epoch_no, chapter_id, common)
             SELECT $1, chapter_id, head FROM chapters",
            )
            .bind(ended)
        )?;
    }
    begin(tx, id, Origin::Restored, now_us).await
}

/// Returns whether an epoch was ever met.
pub async fn is_known(tx: &mut Transaction, id: EpochId) -> Result<bool> {
    let found: Option<i64> = either!(tx, |conn| sqlx::query_scalar(
        "SELECT epoch_no FROM epochs WHERE epoch_id = $1"
    )
    .bind(id.0)
    .fetch_optional(conn))?;
    Ok(found.is_some())
}

/// Returns the last number that an epoch shares with the present one, if a restore noted it.
///
/// An epoch that ended unnoticed has none: it may have given the same number twice.
pub async fn common(
    tx: &mut Transaction,
    epoch: EpochId,
    chapter: RecordId,
) -> Result<Option<Seq>> {
    let common: Option<i64> = either!(tx, |conn| sqlx::query_scalar(
        "SELECT n.common
         FROM epoch_ends AS n
         JOIN epochs AS e ON e.epoch_no = n.epoch_no
         WHERE e.epoch_id = $1 AND n.chapter_id = $2",
    )
    .bind(epoch.0)
    .bind(chapter.0)
    .fetch_optional(conn))?;
    Ok(common.map(from_sql))
}

/// Returns the epochs whose numbers on what a device offers are believed: the present one, and those that a
/// restore ended. One that ended unnoticed may have given the same number twice.
pub async fn trusted(tx: &mut Transaction, chapter: RecordId) -> Result<BTreeSet<EpochId>> {
    let ended: Vec<Uuid> = either!(tx, |conn| sqlx::query_scalar(
        "SELECT e.epoch_id
         FROM epoch_ends AS n
         JOIN epochs AS e ON e.epoch_no = n.epoch_no
         WHERE n.chapter_id = $1",
    )
    .bind(chapter.0)
    .fetch_all(conn))?;
    let mut trusted: BTreeSet<EpochId> = ended.into_iter().map(EpochId).collect();
    trusted.insert(current(tx).await?);
    Ok(trusted)
}

async fn current_row(tx: &mut Transaction) -> Result<Option<(i64, EpochId)>> {
    let row: Option<(i64, Uuid)> = either!(tx, |conn| sqlx::query_as(
        "SELECT epoch_no, epoch_id
         FROM epochs
         WHERE origin <> 'foreign'
         ORDER BY epoch_no DESC
         LIMIT 1",
    )
    .fetch_optional(conn))?;
    Ok(row.map(|(no, id)| (no, EpochId(id))))
}
