//! What to send next.

use desk_sync::exchange::PROTOCOL;
use desk_sync::limits::{PAGE_BYTES_MAX, PAGE_CHANGES_MAX};
use desk_sync::{Change, ExchangeRequest, Seq};
use sqlx::SqliteConnection;

use super::epoch;
use crate::error::Result;
use crate::store::{Store, installation};
use crate::tables::{cursor, outbox};

/// How many waiting changes are read at a time.
const CHANGES_AT_ONCE: i64 = 512;

/// What a change takes on the wire beside its fields: its name, its stamp, its record.
const CHANGE_BYTES: usize = 80;
/// What a field takes beside its name and value: the version that it replaces.
const FIELD_BYTES: usize = 24;

impl Store {
    /// Returns whether everything that the server numbered up to `seq` and shows this laptop is stored here.
    pub async fn has_all_up_to(&self, seq: Seq) -> Result<bool> {
        let cursors = cursor::list(&mut *self.read().await?).await?;
        Ok(!cursors.is_empty() && cursors.iter().all(|cursor| cursor.seq >= seq))
    }

    /// Returns the next request: what waits to be sent, up to a page, and how far each scope is stored.
    ///
    /// Before it returns, the numbers that it gives out are noted beside the database.
    pub async fn next_request(&self) -> Result<ExchangeRequest> {
        let mut conn = self.read().await?;
        let installation = installation(&mut conn).await?;
        let offers = epoch::next_offers(&mut conn).await?;
        // What is offered comes before what was changed since.
        let changes = if offers.more {
            Vec::new()
        } else {
            next_changes(&mut conn).await?
        };
        let request = ExchangeRequest {
            protocol: PROTOCOL,
            device: installation.device,
            epoch: installation.epoch,
            cursors: cursor::list(&mut conn).await?,
            pull: !offers.more,
            changes,
            offers: offers.records,
        };
        drop(conn);
        if !request.changes.is_empty() {
            self.mark().raise(installation.last())?;
        }
        Ok(request)
    }
}

/// Returns unacknowledged changes in the order in which they entered, up to the limits of a page.
async fn next_changes(conn: &mut SqliteConnection) -> Result<Vec<Change>> {
    let (mut changes, mut bytes, mut after) = (Vec::new(), 0, 0);
    loop {
        let waiting = outbox::list_unsent(conn, after, CHANGES_AT_ONCE).await?;
        let Some(last) = waiting.last() else {
            return Ok(changes);
        };
        after = last.outbox_id;
        for one in waiting {
            bytes += size(&one.change);
            let full = bytes > PAGE_BYTES_MAX || changes.len() == PAGE_CHANGES_MAX;
            if full && !changes.is_empty() {
                return Ok(changes);
            }
            changes.push(one.change);
        }
    }
}

/// About how many bytes a change takes on the wire, before compression.
fn size(change: &Change) -> usize {
    let fields = change.fields.iter();
    let fields: usize = fields
        .map(|field| field.name.len() + field.value.len() + FIELD_BYTES)
        .sum();
    CHANGE_BYTES + fields
}
