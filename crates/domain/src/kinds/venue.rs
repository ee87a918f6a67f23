//! Where things take place.

use crate::record_kind;
use crate::values::{LongText, Position};

record_kind! {
    /// A place where things take place, used again from visit to visit.
    Venue as "venue", owner Chapter, audience Team, title name {
        /// What it is called.
        name: String,
        /// Street and town.
        address: String,
        /// Where it is.
        position: Position,
        /// The room within it.
        room: String,
        /// How many people fit.
        capacity: i64,
        /// Who opens the door, as written.
        contact: String,
        /// Telephone.
        phone: String,
        /// Whether it is under open sky.
        outdoor: bool,
        /// Whether there are no steps.
        step_free: bool,
        /// Identity checks, protective clothes, photographs, parking.
        requirements: LongText,
    }
}
