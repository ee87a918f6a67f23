//! The itinerary: days, items, findings.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::state::VisitRow;

/// All that the day board shows of one visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ItineraryView {
    /// Whose.
    pub visit: VisitRow,
    /// The zone of the programme.
    pub zone: String,
    /// Every day of the visit, and every further day that has an item, by date.
    pub days: Vec<DayView>,
    /// Items with a day, by day, start and place in the list.
    pub items: Vec<ItemView>,
    /// Items not placed yet.
    pub tray: Vec<ItemView>,
    /// Who may take part, in protocol order.
    pub participants: Vec<ParticipantRef>,
    /// The sub-groups in use.
    pub tracks: Vec<String>,
    /// Places to choose from.
    pub venues: Vec<NamedRef>,
    /// Vehicles of the visit.
    pub vehicles: Vec<NamedRef>,
    /// What is to be looked at, accepted ones included.
    pub findings: Vec<FindingView>,
}

/// One day of the board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DayView {
    /// Which.
    pub date: String,
    /// Minutes by which the partner city's clocks are ahead of the programme's at noon.
    pub ahead_minutes: i32,
    /// Whether either city's clocks change on it.
    pub clocks_change: bool,
    /// Whether it lies within the visit.
    pub within: bool,
    /// Open errors on it.
    pub clashes: u32,
}

/// A slot as the clocks show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SlotView {
    /// The day on which it starts.
    pub day: Option<String>,
    /// `HH:MM`.
    pub start: Option<String>,
    /// The day on which it ends, where that is another.
    pub end_day: Option<String>,
    /// `HH:MM`.
    pub end: Option<String>,
    /// The zone of the place where it starts.
    pub zone: String,
    /// The zone of the place where a journey ends, where that is another.
    pub end_zone: Option<String>,
    /// `fixed`, `tentative` or `to_be_confirmed`.
    pub certainty: String,
}

/// One programme item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ItemView {
    /// Its record id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// A word of the item's `kind` field.
    pub kind: Option<String>,
    /// When.
    pub slot: SlotView,
    /// How long it is meant to last while not placed, in minutes.
    pub length_minutes: Option<i32>,
    /// Where.
    pub venue: Option<NamedRef>,
    /// Where instead, if it rains.
    pub wet_weather_venue: Option<NamedRef>,
    /// Who is in charge.
    pub lead: Option<NamedRef>,
    /// Who interprets.
    pub interpreter: Option<NamedRef>,
    /// In which vehicle.
    pub vehicle: Option<NamedRef>,
    /// Sub-groups it is for.
    pub tracks: Vec<String>,
    /// Participations it names beside the tracks.
    pub participants: Vec<String>,
    /// Guests who attend, computed: participation ids in protocol order.
    pub attending: Vec<String>,
    /// Whether that is every guest.
    pub everyone: bool,
    /// What everybody may read.
    pub public_note: Option<String>,
    /// What only the team may read.
    pub internal_note: Option<String>,
    /// `not_asked`, `asked`, `confirmed` or `declined`.
    pub confirmation: Option<String>,
    /// By whom it was confirmed.
    pub confirmation_by: Option<String>,
    /// On which day.
    pub confirmation_on: Option<String>,
}

/// A record by its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct NamedRef {
    /// Its record id.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// Somebody who may take part in an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ParticipantRef {
    /// The participation.
    pub id: String,
    /// The person.
    pub person: String,
    /// Their name.
    pub name: PersonNameView,
    /// `guest` or `host`.
    pub side: String,
    /// Their sub-group.
    pub track: Option<String>,
    /// A word of the participation's `role` field.
    pub role: Option<String>,
}

/// A person's name in both scripts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct PersonNameView {
    /// In Latin letters; empty where nobody has written it yet.
    pub latin: String,
    /// As the person writes it.
    pub native: Option<String>,
    /// The language of that, a BCP 47 tag.
    pub language: Option<String>,
    /// How it is said.
    pub pronunciation: Option<String>,
}

/// Something that a person should look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FindingView {
    /// Its lasting key.
    pub key: String,
    /// Which rule: a code of the message catalogue `finding.*`.
    pub code: String,
    /// `error`, `warning` or `hint`.
    pub severity: String,
    /// The items concerned.
    pub items: Vec<String>,
    /// The people concerned: person ids.
    pub people: Vec<String>,
    /// The day, if it has one.
    pub day: Option<String>,
    /// Names, times and counts for the sentence, by argument name.
    pub args: Value,
    /// The sentence in English, for scripts and the log.
    pub sentence: String,
    /// The computed way out: where to move the first item.
    pub move_to: Option<SlotView>,
    /// Why somebody accepted it.
    pub accepted: Option<String>,
}

/// Names a visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct VisitId {
    /// Its record id.
    pub visit: String,
}

/// Names an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ItemId {
    /// Its record id.
    pub item: String,
}

/// Adds an item; without a day it goes to the tray.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ItemAdd {
    /// To which visit.
    pub visit: String,
    /// What it is.
    pub title: String,
    /// A word of the item's `kind` field.
    pub kind: Option<String>,
    /// The day.
    pub day: Option<String>,
    /// `HH:MM`.
    pub start: Option<String>,
    /// `HH:MM`.
    pub end: Option<String>,
    /// How long, in minutes, where it has no end.
    pub length_minutes: Option<i32>,
    /// The place by name; one of that name is used again, else made.
    pub place: Option<String>,
    /// The sub-groups it is for; none: everybody.
    pub tracks: Vec<String>,
    /// `fixed`, `tentative` or `to_be_confirmed`; none: `fixed`.
    pub certainty: Option<String>,
}

/// Moves an item to another time, or to the tray where there is no day. Its length stays unless `end` is given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ItemMove {
    /// Which.
    pub item: String,
    /// The new day; none: to the tray.
    pub day: Option<String>,
    /// The new start, `HH:MM`; none: without a time.
    pub start: Option<String>,
    /// The new end, `HH:MM`.
    pub end: Option<String>,
}

/// Accepts a finding, with the reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FindingAccept {
    /// Of which visit.
    pub visit: String,
    /// The finding's key.
    pub finding: String,
    /// "Accepted because …"; empty: no longer accepted.
    pub reason: String,
}

/// Names, or makes, a place and puts an item there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ItemSetPlace {
    /// Which item.
    pub item: String,
    /// The place by name; empty: none.
    pub place: String,
    /// Whether it is the place for wet weather.
    pub wet_weather: bool,
}
