//! People: the directory of everybody the chapter knows, and one person over years.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::itinerary::PersonNameView;

/// Asks for the directory: who fits, the first so many of them in the order of a language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PeopleQuery {
    /// Whose people.
    pub whose: Whose,
    /// A word of the participation's `role` field that they had; none: any.
    pub role: Option<String>,
    /// The name of the city that they come from; none: any.
    pub city: Option<String>,
    /// What is looked for in any script; empty: everybody.
    pub text: String,
    /// By what they are in order.
    pub sort: PeopleSort,
    /// Whether the last comes first.
    pub descending: bool,
    /// In the order of which language, a BCP 47 tag.
    pub language: String,
    /// How many rows at most.
    pub limit: u32,
    /// Somebody whose row is told whether they are among these or not.
    pub open: Option<String>,
}

/// Whose people are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Everybody's.
    All,
    /// The chapter's own.
    Ours,
    /// The partner cities'.
    Theirs,
}

/// By what people are in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PeopleSort {
    /// The name in Latin letters, else as they write it.
    Name,
    /// Rank, post and where they work.
    Post,
    /// The city that they come from.
    City,
    /// What they speak.
    Languages,
    /// The first day of their latest visit.
    Latest,
}

/// Who fits, and what the directory can be filtered by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PeopleView {
    /// The first of those who fit, in order.
    pub rows: Vec<PersonRow>,
    /// How many fit in all.
    pub fitting: u32,
    /// The row that was asked for by its person; none where they lie in the trash.
    pub open: Option<PersonRow>,
    /// How many people there are, and whose.
    pub counts: PeopleCounts,
    /// The cities that somebody comes from, by name, each once.
    pub cities: Vec<String>,
    /// Words of the participation's `role` field that somebody had, each once, in the order of the declaration.
    pub roles: Vec<String>,
    /// Whether travel documents, health and contacts may be seen.
    pub private: bool,
}

/// How many people there are, and whose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct PeopleCounts {
    /// All of them, with those before their first visit.
    pub all: u32,
    /// The chapter's own.
    pub ours: u32,
    /// The partner cities'.
    pub theirs: u32,
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
