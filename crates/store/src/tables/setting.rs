//! Settings of this laptop alone; never synced.

use sqlx::SqliteConnection;

use crate::error::Result;

/// Returns a setting.
pub(crate) async fn get(conn: &mut SqliteConnection, name: &str) -> Result<Option<String>> {
    Ok(
        sqlx::query_scalar("SELECT value FROM setting WHERE name = $1")
            .bind(name)
            .fetch_optional(conn)
            .await?,
    )
}

/// Writes a setting.
pub(crate) async fn put(conn: &mut SqliteConnection, name: &str, value: &str) -> Result<()> {
    sqlx::query("INSERT OR REPLACE INTO setting (name, value) VALUES ($1, $2)")
        .bind(name)
        .bind(value)
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets a setting.
pub(crate) async fn remove(conn: &mut SqliteConnection, name: &str) -> Result<()> {
    sqlx::query("DELETE FROM setting WHERE name = $1")
        .bind(name)
        .execute(conn)
        .await?;
    Ok(())
}
