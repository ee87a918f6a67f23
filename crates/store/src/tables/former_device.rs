//! The ids that this installation had before, each with the number of its last change.

use std::collections::BTreeMap;

use desk_sync::{DeviceId, Version};
use sqlx::{Row, SqliteConnection};

use super::{Place, signed};
use crate::error::Result;

/// Notes that an id is given up, `last` being the last change under it.
pub(crate) async fn put(conn: &mut SqliteConnection, last: Version) -> Result<()> {
    sqlx::query("INSERT OR REPLACE INTO former_device (device, dev_seq) VALUES ($1, $2)")
        .bind(&last.device.0.as_bytes()[..])
        .bind(signed(last.dev_seq))
        .execute(conn)
        .await?;
    Ok(())
}

/// Returns the number of the last change under each former id.
pub(crate) async fn list(conn: &mut SqliteConnection) -> Result<BTreeMap<DeviceId, u64>> {
    let rows = sqlx::query("SELECT device, dev_seq FROM former_device")
        .fetch_all(conn)
        .await?;
    let at = |column| Place::new("former_device", column, 0);
    let read = |row: &sqlx::sqlite::SqliteRow| {
        Ok((
            at("device").device(row.try_get(0)?)?,
            at("dev_seq").unsigned(row.try_get(1)?)?,
        ))
    };
    rows.iter().map(read).collect()
}
