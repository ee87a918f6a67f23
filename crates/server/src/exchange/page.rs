//! The records that one page of changes touches: each read once, folded in memory, written once.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use desk_sync::exchange::{Refusal, RefusalReason};
use desk_sync::limits::RECORDS_PER_SPACE_MAX;
use desk_sync::{
    Change, EpochId, Folded, OfferedRecord, Record, RecordId, RecordKey, Seq, Space, fold,
    fold_offered, validate,
};

use super::epoch::carry;
use super::run::Run;
use crate::database::devices::StoredDevice;
use crate::database::life::{self, Life};
use crate::database::{self, Transaction, chapters, gaps, records, spaces};

/// What is folded into a record.
#[derive(Debug, Clone, Copy)]
pub(super) enum Incoming<'a> {
    /// A change, which always gets a number.
    Change(&'a Change),
    /// A record offered after a restore, which gets one if it brings anything.
    Offer(&'a OfferedRecord),
}

/// A page at work, within one writing transaction.
#[derive(Debug)]
pub(super) struct Page<'a> {
    sender: &'a StoredDevice,
    life: Life,
    /// The chapter's last number before this page.
    head_before: Seq,
    /// The number after which this page goes on, and then the last one it gave.
    head: Seq,
    records: BTreeMap<RecordKey, Kept>,
    /// The chapter that each owner's spaces belong to, none if nobody has written there.
    owners: BTreeMap<RecordId, Option<RecordId>>,
    /// How many records each space has, for those that get more.
    counts: BTreeMap<Space, u64>,
    /// The first number that this page gave.
    first: Option<Seq>,
}

#[derive(Debug, Default)]
struct Kept {
    record: Record,
    /// The number of the last thing that changed it here.
    changed: Option<Seq>,
}

impl<'a> Page<'a> {
    /// Reads the records at `keys`, those that there are.
    pub(super) async fn open(
        tx: &mut Transaction,
        run: &Run,
        sender: &'a StoredDevice,
        keys: impl Iterator<Item = &RecordKey>,
    ) -> database::Result<Self> {
        let life = life::present(tx).await?;
        let chapter = chapters::get(tx, sender.chapter).await?;
        let head_before = chapter.map_or(0, |chapter| chapter.head);
        let mut keys: Vec<&RecordKey> = keys.collect();
        keys.sort_unstable();
        keys.dedup();
        let mut page = Self {
            sender,
            head_before,
            head: run.goes_on_after(sender.chapter, &life, head_before, rand::random()),
            life,
            records: keys
                .iter()
                .map(|key| ((*key).clone(), Kept::default()))
                .collect(),
            owners: BTreeMap::new(),
            counts: BTreeMap::new(),
            first: None,
        };
        page.read(tx, &keys).await?;
        Ok(page)
    }

    /// Folds what came into its record and files the questions that this raises; returns its number.
    pub(super) async fn fold(
        &mut self,
        tx: &mut Transaction,
        incoming: Incoming<'_>,
    ) -> database::Result<Result<Seq, Refusal>> {
        let admitted = match incoming.check() {
            Ok(()) => self.admit(tx, incoming).await?,
            Err(refusal) => Err(refusal),
        };
        if let Err(refusal) = admitted {
            return Ok(Err(refusal));
        }
        let at = (self.life.epoch, self.head + 1);
        let kept = self.records.entry(incoming.key().clone()).or_default();
        let is_new = kept.record.fields.is_empty();
        let Folded {
            two_versions,
            changed,
            ..
        } = incoming.fold(&mut kept.record, at);
        if changed {
            kept.changed = Some(at.1);
        }
        let mut brought = changed || matches!(incoming, Incoming::Change(_));
        if is_new {
            self.count(tx, incoming.key().space).await?;
        }
        for question in &two_versions {
            let key = question.key();
            self.read_one(tx, &key).await?;
            let kept = self.records.entry(key).or_default();
            let is_new = kept.record.fields.is_empty();
            if question.file(&mut kept.record, Some(at)) {
                kept.changed = Some(at.1);
                brought = true;
            }
            if is_new {
                self.count(tx, question.about.space).await?;
            }
        }
        if brought {
            self.first.get_or_insert(at.1);
            self.head = at.1;
        }
        Ok(Ok(self.head))
    }

    /// Writes what changed and the chapter's head; returns the head if it moved.
    pub(super) async fn store(&self, tx: &mut Transaction) -> database::Result<Option<Seq>> {
        let changed: Vec<(&RecordKey, Seq, &Record)> = self
            .records
            .iter()
            .filter_map(|(key, kept)| Some((key, kept.changed?, &kept.record)))
            .collect();
        records::put_many(tx, self.sender.chapter, &changed).await?;
        spaces::set_record_counts(tx, &self.counts).await?;
        let Some(first) = self.first else {
            return Ok(None);
        };
        let chapter = self.sender.chapter;
        if first > self.head_before + 1 {
            gaps::add(tx, chapter, self.head_before, first).await?;
        }
        chapters::set_head(tx, chapter, self.head).await?;
        Ok(Some(self.head))
    }

    /// Returns the life of the database in which the page's numbers were given.
    pub(super) fn into_life(self) -> Life {
        self.life
    }

    /// Checks that the sender may write there, and that there is room.
    async fn admit(
        &mut self,
        tx: &mut Transaction,
        incoming: Incoming<'_>,
    ) -> database::Result<Result<(), Refusal>> {
        let space = incoming.key().space;
        let chapter = self.chapter_of(tx, space.owner).await?;
        let ours = chapter.is_none_or(|chapter| chapter == self.sender.chapter);
        if !ours || !self.sender.membership.may_write(space) {
            return Ok(Err(forbidden(space)));
        }
        let none = Kept::default();
        let record = &self.records.get(incoming.key()).unwrap_or(&none).record;
        if let Err(refusal) = incoming.room(record) {
            return Ok(Err(refusal));
        }
        let is_new = record.fields.is_empty();
        if is_new && self.record_count(tx, space).await? >= RECORDS_PER_SPACE_MAX {
            let detail = format!("the space has {RECORDS_PER_SPACE_MAX} records");
            return Ok(Err(Refusal {
                reason: RefusalReason::TooManyRecords,
                detail,
            }));
        }
        if chapter.is_none() {
            spaces::claim(tx, space.owner, self.sender.chapter).await?;
            self.owners.insert(space.owner, Some(self.sender.chapter));
        }
        Ok(Ok(()))
    }

    async fn chapter_of(
        &mut self,
        tx: &mut Transaction,
        owner: RecordId,
    ) -> database::Result<Option<RecordId>> {
        Ok(match self.owners.entry(owner) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(unknown) => *unknown.insert(spaces::chapter_of(tx, owner).await?),
        })
    }

    async fn record_count(&mut self, tx: &mut Transaction, space: Space) -> database::Result<u64> {
        Ok(match self.counts.entry(space) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(unknown) => *unknown.insert(spaces::record_count(tx, space).await?),
        })
    }

    async fn count(&mut self, tx: &mut Transaction, space: Space) -> database::Result<()> {
        let count = self.record_count(tx, space).await?;
        self.counts.insert(space, count + 1);
        Ok(())
    }

    async fn read_one(&mut self, tx: &mut Transaction, key: &RecordKey) -> database::Result<()> {
        if self.records.contains_key(key) {
            return Ok(());
        }
        self.read(tx, &[key]).await
    }

    async fn read(&mut self, tx: &mut Transaction, keys: &[&RecordKey]) -> database::Result<()> {
        for (key, mut record) in records::get_many(tx, keys).await? {
            carry(&mut record, self.life.epoch);
            self.records.insert(
                key,
                Kept {
                    record,
                    changed: None,
                },
            );
        }
        Ok(())
    }
}

impl Incoming<'_> {
    fn key(&self) -> &RecordKey {
        match self {
            Self::Change(change) => &change.key,
            Self::Offer(offer) => &offer.key,
        }
    }

    fn check(&self) -> Result<(), Refusal> {
        match self {
            Self::Change(change) => validate::change(change),
            Self::Offer(offer) => validate::offered(offer),
        }
    }

    /// Checks that the record has room for it.
    fn room(&self, record: &Record) -> Result<(), Refusal> {
        match self {
            Self::Change(change) => {
                validate::room(record, change.fields.iter().map(|it| (&it.name, &it.value)))
            }
            Self::Offer(offer) => validate::room(
                record,
                offer.fields.iter().map(|(name, it)| (name, &it.value)),
            ),
        }
    }

    fn fold(&self, record: &mut Record, at: (EpochId, Seq)) -> Folded {
        match self {
            Self::Change(change) => fold(record, change, Some(at)),
            Self::Offer(offer) => fold_offered(record, offer, Some(at)),
        }
    }
}

fn forbidden(space: Space) -> Refusal {
    let detail = format!(
        "{:?} of {} is not this device's to write",
        space.audience, space.owner
    );
    Refusal {
        reason: RefusalReason::Forbidden,
        detail,
    }
}
