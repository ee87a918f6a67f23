//! Undo and redo of any action by its name.
//!
//! Undoing is a new action that writes the earlier values of exactly those registers that still hold what the action
//! wrote. What was changed since, by anybody, is left as it is and named in the outcome.

use std::collections::BTreeMap;

use desk_domain::kind::Registers;
use desk_sync::record::{DELETED, FALSE, TRUE};
use uuid::Uuid;

use crate::action::{Action, ActionId, ActionLabel};
use crate::codec::Entry;
use crate::error::Result;
use crate::store::Store;
use crate::tables::history::Written;
use crate::tables::{action, history, record};
use crate::tx::{Tx, is_empty};

/// What an undo or a redo did.
#[derive(Debug, Clone, PartialEq)]
pub struct UndoOutcome {
    /// What was undone or done again.
    pub label: ActionLabel,
    /// What was left, since it was changed meanwhile.
    pub kept: Vec<Kept>,
}

/// A record or register that an undo left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The record's kind.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
    /// The register that was changed since, `None` for a whole record that was made by the action and edited since.
    pub register: Option<String>,
}

impl Store {
    /// Returns the action that [`Store::undo`] would take back.
    pub async fn undoable(&self) -> Result<Option<Action>> {
        action::undoable(&mut *self.read().await?).await
    }

    /// Returns the action that [`Store::redo`] would bring back.
    pub async fn redoable(&self) -> Result<Option<Action>> {
        action::redoable(&mut *self.read().await?).await
    }

    /// Takes back the latest action that is not undone; `None` where there is none.
    pub async fn undo(&self, now_us: u64) -> Result<Option<UndoOutcome>> {
        match self.undoable().await? {
            Some(action) => self.undo_action(action.id, now_us).await,
            None => Ok(None),
        }
    }

    /// Brings back the action that was undone last; `None` where something was done since.
    pub async fn redo(&self, now_us: u64) -> Result<Option<UndoOutcome>> {
        match self.redoable().await? {
            Some(action) => self.redo_action(action.id, now_us).await,
            None => Ok(None),
        }
    }

    /// Takes back this action; `None` where there is no such action or it is undone.
    pub async fn undo_action(&self, id: ActionId, now_us: u64) -> Result<Option<UndoOutcome>> {
        self.reverse(id, now_us, false).await
    }

    /// Does this undone action again; `None` where there is no such action or it is not undone.
    pub async fn redo_action(&self, id: ActionId, now_us: u64) -> Result<Option<UndoOutcome>> {
        self.reverse(id, now_us, true).await
    }

    /// Reverses what was written last in the name of this action: by itself, by its undo or by its redo.
    async fn reverse(
        &self,
        id: ActionId,
        now_us: u64,
        undone: bool,
    ) -> Result<Option<UndoOutcome>> {
        let mut sql = self.write().await?;
        let Some(action) = action::get(&mut sql, id).await? else {
            return Ok(None);
        };
        if action.undone != undone {
            return Ok(None);
        }
        let wrote_last = action::last_reversal(&mut sql, id).await?.unwrap_or(id);
        let label = action.label;
        let mut tx = Tx::begin(sql, label.clone(), now_us).await?.reversing(id);
        let kept = write_earlier_values(&mut tx, wrote_last).await?;
        action::mark(&mut tx.sql, id, !undone).await?;
        tx.commit().await?;
        Ok(Some(UndoOutcome { label, kept }))
    }
}

/// Stages the values from before what this action wrote, and returns what has to stay.
async fn write_earlier_values(tx: &mut Tx, action: ActionId) -> Result<Vec<Kept>> {
    let written = history::list_by_action(&mut tx.sql, action).await?;
    let record_ids: Vec<i64> = written.iter().map(|one| one.record_id).collect();
    let records = record::list_by_ids(&mut tx.sql, &record_ids).await?;
    let mut kept = Vec::new();
    for one in &written {
        // A record that was removed with its space has nothing to take back.
        let Some(row) = records.get(&one.record_id) else {
            continue;
        };
        let (kind, id) = (&row.key.kind, row.key.id.0);
        let shown = tx.registers(kind, id).await?.unwrap_or_default();
        let (earlier, changed_since) = earlier_values(one, &shown);
        kept.extend(changed_since.into_iter().map(|register| Kept {
            kind: kind.clone(),
            id,
            register,
        }));
        tx.put_raw(kind, id, None, earlier).await?;
    }
    Ok(kept)
}

/// Returns what to write, and the registers that were changed since (`None` for the record as a whole).
///
/// Undoing the making of a record is deleting it, unless somebody worked on it since; its values stay for whoever
/// wants it back.
pub(crate) fn earlier_values(
    written: &Written,
    shown: &Registers,
) -> (Registers, Vec<Option<String>>) {
    if written.made {
        return if edited_since(&written.entries, shown) {
            (Registers::new(), vec![None])
        } else {
            (
                Registers::from([(DELETED.to_owned(), TRUE.to_vec())]),
                Vec::new(),
            )
        };
    }
    let mut earlier = Registers::new();
    let mut changed_since = Vec::new();
    for Entry { register, old, new } in &written.entries {
        if shown.get(register) == Some(new) {
            let old = old.clone().unwrap_or_else(|| absent(register));
            earlier.insert(register.clone(), old);
        } else {
            changed_since.push(Some(register.clone()));
        }
    }
    (earlier, changed_since)
}

/// Whether a record shows anything but what these entries wrote.
fn edited_since(entries: &[Entry], shown: &Registers) -> bool {
    let wrote: BTreeMap<&str, &[u8]> = entries
        .iter()
        .map(|entry| (entry.register.as_str(), entry.new.as_slice()))
        .collect();
    let other = |register: &str, value: &[u8]| {
        wrote
            .get(register)
            .map_or(!is_empty(value), |written| *written != value)
    };
    let changed = shown.iter().any(|(register, value)| other(register, value));
    let emptied = |register: &str| !shown.contains_key(register);
    changed || wrote.keys().any(|register| emptied(register))
}

/// The value of a register that had none: members of a set and the deletion are yes or no, all else is null.
fn absent(register: &str) -> Vec<u8> {
    let is_flag = register == DELETED || register.contains('/');
    if is_flag {
        FALSE.to_vec()
    } else {
        b"null".to_vec()
    }
}
