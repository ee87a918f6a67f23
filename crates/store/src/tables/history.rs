//! What was written over what: a row for each change to each record.

use desk_sync::Version;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};

use super::batch::{groups, placeholders};
use super::{Place, signed};
use crate::action::{ActionId, Source};
use crate::codec::{Entry, decode_entries, encode_entries};
use crate::error::Result;

/// What one change wrote to one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// The record.
    pub(crate) record_id: i64,
    /// The action, if it was done here.
    pub(crate) action: Option<ActionId>,
    /// How it came in.
    pub(crate) source: Source,
    /// The change's name, and so its author.
    pub(crate) version: Version,
    /// When, in microseconds since 1970.
    pub(crate) at_us: u64,
    /// Whether it made the record.
    pub(crate) made: bool,
    /// The registers it wrote.
    pub(crate) entries: Vec<Entry>,
}

const COLUMNS: &str =
    "history_id, record_id, action_id, source, device, dev_seq, at_us, made, entries";

/// Adds rows.
pub(crate) async fn put_all(conn: &mut SqliteConnection, written: &[Written]) -> Result<()> {
    for group in groups(written) {
        let sql = format!(
            "INSERT INTO history (record_id, action_id, source, device, dev_seq, at_us, made, entries)
             VALUES {}",
            placeholders(group.len(), 8)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for one in group {
            query = query
                .bind(one.record_id)
                .bind(one.action.map(|action| action.0))
                .bind(one.source.number())
                .bind(one.version.device.0.as_bytes().to_vec())
                .bind(signed(one.version.dev_seq))
                .bind(signed(one.at_us))
                .bind(one.made)
                .bind(encode_entries(&one.entries));
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

/// Returns a record's rows, newest first.
pub(crate) async fn list_by_record(
    conn: &mut SqliteConnection,
    record_id: i64,
) -> Result<Vec<Written>> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM history WHERE record_id = $1 ORDER BY at_us DESC, history_id DESC"
    )))
    .bind(record_id)
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// Returns what an action wrote, in the order in which it wrote it.
pub(crate) async fn list_by_action(
    conn: &mut SqliteConnection,
    action: ActionId,
) -> Result<Vec<Written>> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM history WHERE action_id = $1 ORDER BY history_id"
    )))
    .bind(action.0)
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// Gives a change another name, for a device that got a new id.
pub(crate) async fn rename(conn: &mut SqliteConnection, from: Version, to: Version) -> Result<()> {
    sqlx::query("UPDATE history SET device = $3, dev_seq = $4 WHERE device = $1 AND dev_seq = $2")
        .bind(&from.device.0.as_bytes()[..])
        .bind(signed(from.dev_seq))
        .bind(&to.device.0.as_bytes()[..])
        .bind(signed(to.dev_seq))
        .execute(conn)
        .await?;
    Ok(())
}

fn read(row: &SqliteRow) -> Result<Written> {
    let history_id: i64 = row.try_get(0)?;
    let at = |column| Place::new("history", column, history_id);
    let entries: Vec<u8> = row.try_get(8)?;
    Ok(Written {
        record_id: row.try_get(1)?,
        action: row.try_get::<Option<i64>, _>(2)?.map(ActionId),
        source: Source::read(row.try_get(3)?, at("source"))?,
        version: Version {
            device: at("device").device(row.try_get(4)?)?,
            dev_seq: at("dev_seq").unsigned(row.try_get(5)?)?,
        },
        at_us: at("at_us").unsigned(row.try_get(6)?)?,
        made: row.try_get(7)?,
        entries: decode_entries(&entries).map_err(|error| at("entries").damaged(error))?,
    })
}
