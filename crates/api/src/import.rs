//! Import of a programme or a list of delegates: preview, mapping, commit.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// A programme.
    Programme,
    /// A list of delegates.
    Participants,
}

/// The list itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum ListSource {
    /// Pasted.
    Text {
        /// The text.
        text: String,
    },
    /// A file that the window has read.
    File {
        /// Its name.
        name: String,
        /// Its bytes in base 64.
        base64: String,
    },
}

/// Reads a list without saving anything, or takes it over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportRequest {
    /// For which visit.
    pub visit: String,
    /// Which list.
    pub list: ListKind,
    /// The list.
    pub source: ListSource,
    /// Columns as a person mapped them; none: recognised or remembered.
    pub columns: Option<Vec<ColumnChoice>>,
}

/// What one column of the list is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ColumnChoice {
    /// The heading as written, or empty.
    pub heading: String,
    /// A word of the list's columns, or `ignore`.
    pub column: String,
    /// The first value under it.
    pub sample: String,
}

/// What would happen, row by row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportPreview {
    /// The columns as understood.
    pub columns: Vec<ColumnChoice>,
    /// The columns that one may choose.
    pub choices: Vec<String>,
    /// Whether the mapping was remembered from an earlier import.
    pub remembered: bool,
    /// Every row of the source, in order.
    pub rows: Vec<ImportRow>,
    /// The counts.
    pub counts: ImportCounts,
}

/// What becomes of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowFate {
    /// A new record.
    Added,
    /// A record that is there changes.
    Updated,
    /// A record that is there stays.
    Unchanged,
    /// It cannot be taken over.
    Problem,
    /// It is a heading: of the table or of a day.
    Heading,
    /// It is blank.
    Blank,
}

/// One row of the source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportRow {
    /// Its line in the source, from 1.
    pub line: u32,
    /// What becomes of it.
    pub fate: RowFate,
    /// What it was read as: the item's title or the person's name.
    pub title: String,
    /// The day read, `YYYY-MM-DD`.
    pub day: Option<String>,
    /// The time read, `HH:MM` or `HH:MM–HH:MM`.
    pub time: Option<String>,
    /// A word more: the place, or the role.
    pub detail: Option<String>,
    /// Fields that would change, for an updated row.
    pub changes: Vec<String>,
    /// Why it cannot be taken over, and what is worth a look: codes of the message catalogue `import.*`.
    pub remarks: Vec<ImportRemark>,
}

/// Something to say of a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportRemark {
    /// A code of the message catalogue `import.remark.*`.
    pub code: String,
    /// The value as written.
    pub value: String,
    /// The sentence in English, for scripts.
    pub sentence: String,
}

/// How many rows of each fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct ImportCounts {
    /// Rows that hold something to take over.
    pub read: u32,
    /// New records.
    pub added: u32,
    /// Changed records.
    pub updated: u32,
    /// Records that stay.
    pub unchanged: u32,
    /// Rows that cannot be taken over.
    pub problems: u32,
}
