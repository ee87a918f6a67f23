//! What was done on this laptop, step by step, and what taking it back would leave.

use std::collections::BTreeMap;

use desk_domain::kind::Registers;
use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::action::{Action, ActionId};
use crate::error::Result;
use crate::store::Store;
use crate::tables::{action, history, record};
use crate::tx::registers_of;
use crate::undo::{Kept, earlier_values};

/// An action with what can be done about it now.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What was done.
    pub action: Action,
    /// What would be left as it is, if this step and every later one were taken back now: somebody changed it since.
    /// Empty for a step that is taken back.
    pub kept: Vec<Kept>,
    /// Whether redo comes to it: it was taken back, and nothing was done since.
    pub redoable: bool,
}

impl Store {
    /// Returns the latest actions of this laptop, newest first, without undos and redos.
    ///
    /// What taking back would leave is found out by the rules of [`Store::undo`], on a copy: nothing is written.
    pub async fn steps(&self, limit: u32) -> Result<Vec<Step>> {
        let mut conn = self.read().await?;
        let actions = action::list(&mut conn, i64::from(limit)).await?;
        let latest = actions.first().map(|action| action.id);
        let mut walk = WalkBack::default();
        let mut steps = Vec::with_capacity(actions.len());
        for action in actions {
            let reversal = action::last_reversal(&mut conn, action.id).await?;
            let kept = if action.undone {
                Vec::new()
            } else {
                walk.take_back(&mut conn, reversal.unwrap_or(action.id))
                    .await?
            };
            let redoable = action.undone && reversal > latest;
            steps.push(Step {
                action,
                kept,
                redoable,
            });
        }
        Ok(steps)
    }
}

/// The records as they would be with the later steps taken back.
#[derive(Default)]
struct WalkBack {
    records: BTreeMap<i64, (String, Uuid, Registers)>,
}

impl WalkBack {
    /// Takes back what was written by this action, and returns what has to stay.
    async fn take_back(
        &mut self,
        conn: &mut SqliteConnection,
        wrote: ActionId,
    ) -> Result<Vec<Kept>> {
        let written = history::list_by_action(conn, wrote).await?;
        let unread: Vec<i64> = written
            .iter()
            .map(|one| one.record_id)
            .filter(|record_id| !self.records.contains_key(record_id))
            .collect();
        for (record_id, row) in record::list_by_ids(conn, &unread).await? {
            let registers = row.shown().map(registers_of).unwrap_or_default();
            self.records
                .insert(record_id, (row.key.kind, row.key.id.0, registers));
        }
        let mut kept = Vec::new();
        for one in &written {
            let Some((kind, id, registers)) = self.records.get_mut(&one.record_id) else {
                continue;
            };
            let (earlier, changed_since) = earlier_values(one, registers);
            registers.extend(earlier);
            kept.extend(changed_since.into_iter().map(|register| Kept {
                kind: kind.clone(),
                id: *id,
                register,
            }));
        }
        Ok(kept)
    }
}
