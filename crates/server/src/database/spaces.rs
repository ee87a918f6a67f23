//! Spaces: whose they are, and how many records each has.

use std::collections::BTreeMap;

use desk_sync::{Audience, RecordId, Space};
use uuid::Uuid;

use super::rows::{audience_to_sql, from_sql, to_sql};
use super::{Result, Transaction};

/// Gives an owner's spaces to a chapter. The caller has checked that they are nobody's.
pub async fn claim(tx: &mut Transaction, owner: RecordId, chapter: RecordId) -> Result<()> {
    for audience in [Audience::Team, Audience::Coordinators] {
        execute!(
            tx,
            sqlx::query("INSERT INTO spaces (owner_id, audience, chapter_id) VALUES ($1, $2, $3)")
                .bind(owner.0)
                .bind(audience_to_sql(audience))
                .bind(chapter.0)
        )?;
    }
    Ok(())
}

/// Returns the chapter that an owner's spaces belong to, if anybody has written there.
pub async fn chapter_of(tx: &mut Transaction, owner: RecordId) -> Result<Option<RecordId>> {
    let chapter: Option<Uuid> = either!(tx, |conn| sqlx::query_scalar(
        "SELECT chapter_id FROM spaces WHERE owner_id = $1 LIMIT 1"
    )
    .bind(owner.0)
    .fetch_optional(conn))?;
    Ok(chapter.map(RecordId))
}

/// Returns how many records a space has.
pub async fn record_count(tx: &mut Transaction, space: Space) -> Result<u64> {
    let count: Option<i64> = either!(tx, |conn| sqlx::query_scalar(
        "SELECT record_count FROM spaces WHERE owner_id = $1 AND audience = $2"
    )
    .bind(space.owner.0)
    .bind(audience_to_sql(space.audience))
    .fetch_optional(conn))?;
    Ok(count.map_or(0, from_sql))
}

/// Stores how many records each space has.
pub async fn set_record_counts(tx: &mut Transaction, counts: &BTreeMap<Space, u64>) -> Result<()> {
    for (space, count) in counts {
        execute!(
            tx,
            sqlx::query(
                "UPDATE spaces SET record_count = $3 WHERE owner_id = $1 AND audience = $2"
            )
            .bind(space.owner.0)
            .bind(audience_to_sql(space.audience))
            .bind(to_sql(*count))
        )?;
    }
    Ok(())
}
