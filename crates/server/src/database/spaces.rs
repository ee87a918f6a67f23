//! Spaces: whose they are, and how many records each has.

use std::collections::BTreeMap;

use desk_sync::{Audience, RecordId, Space};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::Result;
use super::rows::{audience_to_sql, from_sql, to_sql};

/// Gives an owner's spaces to a chapter. The caller has checked that they are nobody's.
pub async fn claim(conn: &mut SqliteConnection, owner: RecordId, chapter: RecordId) -> Result<()> {
    for audience in [Audience::Team, Audience::Coordinators] {
        sqlx::query("INSERT INTO spaces (owner_id, audience, chapter_id) VALUES ($1, $2, $3)")
            .bind(owner.0)
            .bind(audience_to_sql(audience))
            .bind(chapter.0)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// Returns the chapter that an owner's spaces belong to, if anybody has written there.
pub async fn chapter_of(conn: &mut SqliteConnection, owner: RecordId) -> Result<Option<RecordId>> {
    let chapter: Option<Uuid> =
        sqlx::query_scalar("SELECT chapter_id FROM spaces WHERE owner_id = $1 LIMIT 1")
            .bind(owner.0)
            .fetch_optional(conn)
            .await?;
    Ok(chapter.map(RecordId))
}

/// Returns how many records a space has.
pub async fn record_count(conn: &mut SqliteConnection, space: Space) -> Result<u64> {
    let count: Option<i64> =
        sqlx::query_scalar("SELECT record_count FROM spaces WHERE owner_id = $1 AND audience = $2")
            .bind(space.owner.0)
            .bind(audience_to_sql(space.audience))
            .fetch_optional(conn)
            .await?;
    Ok(count.map_or(0, from_sql))
}

/// Stores how many records each space has.
pub async fn set_record_counts(
    conn: &mut SqliteConnection,
    counts: &BTreeMap<Space, u64>,
) -> Result<()> {
    for (space, count) in counts {
        sqlx::query("UPDATE spaces SET record_count = $3 WHERE owner_id = $1 AND audience = $2")
            .bind(space.owner.0)
            .bind(audience_to_sql(space.audience))
            .bind(to_sql(*count))
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}
