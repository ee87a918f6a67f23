//! Another device id for a laptop whose numbers may have been given out before.

use std::collections::BTreeMap;

use desk_sync::{Change, DeviceId, Version};
use sqlx::SqliteConnection;

use crate::error::Result;
use crate::overlay;
use crate::tables::installation::Installation;
use crate::tables::{former_device, history, installation as installed, outbox};

/// Gives this installation another id, and every unsent change a number under it, in the order in which they entered.
///
/// Acknowledged changes keep their names: the server has them. What a change replaces is renamed with it.
pub(crate) async fn renumber(
    conn: &mut SqliteConnection,
    mut installation: Installation,
    id: DeviceId,
) -> Result<Installation> {
    former_device::put(conn, installation.last()).await?;
    installation.device = id;
    installation.dev_seq = 0;
    let mut renamed = BTreeMap::new();
    let mut records = Vec::new();
    for mut waiting in outbox::list(conn).await? {
        if waiting.acked_seq.is_some() {
            continue;
        }
        let from = waiting.change.version;
        let to = installation.next();
        renamed.insert(from, to);
        waiting.change.version = to;
        rename_seen(&mut waiting.change, &renamed);
        outbox::replace(conn, &waiting).await?;
        history::rename(conn, from, to).await?;
        records.push(waiting.record_id);
    }
    records.sort_unstable();
    records.dedup();
    installed::put(conn, &installation).await?;
    overlay::refold(conn, &records).await?;
    Ok(installation)
}

fn rename_seen(change: &mut Change, renamed: &BTreeMap<Version, Version>) {
    let replaced = change
        .fields
        .iter_mut()
        .filter_map(|field| field.replaces.as_mut());
    let seen = change.seen.iter_mut().map(|(_, version)| version);
    for version in replaced.chain(seen).chain(change.deletion_seen.as_mut()) {
        if let Some(to) = renamed.get(version) {
            *version = *to;
        }
    }
}
