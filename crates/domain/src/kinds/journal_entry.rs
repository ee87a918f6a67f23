//! What happened.

use chrono::NaiveDateTime;

use super::{Participation, ProgrammeItem, Visit};
use crate::values::LongText;
use crate::{Id, choice, record_kind};

choice! {
    /// What is logged.
    JournalEntryKind {
        /// Somebody arrived.
        Arrival = "arrival",
        /// Somebody left.
        Departure = "departure",
        /// Who was at an item.
        Attendance = "attendance",
        /// A note.
        Note = "note",
        /// Volunteers' hours.
        Hours = "hours",
    }
}

record_kind! {
    /// What happened, as it was logged during the visit.
    JournalEntry as "journal_entry", owner Visit, audience Team, title text {
        /// What happened.
        text: LongText,
        /// In which visit.
        visit: Id<Visit>,
        /// What is logged.
        kind: JournalEntryKind,
        /// When, in the zone of the visit.
        at: NaiveDateTime,
        /// Of whom.
        participation: Id<Participation>,
        /// At what.
        programme_item: Id<ProgrammeItem>,
        /// Minutes of volunteers' work.
        minutes: i64,
    }
}
