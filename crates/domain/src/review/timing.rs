//! When an item is for certain, and when it is at most: real programmes leave out starts and ends.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc};

use super::reason::Doubt;
use super::thresholds::ASSUMED_LENGTH_MINUTES;
use crate::kinds::ProgrammeItem;
use crate::values::{Certainty, Slot, Zone, instant};

/// A stretch of time between two instants, the end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: DateTime<Utc>,
    pub(super) to: DateTime<Utc>,
}

impl Span {
    pub(super) fn overlaps(self, other: Span) -> bool {
        self.from < other.to && other.from < self.to
    }

    pub(super) fn contains(self, other: Span) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    pub(super) fn minutes(self) -> i64 {
        (self.to - self.from).num_minutes()
    }

    /// The whole of a day on the clocks of a zone.
    pub(super) fn of_day(day: NaiveDate, zone: Zone) -> Self {
        let midnight = |day: NaiveDate| instant(NaiveDateTime::from(day), zone).to_utc();
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
        Self {
            from: midnight(day),
            to: midnight(next),
        }
    }
}

/// When an item with a time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Timing {
    /// From start to end; a missing one lies the assumed length away.
    pub(super) whole: Span,
    /// What of it is known: all, or the one minute of which a time is printed.
    pub(super) core: Span,
    /// Whether its start is assumed.
    pub(super) start_assumed: bool,
    /// Whether its end is assumed.
    pub(super) end_assumed: bool,
    /// Whether its times are agreed.
    pub(super) is_fixed: bool,
}

impl Timing {
    /// The timing of `item`, were it at `slot`; `None` without a day or any time.
    ///
    /// An end that is not after the start is left out, since nobody knows which of the two is wrong.
    pub(super) fn new(item: &ProgrammeItem, slot: &Slot) -> Option<Self> {
        let start = slot.start_instant().map(|at| at.to_utc());
        let end = slot.end_instant().map(|at| at.to_utc());
        let end = end.filter(|end| start.is_none_or(|start| start < *end));
        let minute = TimeDelta::minutes(1);
        let assumed = assumed_length(item);
        let (whole, core) = match (start, end) {
            (Some(from), Some(to)) => (Span { from, to }, Span { from, to }),
            (Some(from), None) => (
                Span {
                    from,
                    to: from + assumed,
                },
                Span {
                    from,
                    to: from + minute,
                },
            ),
            (None, Some(to)) => (
                Span {
                    from: to - assumed,
                    to,
                },
                Span {
                    from: to - minute,
                    to,
                },
            ),
            (None, None) => return None,
        };
        Some(Self {
            whole,
            core,
            start_assumed: start.is_none(),
            end_assumed: end.is_none(),
            is_fixed: slot.certainty == Certainty::Fixed,
        })
    }

    /// Whether the two are at once: `None` where not, else what makes it less than certain.
    pub(super) fn overlap(&self, other: &Timing) -> Option<Option<Doubt>> {
        if !self.whole.overlaps(other.whole) {
            None
        } else if !self.core.overlaps(other.core) {
            Some(Some(Doubt::AssumedLength))
        } else if self.is_fixed && other.is_fixed {
            Some(None)
        } else {
            Some(Some(Doubt::NotFixed))
        }
    }
}

/// How long an item is taken to last while its slot does not say.
pub(super) fn assumed_length(item: &ProgrammeItem) -> TimeDelta {
    let said = item
        .length_minutes
        .filter(|minutes| (1..=24 * 60).contains(minutes));
    TimeDelta::minutes(said.unwrap_or(ASSUMED_LENGTH_MINUTES))
}
