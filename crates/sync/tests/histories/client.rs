//! A laptop in memory: server state, overlay and outbox, without disk and screen.

use std::collections::{BTreeMap, BTreeSet};

use desk_sync::exchange::PROTOCOL;
use desk_sync::overlay::{may_leave, shown, take_news};
use desk_sync::{
    Change, ChangeResult, Cursor, DeviceId, EpochId, ExchangeAnswer, ExchangeRequest,
    OfferedRecord, Record, RecordKey, Scope, Seq, StampClock, Version, offers,
};

use crate::oracle::{Oracle, Register};
use crate::world::Fault;

pub(crate) struct Client {
    pub(crate) device: DeviceId,
    pub(crate) grants: Vec<Scope>,
    /// How far its clock is off, in microseconds. It never learns: the worst case.
    pub(crate) skew_us: i64,
    pub(crate) base: BTreeMap<RecordKey, Record>,
    pub(crate) pending: Vec<Pending>,
    pub(crate) fault: Option<Fault>,
    dev_seq: u64,
    clock: StampClock,
    epoch: Option<EpochId>,
    cursors: Vec<Cursor>,
    offers: Vec<OfferedRecord>,
    /// The versions that this laptop's owner has been shown, by register.
    looked_at: BTreeMap<Register, BTreeSet<Version>>,
}

/// A change in the overlay.
#[derive(Clone)]
pub(crate) struct Pending {
    pub(crate) change: Change,
    /// Its number in the present epoch, once acknowledged.
    pub(crate) seq: Option<Seq>,
}

impl Client {
    pub(crate) fn new(device: DeviceId, grants: Vec<Scope>, fault: Option<Fault>) -> Self {
        Self {
            device,
            grants,
            skew_us: 0,
            base: BTreeMap::new(),
            pending: Vec::new(),
            fault,
            dev_seq: 0,
            clock: StampClock::default(),
            epoch: None,
            cursors: Vec::new(),
            offers: Vec::new(),
            looked_at: BTreeMap::new(),
        }
    }

    pub(crate) fn sees(&self, key: &RecordKey) -> bool {
        self.grants.iter().any(|scope| scope.holds(&key.space))
    }

    pub(crate) fn shown(&self, key: &RecordKey) -> Record {
        let of_key = self
            .pending
            .iter()
            .map(|pending| &pending.change)
            .filter(|change| change.key == *key);
        shown(self.base.get(key).unwrap_or(&Record::default()), of_key)
    }

    pub(crate) fn edit(
        &mut self,
        key: &RecordKey,
        values: Vec<(String, Vec<u8>)>,
        now_us: u64,
        oracle: &mut Oracle,
    ) {
        self.dev_seq += 1;
        let version = Version {
            device: self.device,
            dev_seq: self.dev_seq,
        };
        let stamp = self.clock.stamp(now_us.saturating_add_signed(self.skew_us));
        let change = Change::over(&self.shown(key), version, stamp, key.clone(), values);
        oracle.saved(&change, &self.looked_at);
        self.pending.push(Pending { change, seq: None });
        self.look();
    }

    /// Takes another laptop's changes from a file.
    pub(crate) fn import(&mut self, changes: impl IntoIterator<Item = Change>) {
        for change in changes {
            let have = self
                .pending
                .iter()
                .any(|own| own.change.version == change.version)
                || self.base.values().any(|record| {
                    let mut versions = record.fields.values().map(|field| field.version);
                    versions.any(|version| version == change.version)
                });
            if !have && self.sees(&change.key) {
                self.pending.push(Pending { change, seq: None });
            }
        }
        self.look();
    }

    pub(crate) fn request(&mut self) -> ExchangeRequest {
        if self.fault == Some(Fault::OutboxRowDropped) && self.pending.len() == 3 {
            self.pending.remove(1);
        }
        let offering = !self.offers.is_empty();
        let unsent = self.pending.iter().filter(|pending| pending.seq.is_none());
        let changes = unsent.map(|pending| pending.change.clone()).collect();
        ExchangeRequest {
            protocol: PROTOCOL,
            device: self.device,
            epoch: self.epoch,
            cursors: self.cursors.clone(),
            pull: !offering,
            changes: if offering { Vec::new() } else { changes },
            offers: self.offers.clone(),
        }
    }

    pub(crate) fn apply(&mut self, answer: ExchangeAnswer, now_us: u64) {
        if self.epoch.is_some_and(|epoch| epoch != answer.epoch) {
            self.start_epoch(&answer);
            return;
        }
        self.epoch = Some(answer.epoch);
        self.offers.clear();
        for (version, result) in answer.results.clone() {
            let mut pending = self.pending.iter_mut();
            let pending = pending.find(|pending| pending.change.version == version);
            match (pending, result) {
                (
                    Some(pending),
                    ChangeResult::Accepted { seq } | ChangeResult::Repeated { seq },
                ) => pending.seq = Some(seq),
                (_, result) => panic!("{version:?} was not taken: {result:?}"),
            }
        }
        let clock_us = now_us.saturating_add_signed(self.skew_us);
        for news in &answer.records {
            take_news(
                self.base.entry(news.key.clone()).or_default(),
                news,
                answer.epoch,
            );
            for field in news.fields.values() {
                self.clock.observe(field.stamp, clock_us);
            }
        }
        if !answer.cursors.is_empty() {
            self.cursors.clone_from(&answer.cursors);
        }
        let ends_early = self.fault == Some(Fault::OverlayEndsAtAcknowledgement);
        self.pending.retain(|Pending { change, seq }| {
            !seq.is_some_and(|seq| ends_early || may_leave(&answer, &change.key.space, seq))
        });
        self.look();
    }

    /// The server was restored: what it may have lost is offered, what it had acknowledged is sent again.
    fn start_epoch(&mut self, answer: &ExchangeAnswer) {
        if let Some(old_epoch) = self.epoch.replace(answer.epoch)
            && self.fault != Some(Fault::NothingOffered)
        {
            self.offers = self
                .base
                .iter()
                .filter_map(|(key, record)| offers(key, record, old_epoch, answer.common))
                .collect();
        }
        self.cursors.clear();
        for pending in &mut self.pending {
            pending.seq = None;
        }
    }

    /// Its owner looks at every record.
    fn look(&mut self) {
        let pending = self.pending.iter().map(|pending| &pending.change.key);
        let keys: BTreeSet<RecordKey> = self.base.keys().chain(pending).cloned().collect();
        for key in keys {
            for (name, field) in self.shown(&key).fields {
                let register = (key.clone(), name);
                self.looked_at
                    .entry(register)
                    .or_default()
                    .insert(field.version);
            }
        }
    }
}
