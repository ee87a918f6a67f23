//! Invitations: codes that expire and work once.

use desk_sync::RecordId;
use uuid::Uuid;

use super::devices::DeviceNo;
use super::rows::{from_sql, to_sql};
use super::{DatabaseError, Result, Transaction};
use crate::code::CodeHash;
use desk_sync::membership::{Membership, Role};

/// What a code gives to whoever uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The chapter that invites.
    pub chapter: RecordId,
    /// What the new member may do.
    pub membership: Membership,
    /// When it stops working.
    pub expires_at_us: u64,
    /// The device that used it, if one has.
    pub used_by: Option<DeviceNo>,
}

#[derive(sqlx::FromRow)]
struct Row {
    chapter_id: Uuid,
    role: String,
    guest_of: Option<Uuid>,
    expires_at_us: i64,
    used_by: Option<i64>,
}

impl TryFrom<Row> for Invitation {
    type Error = DatabaseError;

    fn try_from(row: Row) -> Result<Self> {
        let Row {
            chapter_id,
            role,
            guest_of,
            expires_at_us,
            used_by,
        } = row;
        let role = Role::from_name(&role).ok_or_else(|| DatabaseError::Inconsistent {
            table: "invitations",
            column: "role",
            id: chapter_id.to_string(),
        })?;
        Ok(Self {
            chapter: RecordId(chapter_id),
            membership: Membership {
                role,
                guest_of: guest_of.map(RecordId),
            },
            expires_at_us: from_sql(expires_at_us),
            used_by: used_by.map(DeviceNo),
        })
    }
}

/// Adds an invitation that nobody has used.
pub async fn add(
    tx: &mut Transaction,
    code: &CodeHash,
    invitation: &Invitation,
    now_us: u64,
) -> Result<()> {
    let Invitation {
        chapter,
        membership: Membership { role, guest_of },
        expires_at_us,
        used_by,
    } = invitation;
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO invitations
             (code_hash, chapter_id, role, guest_of, made_at_us, expires_at_us, used_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&code.0[..])
        .bind(chapter.0)
        .bind(role.name())
        .bind(guest_of.map(|owner| owner.0))
        .bind(to_sql(now_us))
        .bind(to_sql(*expires_at_us))
        .bind(used_by.map(|device| device.0))
    )?;
    Ok(())
}

/// Returns the invitation of a code, used or not, expired or not.
pub async fn get(tx: &mut Transaction, code: &CodeHash) -> Result<Option<Invitation>> {
    let row: Option<Row> = either!(tx, |conn| sqlx::query_as(
        "SELECT chapter_id, role, guest_of, expires_at_us, used_by
         FROM invitations
         WHERE code_hash = $1",
    )
    .bind(&code.0[..])
    .fetch_optional(conn))?;
    row.map(Invitation::try_from).transpose()
}

/// Uses an invitation up.
pub async fn set_used(tx: &mut Transaction, code: &CodeHash, device: DeviceNo) -> Result<()> {
    execute!(
        tx,
        sqlx::query("UPDATE invitations SET used_by = $2 WHERE code_hash = $1")
            .bind(&code.0[..])
            .bind(device.0)
    )?;
    Ok(())
}
