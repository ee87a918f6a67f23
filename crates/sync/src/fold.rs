//! Folding: the one door by which every change enters a record, on the server as on a laptop.
//!
//! A change *saw* the present value of a register when it names that value's version as the one it replaces,
//! or when both come from one device and the present value is the earlier. What saw replaces, whatever the
//! clocks say. Two changes of which neither saw the other are both kept: the higher `(stamp, device)` stands
//! for the time being, and a [`TwoVersions`] asks people which it should be.
//!
//! **Invariant:** the outcome depends on the arguments alone, so whoever folds the same changes in the same
//! order holds the same record.

use crate::change::Change;
use crate::ids::{EpochId, RecordKey, Seq, Stamp, Version};
use crate::limits::NUMBERS_PER_FIELD_MAX;
use crate::offer::OfferedRecord;
use crate::record::{DELETED, FALSE, Field, Record};
use crate::two_versions::{Side, TwoVersions};

/// What became of one register of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is the register's value.
    Stood,
    /// The register's value had already replaced it: it came late.
    Older,
    /// Neither saw the other, and the other stands for the time being; both are in a [`TwoVersions`].
    Lost,
    /// Neither saw the other, but both say the same, so there is nothing to ask.
    SameValue,
    /// It was there already.
    Known,
}

/// What folding one change did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// What became of each register that the change wrote, in its order.
    pub fields: Vec<(String, Outcome)>,
    /// The questions to file in the same space, under the same number. Each has an id of its own making,
    /// so filing one again changes nothing.
    pub two_versions: Vec<TwoVersions>,
    /// Whether others must hear of it: a register or its number differs from before, or a question is asked.
    /// An offer takes a number only then; a change always, since its author waits for it.
    pub changed: bool,
}

/// Folds one change into a record. `at` is the number that the server gives it, none in an overlay.
///
/// The change is valid (see [`crate::validate`]) and its stamp is already corrected by whoever files it.
pub fn fold(record: &mut Record, change: &Change, at: Option<(EpochId, Seq)>) -> Folded {
    let mut fold = Fold::new(record, &change.key, at);
    for field in &change.fields {
        let incoming = Field {
            value: field.value.clone(),
            version: change.version,
            stamp: change.stamp,
            numbers: Vec::new(),
            replaces: field.replaces,
        };
        fold.register(&field.name, incoming);
    }
    fold.meet_deletion(
        |deletion| change.deletion_seen == Some(deletion.version),
        |name, field| has_seen(&change.seen, name, field.version),
    );
    fold.folded
}

/// Folds what a client still holds of a record after the server was restored from an older backup.
///
/// The same rules, and one more: of two values that one epoch had both numbered, the higher number stands,
/// since that server had already ordered them.
pub fn fold_offered(
    record: &mut Record,
    offered: &OfferedRecord,
    at: Option<(EpochId, Seq)>,
) -> Folded {
    let mut fold = Fold::new(record, &offered.key, at);
    for (name, field) in &offered.fields {
        fold.register(name, field.clone());
    }
    fold.meet_deletion(
        |deletion| has_seen(&offered.seen, DELETED, deletion.version),
        |name, field| has_seen(&offered.seen, name, field.version),
    );
    fold.folded
}

/// Returns whether the author of `later` had seen `earlier`, as far as `later` itself tells.
pub fn saw(later: &Field, earlier: &Field) -> bool {
    later.replaces == Some(earlier.version)
        || (later.version.device == earlier.version.device
            && later.version.dev_seq > earlier.version.dev_seq)
}

/// One change on its way into one record.
struct Fold<'a> {
    record: &'a mut Record,
    key: &'a RecordKey,
    at: Option<(EpochId, Seq)>,
    /// The registers that carry what this fold wrote.
    written: Vec<String>,
    folded: Folded,
}

impl<'a> Fold<'a> {
    fn new(record: &'a mut Record, key: &'a RecordKey, at: Option<(EpochId, Seq)>) -> Self {
        Self {
            record,
            key,
            at,
            written: Vec::new(),
            folded: Folded::default(),
        }
    }

    fn register(&mut self, name: &str, incoming: Field) {
        let outcome = match self.record.fields.get(name) {
            None => self.write(name, incoming),
            Some(present) => match relation(present, &incoming) {
                Relation::Same => Outcome::Known,
                Relation::IncomingSaw => self.write(name, incoming),
                Relation::PresentSaw => Outcome::Older,
                Relation::Neither => self.rivals(name, incoming),
            },
        };
        self.folded.fields.push((name.to_owned(), outcome));
    }

    /// Neither saw the other: the higher `(stamp, device)` stands, and both are kept unless they are equal.
    fn rivals(&mut self, name: &str, incoming: Field) -> Outcome {
        let present = &self.record.fields[name];
        let same = present.value == incoming.value;
        let higher = rank(&incoming) > rank(present);
        let stands = present.version;
        if !same {
            self.ask(TwoVersions::new(
                self.key,
                name,
                Side::of(present),
                Side::of(&incoming),
            ));
        }
        if higher {
            self.write(name, incoming);
        } else if !same {
            self.renumber(stands);
        }
        match (same, higher) {
            (true, _) => Outcome::SameValue,
            (false, true) => Outcome::Stood,
            (false, false) => Outcome::Lost,
        }
    }

    fn write(&mut self, name: &str, mut field: Field) -> Outcome {
        if let Some((epoch, seq)) = self.at {
            number(&mut field.numbers, epoch, seq);
        }
        self.record.fields.insert(name.to_owned(), field);
        self.written.push(name.to_owned());
        self.folded.changed = true;
        Outcome::Stood
    }

    fn ask(&mut self, question: TwoVersions) {
        self.folded.two_versions.push(question);
        self.folded.changed = true;
    }

    /// Gives what stands the number of its question, so that both reach a laptop in one page.
    ///
    /// Else the page with what stands could take the loser's place there while the question is yet to come,
    /// and a server restored in that moment would lose the loser for good.
    /// What one change wrote moves together, so that nobody sees half of it.
    fn renumber(&mut self, stands: Version) {
        let Some((epoch, seq)) = self.at else {
            return;
        };
        for field in self.record.fields.values_mut() {
            if field.version == stands {
                number(&mut field.numbers, epoch, seq);
            }
        }
    }

    /// Keeps an edit and a deletion that did not see each other, whichever came first.
    ///
    /// The edit then counts as another version of [`DELETED`], one that says the record is there. Of several
    /// edits that the deletion did not see the highest speaks for all: it is one question, and their values
    /// stand in their registers anyway.
    fn meet_deletion(
        &mut self,
        deletion_seen: impl Fn(&Field) -> bool,
        edit_seen: impl Fn(&str, &Field) -> bool,
    ) {
        let Some(deletion) = self.record.fields.get(DELETED).cloned() else {
            return;
        };
        let deletes =
            |(name, outcome): &(String, Outcome)| name == DELETED && *outcome == Outcome::Stood;
        let just_deleted = self.folded.fields.iter().any(deletes);
        if !self.record.is_deleted() || (!just_deleted && deletion_seen(&deletion)) {
            return;
        }
        let unseen = self
            .record
            .fields
            .iter()
            .filter(|(name, _)| name.as_str() != DELETED)
            .filter(|(name, field)| {
                if just_deleted {
                    !edit_seen(name, field)
                } else {
                    self.written.contains(name)
                }
            })
            .map(|(_, field)| field)
            .filter(|edit| !self.ordered(edit, &deletion))
            .max_by_key(|edit| rank(edit));
        if let Some(edit) = unseen {
            let edit = implied_presence(edit);
            self.revive(deletion, edit);
        }
    }

    /// Returns whether an edit and a deletion were made, or filed by an older epoch, one after the other.
    fn ordered(&self, edit: &Field, deletion: &Field) -> bool {
        let this_epoch = self.at.map(|(epoch, _)| epoch);
        edit.version.device == deletion.version.device
            || shared_number(edit, deletion, this_epoch).is_some()
    }

    fn revive(&mut self, deletion: Field, presence: Field) {
        self.ask(TwoVersions::new(
            self.key,
            DELETED,
            Side::of(&deletion),
            Side::of(&presence),
        ));
        if rank(&presence) < rank(&deletion) {
            self.renumber(deletion.version);
            return;
        }
        self.write(DELETED, presence);
        let of_deletion = self
            .folded
            .fields
            .iter_mut()
            .find(|(name, outcome)| name == DELETED && *outcome == Outcome::Stood);
        if let Some((_, outcome)) = of_deletion {
            *outcome = Outcome::Lost;
        }
    }
}

/// How the present value of a register and one that comes to it stand to each other.
enum Relation {
    Same,
    IncomingSaw,
    PresentSaw,
    Neither,
}

fn relation(present: &Field, incoming: &Field) -> Relation {
    if present.version == incoming.version {
        Relation::Same
    } else if saw(incoming, present) {
        Relation::IncomingSaw
    } else if saw(present, incoming) {
        Relation::PresentSaw
    } else {
        match shared_number(present, incoming, None) {
            Some((of_present, of_incoming)) if of_present < of_incoming => Relation::IncomingSaw,
            Some((of_present, of_incoming)) if of_present > of_incoming => Relation::PresentSaw,
            _ => Relation::Neither,
        }
    }
}

/// Returns the numbers that the latest epoch which numbered both gave them, `except` one epoch.
fn shared_number(one: &Field, other: &Field, except: Option<EpochId>) -> Option<(Seq, Seq)> {
    other
        .numbers
        .iter()
        .rev()
        .filter(|&&(epoch, _)| Some(epoch) != except)
        .find_map(|&(epoch, seq)| Some((one.number_in(epoch)?, seq)))
}

/// The version of [`DELETED`] that an edit stands for when it meets a deletion that it did not see.
fn implied_presence(edit: &Field) -> Field {
    Field {
        value: FALSE.to_vec(),
        version: edit.version,
        stamp: edit.stamp,
        numbers: Vec::new(),
        replaces: None,
    }
}

/// The provisional order of rivals. The version makes it total; rivals never share a device.
fn rank(field: &Field) -> (Stamp, Version) {
    (field.stamp, field.version)
}

fn has_seen(seen: &[(String, Version)], name: &str, version: Version) -> bool {
    seen.iter()
        .any(|(seen_name, seen_version)| seen_name == name && *seen_version == version)
}

fn number(numbers: &mut Vec<(EpochId, Seq)>, epoch: EpochId, seq: Seq) {
    numbers.retain(|&(numbered_by, _)| numbered_by != epoch);
    numbers.push((epoch, seq));
    let surplus = numbers.len().saturating_sub(NUMBERS_PER_FIELD_MAX);
    numbers.drain(..surplus);
}
