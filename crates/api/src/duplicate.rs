//! Planning a visit like one that is there.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Copies a visit with chosen parts to other days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct VisitDuplicate {
    /// Which visit.
    pub visit: String,
    /// What the copy is called.
    pub title: String,
    /// Its first day, `YYYY-MM-DD`; everything else moves by as many days.
    pub starts_on: String,
    /// What is copied.
    pub parts: VisitParts,
}

/// The parts of a visit that a copy takes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VisitParts {
    /// Programme items.
    pub programme: bool,
    /// Tasks, all open again.
    pub tasks: bool,
    /// The guests' parts.
    pub guests: bool,
    /// The parts of those who receive them.
    pub hosts: bool,
    /// Vehicles.
    pub vehicles: bool,
    /// The team's notes on what is copied.
    pub notes: bool,
}
