//! Sync and changes: what waits, what needs a decision.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// Whether the server is in reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SyncState {
    /// This chapter works alone.
    Alone,
    /// The server did not answer last time.
    Offline,
    /// An exchange runs.
    Exchanging,
    /// All sent and received.
    UpToDate,
    /// This computer was signed out by a coordinator.
    SignedOut,
    /// The program is too old for the server.
    TooOld,
}

/// Where sync stands, in the sidebar's foot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SyncSummary {
    /// Whether the server is in reach.
    pub state: SyncState,
    /// Changes that the server does not have yet.
    pub waiting: u32,
    /// Pairs of versions that need a decision.
    pub decisions: u32,
    /// Changes set aside because they could not be sent or applied.
    pub set_aside: u32,
    /// The last complete exchange, milliseconds since 1970.
    pub last_exchange_ms: Option<f64>,
    /// Since when the server does not answer, milliseconds since 1970.
    pub offline_since_ms: Option<f64>,
    /// By how many minutes this computer's clock is off, where that is worth saying.
    pub clock_off_minutes: Option<i32>,
    /// The server, as typed.
    pub server: Option<String>,
}

/// All that the screen shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SyncView {
    /// Where sync stands.
    pub summary: SyncSummary,
    /// Pairs that need a decision, oldest first.
    pub decisions: Vec<DecisionView>,
    /// What waits to be sent, by kind.
    pub waiting: Vec<WaitingView>,
    /// What others changed in records that we changed too, newest first.
    pub combined: Vec<CombinedView>,
    /// What was set aside.
    pub set_aside: Vec<SetAsideView>,
}

/// One pair of versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DecisionView {
    /// The two-versions record's id.
    pub id: String,
    /// The kind of the record concerned.
    pub kind: String,
    /// Its id.
    pub record: String,
    /// What it is called.
    pub title: String,
    /// The visit it belongs to, by id and title.
    pub visit: Option<String>,
    /// That visit's title.
    pub visit_title: Option<String>,
    /// The field both changed; `deleted` where one deleted what the other edited.
    pub field: String,
    /// What the field holds, for showing: `text`, `slot`, `date`, …
    pub holds: String,
    /// One version.
    pub first: VersionView,
    /// The other.
    pub second: VersionView,
    /// The value before both, if known.
    pub before: Option<Value>,
    /// Which of the two stands meanwhile: `first`, `second` or `other`.
    pub stands: String,
}

/// One of two versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct VersionView {
    /// The value.
    pub value: Value,
    /// The value as a person reads it, where it is an id: the record's name.
    pub shown: Option<String>,
    /// Who wrote it.
    pub who: String,
    /// Whether that is this computer.
    pub mine: bool,
    /// When, milliseconds since 1970.
    pub at_ms: f64,
}

/// Waiting changes of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WaitingView {
    /// The kind.
    pub kind: String,
    /// How many changes.
    pub count: u32,
}

/// A record in which our change and somebody else's fitted together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CombinedView {
    /// The record's kind.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The visit it belongs to.
    pub visit: Option<String>,
    /// Who changed it.
    pub who: String,
    /// Which fields they changed.
    pub fields: Vec<String>,
    /// When it came, milliseconds since 1970.
    pub at_ms: f64,
}

/// A change set aside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SetAsideView {
    /// Its number.
    pub id: String,
    /// The record's kind.
    pub kind: String,
    /// What the record is called.
    pub title: String,
    /// Why: a code of the message catalogue `set_aside.*`.
    pub reason: String,
    /// What the server or we said, in English.
    pub detail: String,
    /// When, milliseconds since 1970.
    pub at_ms: f64,
    /// The values, for export.
    pub fields: Value,
}

/// Names a change set aside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SetAsideId {
    /// Its number.
    pub id: String,
}

/// What to keep of two versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "keep", rename_all = "snake_case")]
pub enum Keep {
    /// The first.
    First,
    /// The second.
    Second,
    /// The one written on this computer.
    Mine,
    /// The other one.
    Theirs,
    /// Neither: this value.
    Value {
        /// It.
        value: Value,
    },
}

/// Settles a pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Settle {
    /// The two-versions record's id.
    pub id: String,
    /// What to keep.
    pub keep: Keep,
}

/// Connects a chapter that worked alone, or joins with another code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Connect {
    /// Where the server is.
    pub server: String,
    /// The code from the invitation.
    pub code: String,
}

/// What an exchange brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Exchanged {
    /// Changes that the server now has.
    pub sent: u32,
    /// Records that came.
    pub received: u32,
    /// Changes that were refused.
    pub refused: u32,
    /// Pairs of versions that need a decision now.
    pub two_versions: u32,
}
