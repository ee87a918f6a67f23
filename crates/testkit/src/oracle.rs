//! The oracle: what people typed, what their screens showed, what went over the wire, and so what must be where.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use desk_sync::record::DELETED;
use desk_sync::{
    Change, ChangeResult, EpochId, ExchangeAnswer, ExchangeRequest, Record, RecordKey, Scope, Seq,
    TwoVersions, Version, clock, fold,
};

use crate::registers::Register;

/// What must hold; `docs/sync.md` §9 words them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Invariant {
    /// The state is a fold in number order, and all members have it.
    I1,
    /// Numbers are given in the order of commits.
    I2,
    /// What a laptop stores together agrees.
    I3,
    /// Every saved value is somewhere.
    I4,
    /// What was received is still there after a power cut.
    I5,
    /// A version is taken once, and a repeat gets the first answer.
    I6,
    /// No cursor moves past what it did not bring.
    I7,
}

impl fmt::Display for Invariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// What a history came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How often each invariant was looked at.
    pub counted: BTreeMap<Invariant, u64>,
    /// Where one did not hold.
    pub wrong: Vec<(Invariant, String)>,
}

impl Report {
    pub(crate) fn check(
        &mut self,
        invariant: Invariant,
        holds: bool,
        why: impl FnOnce() -> String,
    ) {
        *self.counted.entry(invariant).or_default() += 1;
        if !holds {
            self.wrong.push((invariant, why()));
        }
    }
}

/// A value that somebody saved. Each is unlike every other.
struct Saved {
    register: Register,
    /// The value that its author's screen showed there.
    over: Option<u64>,
    /// On which laptop.
    who: usize,
}

/// What the server said when it took a change.
struct Taken {
    content_hash: [u8; 16],
    seq: Seq,
}

/// See the module.
#[derive(Default)]
pub(crate) struct Oracle {
    pub(crate) report: Report,
    saved: BTreeMap<u64, Saved>,
    /// Values that the server has taken.
    arrived: BTreeSet<u64>,
    /// Values that were unsent when their laptop went back to a backup; they are in the copy that it kept.
    set_back: BTreeSet<u64>,
    taken: BTreeMap<Version, Taken>,
    last: Option<(EpochId, Seq)>,
    /// What the server must have, folded anew here from what it took. Not known once it was put back.
    model: BTreeMap<RecordKey, Record>,
    /// The number under which each record last changed.
    changed: BTreeMap<RecordKey, Seq>,
    was_put_back: bool,
}

impl Oracle {
    /// Somebody saves a value over what the screen shows. Returns its bytes.
    pub(crate) fn saves(
        &mut self,
        who: usize,
        register: &Register,
        over: Option<&[u8]>,
    ) -> Vec<u8> {
        let value = self.saved.len() as u64 + 1;
        let saved = Saved {
            register: register.clone(),
            over: over.and_then(number),
            who,
        };
        self.saved.insert(value, saved);
        format!("\"v{value}\"").into_bytes()
    }

    /// A laptop is about to go back to a backup. Returns the values that it has not sent.
    pub(crate) fn sets_back(&mut self, who: usize) -> Vec<(Register, Vec<u8>)> {
        let unsent = self.saved.iter().filter(|(value, saved)| {
            saved.who == who && !self.arrived.contains(value) && !self.set_back.contains(value)
        });
        let unsent: Vec<(u64, Register)> = unsent
            .map(|(value, saved)| (*value, saved.register.clone()))
            .collect();
        self.set_back.extend(unsent.iter().map(|(value, _)| *value));
        let bytes = |(value, register)| (register, format!("\"v{value}\"").into_bytes());
        unsent.into_iter().map(bytes).collect()
    }

    /// The server is put back to an older copy: what it took since is news to it.
    pub(crate) fn puts_back(&mut self) {
        self.was_put_back = true;
        self.taken.clear();
        self.last = None;
    }

    /// An exchange took place at the server, whether or not the answer will arrive.
    pub(crate) fn heard(
        &mut self,
        request: &ExchangeRequest,
        answer: &ExchangeAnswer,
        now_us: u64,
    ) {
        let changes: BTreeMap<Version, &Change> = request
            .changes
            .iter()
            .map(|change| (change.version, change))
            .collect();
        for (version, result) in &answer.results {
            let change = changes[version];
            match result {
                ChangeResult::Accepted { seq } => {
                    self.accepted(change, (answer.epoch, *seq), now_us)
                }
                ChangeResult::Repeated { seq } => self.repeated(change, *seq),
                ChangeResult::OtherContent => {
                    let hash = change.content_hash();
                    let first = self.taken.get(version);
                    let is_other = first.is_none_or(|first| first.content_hash != hash);
                    self.report.check(Invariant::I6, is_other, || {
                        format!("{version:?} is called a copy of itself")
                    });
                }
                ChangeResult::Refused(refusal) => {
                    // Nobody here writes what may be refused.
                    self.report.check(Invariant::I4, false, || {
                        format!("{version:?} was refused: {refusal}")
                    });
                }
                ChangeResult::KeptAside => {
                    self.report.check(Invariant::I4, false, || {
                        format!("{version:?} was kept aside, and nobody was revoked")
                    });
                }
            }
        }
        if !self.was_put_back && request.pull {
            self.page(request, answer);
        }
    }

    fn accepted(&mut self, change: &Change, at: (EpochId, Seq), now_us: u64) {
        let version = change.version;
        let after_last = self
            .last
            .is_none_or(|(epoch, last)| epoch != at.0 || at.1 > last);
        self.report.check(Invariant::I2, after_last, || {
            format!("{version:?} got {} after {:?}", at.1, self.last)
        });
        self.last = Some(at);
        let taken = Taken {
            content_hash: change.content_hash(),
            seq: at.1,
        };
        let first = self.taken.insert(version, taken);
        self.report.check(Invariant::I6, first.is_none(), || {
            format!("{version:?} was taken twice")
        });
        let values = change
            .fields
            .iter()
            .filter_map(|field| number(&field.value));
        self.arrived.extend(values);
        let mut filed = change.clone();
        filed.stamp = clock::filed(change.stamp, now_us);
        self.fold(&filed, at);
    }

    fn fold(&mut self, change: &Change, at: (EpochId, Seq)) {
        let record = self.model.entry(change.key.clone()).or_default();
        let folded = fold(record, change, Some(at));
        if folded.changed {
            self.changed.insert(change.key.clone(), at.1);
        }
        for question in &folded.two_versions {
            let key = question.key();
            let record = self.model.entry(key.clone()).or_default();
            if question.file(record, Some(at)) {
                self.changed.insert(key, at.1);
            }
        }
    }

    fn repeated(&mut self, change: &Change, seq: Seq) {
        let version = change.version;
        let Some(first) = self.taken.get(&version) else {
            // Taken before the copy was made that the server was put back to.
            let known = self.was_put_back;
            self.report.check(Invariant::I6, known, || {
                format!("{version:?} is called a repeat and is none")
            });
            return;
        };
        let same = first.seq == seq && first.content_hash == change.content_hash();
        self.report.check(Invariant::I6, same, || {
            format!("{version:?} got {} at first and then {seq}", first.seq)
        });
    }

    /// What a page brings is all that lies between the cursors.
    fn page(&mut self, request: &ExchangeRequest, answer: &ExchangeAnswer) {
        let brought: BTreeSet<&RecordKey> = answer.records.iter().map(|news| &news.key).collect();
        let asked_from = |scope: &Scope| {
            let cursor = request.cursors.iter().find(|it| it.scope == *scope);
            cursor.map_or(0, |cursor| cursor.seq)
        };
        for cursor in &answer.cursors {
            let from = asked_from(&cursor.scope);
            let missing = self.changed.iter().find(|(key, seq)| {
                cursor.scope.holds(&key.space)
                    && (from + 1..=cursor.seq).contains(*seq)
                    && !brought.contains(key)
            });
            let missing = missing.map(|(key, seq)| format!("{key:?} of {seq}"));
            self.report.check(Invariant::I7, missing.is_none(), || {
                format!("a cursor went past {}", missing.unwrap_or_default())
            });
        }
    }

    /// After a power cut, the last request is sent once more.
    pub(crate) fn sent_again(&mut self, first: &ExchangeAnswer, again: &ExchangeAnswer) {
        for ((version, before), (_, after)) in first.results.iter().zip(&again.results) {
            let (ChangeResult::Accepted { seq } | ChangeResult::Repeated { seq }) = before else {
                continue;
            };
            let kept = *after == ChangeResult::Repeated { seq: *seq };
            self.report.check(Invariant::I5, kept, || {
                format!("{version:?} was received as {seq}, and after a power cut {after:?}")
            });
        }
    }

    /// Looks at the server's end state.
    pub(crate) fn judge(
        &mut self,
        server: &BTreeMap<RecordKey, Record>,
        quarantined: &BTreeSet<Vec<u8>>,
    ) {
        if !self.was_put_back {
            self.judge_fold(server);
        }
        let mut live: BTreeSet<u64> = BTreeSet::new();
        for (key, record) in server {
            let fields = record.fields.iter().filter(|(name, _)| *name != DELETED);
            live.extend(fields.filter_map(|(_, field)| number(&field.value)));
            if let Some(question) = TwoVersions::read(key, record) {
                let sides = [&question.first.value, &question.second.value];
                live.extend(sides.into_iter().filter_map(|value| number(value)));
            }
        }
        let quarantined: BTreeSet<u64> = quarantined.iter().filter_map(|it| number(it)).collect();
        let mut successors: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
        for (value, saved) in &self.saved {
            if let Some(over) = saved.over {
                successors.entry(over).or_default().push(*value);
            }
        }
        // A value is written after the one that it was written over, so the last ones come first.
        let mut kept = live;
        for value in self.saved.keys().rev() {
            let replaced = successors.get(value).into_iter().flatten();
            if replaced.into_iter().any(|next| kept.contains(next)) {
                kept.insert(*value);
            }
        }
        for (value, saved) in &self.saved {
            let held = kept.contains(value)
                || quarantined.contains(value)
                || self.set_back.contains(value);
            self.report.check(Invariant::I4, held, || {
                let Saved {
                    register,
                    over,
                    who,
                } = saved;
                format!("v{value} of laptop {who} over {over:?} in {register:?} is nowhere")
            });
        }
    }

    fn judge_fold(&mut self, server: &BTreeMap<RecordKey, Record>) {
        let keys: BTreeSet<&RecordKey> = self.model.keys().chain(server.keys()).collect();
        for key in keys {
            let values = |records: &BTreeMap<RecordKey, Record>| {
                records.get(key).map(|record| {
                    let fields = record.fields.iter();
                    fields
                        .map(|(name, field)| (name.clone(), field.version, field.value.clone()))
                        .collect::<Vec<_>>()
                })
            };
            let (folded, kept) = (values(&self.model), values(server));
            self.report.check(Invariant::I1, folded == kept, || {
                format!("the server has {kept:?} at {key:?}, and the fold is {folded:?}")
            });
        }
    }
}

/// Which saved value these bytes are, if they are one.
fn number(value: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(value).ok()?;
    text.strip_prefix("\"v")?.strip_suffix('"')?.parse().ok()
}
