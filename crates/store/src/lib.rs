//! The encrypted local database of one chapter, and the one door by which every edit enters it.
//!
//! An edit is stamped, folded, projected into the typed tables, entered in history and outbox in one transaction
//! ([`Tx`]); what a colleague did comes through the same fold. Screens read the typed tables.
//!
//! **Invariant:** nothing writes a typed table except the merge. **Invariant:** records, typed tables, cursors, outbox,
//! history and clock commit together or not at all.
//!
//! Suggested reading order: [`Store`], [`Tx`], `projection`, `undo`, [`sync`], `search`.

mod action;
mod adopt;
mod backup;
mod codec;
mod combined;
mod directory;
mod doctor;
mod error;
mod history;
mod inbox;
mod key;
pub mod keys;
mod looking;
mod mark;
mod membership;
mod opening;
mod overlay;
mod own;
mod projection;
mod quarantine;
mod renumber;
mod search;
mod steps;
mod store;
mod summary;
pub mod sync;
mod tables;
mod trash;
mod tx;
mod undo;

pub use action::{Action, ActionId, ActionLabel, Source};
pub use backup::Restored;
pub use combined::Combined;
pub use directory::{Directory, DirectoryGroup, DirectoryQuery, DirectorySort, Listing};
pub use doctor::Findings;
pub use error::{Error, Result};
pub use history::HistoryEntry;
pub use inbox::{Keep, Question, Version};
pub use key::{KEY_BYTES, Key};
pub use looking::{LastChange, Received};
pub use projection::Tally;
pub use quarantine::{QuarantineId, Quarantined};
pub use search::Hit;
pub use steps::Step;
pub use store::{Identity, NewId, Store};
pub use summary::Summaries;
pub use sync::{Applied, Timing};
pub use trash::Trashed;
pub use tx::Tx;
pub use undo::{Kept, UndoOutcome};
