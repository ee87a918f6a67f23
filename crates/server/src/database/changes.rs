//! Every change that was accepted, by device and its number there: a repeat gets the first answer.

use std::collections::{BTreeMap, BTreeSet};

use desk_sync::Seq;
use sqlx::{PgConnection, QueryBuilder, Sqlite, SqliteConnection};

use super::devices::DeviceNo;
use super::rows::{bytes, from_sql, to_sql};
use super::{DatabaseError, Result, Transaction};

/// How many rows one statement writes. More gain little, and SQLite's parameters are limited.
const ROWS_PER_STATEMENT: usize = 64;

/// A change that was accepted. What was refused is not remembered: it may be sent again, and is accepted again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    /// The hash of its content: another content under the same number means a cloned device.
    pub content_hash: [u8; 16],
    /// The number it got in the chapter.
    pub seq: Seq,
}

/// Returns those of a device's changes that were accepted before.
pub async fn get_many(
    tx: &mut Transaction,
    device: DeviceNo,
    dev_seqs: &BTreeSet<u64>,
) -> Result<BTreeMap<u64, Accepted>> {
    let rows: Vec<(i64, Vec<u8>, i64)> = match tx {
        Transaction::Sqlite(tx) => {
            let wanted = serde_json::to_string(dev_seqs).expect("a list of numbers is JSON");
            sqlx::query_as(
                "SELECT c.dev_seq, c.content_hash, c.seq
                 FROM json_each($2) AS wanted
                 CROSS JOIN changes AS c ON c.device_no = $1 AND c.dev_seq = wanted.value",
            )
            .bind(device.0)
            .bind(wanted)
            .fetch_all(&mut **tx)
            .await?
        }
        Transaction::Postgres(tx) => {
            let wanted: Vec<i64> = dev_seqs.iter().copied().map(to_sql).collect();
            sqlx::query_as(
                "SELECT dev_seq, content_hash, seq
                 FROM changes
                 WHERE device_no = $1 AND dev_seq = ANY ($2)",
            )
            .bind(device.0)
            .bind(wanted)
            .fetch_all(&mut **tx)
            .await?
        }
    };
    rows.into_iter()
        .map(|(dev_seq, content_hash, seq)| {
            let content_hash = bytes(&content_hash, || DatabaseError::Inconsistent {
                table: "changes",
                column: "content_hash",
                id: format!("{}/{dev_seq}", device.0),
            })?;
            Ok((
                from_sql(dev_seq),
                Accepted {
                    content_hash,
                    seq: from_sql(seq),
                },
            ))
        })
        .collect()
}

/// Stores a device's changes that are accepted, none of which was before.
pub async fn put_many(
    tx: &mut Transaction,
    device: DeviceNo,
    accepted: &BTreeMap<u64, Accepted>,
) -> Result<()> {
    match tx {
        Transaction::Sqlite(tx) => put_into_sqlite(tx, device, accepted).await,
        Transaction::Postgres(tx) => put_into_postgres(tx, device, accepted).await,
    }
}

async fn put_into_sqlite(
    conn: &mut SqliteConnection,
    device: DeviceNo,
    accepted: &BTreeMap<u64, Accepted>,
) -> Result<()> {
    let accepted: Vec<(&u64, &Accepted)> = accepted.iter().collect();
    for rows in accepted.chunks(ROWS_PER_STATEMENT) {
        let mut insert: QueryBuilder<Sqlite> =
            QueryBuilder::new("INSERT INTO changes (device_no, dev_seq, content_hash, seq) ");
        insert.push_values(
            rows,
            |mut row, (dev_seq, Accepted { content_hash, seq })| {
                row.push_bind(device.0)
                    .push_bind(to_sql(**dev_seq))
                    .push_bind(&content_hash[..])
                    .push_bind(to_sql(*seq));
            },
        );
        insert.build().execute(&mut *conn).await?;
    }
    Ok(())
}

/// One statement, whose columns are lists: PostgreSQL prepares it once for any number of rows.
async fn put_into_postgres(
    conn: &mut PgConnection,
    device: DeviceNo,
    accepted: &BTreeMap<u64, Accepted>,
) -> Result<()> {
    let dev_seqs: Vec<i64> = accepted.keys().copied().map(to_sql).collect();
    let content_hashes = accepted.values().map(|it| &it.content_hash[..]);
    let seqs: Vec<i64> = accepted.values().map(|it| to_sql(it.seq)).collect();
    sqlx::query(
        "INSERT INTO changes (device_no, dev_seq, content_hash, seq)
         SELECT $1, * FROM unnest($2::bigint[], $3::bytea[], $4::bigint[])",
    )
    .bind(device.0)
    .bind(dev_seqs)
    .bind(content_hashes.collect::<Vec<_>>())
    .bind(seqs)
    .execute(conn)
    .await?;
    Ok(())
}
