//! What the review looks at.

use chrono::NaiveDate;

use crate::kinds::{
    AcceptedFinding, City, Participation, Person, ProgrammeItem, Vehicle, Venue, Visit,
};
use crate::values::Zone;

/// The records of one visit that the review looks at. Those in the trash are left out by it.
#[derive(Debug, Clone, Copy)]
pub struct ReviewInput<'a> {
    /// The visit.
    pub visit: &'a Visit,
    /// Its items, in any order.
    pub items: &'a [ProgrammeItem],
    /// Who takes part.
    pub participations: &'a [Participation],
    /// The people who are named; more do no harm.
    pub people: &'a [Person],
    /// The venues that are named; more do no harm.
    pub venues: &'a [Venue],
    /// The visit's vehicles.
    pub vehicles: &'a [Vehicle],
    /// What somebody accepted.
    pub accepted: &'a [AcceptedFinding],
    /// The city that is visited, for its languages and clocks.
    pub host_city: Option<&'a City>,
    /// The city that the guests come from, for its languages and clocks.
    pub guest_city: Option<&'a City>,
    /// The zone of our chapter, for a visit that names none.
    pub home_zone: Zone,
    /// The day on which this is asked.
    pub today: NaiveDate,
}
