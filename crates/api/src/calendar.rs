//! The calendar: what falls into a span of days, over all visits.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::partnerships::{AnniversaryDay, RenewalDay};

/// Asks for the days from `from` to the day before `until`; at most a year and some weeks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CalendarSpan {
    /// The first day, `YYYY-MM-DD`.
    pub from: String,
    /// The day after the last, `YYYY-MM-DD`.
    pub until: String,
}

/// What falls into a span of days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CalendarView {
    /// Today in the chapter's city.
    pub date: String,
    /// Visits of which a day lies in the span, by first day, the longer first.
    pub visits: Vec<CalendarVisit>,
    /// Anniversaries of partnerships, by day.
    pub anniversaries: Vec<CalendarAnniversary>,
    /// Renewals of agreements and the days by which their texts are due, by day.
    pub renewals: Vec<CalendarRenewal>,
    /// Tasks that are due, by day; done ones too.
    pub tasks: Vec<CalendarTask>,
    /// How many visits have no dates and so stand on no day.
    pub undated: u32,
}

/// A visit across its days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CalendarVisit {
    /// Its record id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// First day in the host city.
    pub starts_on: String,
    /// Last day in the host city; the first where none is known.
    pub ends_on: String,
    /// `inbound`, `outbound` or `virtual`.
    pub direction: Option<String>,
    /// Where it stands; a word of the visit's `status` field.
    pub status: Option<String>,
    /// Which of the six pair colours marks the partnership, 0 to 5.
    pub hue: u8,
    /// The partner city's name.
    pub partner: Option<String>,
}

/// An anniversary of a partnership.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CalendarAnniversary {
    /// The partnership's record id.
    pub partnership: String,
    /// What the partnership is called.
    pub title: String,
    /// Which of the six pair colours marks it, 0 to 5.
    pub hue: u8,
    /// Which day and how many years.
    pub anniversary: AnniversaryDay,
}

/// A renewal of an agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CalendarRenewal {
    /// The partnership's record id.
    pub partnership: String,
    /// What the partnership is called.
    pub title: String,
    /// Which of the six pair colours marks it, 0 to 5.
    pub hue: u8,
    /// The day of renewal and by when its text is due, of which at least one lies in the span.
    pub renewal: RenewalDay,
}

/// A task on the day by which it is due.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CalendarTask {
    /// Its record id.
    pub id: String,
    /// What.
    pub title: String,
    /// For which visit.
    pub visit: String,
    /// That visit's title.
    pub visit_title: String,
    /// By when.
    pub due_on: String,
    /// Whether it is done.
    pub done: bool,
}
