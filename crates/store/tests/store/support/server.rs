//! A server in memory, of the real fold: what the store's own tests exchange with.

use std::collections::BTreeMap;

use desk_store::{Applied, Store, Timing};
use desk_sync::exchange::{ChangeResult, Refusal, RefusalReason};
use desk_sync::{
    Audience, Change, Cursor, EpochId, ExchangeAnswer, ExchangeRequest, Record, RecordKey,
    RecordNews, Scope, Seq, Version, fold, fold_offered,
};
use uuid::Uuid;

use super::NOW_US;

/// A server whose devices all have the same grants.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) epoch: EpochId,
    pub(crate) seq: Seq,
    pub(crate) records: BTreeMap<RecordKey, Record>,
    pub(crate) known: BTreeMap<Version, (Seq, [u8; 16])>,
    pub(crate) grants: Vec<Scope>,
    /// The kind whose changes are refused.
    pub(crate) refuses: Option<String>,
    /// How many records are sent at a time.
    pub(crate) page: usize,
    /// The last number that it shares with earlier epochs.
    pub(crate) common: Seq,
}

impl Server {
    pub(crate) fn new() -> Self {
        Self {
            epoch: EpochId(Uuid::from_u128(0xe1)),
            seq: 0,
            records: BTreeMap::new(),
            known: BTreeMap::new(),
            grants: vec![
                Scope::Chapter(Audience::Team),
                Scope::Chapter(Audience::Coordinators),
            ],
            refuses: None,
            page: 1000,
            common: 0,
        }
    }

    /// Begins another epoch, as a server does that was restored from this state.
    pub(crate) fn restored(mut self) -> Self {
        let old = self.epoch;
        self.epoch = EpochId(Uuid::from_u128(old.0.as_u128() + 1));
        self.common = self.seq;
        for record in self.records.values_mut() {
            desk_sync::offer::carry_numbers(record, old, self.common, self.epoch);
        }
        self
    }

    pub(crate) fn answer(&mut self, request: &ExchangeRequest) -> ExchangeAnswer {
        let mut answer = ExchangeAnswer {
            epoch: self.epoch,
            common: None,
            server_us: NOW_US,
            grants: self.grants.clone(),
            results: Vec::new(),
            refused_offers: Vec::new(),
            records: Vec::new(),
            cursors: request.cursors.clone(),
            more: false,
        };
        if request.epoch.is_some_and(|epoch| epoch != self.epoch) {
            answer.common = Some(self.common);
            return answer;
        }
        for offer in &request.offers {
            let at = self.next();
            let record = self.records.entry(offer.key.clone()).or_default();
            let folded = fold_offered(record, offer, Some(at));
            self.file(&folded, at);
        }
        for change in &request.changes {
            answer.results.push((change.version, self.take(change)));
        }
        if request.pull {
            self.pull(request, &mut answer);
        }
        answer
    }

    fn take(&mut self, change: &Change) -> ChangeResult {
        if self.refuses.as_ref() == Some(&change.key.kind) {
            return ChangeResult::Refused(Refusal {
                reason: RefusalReason::Forbidden,
                detail: "refused by the test".to_owned(),
            });
        }
        let hash = change.content_hash();
        match self.known.get(&change.version) {
            Some((seq, known)) if *known == hash => ChangeResult::Repeated { seq: *seq },
            Some(_) => ChangeResult::OtherContent,
            None => {
                let at = self.next();
                self.known.insert(change.version, (at.1, hash));
                let record = self.records.entry(change.key.clone()).or_default();
                let folded = fold(record, change, Some(at));
                self.file(&folded, at);
                ChangeResult::Accepted { seq: at.1 }
            }
        }
    }

    fn file(&mut self, folded: &desk_sync::Folded, at: (EpochId, Seq)) {
        for question in &folded.two_versions {
            let record = self.records.entry(question.key()).or_default();
            question.file(record, Some(at));
        }
    }

    fn pull(&self, request: &ExchangeRequest, answer: &mut ExchangeAnswer) {
        let cursor = |scope: &Scope| {
            let known = request.cursors.iter().find(|cursor| cursor.scope == *scope);
            known.map_or(0, |cursor| cursor.seq)
        };
        let lowest = self.grants.iter().map(cursor).min().unwrap_or(0);
        let mut news: Vec<(Seq, RecordNews)> = Vec::new();
        for (key, record) in &self.records {
            let mut fields = record.fields.clone();
            let numbers = fields
                .values()
                .filter_map(|field| field.number_in(self.epoch));
            let first = numbers.filter(|seq| *seq > lowest).min();
            fields.retain(|_, field| field.number_in(self.epoch) > Some(lowest));
            let granted = self.grants.iter().any(|scope| scope.holds(&key.space));
            if let Some(first) = first.filter(|_| granted) {
                let key = key.clone();
                news.push((first, RecordNews { key, fields }));
            }
        }
        news.sort_by_key(|(first, _)| *first);
        // A page ends between two numbers; the cursor stays below the first that is left out.
        let last = news
            .get(self.page - 1)
            .map_or(self.seq, |(first, _)| *first);
        let in_page = news.partition_point(|(first, _)| *first <= last);
        let left_out = news.get(in_page).map(|(first, _)| first - 1);
        answer.more = left_out.is_some();
        let stored_to = left_out.unwrap_or(self.seq);
        news.truncate(in_page);
        answer.records = news.into_iter().map(|(_, news)| news).collect();
        let stored = |scope: &Scope| Cursor {
            scope: *scope,
            seq: stored_to,
        };
        answer.cursors = self.grants.iter().map(stored).collect();
    }

    fn next(&mut self) -> (EpochId, Seq) {
        self.seq += 1;
        (self.epoch, self.seq)
    }

    /// Exchanges until there is nothing left to exchange.
    pub(crate) async fn sync(&mut self, store: &Store) -> Applied {
        let mut all = Applied::default();
        for _ in 0..100 {
            let request = store.next_request().await.unwrap();
            let answer = self.answer(&request);
            let applied = apply(store, &request, &answer).await;
            all.sent += applied.sent;
            all.received += applied.received;
            all.two_versions += applied.two_versions;
            all.refused.extend(applied.refused);
            all.combined.extend(applied.combined);
            all.lost.extend(applied.lost);
            all.restored |= applied.restored;
            all.was_copy |= applied.was_copy;
            all.revoked |= applied.revoked;
            if !applied.again {
                return all;
            }
        }
        panic!("an exchange that never ends");
    }
}

pub(crate) async fn apply(
    store: &Store,
    request: &ExchangeRequest,
    answer: &ExchangeAnswer,
) -> Applied {
    let timing = Timing {
        sent_us: NOW_US,
        received_us: NOW_US,
    };
    let mut next = 1000 + u128::from(Uuid::from_u128(answer.server_us.into()).as_u64_pair().1 % 7);
    let mut new_id = || {
        next += 1;
        Uuid::from_u128(next)
    };
    store
        .apply(request, answer, timing, &mut new_id)
        .await
        .unwrap()
}
