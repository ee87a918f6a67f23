//! A visit at a glance: its days, what is still to settle, how ready it is, the journey, who to call.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::itinerary::{FindingView, NamedRef, ParticipantRef, PersonNameView, SlotView};
use crate::state::VisitRow;

/// All that the overview of a visit shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OverviewView {
    /// Which visit.
    pub visit: VisitRow,
    /// What is written down of the visit itself.
    pub fields: VisitFields,
    /// Today in the chapter's city.
    pub today: String,
    /// Days until it begins, negative once it has; none without a first day.
    pub days_until: Option<i32>,
    /// Every day of the visit, and every further day that has an item, by date.
    pub days: Vec<OverviewDay>,
    /// What is still to settle, the nearest deadline first.
    pub to_settle: Vec<ToSettleView>,
    /// How ready its parts are; parts of which there is nothing to count are left out.
    pub readiness: Vec<ReadinessView>,
    /// The way there and back.
    pub journey: JourneyView,
    /// Who to call, the first to call first.
    pub calls: Vec<CallView>,
    /// Whether telephone numbers of people may be seen.
    pub private: bool,
    /// What to decide first, while nobody takes part and nothing is placed; else none.
    pub first_decisions: Vec<FirstDecisionView>,
}

/// What is written down of a visit, to be edited.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct VisitFields {
    /// What it is called.
    pub title: String,
    /// A word of the visit's `direction` field.
    pub direction: Option<String>,
    /// A word of the visit's `status` field.
    pub status: Option<String>,
    /// Why it was cancelled or postponed.
    pub status_reason: Option<String>,
    /// First day, `YYYY-MM-DD`.
    pub starts_on: Option<String>,
    /// Last day, `YYYY-MM-DD`.
    pub ends_on: Option<String>,
    /// The id of the city that is visited.
    pub host_city: Option<String>,
    /// The id of the city that the delegation comes from.
    pub guest_city: Option<String>,
    /// What it is for.
    pub purpose: Option<String>,
    /// The id of the person who leads it on our side.
    pub lead: Option<String>,
    /// The id of the person who stands in.
    pub deputy: Option<String>,
    /// Who pays, in words.
    pub funder: Option<String>,
    /// The organisation that receives the delegation.
    pub host_org: Option<String>,
    /// How many guests are expected.
    pub expected_count: Option<i32>,
}

/// One day of the strip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OverviewDay {
    /// Which.
    pub date: String,
    /// The title of the item that takes most of it, rides and meals aside.
    pub headline: Option<String>,
    /// How many items it has.
    pub items: u32,
    /// Open errors on it.
    pub clashes: u32,
    /// Whether either city's clocks change on it.
    pub clocks_change: bool,
    /// Whether it lies within the visit.
    pub within: bool,
}

/// Something still to settle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ToSettleView {
    /// `programme`, `not_placed`, `task`, or what is open about people, such as `diet_unknown`: a code of the message
    /// catalogue `overview.settle.*`.
    pub code: String,
    /// `error`, `warning` or `hint`.
    pub severity: String,
    /// By which day.
    pub by: Option<String>,
    /// Days until then, negative where it is over.
    pub days_left: Option<i32>,
    /// The items concerned, the one to move first.
    pub items: Vec<PlacedRef>,
    /// What the review found about them, the worst first.
    pub findings: Vec<FindingView>,
    /// The people concerned, in protocol order.
    pub people: Vec<ParticipantRef>,
    /// The task.
    pub task: Option<DueTask>,
}

/// A programme item with its day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PlacedRef {
    /// Its record id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// On which day, where it has one.
    pub day: Option<String>,
}

/// A task that is due.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DueTask {
    /// Its record id.
    pub id: String,
    /// What is to be done.
    pub title: String,
    /// Who does it.
    pub assignee: Option<PersonNameView>,
    /// On whom it waits.
    pub waiting_on: Option<String>,
}

/// How far one part of the preparation is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReadinessView {
    /// Which part: a code of the message catalogue `overview.ready.*`.
    pub part: String,
    /// How many are ready.
    pub done: u32,
    /// Of how many; never 0.
    pub total: u32,
}

/// The way there and back.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct JourneyView {
    /// The guests' city and the one they visit, in the order of the way there; none unless both are known to lie
    /// somewhere.
    pub stops: Vec<StopView>,
    /// Arrivals, departures and every item that ends on other clocks, by day and time.
    pub legs: Vec<LegView>,
}

/// A stop on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StopView {
    /// The city.
    pub name: String,
    /// North of the equator, in degrees.
    pub lat: f64,
    /// East of Greenwich, in degrees.
    pub lon: f64,
    /// Whether it is the chapter's own.
    pub home: bool,
}

/// A part of the journey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LegView {
    /// The item's record id.
    pub item: String,
    /// What it is.
    pub title: String,
    /// A word of the item's `kind` field.
    pub kind: Option<String>,
    /// When.
    pub slot: SlotView,
}

/// Somebody to call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CallView {
    /// Their record id; none for a driver who is known by name only.
    pub person: Option<String>,
    /// Their name.
    pub name: PersonNameView,
    /// Whether they stand on the chapter's own side.
    pub home: bool,
    /// What they are called for, the weightiest first: codes of the message catalogue `overview.call.*`.
    pub reasons: Vec<String>,
    /// Of how many items they are in charge.
    pub items: u32,
    /// The vehicle they drive.
    pub vehicle: Option<NamedRef>,
    /// Their number; none where nobody noted it, or where it may not be seen.
    pub phone: Option<String>,
}

/// A first decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FirstDecisionView {
    /// Which: a code of the message catalogue `overview.decide.*`.
    pub code: String,
    /// Whether it is taken.
    pub taken: bool,
}
