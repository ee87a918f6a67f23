//! Members: people who joined a chapter, or one visit of it as guests.

use desk_sync::RecordId;
use uuid::Uuid;

use super::rows::to_sql;
use super::{Result, Transaction};
use desk_sync::membership::Membership;

/// A person who joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMember<'a> {
    /// Drawn by the server.
    pub id: Uuid,
    /// The chapter that invited.
    pub chapter: RecordId,
    /// The person's name as given on joining.
    pub name: &'a str,
    /// What the invitation gave.
    pub membership: Membership,
}

/// Adds a member.
pub async fn add(tx: &mut Transaction, member: &NewMember<'_>, now_us: u64) -> Result<()> {
    let NewMember {
        id,
        chapter,
        name,
        membership: Membership { role, guest_of },
    } = member;
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO members (member_id, chapter_id, name, role, guest_of, joined_at_us)
         VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id)
        .bind(chapter.0)
        .bind(name)
        .bind(role.name())
        .bind(guest_of.map(|owner| owner.0))
        .bind(to_sql(now_us))
    )?;
    Ok(())
}
