//! What a person did, by name: the undo stack.

use serde_json::Value;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};

use super::{Place, signed};
use crate::action::{Action, ActionId, ActionLabel, Source};
use crate::error::Result;

const COLUMNS: &str = "action_id, code, args, source, at_us, reverses, undone";

/// Writes an action and returns its number. `reverses` is set for an undo or a redo.
pub(crate) async fn put(
    conn: &mut SqliteConnection,
    label: &ActionLabel,
    at_us: u64,
    reverses: Option<ActionId>,
) -> Result<ActionId> {
    let ActionLabel { code, args, source } = label;
    let done = sqlx::query(
        "INSERT INTO action (code, args, source, at_us, reverses) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(code)
    .bind(args.to_string())
    .bind(source.number())
    .bind(signed(at_us))
    .bind(reverses.map(|action| action.0))
    .execute(conn)
    .await?;
    Ok(ActionId(done.last_insert_rowid()))
}

/// Marks an action as undone, or as done again.
pub(crate) async fn mark(
    conn: &mut SqliteConnection,
    action: ActionId,
    undone: bool,
) -> Result<()> {
    sqlx::query("UPDATE action SET undone = $2 WHERE action_id = $1")
        .bind(action.0)
        .bind(undone)
        .execute(conn)
        .await?;
    Ok(())
}

/// Returns an action.
pub(crate) async fn get(conn: &mut SqliteConnection, action: ActionId) -> Result<Option<Action>> {
    let row = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM action WHERE action_id = $1"
    )))
    .bind(action.0)
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(read).transpose()
}

/// Returns the latest actions, newest first, without undos and redos.
pub(crate) async fn list(conn: &mut SqliteConnection, limit: i64) -> Result<Vec<Action>> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM action WHERE reverses IS NULL ORDER BY action_id DESC LIMIT $1"
    )))
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// Returns the action that the next undo reverses: the latest that is not undone.
pub(crate) async fn undoable(conn: &mut SqliteConnection) -> Result<Option<Action>> {
    let row = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM action WHERE reverses IS NULL AND undone = 0
         ORDER BY action_id DESC LIMIT 1"
    )))
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(read).transpose()
}

/// Returns the action that the next redo brings back: the one that was undone last, while nothing was done since.
pub(crate) async fn redoable(conn: &mut SqliteConnection) -> Result<Option<Action>> {
    let row = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM action AS undone
         WHERE reverses IS NULL AND undone = 1
           AND (SELECT max(action_id) FROM action WHERE reverses = undone.action_id)
             > (SELECT max(action_id) FROM action WHERE reverses IS NULL)
         ORDER BY (SELECT max(action_id) FROM action WHERE reverses = undone.action_id) DESC
         LIMIT 1"
    )))
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(read).transpose()
}

/// Returns the latest undo or redo of an action: what it wrote is what a further reversal takes back.
pub(crate) async fn last_reversal(
    conn: &mut SqliteConnection,
    action: ActionId,
) -> Result<Option<ActionId>> {
    let latest: Option<i64> =
        sqlx::query_scalar("SELECT max(action_id) FROM action WHERE reverses = $1")
            .bind(action.0)
            .fetch_one(conn)
            .await?;
    Ok(latest.map(ActionId))
}

fn read(row: &SqliteRow) -> Result<Action> {
    let action_id: i64 = row.try_get(0)?;
    let at = |column| Place::new("action", column, action_id);
    let args: String = row.try_get(2)?;
    let args: Value = serde_json::from_str(&args).map_err(|error| at("args").damaged(error))?;
    Ok(Action {
        id: ActionId(action_id),
        label: ActionLabel {
            code: row.try_get(1)?,
            args,
            source: Source::read(row.try_get(3)?, at("source"))?,
        },
        at_us: at("at_us").unsigned(row.try_get(4)?)?,
        undone: row.try_get(6)?,
    })
}
