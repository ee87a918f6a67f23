//! What was done on this computer, and taking it back or doing it again, several steps at once.

use std::collections::BTreeSet;

use desk_api::state::Done;
use desk_api::steps::{StepRow, StepsReversed};
use desk_store::{ActionId, Kept, Store, UndoOutcome};

use crate::app::App;
use crate::error::{Error, Result};
use crate::records::{self, ms};
use crate::{label, undo};

/// How many steps are listed.
pub const STEPS_MAX: u32 = 100;
/// In how many records a step says by name that something would stay.
const NAMED_MAX: usize = 3;

/// Which way steps are reversed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Taken back.
    Back,
    /// Done again.
    Again,
}

/// What was done here, newest first, down to where the chapter was founded or joined.
pub async fn list(store: &Store) -> Result<Vec<StepRow>> {
    let mut rows = Vec::new();
    for step in store.steps(STEPS_MAX).await? {
        if !undo::can_be_reversed(&step.action) {
            break;
        }
        rows.push(StepRow {
            id: step.action.id.to_string(),
            label: label::shown(&step.action.label),
            at_ms: ms(step.action.at_us),
            undone: step.action.undone,
            redoable: step.redoable,
            kept: count(step.kept.len()),
            kept_in: titles(store, &step.kept).await?,
        });
    }
    Ok(rows)
}

/// Reverses the next step, or every step up to and with `last`, the nearest first.
///
/// # Errors
/// [`Error::NothingToUndo`] and [`Error::NothingToRedo`] where there is none, or `last` is none of them; then nothing
/// is reversed.
pub async fn reverse(app: &App, way: Way, last: Option<&str>) -> Result<Done<StepsReversed>> {
    let chapter = app.chapter().await?;
    let store = &chapter.store;
    let last = match last {
        Some(text) => Some(reachable(store, way, text).await?),
        None => None,
    };
    let mut reversed = StepsReversed::default();
    let mut label = None;
    while let Some(next) = next(store, way).await? {
        let outcome = reverse_one(app, store, way, next).await?;
        let Some(UndoOutcome { label: done, kept }) = outcome else {
            break;
        };
        reversed.steps += 1;
        reversed.kept += count(kept.len());
        label = Some(label::shown(&done));
        if last.is_none_or(|last| last == next) {
            break;
        }
    }
    if reversed.steps == 0 {
        return Err(nothing(way));
    }
    app.changed(Vec::new());
    chapter.sync.edited();
    app.done(&chapter, reversed, label).await
}

/// The step of this number, if reversing the nearest ones first comes to it.
async fn reachable(store: &Store, way: Way, text: &str) -> Result<ActionId> {
    let steps = store.steps(STEPS_MAX).await?;
    let steps = steps
        .into_iter()
        .take_while(|step| undo::can_be_reversed(&step.action));
    let comes = |step: &desk_store::Step| match way {
        Way::Back => !step.action.undone,
        Way::Again => step.redoable,
    };
    steps
        .filter(comes)
        .map(|step| step.action.id)
        .find(|id| id.to_string() == text)
        .ok_or_else(|| nothing(way))
}

async fn next(store: &Store, way: Way) -> Result<Option<ActionId>> {
    let next = match way {
        Way::Back => store.undoable().await?,
        Way::Again => store.redoable().await?,
    };
    Ok(next.filter(undo::can_be_reversed).map(|action| action.id))
}

async fn reverse_one(
    app: &App,
    store: &Store,
    way: Way,
    step: ActionId,
) -> Result<Option<UndoOutcome>> {
    let now_us = (app.edges().steady_us)();
    Ok(match way {
        Way::Back => store.undo_action(step, now_us).await?,
        Way::Again => store.redo_action(step, now_us).await?,
    })
}

/// The records of what would stay, each by its title once.
async fn titles(store: &Store, kept: &[Kept]) -> Result<Vec<String>> {
    let records: BTreeSet<_> = kept.iter().map(|it| (it.kind.as_str(), it.id)).collect();
    let mut titles = Vec::new();
    for (kind, id) in records.into_iter().take(NAMED_MAX) {
        let title = records::title(store, kind, id).await?;
        if !title.is_empty() && !titles.contains(&title) {
            titles.push(title);
        }
    }
    Ok(titles)
}

const fn nothing(way: Way) -> Error {
    match way {
        Way::Back => Error::NothingToUndo,
        Way::Again => Error::NothingToRedo,
    }
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}
