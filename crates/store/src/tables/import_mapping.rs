//! How files were mapped the last time, by the signature of their headings.

use sqlx::SqliteConnection;

use super::signed;
use crate::error::Result;

/// Returns the mapping that was last used for a file with this signature.
pub(crate) async fn get(conn: &mut SqliteConnection, signature: &str) -> Result<Option<String>> {
    Ok(
        sqlx::query_scalar("SELECT mapping FROM import_mapping WHERE signature = $1")
            .bind(signature)
            .fetch_optional(conn)
            .await?,
    )
}

/// Remembers a mapping.
pub(crate) async fn put(
    conn: &mut SqliteConnection,
    signature: &str,
    mapping: &str,
    now_us: u64,
) -> Result<()> {
    sqlx::query(
        "INSERT OR REPLACE INTO import_mapping (signature, mapping, used_at_us) VALUES ($1, $2, $3)",
    )
    .bind(signature)
    .bind(mapping)
    .bind(signed(now_us))
    .execute(conn)
    .await?;
    Ok(())
}
