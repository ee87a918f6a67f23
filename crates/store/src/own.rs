//! What this installation wrote, under its present id and those that it had before.

use std::collections::BTreeMap;

use desk_sync::{DeviceId, Version};
use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::store::Store;
use crate::tables::former_device;
use crate::tables::installation::Installation;

/// The last change under each id of this installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Own(BTreeMap<DeviceId, u64>);

impl Own {
    /// Of the installation whose row is `here`.
    pub(crate) async fn read(conn: &mut SqliteConnection, here: &Installation) -> Result<Self> {
        let mut last = former_device::list(conn).await?;
        last.insert(here.device, here.dev_seq);
        Ok(Self(last))
    }

    /// Returns whether a change was made here, as far as this database knows.
    pub(crate) fn wrote(&self, Version { device, dev_seq }: Version) -> bool {
        self.0.get(&device).is_some_and(|last| dev_seq <= *last)
    }
}

impl Store {
    /// Returns the ids under which this installation's changes were known before.
    pub async fn former_devices(&self) -> Result<Vec<Uuid>> {
        let former = former_device::list(&mut *self.read().await?).await?;
        Ok(former.into_keys().map(|device| device.0).collect())
    }
}

#[cfg(test)]
impl From<Version> for Own {
    fn from(last: Version) -> Self {
        Self(BTreeMap::from([(last.device, last.dev_seq)]))
    }
}
