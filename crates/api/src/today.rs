//! Today: the next visit, what to do, what others did.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::state::VisitRow;
use crate::sync::SyncSummary;
use crate::tasks::TaskView;

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
