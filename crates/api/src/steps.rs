//! What a person did on this computer, and taking it back step by step.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::state::ActionLabel;

/// One step, newest first in lists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StepRow {
    /// Names it for `undo_to` and `redo_to`.
    pub id: String,
    /// What was done.
    pub label: ActionLabel,
    /// When, milliseconds since 1970.
    pub at_ms: f64,
    /// Whether it is taken back at present.
    pub undone: bool,
    /// Whether it can be done again: nothing else was done since it was taken back.
    pub redoable: bool,
    /// How many values would stay if it were taken back, since somebody changed them since.
    pub kept: u32,
    /// What these values belong to, each once: the titles of records.
    pub kept_in: Vec<String>,
}

/// Names a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StepId {
    /// Its number.
    pub step: String,
}

/// Steps that were taken back or done again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct StepsReversed {
    /// How many.
    pub steps: u32,
    /// How many values stayed as they are, since somebody changed them meanwhile.
    pub kept: u32,
}
