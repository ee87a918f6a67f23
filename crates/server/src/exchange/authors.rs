//! Who made the changes of a page, and what was answered to them before.

use std::collections::{BTreeMap, BTreeSet};

use desk_sync::{Change, DeviceId, RecordId, Version};
use sqlx::SqliteConnection;

use crate::database;
use crate::database::changes::{self, Judged};
use crate::database::devices::{self, DeviceNo};

/// The authors of a page's changes that are devices of the chapter: the sender, and whoever gave it a file.
#[derive(Debug)]
pub(super) struct Authors(BTreeMap<DeviceId, Author>);

#[derive(Debug)]
struct Author {
    no: DeviceNo,
    /// Answers given before, by the device's own number.
    before: BTreeMap<u64, Judged>,
    /// Answers that this page gives.
    here: BTreeMap<u64, Judged>,
}

impl Authors {
    /// Reads the authors of `changes` and what was answered to these changes before.
    pub(super) async fn of(
        tx: &mut SqliteConnection,
        chapter: RecordId,
        changes: &[Change],
    ) -> database::Result<Self> {
        let mut numbers: BTreeMap<DeviceId, BTreeSet<u64>> = BTreeMap::new();
        for Change {
            version: Version { device, dev_seq },
            ..
        } in changes
        {
            numbers.entry(*device).or_default().insert(*dev_seq);
        }
        let mut authors = BTreeMap::new();
        for (device, dev_seqs) in numbers {
            if let Some(stored) = devices::get(tx, chapter, device).await? {
                let before = changes::get_many(tx, stored.no, &dev_seqs).await?;
                let author = Author {
                    no: stored.no,
                    before,
                    here: BTreeMap::new(),
                };
                authors.insert(device, author);
            }
        }
        Ok(Self(authors))
    }

    /// Returns whether a device is one of the chapter, revoked or not.
    ///
    /// What a revoked device made may come by a colleague's hand, who answers for it.
    pub(super) fn know(&self, device: DeviceId) -> bool {
        self.0.contains_key(&device)
    }

    /// Returns what was answered to a change, in this page or before.
    pub(super) fn judged(&self, Version { device, dev_seq }: Version) -> Option<Judged> {
        let author = self.0.get(&device)?;
        author
            .here
            .get(&dev_seq)
            .or_else(|| author.before.get(&dev_seq))
            .copied()
    }

    /// Notes what is answered to a change of a known author.
    pub(super) fn judge(&mut self, Version { device, dev_seq }: Version, judged: Judged) {
        if let Some(author) = self.0.get_mut(&device) {
            author.here.insert(dev_seq, judged);
        }
    }

    /// Stores the answers that this page gives.
    pub(super) async fn store(&self, tx: &mut SqliteConnection) -> database::Result<()> {
        for Author {
            no,
            before: _,
            here,
        } in self.0.values()
        {
            changes::put_many(tx, *no, here).await?;
        }
        Ok(())
    }
}
