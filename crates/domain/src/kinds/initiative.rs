//! A common undertaking over many visits.

use chrono::NaiveDate;

use super::Partnership;
use crate::values::LongText;
use crate::{Id, choice, record_kind};

choice! {
    /// Where an initiative stands.
    InitiativeStatus {
        /// Thought of.
        Proposed = "proposed",
        /// Under way.
        Active = "active",
        /// Done.
        Completed = "completed",
    }
}

record_kind! {
    /// A common undertaking over many visits and years, such as clean water.
    Initiative as "initiative", owner Chapter, audience Team, title title {
        /// What it is called.
        title: String,
        /// Between whom.
        partnership: Id<Partnership>,
        /// What it is for.
        purpose: LongText,
        /// When it began.
        started_on: NaiveDate,
        /// Where it stands.
        status: InitiativeStatus,
    }
}
