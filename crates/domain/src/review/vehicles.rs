//! Rules about seats (D32). Seats include the driver's: a fifteen-seater takes a driver and fourteen. Rules about a
//! vehicle or driver in two places are in [`super::pairs`].
//!
//! Sources: <https://web.uri.edu/riskmanagement/15-passenger-van-driving/> and the research of the United States
//! National Highway Traffic Safety Administration on 15-passenger vans.

use super::finding::{Finding, Severity};
use super::programme::{Entry, Programme};
use super::reason::Reason;
use super::thresholds::{FIFTEEN_SEATER, FIFTEEN_SEATER_OCCUPANTS_SAFE};
use crate::kinds::Vehicle;

/// Checks whether those who ride have seats.
pub(super) fn check(_: &Programme, entry: &Entry, found: &mut Vec<Finding>) {
    let Some((vehicle, seats)) = entry
        .vehicle
        .and_then(|vehicle| Some((vehicle, vehicle.seats?)))
    else {
        return;
    };
    let occupants = occupants(entry, vehicle);
    let (item, name) = (entry.item_ref(), vehicle.name.clone().unwrap_or_default());
    if fits(occupants, seats) {
        return;
    }
    if occupants > seats {
        let reason = Reason::VehicleOverCapacity {
            item,
            vehicle: name,
            occupants,
            seats,
        };
        found.push(Finding::new(Severity::Error, reason));
    } else {
        let reason = Reason::FifteenSeaterTooFull {
            item,
            vehicle: name,
            occupants,
        };
        found.push(Finding::new(Severity::Warning, reason));
    }
}

/// Whether so many people, the driver among them, ride safely on so many seats.
pub(super) const fn fits(occupants: i64, seats: i64) -> bool {
    occupants <= seats && !(seats == FIFTEEN_SEATER && occupants > FIFTEEN_SEATER_OCCUPANTS_SAFE)
}

/// Those whom the item is for, the interpreter and the driver, who is somebody even where nobody is named. Who leads
/// the item on the spot is mostly there already, and is not counted.
pub(super) fn occupants(entry: &Entry, vehicle: &Vehicle) -> i64 {
    let rides = |person: &&super::attendance::Presence| {
        (person.attends || person.interprets) && Some(person.person) != vehicle.driver
    };
    let passengers = entry.present.iter().filter(rides).count();
    1 + i64::try_from(passengers).expect("people of a visit are fewer than 2^63")
}
