//! Who made the changes of a page, and which of them were accepted before.

use std::collections::{BTreeMap, BTreeSet};

use desk_sync::{Change, DeviceId, RecordId, Version};

use crate::database::changes::{self, Accepted};
use crate::database::devices::{self, DeviceNo};
use crate::database::{self, Transaction};

/// The authors of a page's changes that are devices of the chapter: the sender, and whoever gave it a file.
#[derive(Debug)]
pub(super) struct Authors(BTreeMap<DeviceId, Author>);

#[derive(Debug)]
struct Author {
    no: DeviceNo,
    /// What was accepted before, by the device's own number.
    before: BTreeMap<u64, Accepted>,
    /// What this page accepts.
    here: BTreeMap<u64, Accepted>,
    /// Whether a number in this page was accepted before with other content: the page is a copy's.
    is_copy: bool,
}

impl Authors {
    /// Reads the authors of `changes` and which of these were accepted before.
    pub(super) async fn of(
        tx: &mut Transaction,
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
                    is_copy: false,
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

    /// Returns how a change of that name was accepted, in this page or before.
    pub(super) fn accepted(&self, Version { device, dev_seq }: Version) -> Option<Accepted> {
        let author = self.0.get(&device)?;
        author
            .here
            .get(&dev_seq)
            .or_else(|| author.before.get(&dev_seq))
            .copied()
    }

    /// Notes that one of an author's changes came with other content than before.
    pub(super) fn note_copy(&mut self, device: DeviceId) {
        if let Some(author) = self.0.get_mut(&device) {
            author.is_copy = true;
        }
    }

    /// Returns whether one of an author's changes in this page came with other content than before.
    pub(super) fn is_copy(&self, device: DeviceId) -> bool {
        self.0.get(&device).is_some_and(|author| author.is_copy)
    }

    /// Notes that a change of a known author is accepted.
    pub(super) fn accept(&mut self, Version { device, dev_seq }: Version, accepted: Accepted) {
        if let Some(author) = self.0.get_mut(&device) {
            author.here.insert(dev_seq, accepted);
        }
    }

    /// Stores what this page accepts.
    pub(super) async fn store(&self, tx: &mut Transaction) -> database::Result<()> {
        for Author {
            no,
            before: _,
            here,
            is_copy: _,
        } in self.0.values()
        {
            changes::put_many(tx, *no, here).await?;
        }
        Ok(())
    }
}
