//! Several records in one step: one thing done, one thing to take back.

use std::collections::BTreeSet;

use desk_api::records::{RecordsDelete, RecordsSet};
use desk_api::state::ActionLabel;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::label::{With, label};
use crate::work::Work;

/// The most records of one step: a whole delegation many times over, and a batch that sync sends at once.
pub const RECORDS_MAX: usize = 1000;

/// Sets the same fields of several records; returns what the step is called.
///
/// # Errors
/// As [`super::set`], for the first record that it does not work for; then none is changed. [`Error::BadValue`] for no
/// record at all, or more than [`RECORDS_MAX`].
pub async fn set_all(work: &mut Work<'_>, request: &RecordsSet) -> Result<ActionLabel> {
    let RecordsSet { kind, ids, fields } = request;
    let ids = distinct(ids)?;
    for id in &ids {
        super::set(work, kind, *id, fields).await?;
    }
    named(work, "changed", kind, &ids).await
}

/// Puts several records into the trash; returns what the step is called.
///
/// # Errors
/// [`Error::NotFound`] where one of them is not there; then none is deleted. Else as [`set_all`].
pub async fn delete_all(work: &mut Work<'_>, request: &RecordsDelete) -> Result<ActionLabel> {
    let RecordsDelete { kind, ids } = request;
    super::known(kind)?;
    let ids = distinct(ids)?;
    let label = named(work, "deleted", kind, &ids).await?;
    for id in ids {
        work.delete(kind, id).await?;
    }
    Ok(label)
}

fn distinct(ids: &[String]) -> Result<BTreeSet<Uuid>> {
    if ids.is_empty() || ids.len() > RECORDS_MAX {
        let expected = format!("1 to {RECORDS_MAX} records");
        return Err(Error::bad_value("ids", ids.len().to_string(), &expected));
    }
    ids.iter().map(|id| super::uuid(id)).collect()
}

/// A step on one record is called as if it had been done to that one.
async fn named(
    work: &mut Work<'_>,
    what: &str,
    kind: &str,
    ids: &BTreeSet<Uuid>,
) -> Result<ActionLabel> {
    let mut ids_in_order = ids.iter();
    if let (Some(only), None) = (ids_in_order.next(), ids_in_order.next()) {
        let title = work.title(kind, *only).await?;
        return Ok(label(&format!("record_{what}"))
            .with("kind", kind)
            .with("title", title));
    }
    Ok(label(&format!("records_{what}"))
        .with("kind", kind)
        .with("count", ids.len()))
}
