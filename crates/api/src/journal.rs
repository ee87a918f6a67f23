//! The journal of a visit: what happened on a day.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::itinerary::{NamedRef, ParticipantRef};
use crate::state::VisitRow;

/// Asks for one day of a visit's journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct JournalDay {
    /// Of which visit.
    pub visit: String,
    /// Which day, `YYYY-MM-DD`; none: today, or the day of the visit nearest to it.
    pub day: Option<String>,
}

/// One day of a visit's journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct JournalView {
    /// Whose.
    pub visit: VisitRow,
    /// The zone of the visit: all times here are its.
    pub zone: String,
    /// What its clocks show now, `YYYY-MM-DDTHH:MM`.
    pub now: String,
    /// The day that is shown.
    pub day: String,
    /// The days of the visit, those with entries before and after it, and today while it runs, by date.
    pub days: Vec<JournalDayView>,
    /// What happened on the day, by time.
    pub lines: Vec<JournalLine>,
    /// Who takes part, in protocol order, guests first.
    pub people: Vec<JournalPerson>,
    /// The programme of the day, by time.
    pub items: Vec<JournalItem>,
    /// Everybody who may have volunteered: the chapter's people, those of the receiving side first.
    pub volunteers: Vec<NamedRef>,
    /// What volunteers gave on the day.
    pub hours: HoursView,
    /// What they gave in the whole visit.
    pub hours_in_all: HoursView,
}

/// A day to choose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct JournalDayView {
    /// Which.
    pub date: String,
    /// How many lines it has.
    pub lines: u32,
}

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct JournalLine {
    /// Tells lines apart on the screen.
    pub key: String,
    /// The entry's record id; none for an arrival or departure, which participations tell.
    pub entry: Option<String>,
    /// `arrival`, `departure`, `attendance`, `note` or `hours`.
    pub kind: String,
    /// `HH:MM` in the zone of the visit.
    pub time: String,
    /// What was written.
    pub text: Option<String>,
    /// Who: those who arrived, left or were at the item, in protocol order.
    pub people: Vec<ParticipantRef>,
    /// At what.
    pub item: Option<NamedRef>,
    /// Of how many the item was meant for, for attendance.
    pub expected: u32,
    /// How many came in all.
    pub head_count: Option<i32>,
    /// Who volunteered.
    pub volunteer: Option<NamedRef>,
    /// For how many minutes.
    pub minutes: Option<i32>,
}

/// Somebody who takes part, as the journal asks after them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct JournalPerson {
    /// Who.
    pub who: ParticipantRef,
    /// When they were checked in, `YYYY-MM-DDTHH:MM`.
    pub arrived_at: Option<String>,
    /// When they left, `YYYY-MM-DDTHH:MM`.
    pub departed_at: Option<String>,
}

/// An item of the day, to note who was there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct JournalItem {
    /// Its record id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// A word of its `kind` field.
    pub kind: Option<String>,
    /// `HH:MM`.
    pub start: Option<String>,
    /// `HH:MM`.
    pub end: Option<String>,
    /// For whom it is: participation ids.
    pub expected: Vec<String>,
    /// Who was there: participation ids; none where nobody noted it.
    pub present: Option<Vec<String>>,
    /// How many came in all.
    pub head_count: Option<i32>,
}

/// Time that volunteers gave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct HoursView {
    /// In minutes.
    pub minutes: u32,
    /// How many people.
    pub volunteers: u32,
}

/// Writes something down.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct JournalAdd {
    /// In which visit.
    pub visit: String,
    /// `note`, `arrival` or `departure` for a remark, or `hours`.
    pub kind: String,
    /// What happened, or what was volunteered for.
    pub text: String,
    /// On which day; none: today in the zone of the visit.
    pub day: Option<String>,
    /// `HH:MM`; none: now there.
    pub time: Option<String>,
    /// Who volunteered, for hours: a person's id.
    pub person: Option<String>,
    /// For how many minutes.
    pub minutes: Option<i32>,
}

/// Notes who was at an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AttendanceSet {
    /// Which item.
    pub item: String,
    /// Those who were there: participation ids. All others were not.
    pub present: Vec<String>,
    /// How many came in all; none where nobody counted.
    pub head_count: Option<i32>,
}

/// Notes that people left, or takes that back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Leave {
    /// Participations.
    pub participations: Vec<String>,
    /// Whether they have left.
    pub departed: bool,
    /// Since when, `YYYY-MM-DDTHH:MM` in the zone of the visit; none: now.
    pub at: Option<String>,
}
