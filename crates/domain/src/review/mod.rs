//! The review of a visit's programme: what clashes, what is missing, and a way out where one can be computed.
//!
//! Pure: the caller passes the records and the day. [`review`] looks at everything; a [`Programme`], built once,
//! answers narrower questions: what one change touches ([`Programme::refreshed`]), what would clash if an item were
//! dropped somewhere ([`Programme::probe`]), where it would fit ([`Programme::suggest`]).
//!
//! Nothing found here blocks a load or a merge. A finding is a sentence for a person, who changes the plan, accepts
//! it with a reason, or leaves it.
//!
//! Suggested reading order: [`finding`] and [`reason`] (what comes out), [`programme`] (how it is found), then the
//! rules: `pairs`, `stays`, `days`, `clocks`, `readiness`, `interpreters`, `vehicles`.

mod attendance;
mod clocks;
mod days;
mod entry;
pub mod finding;
mod input;
mod interpreters;
mod languages;
mod pairs;
mod placing;
pub mod programme;
pub(crate) mod readiness;
pub mod reason;
mod sentence;
mod stays;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod thresholds;
mod timing;
mod travel;
mod vehicles;
mod ways_out;

pub use finding::{Finding, FindingCode, Scope, Severity};
pub use input::ReviewInput;
pub use placing::placed;
pub use programme::Programme;
pub use reason::{ClockRef, Doubt, ItemRef, Overlap, PersonRef, Reason, StayRef};
pub use ways_out::WayOut;

use crate::Id;
use crate::kinds::{Participation, ProgrammeItem};

/// Finds everything in a visit's programme that a person should look at, the worst first.
pub fn review(input: &ReviewInput) -> Vec<Finding> {
    Programme::new(input).findings()
}

/// Those whom `item` is for and who take part, in protocol order. For more than one item ask
/// [`Programme::attending`], which reads the participations once.
pub fn attending(input: &ReviewInput, item: &ProgrammeItem) -> Vec<Id<Participation>> {
    let only = ReviewInput {
        items: std::slice::from_ref(item),
        ..*input
    };
    Programme::new(&only).attending(item.id)
}
