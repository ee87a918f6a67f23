//! Signing in anew: a laptop whose access had ended goes on as another device of its chapter.

use desk_sync::membership::Membership;
use desk_sync::{DeviceId, RecordKey};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::acknowledge::KEPT_ASIDE;
use super::lost::ACCESS_LOST;
use crate::error::Result;
use crate::membership;
use crate::overlay;
use crate::store::{Store, installation};
use crate::tables::outbox::{self, Waiting};
use crate::tables::quarantine::{self, Held};
use crate::tables::record::{self, RecordRow};
use crate::tables::{former_device, installation as installed, setting};

/// Why a change is in quarantine that was sent, or was to be, after access had ended.
const ENDED: [&str; 2] = [KEPT_ASIDE, ACCESS_LOST];

impl Store {
    /// Goes on as `device`, which may be the one that this laptop is already, with what its member may do from now on,
    /// and writes these settings.
    ///
    /// What waits keeps its name, so that the server knows again what it took before access ended; it comes by the new
    /// device's hand. What is in quarantine because access had ended waits again, as it was.
    pub async fn sign_in(
        &self,
        device: Uuid,
        membership: Membership,
        settings: &[(&str, Option<&str>)],
    ) -> Result<()> {
        let mut tx = self.write().await?;
        let mut here = installation(&mut tx).await?;
        if here.device.0 != device {
            former_device::put(&mut tx, here.last()).await?;
            here.device = DeviceId(device);
            here.dev_seq = 0;
            installed::put(&mut tx, &here).await?;
        }
        membership::put(&mut tx, membership).await?;
        send_again(&mut tx).await?;
        for (name, value) in settings {
            match value {
                Some(value) => setting::put(&mut tx, name, value).await?,
                None => setting::remove(&mut tx, name).await?,
            }
        }
        tx.commit().await?;
        self.mark().raise(here.last())
    }
}

/// Puts what could not be sent for want of access back into the overlay. Its numbers say what came before what.
async fn send_again(conn: &mut SqliteConnection) -> Result<()> {
    let (mut waiting, mut record_ids) = (Vec::new(), Vec::new());
    for held in quarantine::list(conn).await? {
        let Held {
            quarantine_id,
            change,
            reason,
            ..
        } = held;
        if !ENDED.contains(&reason.as_str()) {
            continue;
        }
        quarantine::remove(conn, quarantine_id).await?;
        let record_id = local_number(conn, &change.key).await?;
        record_ids.push(record_id);
        waiting.push(Waiting {
            outbox_id: 0,
            record_id,
            action: None,
            change,
            acked_seq: None,
        });
    }
    outbox::put_all(conn, &waiting).await?;
    record_ids.sort_unstable();
    record_ids.dedup();
    overlay::refold(conn, &record_ids).await
}

/// The local number of the record at this address, which is made where the record has left.
async fn local_number(conn: &mut SqliteConnection, key: &RecordKey) -> Result<i64> {
    if let Some(row) = record::get(conn, key).await? {
        return Ok(row.record_id);
    }
    let row = RecordRow {
        record_id: record::last_id(conn).await? + 1,
        key: key.clone(),
        base: None,
        pending: None,
    };
    record::put_all(conn, std::slice::from_ref(&row)).await?;
    Ok(row.record_id)
}
