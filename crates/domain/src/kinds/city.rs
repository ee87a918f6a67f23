//! A city, ours or a partner.

use crate::record_kind;
use crate::values::{Country, Position, Zone};

record_kind! {
    /// A city, ours or a partner's.
    City as "city", owner Chapter, audience Team, title name {
        /// Its name in Latin script.
        name: String,
        /// Its name as its people write it.
        native_name: String,
        /// Its country.
        country: Country,
        /// State, province or oblast.
        region: String,
        /// Its centre.
        position: Position,
        /// The zone of its clocks.
        zone: Zone,
        /// What is spoken there, as BCP 47 tags apart by spaces.
        languages: String,
    }
}
