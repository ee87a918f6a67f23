//! Every record: the server's state of it, and what is shown while changes wait.

use std::collections::BTreeMap;

use desk_sync::{Record, RecordId, RecordKey, Space};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};
use uuid::Uuid;

use super::batch::{groups, placeholders};
use super::{Place, audience_number};
use crate::codec::{decode_record, encode_record};
use crate::error::Result;

/// One record as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RecordRow {
    /// Its local number.
    pub(crate) record_id: i64,
    /// Its address.
    pub(crate) key: RecordKey,
    /// The fields as the server has them.
    pub(crate) base: Option<Record>,
    /// `base` with the pending changes folded in, `None` where there are none.
    pub(crate) pending: Option<Record>,
}

impl RecordRow {
    /// What is shown: the server's state with the pending changes.
    pub(crate) fn shown(&self) -> Option<&Record> {
        self.pending.as_ref().or(self.base.as_ref())
    }
}

const COLUMNS: &str = "r.record_id, r.owner, r.audience, r.kind, r.id, r.base, r.shown";

/// Returns the record with this address.
pub(crate) async fn get(conn: &mut SqliteConnection, key: &RecordKey) -> Result<Option<RecordRow>> {
    Ok(list_by_keys(conn, std::slice::from_ref(key)).await?.pop())
}

/// Returns the record of this kind and id, whichever space it is in; the one that came first if several.
pub(crate) async fn find(
    conn: &mut SqliteConnection,
    kind: &str,
    id: RecordId,
) -> Result<Option<RecordRow>> {
    let row = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM record r WHERE r.kind = $1 AND r.id = $2 ORDER BY r.record_id LIMIT 1"
    )))
    .bind(kind)
    .bind(&id.0.as_bytes()[..])
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(read).transpose()
}

/// Returns the records of this kind with these ids, whichever space they are in, those that came first last.
pub(crate) async fn find_all(
    conn: &mut SqliteConnection,
    kind: &str,
    ids: &[Uuid],
) -> Result<Vec<RecordRow>> {
    let mut records = Vec::with_capacity(ids.len());
    for group in groups(ids) {
        let sql = format!(
            "SELECT {COLUMNS} FROM record r WHERE r.kind = ? AND r.id IN (VALUES {})
             ORDER BY r.record_id DESC",
            placeholders(group.len(), 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(kind);
        for id in group {
            query = query.bind(&id.as_bytes()[..]);
        }
        for row in query.fetch_all(&mut *conn).await? {
            records.push(read(&row)?);
        }
    }
    Ok(records)
}

/// Returns the records with these addresses, in no order; absent ones are left out.
pub(crate) async fn list_by_keys(
    conn: &mut SqliteConnection,
    keys: &[RecordKey],
) -> Result<Vec<RecordRow>> {
    let mut records = Vec::with_capacity(keys.len());
    for group in groups(keys) {
        let sql = format!(
            "WITH wanted (kind, id, owner, audience) AS (VALUES {})
             SELECT {COLUMNS} FROM wanted CROSS JOIN record r USING (kind, id, owner, audience)",
            placeholders(group.len(), 4)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for key in group {
            query = query
                .bind(&key.kind)
                .bind(&key.id.0.as_bytes()[..])
                .bind(&key.space.owner.0.as_bytes()[..])
                .bind(audience_number(key.space.audience));
        }
        for row in query.fetch_all(&mut *conn).await? {
            records.push(read(&row)?);
        }
    }
    Ok(records)
}

/// Returns the records with these local numbers, by number.
pub(crate) async fn list_by_ids(
    conn: &mut SqliteConnection,
    record_ids: &[i64],
) -> Result<BTreeMap<i64, RecordRow>> {
    let mut records = BTreeMap::new();
    for group in groups(record_ids) {
        let sql = format!(
            "SELECT {COLUMNS} FROM record r WHERE r.record_id IN (VALUES {})",
            placeholders(group.len(), 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for record_id in group {
            query = query.bind(record_id);
        }
        for row in query.fetch_all(&mut *conn).await? {
            let record = read(&row)?;
            records.insert(record.record_id, record);
        }
    }
    Ok(records)
}

/// Returns up to `limit` records after local number `after`, in the order of their numbers: a walk over all.
pub(crate) async fn list_after(
    conn: &mut SqliteConnection,
    after: i64,
    limit: i64,
) -> Result<Vec<RecordRow>> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM record r WHERE r.record_id > $1 ORDER BY r.record_id LIMIT $2"
    )))
    .bind(after)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// Returns every record of one kind, in the order in which they came.
pub(crate) async fn list_by_kind(
    conn: &mut SqliteConnection,
    kind: &str,
) -> Result<Vec<RecordRow>> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM record r WHERE r.kind = $1 ORDER BY r.record_id"
    )))
    .bind(kind)
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// Returns every record of one kind and owner, in the order in which they came.
pub(crate) async fn list_by_owner(
    conn: &mut SqliteConnection,
    kind: &str,
    owner: Uuid,
) -> Result<Vec<RecordRow>> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM record r WHERE r.owner = $1 AND r.kind = $2 ORDER BY r.record_id"
    )))
    .bind(&owner.as_bytes()[..])
    .bind(kind)
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// Returns every deleted record, in the order in which they came.
pub(crate) async fn list_deleted(conn: &mut SqliteConnection) -> Result<Vec<RecordRow>> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        // By itself SQLite would walk all records for the sake of their order.
        "SELECT {COLUMNS} FROM record r INDEXED BY record_in_trash WHERE r.deleted = 1
         ORDER BY r.record_id"
    )))
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// Returns the records of one space, in the order in which they came.
pub(crate) async fn list_by_space(
    conn: &mut SqliteConnection,
    space: Space,
) -> Result<Vec<RecordRow>> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM record r WHERE r.owner = $1 AND r.audience = $2 ORDER BY r.record_id"
    )))
    .bind(&space.owner.0.as_bytes()[..])
    .bind(audience_number(space.audience))
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// Returns the highest local number in use, 0 where there is no record.
pub(crate) async fn last_id(conn: &mut SqliteConnection) -> Result<i64> {
    Ok(
        sqlx::query_scalar("SELECT ifnull(max(record_id), 0) FROM record")
            .fetch_one(conn)
            .await?,
    )
}

/// Writes records under their local numbers, and marks them for the search index.
pub(crate) async fn put_all(conn: &mut SqliteConnection, records: &[RecordRow]) -> Result<()> {
    write_all(conn, records, "searchable = 0").await
}

/// Writes records that show what they showed before: neither typed tables nor the search index need to know.
pub(crate) async fn put_all_alike(
    conn: &mut SqliteConnection,
    records: &[RecordRow],
) -> Result<()> {
    write_all(conn, records, "searchable = record.searchable").await
}

async fn write_all(
    conn: &mut SqliteConnection,
    records: &[RecordRow],
    searchable: &str,
) -> Result<()> {
    for group in groups(records) {
        let sql = format!(
            "INSERT INTO record (record_id, owner, audience, kind, id, base, shown, deleted, searchable)
             VALUES {}
             ON CONFLICT (record_id) DO UPDATE SET
                 base = excluded.base, shown = excluded.shown, deleted = excluded.deleted, {searchable}",
            placeholders(group.len(), 9)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for record in group {
            let RecordRow {
                record_id,
                key,
                base,
                pending,
            } = record;
            query = query
                .bind(record_id)
                .bind(&key.space.owner.0.as_bytes()[..])
                .bind(audience_number(key.space.audience))
                .bind(&key.kind)
                .bind(&key.id.0.as_bytes()[..])
                .bind(base.as_ref().map(encode_record))
                .bind(pending.as_ref().map(encode_record))
                .bind(record.shown().is_some_and(Record::is_deleted))
                .bind(0);
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

/// Forgets a record and all that refers to it here; its unsent changes must be in quarantine by then.
pub(crate) async fn remove(conn: &mut SqliteConnection, record_id: i64) -> Result<()> {
    for table in ["outbox", "history", "combined", "search_text", "record"] {
        sqlx::query(AssertSqlSafe(format!(
            "DELETE FROM {table} WHERE record_id = $1"
        )))
        .bind(record_id)
        .execute(&mut *conn)
        .await?;
    }
    sqlx::query("DELETE FROM search_index WHERE rowid = $1")
        .bind(record_id)
        .execute(conn)
        .await?;
    Ok(())
}

fn read(row: &SqliteRow) -> Result<RecordRow> {
    let record_id: i64 = row.try_get(0)?;
    let at = |column| Place::new("record", column, record_id);
    let decode = |column, bytes: Option<Vec<u8>>| {
        let record = bytes.map(|bytes| decode_record(&bytes)).transpose();
        record.map_err(|error| at(column).damaged(error))
    };
    Ok(RecordRow {
        record_id,
        key: RecordKey {
            space: Space {
                owner: at("owner").record_id(row.try_get(1)?)?,
                audience: at("audience").audience(row.try_get(2)?)?,
            },
            kind: row.try_get(3)?,
            id: at("id").record_id(row.try_get(4)?)?,
        },
        base: decode("base", row.try_get(5)?)?,
        pending: decode("shown", row.try_get(6)?)?,
    })
}
