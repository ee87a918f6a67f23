//! When a programme item is: wall-clock times on the clocks of its place.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use crate::choice;
use crate::kind::{FieldType, Register};

/// An IANA time zone, such as `Europe/Kyiv`.
pub type Zone = Tz;

impl Register for Tz {
    const TYPE: FieldType = FieldType::Zone;
    fn to_json(&self) -> Value {
        Value::String(self.name().to_owned())
    }
    fn from_json(json: Value) -> Option<Self> {
        json.as_str()?.parse().ok()
    }
}

choice! {
    /// How sure a time is.
    Certainty {
        /// Agreed.
        Fixed = "fixed",
        /// Likely: "about 08:15", "17:00 or 17:30".
        Tentative = "tentative",
        /// Not known: "TBC", "?".
        ToBeConfirmed = "to_be_confirmed",
    }
}

/// A stretch of wall-clock time in the zone of its place; each end of a journey has its own zone.
///
/// Day, start and end may each be missing: real programmes are like that. It syncs as one field, so that no merge
/// can pair one person's start with another's end. Without a day an item is *not placed yet*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// The day on which it starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    /// When it starts, on the clocks of `zone`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveTime>,
    /// The day on which it ends, where that is not `day`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_day: Option<NaiveDate>,
    /// When it ends, on the clocks of `end_zone`, or of `zone`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<NaiveTime>,
    /// The zone of the place where it starts.
    pub zone: Tz,
    /// The zone of the place where a journey ends, where that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_zone: Option<Tz>,
    /// How sure these times are.
    pub certainty: Certainty,
}

/// Why a slot cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SlotError {
    /// It would end before, or when, it starts.
    #[error("it ends at {end}, which is not after its start at {start}")]
    EndsBeforeStart {
        /// The start as written.
        start: NaiveDateTime,
        /// The end as written.
        end: NaiveDateTime,
    },
    /// A time or an end day without the day that it belongs to.
    #[error("a time needs a day")]
    TimeWithoutDay,
}

impl Slot {
    /// A slot that is not placed yet.
    pub const fn unplaced(zone: Tz) -> Self {
        Self {
            day: None,
            start: None,
            end_day: None,
            end: None,
            zone,
            end_zone: None,
            certainty: Certainty::Fixed,
        }
    }

    /// Returns the slot if it can be.
    ///
    /// # Errors
    /// [`SlotError`] names the rule that it breaks. A slot that came by sync is never checked here: it is shown, and
    /// found by the review.
    pub fn checked(self) -> Result<Self, SlotError> {
        if self.day.is_none()
            && (self.start.is_some() || self.end.is_some() || self.end_day.is_some())
        {
            return Err(SlotError::TimeWithoutDay);
        }
        match (
            self.starts_at(),
            self.ends_at(),
            self.start_instant(),
            self.end_instant(),
        ) {
            (Some(start), Some(end), Some(from), Some(to)) if to <= from => {
                Err(SlotError::EndsBeforeStart { start, end })
            }
            _ => Ok(self),
        }
    }

    /// The wall-clock start, if both its day and time are known.
    pub fn starts_at(&self) -> Option<NaiveDateTime> {
        Some(self.day?.and_time(self.start?))
    }

    /// The wall-clock end, if both its day and time are known.
    pub fn ends_at(&self) -> Option<NaiveDateTime> {
        Some(self.end_day.or(self.day)?.and_time(self.end?))
    }

    /// The instant of the start.
    pub fn start_instant(&self) -> Option<DateTime<Tz>> {
        self.starts_at().map(|at| instant(at, self.zone))
    }

    /// The instant of the end.
    pub fn end_instant(&self) -> Option<DateTime<Tz>> {
        self.ends_at()
            .map(|at| instant(at, self.end_zone.unwrap_or(self.zone)))
    }

    /// How long it lasts, where both ends are known.
    pub fn duration(&self) -> Option<TimeDelta> {
        Some(
            self.end_instant()?
                .signed_duration_since(self.start_instant()?),
        )
    }
}

/// The instant that a wall clock in `zone` shows as `at`.
///
/// A time that the clocks skip in spring counts as the moment of the change; of one shown twice in autumn, the first
/// is meant.
pub fn instant(at: NaiveDateTime, zone: Tz) -> DateTime<Tz> {
    match zone.from_local_datetime(&at) {
        LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => instant,
        LocalResult::None => {
            let later = (1..=8)
                .map(|quarters| at + TimeDelta::minutes(15 * quarters))
                .find_map(|later| zone.from_local_datetime(&later).earliest());
            later.unwrap_or_else(|| zone.from_utc_datetime(&at))
        }
    }
}

impl Register for Slot {
    const TYPE: FieldType = FieldType::Slot;
    fn to_json(&self) -> Value {
        serde_json::to_value(self).expect("a struct of days, times and words is JSON")
    }
    fn from_json(json: Value) -> Option<Self> {
        serde_json::from_value(json).ok()
    }
}
