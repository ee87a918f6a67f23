//! How far each granted scope is stored here.

use desk_sync::Cursor;
use sqlx::{Row, SqliteConnection};

use super::{Place, signed};
use crate::error::Result;

/// Returns all cursors, by scope.
pub(crate) async fn list(conn: &mut SqliteConnection) -> Result<Vec<Cursor>> {
    let rows = sqlx::query("SELECT scope, seq FROM cursor ORDER BY scope")
        .fetch_all(conn)
        .await?;
    let read = |row: &sqlx::sqlite::SqliteRow| {
        let scope: Vec<u8> = row.try_get(0)?;
        let at = |column| Place::new("cursor", column, 0);
        Ok(Cursor {
            scope: minicbor::decode(&scope).map_err(|error| at("scope").damaged(error))?,
            seq: at("seq").unsigned(row.try_get(1)?)?,
        })
    };
    rows.iter().map(read).collect()
}

/// Writes these cursors and no others.
pub(crate) async fn put_all(conn: &mut SqliteConnection, cursors: &[Cursor]) -> Result<()> {
    sqlx::query("DELETE FROM cursor")
        .execute(&mut *conn)
        .await?;
    for Cursor { scope, seq } in cursors {
        let scope = minicbor::to_vec(scope).expect("writing to memory does not fail");
        sqlx::query("INSERT INTO cursor (scope, seq) VALUES ($1, $2)")
            .bind(scope)
            .bind(signed(*seq))
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}
