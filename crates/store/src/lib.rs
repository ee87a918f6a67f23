//! The encrypted local database of one chapter, and the one door by which every edit enters it.
//!
//! An edit is stamped, folded, projected into the typed tables, entered in history and outbox in one transaction
//! ([`Tx`]); what a colleague did comes through the same fold. Screens read the typed tables.
//!
//! **Invariant:** nothing writes a typed table except the merge. **Invariant:** records, typed tables, cursors, outbox,
//! history and clock commit together or not at all.
//!
//! Suggested reading order: [`Store`], [`Tx`], `projection`, [`undo`], [`search`].

mod action;
mod codec;
mod error;
mod history;
mod key;
pub mod keys;
mod mark;
mod opening;
mod overlay;
mod projection;
mod renumber;
mod store;
mod tables;
mod trash;
mod tx;
mod undo;

pub use action::{Action, ActionId, ActionLabel, Source};
pub use error::{Error, Result};
pub use history::HistoryEntry;
pub use key::{KEY_BYTES, Key};
pub use store::{Identity, NewId, Store};
pub use trash::Trashed;
pub use tx::Tx;
pub use undo::{Kept, UndoOutcome};
