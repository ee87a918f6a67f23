//! Changes made here that are not part of the server's state as stored here.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use desk_sync::{Change, DeviceId, Seq, Space, Version};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};

use super::batch::{groups, placeholders};
use super::{Place, signed};
use crate::action::ActionId;
use crate::error::Result;

/// One waiting change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// Its place in the order in which changes entered the overlay; 0 while it has none.
    pub(crate) outbox_id: i64,
    /// The record it changes.
    pub(crate) record_id: i64,
    /// The action it is part of.
    pub(crate) action: Option<ActionId>,
    /// The change itself.
    pub(crate) change: Change,
    /// The server's number for it, once it has said so.
    pub(crate) acked_seq: Option<u64>,
}

const COLUMNS: &str = "outbox_id, record_id, action_id, change, acked_seq";

/// Adds changes at the end.
pub(crate) async fn put_all(conn: &mut SqliteConnection, changes: &[Waiting]) -> Result<()> {
    for group in groups(changes) {
        let sql = format!(
            "INSERT INTO outbox (record_id, action_id, device, dev_seq, change) VALUES {}",
            placeholders(group.len(), 5)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for waiting in group {
            query = query
                .bind(waiting.record_id)
                .bind(waiting.action.map(|action| action.0))
                .bind(waiting.change.version.device.0.as_bytes().to_vec())
                .bind(signed(waiting.change.version.dev_seq))
                .bind(waiting.change.to_bytes());
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

/// Writes another change in the place of one, for a device that got a new id.
pub(crate) async fn replace(conn: &mut SqliteConnection, waiting: &Waiting) -> Result<()> {
    sqlx::query("UPDATE outbox SET device = $2, dev_seq = $3, change = $4 WHERE outbox_id = $1")
        .bind(waiting.outbox_id)
        .bind(&waiting.change.version.device.0.as_bytes()[..])
        .bind(signed(waiting.change.version.dev_seq))
        .bind(waiting.change.to_bytes())
        .execute(conn)
        .await?;
    Ok(())
}

/// Returns unacknowledged changes after place `after`, in the order in which they entered.
pub(crate) async fn list_unsent(
    conn: &mut SqliteConnection,
    after: i64,
    limit: i64,
) -> Result<Vec<Waiting>> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM outbox WHERE acked_seq IS NULL AND outbox_id > $1
         ORDER BY outbox_id LIMIT $2"
    )))
    .bind(after)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// Returns all changes, acknowledged ones included, in the order in which they entered.
pub(crate) async fn list(conn: &mut SqliteConnection) -> Result<Vec<Waiting>> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM outbox ORDER BY outbox_id"
    )))
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// Returns the changes to these records, by record, each in the order in which they entered.
pub(crate) async fn list_by_records(
    conn: &mut SqliteConnection,
    record_ids: &[i64],
) -> Result<BTreeMap<i64, Vec<Waiting>>> {
    let mut found: BTreeMap<i64, Vec<Waiting>> = BTreeMap::new();
    for group in groups(record_ids) {
        let sql = format!(
            "SELECT {COLUMNS} FROM outbox WHERE record_id IN (VALUES {}) ORDER BY outbox_id",
            placeholders(group.len(), 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for record_id in group {
            query = query.bind(record_id);
        }
        for row in query.fetch_all(&mut *conn).await? {
            let waiting = read(&row)?;
            found.entry(waiting.record_id).or_default().push(waiting);
        }
    }
    Ok(found)
}

/// Returns the change of this name.
pub(crate) async fn get(conn: &mut SqliteConnection, version: Version) -> Result<Option<Waiting>> {
    let row = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM outbox WHERE device = $1 AND dev_seq = $2"
    )))
    .bind(&version.device.0.as_bytes()[..])
    .bind(signed(version.dev_seq))
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(read).transpose()
}

/// Returns whether any change waits to be sent.
pub(crate) async fn any_unsent(conn: &mut SqliteConnection) -> Result<bool> {
    Ok(
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM outbox WHERE acked_seq IS NULL)")
            .fetch_one(conn)
            .await?,
    )
}

/// Where a change is, without the change itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) outbox_id: i64,
    pub(crate) record_id: i64,
    pub(crate) version: Version,
    pub(crate) space: Space,
    pub(crate) acked_seq: Option<Seq>,
}

/// Where changes are, with what [`read_slot`] needs; to be followed by a condition.
const SELECT_SLOTS: &str =
    "SELECT o.outbox_id, o.record_id, o.device, o.dev_seq, r.owner, r.audience, o.acked_seq
     FROM outbox AS o CROSS JOIN record AS r USING (record_id)";

/// Returns where the acknowledged changes are.
pub(crate) async fn list_acknowledged(conn: &mut SqliteConnection) -> Result<Vec<Slot>> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        "{SELECT_SLOTS} WHERE o.acked_seq IS NOT NULL ORDER BY o.outbox_id"
    )))
    .fetch_all(conn)
    .await?;
    rows.iter().map(read_slot).collect()
}

/// Returns where the changes are that a device gave these numbers, but for acknowledged ones.
pub(crate) async fn list_sent(
    conn: &mut SqliteConnection,
    device: DeviceId,
    numbers: RangeInclusive<u64>,
) -> Result<Vec<Slot>> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        "{SELECT_SLOTS} WHERE o.acked_seq IS NULL AND o.device = $1 AND o.dev_seq BETWEEN $2 AND $3
         ORDER BY o.outbox_id"
    )))
    .bind(&device.0.as_bytes()[..])
    .bind(signed(*numbers.start()))
    .bind(signed(*numbers.end()))
    .fetch_all(conn)
    .await?;
    rows.iter().map(read_slot).collect()
}

/// Notes the numbers that the server gave to changes: `(outbox_id, seq)`.
pub(crate) async fn acknowledge(conn: &mut SqliteConnection, acked: &[(i64, Seq)]) -> Result<()> {
    for group in groups(acked) {
        let sql = format!(
            "WITH acked (outbox_id, seq) AS (VALUES {})
             UPDATE outbox SET acked_seq = acked.seq FROM acked
             WHERE outbox.outbox_id = acked.outbox_id",
            placeholders(group.len(), 2)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (outbox_id, seq) in group {
            query = query.bind(outbox_id).bind(signed(*seq));
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

/// Forgets that the server had numbered changes past `seq`, so that they are sent again.
pub(crate) async fn forget_acknowledged_after(conn: &mut SqliteConnection, seq: Seq) -> Result<()> {
    sqlx::query("UPDATE outbox SET acked_seq = NULL WHERE acked_seq > $1")
        .bind(signed(seq))
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes changes out.
pub(crate) async fn remove_all(conn: &mut SqliteConnection, outbox_ids: &[i64]) -> Result<()> {
    for group in groups(outbox_ids) {
        let sql = format!(
            "DELETE FROM outbox WHERE outbox_id IN (VALUES {})",
            placeholders(group.len(), 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for outbox_id in group {
            query = query.bind(outbox_id);
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

fn read_slot(row: &SqliteRow) -> Result<Slot> {
    let outbox_id: i64 = row.try_get(0)?;
    let at = |column| Place::new("outbox", column, outbox_id);
    let acked_seq: Option<i64> = row.try_get(6)?;
    Ok(Slot {
        outbox_id,
        record_id: row.try_get(1)?,
        version: Version {
            device: at("device").device(row.try_get(2)?)?,
            dev_seq: at("dev_seq").unsigned(row.try_get(3)?)?,
        },
        space: Space {
            owner: at("owner").record_id(row.try_get(4)?)?,
            audience: at("audience").audience(row.try_get(5)?)?,
        },
        acked_seq: acked_seq
            .map(|seq| at("acked_seq").unsigned(seq))
            .transpose()?,
    })
}

fn read(row: &SqliteRow) -> Result<Waiting> {
    let outbox_id: i64 = row.try_get(0)?;
    let at = |column| Place::new("outbox", column, outbox_id);
    let change: Vec<u8> = row.try_get(3)?;
    let acked_seq: Option<i64> = row.try_get(4)?;
    Ok(Waiting {
        outbox_id,
        record_id: row.try_get(1)?,
        action: row.try_get::<Option<i64>, _>(2)?.map(ActionId),
        change: Change::from_bytes(&change).map_err(|error| at("change").damaged(error))?,
        acked_seq: acked_seq
            .map(|seq| at("acked_seq").unsigned(seq))
            .transpose()?,
    })
}
