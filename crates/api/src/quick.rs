//! Quick entry: an item typed as one line.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::itinerary::ItemAdd;

/// Reads one line, such as `tue 15 lunch courthouse all`. Nothing is saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct QuickEntry {
    /// For which visit.
    pub visit: String,
    /// The line as typed.
    pub text: String,
    /// The day that is meant where the line has a time but no day, `YYYY-MM-DD`; none: today, else the first one.
    pub day: Option<String>,
}

/// What a line was understood as.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct QuickEntryView {
    /// What `item_add` would be asked; none where the line leaves no title.
    pub item: Option<ItemAdd>,
    /// Whether the line itself states a day or a time, so that it is more than some words.
    pub states_when: bool,
    /// Whether its day is none of the visit's.
    pub outside: bool,
    /// Whether its place would be made, since none of that name is known.
    pub new_place: bool,
}
