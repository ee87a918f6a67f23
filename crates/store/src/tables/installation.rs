//! This installation: who it is in the chapter, its numbers and its clock.

use desk_sync::clock::StampClock;
use desk_sync::{DeviceId, EpochId, RecordId, Stamp, Version};
use sqlx::{Row, SqliteConnection};

use super::{Place, signed};
use crate::error::Result;

/// This installation's one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Installation {
    /// Under which its changes are known.
    pub(crate) device: DeviceId,
    /// The chapter whose records these are.
    pub(crate) chapter: RecordId,
    /// The number of the latest change made here.
    pub(crate) dev_seq: u64,
    /// What stamps its changes.
    pub(crate) clock: StampClock,
    /// The life of the server's database that the cursors belong to.
    pub(crate) epoch: Option<EpochId>,
}

impl Installation {
    /// A device that has done nothing yet.
    pub(crate) fn new(device: DeviceId, chapter: RecordId) -> Self {
        Self {
            device,
            chapter,
            dev_seq: 0,
            clock: StampClock::default(),
            epoch: None,
        }
    }

    /// The name of the latest change made here.
    pub(crate) fn last(&self) -> Version {
        Version {
            device: self.device,
            dev_seq: self.dev_seq,
        }
    }

    /// The name of the next change made here.
    pub(crate) fn next(&mut self) -> Version {
        self.dev_seq += 1;
        self.last()
    }
}

/// Returns this installation, `None` in a file that was never finished.
pub(crate) async fn get(conn: &mut SqliteConnection) -> Result<Option<Installation>> {
    let row = sqlx::query(
        "SELECT device, chapter, dev_seq, last_stamp, offset_us, epoch FROM installation WHERE installation_id = 1",
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let at = |column| Place::new("installation", column, 1);
    let epoch: Option<Vec<u8>> = row.try_get(5)?;
    Ok(Some(Installation {
        device: at("device").device(row.try_get(0)?)?,
        chapter: at("chapter").record_id(row.try_get(1)?)?,
        dev_seq: at("dev_seq").unsigned(row.try_get(2)?)?,
        clock: StampClock {
            last: Stamp(at("last_stamp").unsigned(row.try_get(3)?)?),
            offset_us: row.try_get(4)?,
        },
        epoch: epoch.map(|id| at("epoch").epoch(&id)).transpose()?,
    }))
}

/// Writes this installation's row.
pub(crate) async fn put(conn: &mut SqliteConnection, installation: &Installation) -> Result<()> {
    let Installation {
        device,
        chapter,
        dev_seq,
        clock: StampClock { last, offset_us },
        epoch,
    } = installation;
    sqlx::query(
        "INSERT OR REPLACE INTO installation
             (installation_id, device, chapter, dev_seq, last_stamp, offset_us, epoch)
         VALUES (1, $1, $2, $3, $4, $5, $6)",
    )
    .bind(&device.0.as_bytes()[..])
    .bind(&chapter.0.as_bytes()[..])
    .bind(signed(*dev_seq))
    .bind(signed(last.0))
    .bind(offset_us)
    .bind(epoch.as_ref().map(|epoch| &epoch.0.as_bytes()[..]))
    .execute(conn)
    .await?;
    Ok(())
}
