//! Taking over the lists that a partner city sends: programmes and delegates.
//!
//! `desk-documents` reads and matches; here a row becomes records. A preview and an import are the same reading: what
//! was shown is what is done.

mod participants;
mod people;
mod preview;
mod programme;
mod reading;

use desk_api::import::{ImportPreview, ImportRequest, ListKind};
use desk_api::state::ActionLabel;
use desk_store::Store;

pub use desk_documents::import::SOURCE_BYTES_MAX;
pub use reading::{error_code, foreign_code};

use crate::error::Result;
use crate::label::{With, label};
use crate::programme::data::VisitData;
use crate::work::Work;
use reading::Reading;

/// Says what would become of each row; saves nothing.
///
/// # Errors
/// [`crate::Error::List`] where the source is no list.
pub async fn preview(
    store: &Store,
    data: &VisitData,
    request: &ImportRequest,
) -> Result<ImportPreview> {
    let reading = Reading::of(store, data, request).await?;
    Ok(match request.list {
        ListKind::Programme => programme::Plan::new(data, &reading).preview(&reading),
        ListKind::Participants => participants::Plan::new(store, data, &reading)
            .await?
            .preview(&reading),
    })
}

/// Takes a list over. Returns what became of each row, and the step by its name.
pub async fn commit(
    store: &Store,
    work: &mut Work<'_>,
    data: &VisitData,
    request: &ImportRequest,
) -> Result<(ImportPreview, ActionLabel)> {
    let reading = Reading::of(store, data, request).await?;
    let (preview, code) = match request.list {
        ListKind::Programme => {
            let plan = programme::Plan::new(data, &reading);
            plan.carry_out(work, data).await?;
            (plan.preview(&reading), "imported_programme")
        }
        ListKind::Participants => {
            let plan = participants::Plan::new(store, data, &reading).await?;
            plan.carry_out(work, data).await?;
            (plan.preview(&reading), "imported_participants")
        }
    };
    let label = label(code)
        .with("title", data.visit.title.as_deref().unwrap_or_default())
        .with("added", preview.counts.added)
        .with("updated", preview.counts.updated);
    Ok((preview, label))
}

/// Remembers how the columns were mapped, for the next list with these headings.
pub async fn remember(
    store: &Store,
    data: &VisitData,
    request: &ImportRequest,
    now_us: u64,
) -> Result<()> {
    let reading = Reading::of(store, data, request).await?;
    if let Some(signature) = reading.mapping.signature() {
        let mapping = serde_json::to_string(&reading.mapping).expect("a mapping is plain data");
        store
            .set_import_mapping(&signature, &mapping, now_us)
            .await?;
    }
    Ok(())
}
