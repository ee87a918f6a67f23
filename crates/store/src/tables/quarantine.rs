//! Changes that cannot be sent, with their reason.

use desk_sync::Change;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};

use super::{Place, audience_number, signed};
use crate::error::Result;

/// One change that cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) quarantine_id: i64,
    pub(crate) change: Change,
    pub(crate) reason: String,
    pub(crate) detail: String,
    pub(crate) at_us: u64,
}

const COLUMNS: &str = "quarantine_id, change, reason, detail, at_us";

/// Puts a change aside; its number is given here.
pub(crate) async fn put(conn: &mut SqliteConnection, held: &Held) -> Result<()> {
    let Held {
        quarantine_id: _,
        change,
        reason,
        detail,
        at_us,
    } = held;
    sqlx::query(
        "INSERT INTO quarantine (owner, audience, kind, id, change, reason, detail, at_us)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(&change.key.space.owner.0.as_bytes()[..])
    .bind(audience_number(change.key.space.audience))
    .bind(&change.key.kind)
    .bind(&change.key.id.0.as_bytes()[..])
    .bind(change.to_bytes())
    .bind(reason)
    .bind(detail)
    .bind(signed(*at_us))
    .execute(conn)
    .await?;
    Ok(())
}

/// Returns what is held, oldest first.
pub(crate) async fn list(conn: &mut SqliteConnection) -> Result<Vec<Held>> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM quarantine ORDER BY quarantine_id"
    )))
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// Returns how many are held.
pub(crate) async fn count(conn: &mut SqliteConnection) -> Result<u64> {
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM quarantine")
        .fetch_one(conn)
        .await?;
    Place::new("quarantine", "quarantine_id", 0).unsigned(count)
}

/// Returns one that is held.
pub(crate) async fn get(conn: &mut SqliteConnection, quarantine_id: i64) -> Result<Option<Held>> {
    let row = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM quarantine WHERE quarantine_id = $1"
    )))
    .bind(quarantine_id)
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(read).transpose()
}

/// Lets one go.
pub(crate) async fn remove(conn: &mut SqliteConnection, quarantine_id: i64) -> Result<()> {
    sqlx::query("DELETE FROM quarantine WHERE quarantine_id = $1")
        .bind(quarantine_id)
        .execute(conn)
        .await?;
    Ok(())
}

fn read(row: &SqliteRow) -> Result<Held> {
    let quarantine_id: i64 = row.try_get(0)?;
    let at = |column| Place::new("quarantine", column, quarantine_id);
    let change: Vec<u8> = row.try_get(1)?;
    Ok(Held {
        quarantine_id,
        change: Change::from_bytes(&change).map_err(|error| at("change").damaged(error))?,
        reason: row.try_get(2)?,
        detail: row.try_get(3)?,
        at_us: at("at_us").unsigned(row.try_get(4)?)?,
    })
}
