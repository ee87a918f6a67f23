//! A server in memory: the fold, the numbers and the epochs, without accounts and disk.

use std::collections::BTreeMap;

use desk_sync::clock::filed;
use desk_sync::{
    Change, ChangeResult, Cursor, EpochId, ExchangeAnswer, ExchangeRequest, Folded, OfferedRecord,
    Record, RecordKey, RecordNews, Scope, Seq, TwoVersions, Version, fold, fold_offered, offer,
    validate,
};

use crate::oracle::Oracle;
use crate::world::Fault;

#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) epoch: EpochId,
    pub(crate) head: Seq,
    pub(crate) records: BTreeMap<RecordKey, Record>,
    /// The accepted changes, with what tells a replay from another change, and the first answer.
    pub(crate) known: BTreeMap<Version, ([u8; 16], Seq)>,
    /// The last number that each epoch before shares with this one.
    common: BTreeMap<EpochId, Seq>,
    pub(crate) fault: Option<Fault>,
}

impl Server {
    pub(crate) fn new(epoch: EpochId, fault: Option<Fault>) -> Self {
        Self {
            epoch,
            head: 0,
            records: BTreeMap::new(),
            known: BTreeMap::new(),
            common: BTreeMap::new(),
            fault,
        }
    }

    /// Becomes `backup` again, under a new epoch.
    pub(crate) fn restore(&mut self, mut backup: Self, new_epoch: EpochId) {
        for record in backup.records.values_mut() {
            offer::carry_numbers(record, backup.epoch, backup.head, new_epoch);
        }
        for common in backup.common.values_mut() {
            *common = (*common).min(backup.head);
        }
        backup.common.insert(backup.epoch, backup.head);
        backup.epoch = new_epoch;
        *self = backup;
    }

    pub(crate) fn exchange(
        &mut self,
        request: ExchangeRequest,
        grants: Vec<Scope>,
        server_us: u64,
        page: usize,
        oracle: &mut Oracle,
    ) -> ExchangeAnswer {
        let mut answer = ExchangeAnswer {
            epoch: self.epoch,
            common: None,
            server_us,
            grants,
            results: Vec::new(),
            refused_offers: Vec::new(),
            records: Vec::new(),
            cursors: Vec::new(),
            more: false,
        };
        if request.epoch.is_some_and(|epoch| epoch != self.epoch) {
            answer.common = request
                .epoch
                .and_then(|epoch| self.common.get(&epoch))
                .copied();
            return answer;
        }
        for offered in &request.offers {
            self.take_offer(offered, oracle);
        }
        for change in request.changes {
            let version = change.version;
            let result = self.take(change, server_us, oracle);
            answer.results.push((version, result));
        }
        if request.pull {
            self.news(&request.cursors, page, &mut answer);
        }
        answer
    }

    fn take(&mut self, mut change: Change, server_us: u64, oracle: &mut Oracle) -> ChangeResult {
        let hash = change.content_hash();
        match self.known.get(&change.version) {
            Some(&(known, seq)) if known == hash => return ChangeResult::Repeated { seq },
            Some(_) => return ChangeResult::OtherContent,
            None => {}
        }
        if let Err(refusal) = validate::change(&change) {
            return ChangeResult::Refused(refusal);
        }
        let seq = self.head + 1;
        if self.fault == Some(Fault::AcknowledgedBeforeCommit) && change.version.dev_seq == 3 {
            return ChangeResult::Accepted { seq };
        }
        self.head = seq;
        self.known.insert(change.version, (hash, seq));
        change.stamp = filed(change.stamp, server_us);
        let record = self.records.entry(change.key.clone()).or_default();
        let before = record.clone();
        let folded = fold(record, &change, Some((self.epoch, seq)));
        oracle.folded(&change.key, &before, record, &folded, |_| change.version);
        self.file(folded, seq, oracle);
        ChangeResult::Accepted { seq }
    }

    fn take_offer(&mut self, offered: &OfferedRecord, oracle: &mut Oracle) {
        let seq = self.head + 1;
        let record = self.records.entry(offered.key.clone()).or_default();
        let before = record.clone();
        let folded = fold_offered(record, offered, Some((self.epoch, seq)));
        if folded.changed {
            self.head = seq;
        }
        oracle.folded(&offered.key, &before, record, &folded, |name| {
            let field = offered.fields.get(name).or_else(|| record.fields.get(name));
            field.expect("what was folded is there").version
        });
        self.file(folded, self.head, oracle);
    }

    fn file(&mut self, folded: Folded, seq: Seq, oracle: &mut Oracle) {
        for question in folded.two_versions {
            oracle.asked(&question);
            if self.fault != Some(Fault::QuestionNotFiled) {
                let record = self.records.entry(question.key()).or_default();
                question.file(record, Some((self.epoch, seq)));
            }
        }
    }

    /// The next page of each scope: a few numbers, each with all that it wrote.
    fn news(&self, cursors: &[Cursor], page: usize, answer: &mut ExchangeAnswer) {
        for scope in answer.grants.clone() {
            let after = cursors.iter().find(|cursor| cursor.scope == scope);
            let after = after.map_or(0, |cursor| cursor.seq);
            let mut numbers: Vec<Seq> = self
                .records
                .iter()
                .filter(|(key, _)| scope.holds(&key.space))
                .flat_map(|(_, record)| record.fields.values())
                .filter_map(|field| field.number_in(self.epoch))
                .filter(|number| *number > after)
                .collect();
            numbers.sort_unstable();
            numbers.dedup();
            let until = numbers.get(page - 1).copied().unwrap_or(self.head);
            answer.more |= numbers.len() > page;
            answer.cursors.push(Cursor { scope, seq: until });
            let skipped = numbers.first().filter(|number| **number % 7 == 3);
            for (key, record) in &self.records {
                let fields = record.fields.iter().filter(|(_, field)| {
                    let number = field.number_in(self.epoch).expect("all are numbered");
                    let skips = self.fault == Some(Fault::NumberSkipped);
                    number > after && number <= until && !(skips && skipped == Some(&number))
                });
                let fields: BTreeMap<_, _> = fields
                    .map(|(name, field)| (name.clone(), field.clone()))
                    .collect();
                if scope.holds(&key.space) && !fields.is_empty() {
                    let key = key.clone();
                    answer.records.push(RecordNews { key, fields });
                }
            }
        }
    }

    /// Every question that was filed.
    pub(crate) fn questions(&self) -> impl Iterator<Item = TwoVersions> {
        self.records
            .iter()
            .filter(|(key, _)| key.kind == desk_sync::two_versions::KIND)
            .map(|(key, record)| TwoVersions::read(key, record).expect("it reads back"))
    }
}
