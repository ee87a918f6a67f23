//! From what was sent to a table with named columns.

use base64::Engine;
use desk_api::import::{ColumnChoice, ImportRequest, ListKind as ApiListKind, ListSource};
use desk_documents::import::{
    Column, Foreign, ListKind, Mapping, ProgrammeContext, ReadError, Table, read_table, recognise,
};
use desk_store::Store;
use serde_json::Value;

use crate::error::{Error, Result};
use crate::programme::data::VisitData;

/// A list as a table, and what its columns mean.
pub(super) struct Reading {
    pub(super) list: ListKind,
    pub(super) table: Table,
    pub(super) mapping: Mapping,
    /// Whether the mapping was remembered from an earlier list with these headings.
    pub(super) remembered: bool,
    pub(super) context: ProgrammeContext,
}

impl Reading {
    /// Reads a list. Its columns are those that a person chose, else those remembered, else those recognised.
    pub(super) async fn of(
        store: &Store,
        data: &VisitData,
        request: &ImportRequest,
    ) -> Result<Self> {
        let list = match request.list {
            ApiListKind::Programme => ListKind::Programme,
            ApiListKind::Participants => ListKind::Participants,
        };
        let country = data
            .guest_city
            .as_ref()
            .and_then(|city| city.country.as_ref());
        let hint = country.map(|country| country.code().to_lowercase());
        let table = read_table(&bytes(&request.source)?, hint.as_deref())?;
        let mut mapping = recognise(list, &table);
        let mut remembered = false;
        if let Some(chosen) = &request.columns {
            choose(&mut mapping, chosen)?;
        } else if let Some(earlier) = earlier(store, &mapping).await? {
            remembered = mapping.apply_remembered(&earlier);
        }
        let context = ProgrammeContext {
            first_day: data.visit.starts_on,
            last_day: data.visit.ends_on,
            date_order: None,
        };
        Ok(Self {
            list,
            table,
            mapping,
            remembered,
            context,
        })
    }

    /// The columns as understood, each with the first value under it.
    pub(super) fn columns(&self) -> Vec<ColumnChoice> {
        let first_row = self.mapping.header_row.map_or(0, |header| header + 1);
        let sample = |index: usize| {
            let below = self.table.rows.iter().skip(first_row);
            below
                .filter_map(|row| row.cell(index))
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        let columns = self.mapping.columns.iter().enumerate();
        columns
            .map(|(index, column)| ColumnChoice {
                heading: column.heading.clone(),
                column: word(column.column),
                sample: sample(index),
            })
            .collect()
    }

    /// The columns that one may choose.
    pub(super) fn choices(&self) -> Vec<String> {
        self.list.columns().iter().copied().map(word).collect()
    }
}

/// The word by which screens know a column.
pub(super) fn word(column: Column) -> String {
    match serde_json::to_value(column) {
        Ok(Value::String(word)) => word,
        other => unreachable!("a column is a word, not {other:?}"),
    }
}

/// The code of a reason why something is no list, for the message catalogues.
pub fn error_code(error: &ReadError) -> &'static str {
    match error {
        ReadError::TooLarge { .. } => "too_large",
        ReadError::UnpacksTooLarge => "unpacks_too_large",
        ReadError::TooManyRows => "too_many_rows",
        ReadError::TooManyColumns { .. } => "too_many_columns",
        ReadError::CellTooLong { .. } => "cell_too_long",
        ReadError::UnclosedQuote { .. } => "unclosed_quote",
        ReadError::Empty => "empty",
        ReadError::BrokenEncoding { .. } => "broken_encoding",
        ReadError::LostCharacters { .. } => "lost_characters",
        ReadError::Encrypted => "encrypted",
        ReadError::Damaged { .. } => "damaged",
        ReadError::NotATable { .. } => "not_a_table",
    }
}

/// The word for a kind of file that is no table, for the message catalogues.
pub const fn foreign_code(found: Foreign) -> &'static str {
    match found {
        Foreign::Pdf => "pdf",
        Foreign::Picture => "picture",
        Foreign::WordProcessor => "word_processor",
        Foreign::OtherWorkbook => "other_workbook",
        Foreign::Archive => "archive",
        Foreign::WebPage => "web_page",
        Foreign::Binary => "binary",
    }
}

fn bytes(source: &ListSource) -> Result<Vec<u8>> {
    match source {
        ListSource::Text { text } => Ok(text.clone().into_bytes()),
        ListSource::File { name, base64 } => base64::engine::general_purpose::STANDARD
            .decode(base64)
            .map_err(|_| Error::bad_value("base64", name.as_str(), "bytes in base 64")),
    }
}

async fn earlier(store: &Store, mapping: &Mapping) -> Result<Option<Mapping>> {
    let Some(signature) = mapping.signature() else {
        return Ok(None);
    };
    let Some(json) = store.import_mapping(&signature).await? else {
        return Ok(None);
    };
    match serde_json::from_str(&json) {
        Ok(mapping) => Ok(Some(mapping)),
        // Another version wrote it: recognising anew is all that is lost.
        Err(error) => {
            tracing::warn!(%error, "a remembered mapping cannot be read");
            Ok(None)
        }
    }
}

fn choose(mapping: &mut Mapping, chosen: &[ColumnChoice]) -> Result<()> {
    for (column, chosen) in mapping.columns.iter_mut().zip(chosen) {
        column.column =
            serde_json::from_value(Value::String(chosen.column.clone())).map_err(|_| {
                Error::bad_value("column", chosen.column.as_str(), "a column of this list")
            })?;
    }
    Ok(())
}
