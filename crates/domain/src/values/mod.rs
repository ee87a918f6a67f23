//! What the fields of a record hold.

mod basic;
mod choice;
mod confirmation;
mod place;
mod slot;

pub use basic::LongText;
pub use confirmation::{Confirmation, ConfirmationState};
pub use place::{Country, Position};
pub use slot::{Certainty, Slot, SlotError, Zone, instant};
