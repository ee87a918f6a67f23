//! Losing access: what this device may no longer see leaves the laptop, what was unsent is kept.

use std::collections::BTreeSet;

use desk_sync::{Scope, Space};
use sqlx::{Row, SqliteConnection};

use super::apply::Applied;
use crate::error::Result;
use crate::projection;
use crate::tables::quarantine::{self, Held};
use crate::tables::{Place, cursor, outbox, record};

/// The word for a change to a space that this device may no longer see.
pub(super) const ACCESS_LOST: &str = "access_lost";

/// Removes the spaces that a lost scope held and no granted one does.
pub(super) async fn remove(
    conn: &mut SqliteConnection,
    grants: &[Scope],
    now_us: u64,
    applied: &mut Applied,
) -> Result<()> {
    let had = cursor::list(conn).await?;
    applied.lost = had
        .iter()
        .map(|cursor| cursor.scope)
        .filter(|scope| !grants.contains(scope))
        .collect();
    if applied.lost.is_empty() {
        return Ok(());
    }
    for space in spaces(conn).await? {
        let was_lost = applied.lost.iter().any(|scope| scope.holds(&space));
        if was_lost && !grants.iter().any(|scope| scope.holds(&space)) {
            remove_space(conn, space, now_us, applied).await?;
        }
    }
    Ok(())
}

async fn remove_space(
    conn: &mut SqliteConnection,
    space: Space,
    now_us: u64,
    applied: &mut Applied,
) -> Result<()> {
    for row in record::list_by_space(conn, space).await? {
        let waiting = outbox::list_by_records(conn, &[row.record_id]).await?;
        let unsent = waiting.into_values().flatten();
        for waiting in unsent.filter(|waiting| waiting.acked_seq.is_none()) {
            let held = Held {
                quarantine_id: 0,
                change: waiting.change,
                reason: ACCESS_LOST.to_owned(),
                detail: String::new(),
                at_us: now_us,
            };
            quarantine::put(conn, &held).await?;
        }
        projection::remove(conn, &row).await?;
        record::remove(conn, row.record_id).await?;
        applied
            .changed
            .insert((space.owner.0, row.key.kind.clone()));
    }
    Ok(())
}

async fn spaces(conn: &mut SqliteConnection) -> Result<BTreeSet<Space>> {
    let rows = sqlx::query("SELECT DISTINCT owner, audience FROM record ORDER BY owner, audience")
        .fetch_all(conn)
        .await?;
    let at = |column| Place::new("record", column, 0);
    let read = |row: &sqlx::sqlite::SqliteRow| {
        Ok(Space {
            owner: at("owner").record_id(row.try_get(0)?)?,
            audience: at("audience").audience(row.try_get(1)?)?,
        })
    };
    rows.iter().map(read).collect()
}
