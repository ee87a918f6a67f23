//! Something to be done for a visit.

use chrono::NaiveDate;

use super::{Person, Visit};
use crate::values::LongText;
use crate::{Id, choice, record_kind};

choice! {
    /// Where a task stands.
    TaskStatus {
        /// To be done.
        Open = "open",
        /// Somebody else has to answer first.
        Waiting = "waiting",
        /// Done.
        Done = "done",
    }
}

record_kind! {
    /// Something to be done for a visit.
    Task as "task", owner Visit, audience Team, title title {
        /// What.
        title: String,
        /// For which visit.
        visit: Id<Visit>,
        /// By when.
        due_on: NaiveDate,
        /// Who does it.
        assignee: Id<Person>,
        /// Where it stands.
        status: TaskStatus,
        /// On whom it waits, as written.
        waiting_on: String,
        /// In which phase or section of the work.
        phase: String,
        /// Anything else.
        note: LongText,
    }
}
