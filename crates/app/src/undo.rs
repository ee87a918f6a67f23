//! Which steps Undo and Redo offer.

use desk_api::state::ActionLabel;
use desk_store::{Action, Store};

use crate::error::Result;
use crate::label;

/// A chapter that was founded here, by its step.
pub const CHAPTER_STARTED: &str = "chapter_started";
/// A chapter that was joined, by its step.
pub const CHAPTER_JOINED: &str = "chapter_joined";

/// What Undo would take back, if anything.
///
/// Founding or joining a chapter is no step to take back: all others stand on its records.
pub async fn undoable(store: &Store) -> Result<Option<ActionLabel>> {
    let latest = store.undoable().await?.filter(can_be_reversed);
    Ok(latest.map(|action| label::shown(&action.label)))
}

/// Whether a step may be taken back at all.
pub fn can_be_reversed(action: &Action) -> bool {
    !matches!(action.label.code.as_str(), CHAPTER_STARTED | CHAPTER_JOINED)
}

/// What Redo would do again, if anything.
pub async fn redoable(store: &Store) -> Result<Option<ActionLabel>> {
    let latest = store.redoable().await?;
    Ok(latest.map(|action| label::shown(&action.label)))
}
