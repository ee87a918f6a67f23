//! An item made ready for the rules.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};

use super::attendance::Presence;
use super::reason::ItemRef;
use super::timing::{Span, Timing};
use crate::kinds::{ProgrammeItem, Vehicle, Venue};
use crate::values::Slot;

/// An item made ready for the rules.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) item: &'a ProgrammeItem,
    /// Its own slot, or the one that is tried.
    pub(super) slot: Cow<'a, Slot>,
    /// When it is, if it has a day and a time.
    pub(super) timing: Option<Timing>,
    pub(super) venue: Option<&'a Venue>,
    pub(super) vehicle: Option<&'a Vehicle>,
    /// Everybody who is there, by person.
    pub(super) present: Vec<Presence>,
}

impl Entry<'_> {
    /// When it is, as narrowly as is known: its time, its day, or `None` while it is not placed.
    pub(super) fn when(&self) -> Option<Span> {
        when(self.timing, &self.slot)
    }

    /// The item as reasons name it.
    pub(super) fn item_ref(&self) -> ItemRef {
        ItemRef {
            id: self.item.id,
            title: self.item.title.clone().unwrap_or_default(),
            slot: self.slot.clone().into_owned(),
        }
    }
}

/// When an item with this timing and slot is, as narrowly as is known.
pub(super) fn when(timing: Option<Timing>, slot: &Slot) -> Option<Span> {
    let day = || slot.day.map(|day| Span::of_day(day, slot.zone));
    timing.map(|timing| timing.whole).or_else(day)
}

/// What items of one title on one day have in common.
pub(super) fn title_key(entry: &Entry) -> Option<(NaiveDate, String)> {
    let title = entry.item.title.as_deref()?.trim().to_lowercase();
    (!title.is_empty()).then_some((entry.slot.day?, title))
}

/// Whether an item has a time and starts before `until`.
pub(super) fn starts_before(entry: &Entry, until: Option<DateTime<Utc>>) -> bool {
    entry
        .timing
        .zip(until)
        .is_some_and(|(timing, until)| timing.whole.from < until)
}
