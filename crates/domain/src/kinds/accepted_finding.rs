//! A finding of the review that somebody accepted, and why.

use super::Visit;
use crate::{Id, record_kind};

record_kind! {
    /// A finding of the review that somebody accepted, and why.
    ///
    /// Its record id is the UUIDv5 of the finding's key, so that two people who accept the same one make one record.
    AcceptedFinding as "accepted_finding", owner Visit, audience Team, title reason {
        /// Of which visit.
        visit: Id<Visit>,
        /// The finding's key: its code and whom and what it concerns.
        finding: String,
        /// "Accepted because …".
        reason: String,
    }
}
