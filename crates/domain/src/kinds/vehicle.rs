//! What the delegation rides in.

use super::{Person, Visit};
use crate::values::LongText;
use crate::{Id, record_kind};

record_kind! {
    /// What the delegation rides in.
    Vehicle as "vehicle", owner Visit, audience Team, title name {
        /// What it is called: `Van A`.
        name: String,
        /// Of which visit.
        visit: Id<Visit>,
        /// All seats, the driver's among them.
        seats: i64,
        /// Who drives.
        driver: Id<Person>,
        /// The driver's name, where that is no person of ours.
        driver_name: String,
        /// The driver's telephone.
        phone: String,
        /// Whether a wheelchair fits.
        wheelchair: bool,
        /// Anything else.
        note: LongText,
    }
}
