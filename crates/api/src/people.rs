//! People: the directory of everybody the chapter knows, and one person over years.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::itinerary::PersonNameView;

/// Everybody the chapter knows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PeopleView {
    /// In no order.
    pub rows: Vec<PersonRow>,
    /// Whether travel documents, health and contacts may be seen.
    pub private: bool,
}

/// One person in the directory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonRow {
    /// Their record id.
    pub person: String,
    /// Their name.
    pub name: PersonNameView,
    /// Rank.
    pub rank: Option<String>,
    /// Post.
    pub position: Option<String>,
    /// Where they work.
    pub organisation: Option<String>,
    /// What they speak.
    pub languages: Option<String>,
    /// What the kitchen has to know.
    pub diet: Option<String>,
    /// Whether they stood on the chapter's own side in their latest visit; none before their first.
    pub ours: Option<bool>,
    /// The city of that side.
    pub city: Option<String>,
    /// Words of the participation's `role` field that they had, each once, in the order of the declaration.
    pub roles: Vec<String>,
    /// In how many visits they take part.
    pub visits: u32,
    /// The latest of them.
    pub latest: Option<LatestVisit>,
}

/// The visit in which somebody took part last, or will.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LatestVisit {
    /// The visit.
    pub visit: String,
    /// What it is called.
    pub title: String,
    /// Its first day.
    pub starts_on: Option<String>,
}

/// One person over years.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonView {
    /// As the directory shows them.
    pub row: PersonRow,
    /// Their part in each visit, the latest visit first, those without days at the end.
    pub parts: Vec<PersonPart>,
    /// Allergies; only for coordinators.
    pub allergies: Option<String>,
    /// Last day of the passport; only for coordinators.
    pub passport_expires_on: Option<String>,
    /// Tasks that wait for them.
    pub tasks: Vec<PersonTask>,
    /// Who changed the record last.
    pub changed_by: Option<String>,
    /// When, milliseconds since 1970.
    pub changed_at_ms: Option<f64>,
}

/// A person's part in one visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonPart {
    /// The participation's record id.
    pub participation: String,
    /// The visit.
    pub visit: String,
    /// What it is called.
    pub title: String,
    /// Its first day.
    pub starts_on: Option<String>,
    /// Its last day.
    pub ends_on: Option<String>,
    /// `guest` or `host`.
    pub side: String,
    /// A word of the participation's `role` field.
    pub role: Option<String>,
    /// A word of the participation's `status` field.
    pub status: Option<String>,
}

/// An open task of somebody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonTask {
    /// Its record id.
    pub task: String,
    /// For which visit.
    pub visit: String,
    /// What.
    pub title: String,
    /// By when.
    pub due_on: Option<String>,
}
