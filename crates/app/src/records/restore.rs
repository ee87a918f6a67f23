//! Taking several records out of the trash, in one step.

use std::collections::BTreeSet;

use desk_api::records::RecordsRestore;
use desk_api::state::ActionLabel;

use super::{known, uuid};
use crate::error::{Error, Result};
use crate::label::{With, label};
use crate::work::Work;

/// Takes records out of the trash, whatever their kinds; returns what the step is called.
///
/// # Errors
/// [`Error::NotFound`] where one of them is not stored, [`Error::BadValue`] for no record at all; then none comes back.
pub async fn restore_all(work: &mut Work<'_>, request: &RecordsRestore) -> Result<ActionLabel> {
    let mut records = BTreeSet::new();
    for record in &request.records {
        records.insert((known(&record.kind)?.name, uuid(&record.id)?));
    }
    for (kind, id) in &records {
        work.restore(kind, *id).await?;
    }
    let mut in_order = records.iter();
    match (in_order.next(), in_order.next()) {
        (None, _) => Err(Error::bad_value("records", "", "at least one record")),
        (Some((kind, id)), None) => Ok(label("record_restored")
            .with("kind", kind)
            .with("title", work.title(kind, *id).await?)),
        _ => Ok(label("records_restored").with("count", records.len())),
    }
}
