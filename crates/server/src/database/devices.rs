//! Devices: installations that joined, each with a token of which only the hash is kept, and the ids that they took
//! later.

use desk_sync::{DeviceId, RecordId};
use uuid::Uuid;

use super::rows::{from_sql, to_sql};
use super::{DatabaseError, Result, Transaction};
use crate::token::TokenHash;
use desk_sync::membership::{Membership, Role};

/// The server's own short name of a device in one chapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeviceNo(pub(super) i64);

/// A device with what its member may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDevice {
    /// The server's own name for it.
    pub no: DeviceNo,
    /// The device that joined and holds the token: this one, or the one whose data this one's is a copy of.
    pub joined_as: DeviceNo,
    /// Its name in versions, drawn by itself.
    pub id: DeviceId,
    /// What its owner called it.
    pub name: String,
    /// The chapter it joined.
    pub chapter: RecordId,
    /// The name of the person who joined with it.
    pub member_name: String,
    /// What that person may do.
    pub membership: Membership,
    /// When it joined.
    pub joined_at_us: u64,
    /// When it was last seen, within the hour; none before its token was used.
    pub last_seen_at_us: Option<u64>,
    /// When its token was ended, if it was.
    pub revoked_at_us: Option<u64>,
}

/// A device that joins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDevice<'a> {
    /// Its name in versions.
    pub id: DeviceId,
    /// What its owner calls it.
    pub name: &'a str,
    /// The chapter that invited.
    pub chapter: RecordId,
    /// The member that it belongs to.
    pub member: Uuid,
    /// The hash of the token that it is given.
    pub token: TokenHash,
}

#[derive(sqlx::FromRow)]
struct Row {
    device_no: i64,
    joined_as: i64,
    device_id: Uuid,
    name: String,
    chapter_id: Uuid,
    member_name: String,
    role: String,
    guest_of: Option<Uuid>,
    joined_at_us: i64,
    last_seen_at_us: Option<i64>,
    revoked_at_us: Option<i64>,
}

impl TryFrom<Row> for StoredDevice {
    type Error = DatabaseError;

    fn try_from(row: Row) -> Result<Self> {
        let role = Role::from_name(&row.role).ok_or_else(|| DatabaseError::Inconsistent {
            table: "members",
            column: "role",
            id: row.device_id.to_string(),
        })?;
        Ok(Self {
            no: DeviceNo(row.device_no),
            joined_as: DeviceNo(row.joined_as),
            id: DeviceId(row.device_id),
            name: row.name,
            chapter: RecordId(row.chapter_id),
            member_name: row.member_name,
            membership: Membership {
                role,
                guest_of: row.guest_of.map(RecordId),
            },
            joined_at_us: from_sql(row.joined_at_us),
            last_seen_at_us: row.last_seen_at_us.map(from_sql),
            revoked_at_us: row.revoked_at_us.map(from_sql),
        })
    }
}

/// `SELECT` with every column of [`Row`], to be followed by a condition.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT d.device_no, coalesce(d.joined_as, d.device_no) AS joined_as, d.device_id, d.name,
                    d.chapter_id, m.name AS member_name, m.role, m.guest_of, d.joined_at_us,
                    d.last_seen_at_us, d.revoked_at_us
             FROM devices AS d
             JOIN members AS m ON m.member_id = d.member_id ",
            $rest
        )
    };
}

/// Adds a device.
pub async fn add(tx: &mut Transaction, device: &NewDevice<'_>, now_us: u64) -> Result<DeviceNo> {
    let NewDevice {
        id,
        name,
        chapter,
        member,
        token,
    } = device;
    let no = either!(tx, |conn| sqlx::query_scalar(
        "INSERT INTO devices (chapter_id, device_id, member_id, name, token_hash, joined_at_us)
         VALUES ($1, $2, $3, $4, $5, $6)
         RETURNING device_no",
    )
    .bind(chapter.0)
    .bind(id.0)
    .bind(member)
    .bind(name)
    .bind(&token.0[..])
    .bind(to_sql(now_us))
    .fetch_one(conn))?;
    Ok(DeviceNo(no))
}

/// Adds another id of a device that joined: of the same member, and revoked with it.
///
/// `nobodys` is the hash of a token that was given to nobody: the device speaks by the token that it joined with.
pub async fn add_id(
    tx: &mut Transaction,
    joined_as: DeviceNo,
    id: DeviceId,
    nobodys: &TokenHash,
    now_us: u64,
) -> Result<DeviceNo> {
    let no = either!(tx, |conn| {
        sqlx::query_scalar(
        "INSERT INTO devices (chapter_id, device_id, member_id, name, token_hash, joined_at_us, joined_as,
                              revoked_at_us)
         SELECT chapter_id, $2, member_id, name, $3, $4, device_no, revoked_at_us
         FROM devices WHERE device_no = $1
         RETURNING device_no",
    )
    .bind(joined_as.0)
    .bind(id.0)
    .bind(&nobodys.0[..])
    .bind(to_sql(now_us)).fetch_one(conn)
    })?;
    Ok(DeviceNo(no))
}

/// Returns how many ids a device took after it joined.
pub async fn count_further_ids(tx: &mut Transaction, joined_as: DeviceNo) -> Result<u64> {
    let count: i64 = either!(tx, |conn| sqlx::query_scalar(
        "SELECT count(*) FROM devices WHERE joined_as = $1"
    )
    .bind(joined_as.0)
    .fetch_one(conn))?;
    Ok(from_sql(count))
}

/// Returns the device that holds a token, revoked or not.
pub async fn get_by_token(tx: &mut Transaction, token: &TokenHash) -> Result<Option<StoredDevice>> {
    let row: Option<Row> = either!(tx, |conn| sqlx::query_as(select!(
        "WHERE d.token_hash = $1"
    ))
    .bind(&token.0[..])
    .fetch_optional(conn))?;
    row.map(StoredDevice::try_from).transpose()
}

/// Returns a chapter's device by its own id, revoked or not.
pub async fn get(
    tx: &mut Transaction,
    chapter: RecordId,
    id: DeviceId,
) -> Result<Option<StoredDevice>> {
    let row: Option<Row> = either!(tx, |conn| sqlx::query_as(select!(
        "WHERE d.chapter_id = $1 AND d.device_id = $2"
    ))
    .bind(chapter.0)
    .bind(id.0)
    .fetch_optional(conn))?;
    row.map(StoredDevice::try_from).transpose()
}

/// Returns the devices of one chapter, or of all, in the order in which they joined.
pub async fn list(tx: &mut Transaction, chapter: Option<RecordId>) -> Result<Vec<StoredDevice>> {
    let rows: Vec<Row> = either!(tx, |conn| sqlx::query_as(select!(
        "WHERE $1 IS NULL OR d.chapter_id = $1 ORDER BY d.device_no"
    ))
    .bind(chapter.map(|chapter| chapter.0))
    .fetch_all(conn))?;
    rows.into_iter().map(StoredDevice::try_from).collect()
}

/// Gives a device another token; the one before ends.
pub async fn set_token(tx: &mut Transaction, device: DeviceNo, token: &TokenHash) -> Result<()> {
    execute!(
        tx,
        sqlx::query("UPDATE devices SET token_hash = $2 WHERE device_no = $1")
            .bind(device.0)
            .bind(&token.0[..])
    )?;
    Ok(())
}

/// Notes that a device used its token.
pub async fn set_seen(tx: &mut Transaction, device: DeviceNo, now_us: u64) -> Result<()> {
    execute!(
        tx,
        sqlx::query("UPDATE devices SET last_seen_at_us = $2 WHERE device_no = $1")
            .bind(device.0)
            .bind(to_sql(now_us))
    )?;
    Ok(())
}

/// Ends a device's token, and with it every id that speaks by it, whichever of them `device` is.
///
/// Revoking again keeps the first time.
pub async fn revoke(tx: &mut Transaction, device: DeviceNo, now_us: u64) -> Result<()> {
    execute!(tx, sqlx::query(
        "WITH joined AS (SELECT coalesce(joined_as, device_no) AS no FROM devices WHERE device_no = $1)
         UPDATE devices SET revoked_at_us = $2
         WHERE (device_no IN (SELECT no FROM joined) OR joined_as IN (SELECT no FROM joined)) AND revoked_at_us IS NULL",
    )
    .bind(device.0)
    .bind(to_sql(now_us)))?;
    Ok(())
}
