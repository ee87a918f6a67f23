//! Any record: fields, history, trash, search.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::itinerary::NamedRef;

/// Nothing to give back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// Names a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RecordRef {
    /// Its kind, in snake_case.
    pub kind: String,
    /// Its id.
    pub id: String,
}

/// Sets fields of a record. A set field takes the list of all its members.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RecordSet {
    /// Its kind.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// New values by field; `null` empties a field.
    pub fields: BTreeMap<String, Value>,
}

/// Sets the same fields of several records, as one step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RecordsSet {
    /// Their kind.
    pub kind: String,
    /// Their ids.
    pub ids: Vec<String>,
    /// New values by field; `null` empties a field.
    pub fields: BTreeMap<String, Value>,
}

/// Puts several records into the trash, as one step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RecordsDelete {
    /// Their kind.
    pub kind: String,
    /// Their ids.
    pub ids: Vec<String>,
}

/// Adds a record of a kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RecordAdd {
    /// Its kind.
    pub kind: String,
    /// The visit that owns it, for kinds that a visit owns.
    pub visit: Option<String>,
    /// Values by field.
    pub fields: BTreeMap<String, Value>,
}

/// Lists records of a kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RecordList {
    /// Which kind.
    pub kind: String,
    /// Of which visit, for kinds that a visit owns.
    pub visit: Option<String>,
}

/// A record with the values of its fields by name; `id` is among them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RecordView {
    /// Its kind.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Values by field; absent fields are left out.
    pub fields: BTreeMap<String, Value>,
}

/// One change of one field of a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct HistoryRow {
    /// Which field.
    pub field: String,
    /// The value before, none where it was empty.
    pub before: Option<Value>,
    /// The value after.
    pub after: Option<Value>,
    /// Who.
    pub who: String,
    /// When, milliseconds since 1970.
    pub at_ms: f64,
    /// `mine`, `received`, `import` or `undo`.
    pub source: String,
}

/// A record in the trash.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TrashRow {
    /// Its kind.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Who deleted it.
    pub who: String,
    /// When, milliseconds since 1970.
    pub at_ms: f64,
    /// The visit that it belonged to.
    pub visit: Option<NamedRef>,
    /// Whether that visit lies in the trash too: it is not seen again before the visit is brought back.
    pub hidden: bool,
}

/// Takes several records out of the trash, as one step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RecordsRestore {
    /// Which, at least one.
    pub records: Vec<RecordRef>,
}

/// Looks for a text in any script.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Search {
    /// What to look for.
    pub text: String,
    /// How many hits at most.
    pub limit: u32,
}

/// One hit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SearchHit {
    /// The record's kind.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The visit it belongs to, or, for a person, the latest visit they take part in.
    pub visit: Option<String>,
    /// What it is called.
    pub title: String,
    /// What it is called in its own script.
    pub native: Option<String>,
    /// A word more: role, day, city.
    pub detail: Option<String>,
    /// What shows it, for kinds without a screen: the latest item at a place, the partnership of a city.
    pub shown_by: Option<RecordRef>,
}
