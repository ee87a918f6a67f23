//! What an action looked at and writes, before it is committed.

use desk_domain::kind::Registers;
use desk_sync::record::FALSE;
use desk_sync::{Change, Record, RecordKey, Stamp, fold, validate};

use crate::action::{ActionId, Source};
use crate::codec::Entry;
use crate::error::{Error, Result};
use crate::tables::history::Written;
use crate::tables::installation::Installation;
use crate::tables::outbox::Waiting;
use crate::tables::record::RecordRow;

/// One record that the action looked at or writes.
pub(super) struct Staged {
    pub(super) key: RecordKey,
    /// Its local number, `None` for a record that is not stored yet.
    pub(super) row: Option<RecordRow>,
    pub(super) writes: Registers,
}

impl Staged {
    /// What the record shows with the action's writes.
    pub(super) fn registers(&self) -> Registers {
        let mut registers = self.shown().map(registers_of).unwrap_or_default();
        registers.extend(self.writes.clone());
        registers
    }

    fn shown(&self) -> Option<&Record> {
        self.row.as_ref().and_then(RecordRow::shown)
    }

    /// The change that takes the record from what is shown to what was written, `None` where that is the same.
    pub(super) fn change(&self, installation: &mut Installation, stamp: Stamp) -> Option<Change> {
        let empty = Record::default();
        let shown = self.shown().unwrap_or(&empty);
        let mut values = self.writes.clone();
        values.retain(|name, value| match shown.fields.get(name) {
            Some(field) => field.value != *value,
            None => !is_empty(value),
        });
        let key = self.key.clone();
        (!values.is_empty()).then(|| Change::over(shown, installation.next(), stamp, key, values))
    }

    /// Refuses at once what the server would refuse later.
    pub(super) fn check(&self, change: &Change) -> Result<()> {
        let empty = Record::default();
        let values = change
            .fields
            .iter()
            .map(|field| (&field.name, &field.value));
        validate::change(change)
            .and_then(|()| validate::room(self.shown().unwrap_or(&empty), values))
            .map_err(|refusal| not_allowed(&self.key, refusal.to_string()))
    }
}

/// One record with the change that the action made to it.
pub(super) struct Changed {
    pub(super) record: RecordRow,
    pub(super) change: Change,
    pub(super) made: bool,
    pub(super) entries: Vec<Entry>,
}

impl Changed {
    pub(super) fn new(staged: Staged, change: Change, next_record_id: &mut i64) -> Self {
        let mut record = staged.row.unwrap_or_else(|| {
            *next_record_id += 1;
            RecordRow {
                record_id: *next_record_id - 1,
                key: staged.key,
                base: None,
                pending: None,
            }
        });
        let mut shown = record.shown().cloned().unwrap_or_default();
        let entries = change.fields.iter().map(|field| Entry {
            register: field.name.clone(),
            old: shown
                .fields
                .get(&field.name)
                .map(|field| field.value.clone()),
            new: field.value.clone(),
        });
        let entries = entries.collect();
        let made = shown.fields.is_empty();
        fold(&mut shown, &change, None);
        record.pending = Some(shown);
        Self {
            record,
            change,
            made,
            entries,
        }
    }

    pub(super) fn waiting(&self, action: ActionId) -> Waiting {
        Waiting {
            outbox_id: 0,
            record_id: self.record.record_id,
            action: Some(action),
            change: self.change.clone(),
            acked_seq: None,
        }
    }

    pub(super) fn written(&self, action: ActionId, source: Source) -> Written {
        Written {
            record_id: self.record.record_id,
            action: Some(action),
            source,
            version: self.change.version,
            at_us: self.change.stamp.0,
            made: self.made,
            entries: self.entries.clone(),
        }
    }
}

/// A record's registers as the domain reads them.
pub(crate) fn registers_of(record: &Record) -> Registers {
    let fields = record.fields.iter();
    fields
        .map(|(name, field)| (name.clone(), field.value.clone()))
        .collect()
}

/// Whether a register with this value is as if it had never been written.
pub(crate) fn is_empty(value: &[u8]) -> bool {
    value == b"null" || value == FALSE
}

pub(super) fn not_allowed(key: &RecordKey, reason: String) -> Error {
    Error::NotAllowed {
        kind: key.kind.clone(),
        id: key.id.0,
        reason,
    }
}
