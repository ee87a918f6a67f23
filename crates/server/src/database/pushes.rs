//! The audit trail: pushes as received, and what revoked devices went on sending.

use desk_sync::{Change, Version};

use super::devices::DeviceNo;
use super::rows::{from_sql, to_sql};
use super::{DatabaseError, Result, Transaction};

/// A revoked device's change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAside {
    /// Its name; the author may be another device, which gave it along in a file.
    pub version: Version,
    /// The hash of its content.
    pub content_hash: [u8; 16],
    /// The change, encoded by desk-sync.
    pub change: Vec<u8>,
}

/// Keeps a request as received, compressed.
pub async fn add(tx: &mut Transaction, device: DeviceNo, body: &[u8], now_us: u64) -> Result<()> {
    execute!(
        tx,
        sqlx::query("INSERT INTO pushes (device_no, received_at_us, body) VALUES ($1, $2, $3)")
            .bind(device.0)
            .bind(to_sql(now_us))
            .bind(body)
    )?;
    Ok(())
}

/// Removes pushes received before `before_us`.
pub async fn remove_before(tx: &mut Transaction, before_us: u64) -> Result<()> {
    execute!(
        tx,
        sqlx::query("DELETE FROM pushes WHERE received_at_us < $1").bind(to_sql(before_us))
    )?;
    Ok(())
}

/// Keeps a revoked device's change aside; the same one again changes nothing.
pub async fn keep_aside(
    tx: &mut Transaction,
    device: DeviceNo,
    kept: &KeptAside,
    now_us: u64,
) -> Result<()> {
    let KeptAside {
        version,
        content_hash,
        change,
    } = kept;
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO kept_aside
             (device_no, author_id, dev_seq, content_hash, received_at_us, change)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING",
        )
        .bind(device.0)
        .bind(version.device.0)
        .bind(to_sql(version.dev_seq))
        .bind(&content_hash[..])
        .bind(to_sql(now_us))
        .bind(change)
    )?;
    Ok(())
}

/// Returns how many changes of a device are kept aside, and their bytes.
pub async fn kept_aside_size(tx: &mut Transaction, device: DeviceNo) -> Result<(u64, u64)> {
    let (count, bytes): (i64, i64) = either!(tx, |conn| {
        sqlx::query_as(
        "SELECT count(*), coalesce(sum(length(change)), 0) FROM kept_aside WHERE device_no = $1",
    )
    .bind(device.0).fetch_one(conn)
    })?;
    Ok((from_sql(count), from_sql(bytes)))
}

/// A change that is kept aside, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The change, as its author made it.
    pub change: Change,
    /// When it was received, in microseconds since 1970.
    pub received_at_us: u64,
}

/// Returns what is kept aside of a device, in the order in which it came.
pub async fn list_kept_aside(tx: &mut Transaction, device: DeviceNo) -> Result<Vec<Aside>> {
    let rows: Vec<(i64, i64, Vec<u8>)> = match tx {
        Transaction::Sqlite(tx) => {
            sqlx::query_as(
                "SELECT rowid, received_at_us, change
                 FROM kept_aside
                 WHERE device_no = $1
                 ORDER BY rowid",
            )
            .bind(device.0)
            .fetch_all(&mut **tx)
            .await?
        }
        Transaction::Postgres(tx) => {
            sqlx::query_as(
                "SELECT kept_no, received_at_us, change
                 FROM kept_aside
                 WHERE device_no = $1
                 ORDER BY kept_no",
            )
            .bind(device.0)
            .fetch_all(&mut **tx)
            .await?
        }
    };
    let read = |(row, received_at_us, change): (i64, i64, Vec<u8>)| {
        let damaged = |_| DatabaseError::Inconsistent {
            table: "kept_aside",
            column: "change",
            id: row.to_string(),
        };
        Ok(Aside {
            change: Change::from_bytes(&change).map_err(damaged)?,
            received_at_us: from_sql(received_at_us),
        })
    };
    rows.into_iter().map(read).collect()
}

/// Keeps one of a device's changes aside no longer.
pub async fn remove_kept_aside(
    tx: &mut Transaction,
    device: DeviceNo,
    change: &Change,
) -> Result<()> {
    execute!(
        tx,
        sqlx::query(
            "DELETE FROM kept_aside
         WHERE device_no = $1 AND author_id = $2 AND dev_seq = $3 AND content_hash = $4",
        )
        .bind(device.0)
        .bind(change.version.device.0)
        .bind(to_sql(change.version.dev_seq))
        .bind(&change.content_hash()[..])
    )?;
    Ok(())
}
