//! What `desk-server doctor` asks of the tables: counts of what does not agree, and every row in turn.

use desk_sync::{RecordId, RecordKey, Seq, Space};
use uuid::Uuid;

use super::devices::DeviceNo;
use super::rows::{audience_from_sql, from_sql};
use super::{Result, Transaction};

/// How many rows are read at a time.
const ROWS_AT_A_TIME: i64 = 256;

/// Rules over whole tables that no constraint holds, each with a statement that counts the rows that break it.
const RULES: &[(&str, &str)] = &[
    (
        "spaces whose count of records is wrong",
        "SELECT count(*) FROM spaces AS s
         WHERE s.record_count <> (SELECT count(*) FROM records AS r
                                  WHERE r.owner_id = s.owner_id AND r.audience = s.audience)",
    ),
    (
        "records in a space that is nobody's or another chapter's",
        "SELECT count(*) FROM records AS r
         LEFT JOIN spaces AS s ON s.owner_id = r.owner_id AND s.audience = r.audience
         WHERE s.chapter_id IS NULL OR s.chapter_id <> r.chapter_id",
    ),
    (
        "records past their chapter's last number",
        "SELECT count(*) FROM records AS r
         JOIN chapters AS c ON c.chapter_id = r.chapter_id
         WHERE r.seq > c.head",
    ),
    (
        "changes past their chapter's last number",
        "SELECT count(*) FROM changes AS x
         JOIN devices AS d ON d.device_no = x.device_no
         JOIN chapters AS c ON c.chapter_id = d.chapter_id
         WHERE x.seq > c.head",
    ),
    (
        "numbers that two changes have",
        "SELECT count(*) FROM (SELECT d.chapter_id, x.seq FROM changes AS x
                               JOIN devices AS d ON d.device_no = x.device_no
                               GROUP BY d.chapter_id, x.seq
                               HAVING count(*) > 1) AS twice",
    ),
    (
        "changes whose number is one that was never given",
        "SELECT count(*) FROM changes AS x
         JOIN devices AS d ON d.device_no = x.device_no
         JOIN gaps AS g ON g.chapter_id = d.chapter_id
         WHERE x.seq > g.after_seq AND x.seq < g.until_seq",
    ),
    (
        "gaps past their chapter's last number",
        "SELECT count(*) FROM gaps AS g
         JOIN chapters AS c ON c.chapter_id = g.chapter_id
         WHERE g.until_seq > c.head",
    ),
];

/// A record as its row has it.
#[derive(Debug)]
pub struct RecordRow {
    /// Its place in the table.
    pub record_no: i64,
    /// Where it lives.
    pub key: RecordKey,
    /// The number it is found by.
    pub seq: Seq,
    /// Its fields, encoded.
    pub fields: Vec<u8>,
}

/// A push as its row has it.
#[derive(Debug)]
pub struct PushRow {
    /// Its place in the table.
    pub push_no: i64,
    /// The device that sent it.
    pub device: DeviceNo,
    /// The request as received.
    pub body: Vec<u8>,
}

/// Returns the rules that rows break, and how many break each.
pub async fn broken_rules(tx: &mut Transaction) -> Result<Vec<(&'static str, u64)>> {
    let mut broken = Vec::new();
    for (what, statement) in RULES {
        let count: i64 = either!(tx, |conn| sqlx::query_scalar(*statement).fetch_one(conn))?;
        if count > 0 {
            broken.push((*what, from_sql(count)));
        }
    }
    Ok(broken)
}

/// Returns what SQLite finds wrong with its file. PostgreSQL has tools of its own for its files.
pub async fn file(tx: &mut Transaction) -> Result<Vec<String>> {
    let Transaction::Sqlite(tx) = tx else {
        return Ok(Vec::new());
    };
    let said: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_all(&mut **tx)
        .await?;
    Ok(said.into_iter().filter(|it| it != "ok").collect())
}

/// Returns how many changes were ever accepted.
pub async fn count_changes(tx: &mut Transaction) -> Result<u64> {
    let count: i64 = either!(tx, |conn| sqlx::query_scalar(
        "SELECT count(*) FROM changes"
    )
    .fetch_one(conn))?;
    Ok(from_sql(count))
}

/// Returns the next records after a place; none at the end.
pub async fn records_after(tx: &mut Transaction, record_no: i64) -> Result<Vec<RecordRow>> {
    let rows: Vec<Row> = either!(tx, |conn| {
        sqlx::query_as(
            "SELECT record_no, owner_id, audience, kind, record_id, seq, fields
             FROM records
             WHERE record_no > $1
             ORDER BY record_no
             LIMIT $2",
        )
        .bind(record_no)
        .bind(ROWS_AT_A_TIME)
        .fetch_all(conn)
    })?;
    Ok(rows.into_iter().map(RecordRow::from).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    record_no: i64,
    owner_id: Uuid,
    audience: i64,
    kind: String,
    record_id: Uuid,
    seq: i64,
    fields: Vec<u8>,
}

impl From<Row> for RecordRow {
    fn from(row: Row) -> Self {
        let space = Space {
            owner: RecordId(row.owner_id),
            audience: audience_from_sql(row.audience),
        };
        let key = RecordKey {
            space,
            kind: row.kind,
            id: RecordId(row.record_id),
        };
        Self {
            record_no: row.record_no,
            key,
            seq: from_sql(row.seq),
            fields: row.fields,
        }
    }
}

/// Returns the next push after a place; none at the end.
pub async fn push_after(tx: &mut Transaction, push_no: i64) -> Result<Option<PushRow>> {
    let row: Option<(i64, i64, Vec<u8>)> = either!(tx, |conn| {
        sqlx::query_as(
        "SELECT push_no, device_no, body FROM pushes WHERE push_no > $1 ORDER BY push_no LIMIT 1",
    )
    .bind(push_no)
    .fetch_optional(conn)
    })?;
    Ok(row.map(|(push_no, device, body)| PushRow {
        push_no,
        device: DeviceNo(device),
        body,
    }))
}
