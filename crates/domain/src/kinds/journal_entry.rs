//! What happened.

use chrono::NaiveDateTime;

use super::{Participation, Person, ProgrammeItem, Visit};
use crate::kind::FieldType;
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
    ///
    /// When somebody arrived or left is said by their participation, and not again here. An entry of these kinds is
    /// a remark about it, such as where the coach stood.
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
        /// Who volunteered them; often somebody who takes no other part.
        person: Id<Person>,
        /// How many came to an item in all, guests of the house among them.
        head_count: i64,
    }
    sets {
        /// Who of the participants was at an item: a member each, so that two people who tick faces on two laptops do
        /// not make two versions of a list.
        present: Id<Participation> => FieldType::SetOf(<Participation as crate::Kind>::SPEC.name),
    }
}
