//! What becomes of each row, for a person to look at.

use desk_api::import::{ImportCounts, ImportPreview, ImportRemark, ImportRow, RowFate as ApiFate};
use desk_documents::import::{Fate, Parsed, RowMatch, Warning};
use serde::Serialize;
use serde_json::Value;

use super::reading::{Reading, word};

/// What a row says, in the words of a preview.
pub(super) struct Shown {
    pub(super) title: String,
    pub(super) day: Option<String>,
    pub(super) time: Option<String>,
    pub(super) detail: Option<String>,
}

/// Puts the preview of a list together: `matches` has an entry for each row that was read, in order.
pub(super) fn preview<T>(
    reading: &Reading,
    parsed: &Parsed<T>,
    matches: &[RowMatch],
    shown: impl Fn(&T) -> Shown,
) -> ImportPreview {
    let mut matches = matches.iter();
    let rows: Vec<ImportRow> = parsed
        .rows
        .iter()
        .map(|row| {
            let mut view = match &row.fate {
                Fate::Read { row, warnings } => {
                    let matched = matches.next().expect("a match for each row that was read");
                    read(shown(row), warnings, matched)
                }
                Fate::Heading { .. } => without_record(ApiFate::Heading),
                Fate::Blank => without_record(ApiFate::Blank),
                Fate::Problem { reason, partial } => ImportRow {
                    remarks: vec![remark(reason)],
                    ..of(ApiFate::Problem, partial.as_ref().map(&shown))
                },
            };
            view.line = row.line;
            if view.title.is_empty() {
                view.title = raw(reading, row.line);
            }
            view
        })
        .collect();
    ImportPreview {
        columns: reading.columns(),
        choices: reading.choices(),
        remembered: reading.remembered,
        counts: counts(&rows),
        rows,
    }
}

fn read(shown: Shown, warnings: &[Warning], matched: &RowMatch) -> ImportRow {
    let (fate, changes) = match matched {
        RowMatch::New => (ApiFate::Added, Vec::new()),
        RowMatch::Same { .. } => (ApiFate::Unchanged, Vec::new()),
        RowMatch::Update { changed, .. } => (
            ApiFate::Updated,
            changed.iter().copied().map(word).collect(),
        ),
    };
    ImportRow {
        changes,
        remarks: warnings.iter().map(remark).collect(),
        ..of(fate, Some(shown))
    }
}

fn without_record(fate: ApiFate) -> ImportRow {
    of(fate, None)
}

fn of(fate: ApiFate, shown: Option<Shown>) -> ImportRow {
    let shown = shown.unwrap_or(Shown {
        title: String::new(),
        day: None,
        time: None,
        detail: None,
    });
    let Shown {
        title,
        day,
        time,
        detail,
    } = shown;
    ImportRow {
        line: 0,
        fate,
        title,
        day,
        time,
        detail,
        changes: Vec::new(),
        remarks: Vec::new(),
    }
}

/// The cells of a row that holds no record, so that a person finds it in the source.
fn raw(reading: &Reading, line: u32) -> String {
    let row = reading.table.rows.iter().find(|row| row.line == line);
    let cells = row
        .into_iter()
        .flat_map(|row| row.cells.iter())
        .filter(|cell| !cell.is_empty());
    cells.map(String::as_str).collect::<Vec<_>>().join(" · ")
}

/// A reason or warning as its code, the text that it is about, and its English sentence.
fn remark<R: Serialize + std::fmt::Display>(reason: &R) -> ImportRemark {
    let (code, value) = match serde_json::to_value(reason) {
        Ok(Value::String(code)) => (code, String::new()),
        Ok(Value::Object(tagged)) => {
            let (code, data) = tagged.into_iter().next().unwrap_or_default();
            (code, about(&data))
        }
        other => unreachable!("a reason is an enum, not {other:?}"),
    };
    ImportRemark {
        code,
        value,
        sentence: reason.to_string(),
    }
}

/// The text that a reason is about: as written where it holds that, else what it names first.
fn about(data: &Value) -> String {
    let fields = data.as_object();
    let field = |name: &str| fields.and_then(|fields| fields.get(name));
    let value = ["text", "written", "date", "line", "end"]
        .into_iter()
        .find_map(field);
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

fn counts(rows: &[ImportRow]) -> ImportCounts {
    let count = |fate: ApiFate| {
        u32::try_from(rows.iter().filter(|row| row.fate == fate).count()).unwrap_or(u32::MAX)
    };
    let (added, updated, unchanged) = (
        count(ApiFate::Added),
        count(ApiFate::Updated),
        count(ApiFate::Unchanged),
    );
    let problems = count(ApiFate::Problem);
    ImportCounts {
        read: added + updated + unchanged + problems,
        added,
        updated,
        unchanged,
        problems,
    }
}
