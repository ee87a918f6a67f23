//! Today: the next visit, what to do, what others did.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::state::VisitRow;
use crate::sync::SyncSummary;

/// All that Today shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TodayView {
    /// Today in the chapter's city.
    pub date: String,
    /// The visit that runs, or comes next.
    pub lead: Option<LeadView>,
    /// Visits from this month on, six months long, by start.
    pub ribbon: Vec<VisitRow>,
    /// Open tasks of all visits that are not past, by group and due day.
    pub tasks: Vec<TaskView>,
    /// Where sync stands.
    pub sync: SyncSummary,
    /// Anniversaries of partnerships within 90 days, by day.
    pub anniversaries: Vec<AnniversaryView>,
    /// What others did lately, newest first.
    pub recent: Vec<RecentView>,
    /// Visits that cannot be read, by their ids.
    pub unreadable: Vec<String>,
}

/// The one visit that Today leads with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LeadView {
    /// Which.
    pub visit: VisitRow,
    /// How many guests take part.
    pub guests: u32,
    /// How many of them have arrived.
    pub arrived: u32,
    /// Days until it starts; negative once it has.
    pub days_until: i32,
    /// Programme items with a day.
    pub placed: u32,
    /// Programme items not placed yet.
    pub unplaced: u32,
}

/// When a task is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskGroup {
    /// Today or overdue.
    Now,
    /// Within seven days.
    Week,
    /// Somebody else has to answer.
    Waiting,
    /// Later or without a day.
    Later,
}

/// A task in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TaskView {
    /// Its record id.
    pub id: String,
    /// What.
    pub title: String,
    /// For which visit.
    pub visit: String,
    /// That visit's title.
    pub visit_title: String,
    /// In which group it stands.
    pub group: TaskGroup,
    /// By when.
    pub due_on: Option<String>,
    /// Days late, 0 where it is not.
    pub days_late: u32,
    /// `open`, `waiting` or `done`.
    pub status: String,
    /// On whom it waits.
    pub waiting_on: Option<String>,
    /// Who does it.
    pub assignee: Option<String>,
    /// The phase or section it belongs to.
    pub phase: Option<String>,
}

/// Adds a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TaskAdd {
    /// For which visit.
    pub visit: String,
    /// What.
    pub title: String,
    /// By when.
    pub due_on: Option<String>,
}

/// Marks a task done or open again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TaskSetDone {
    /// Which.
    pub task: String,
    /// Whether it is done.
    pub done: bool,
}

/// A partnership's anniversary.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AnniversaryView {
    /// The partnership's record id.
    pub partnership: String,
    /// Our city.
    pub home: String,
    /// Their city.
    pub partner: String,
    /// Which pair colour marks it.
    pub hue: u8,
    /// How many years.
    pub years: u32,
    /// Whether it is a number of years that cities celebrate: 5, every tenth, every twenty-fifth.
    pub round: bool,
    /// On which day.
    pub on: String,
}

/// One step of somebody else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RecentView {
    /// Who.
    pub who: String,
    /// What kind of record.
    pub kind: String,
    /// How many records of that kind.
    pub count: u32,
    /// The title of one of them.
    pub title: String,
    /// When, milliseconds since 1970.
    pub at_ms: f64,
}
