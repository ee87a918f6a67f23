//! Rules about seats (D32). Seats include the driver's: a fifteen-seater takes a driver and fourteen. Rules about a
//! vehicle or driver in two places are in [`super::pairs`].
//!
//! Sources: <https://web.uri.edu/riskmanagement/15-passenger-van-driving/> and the research of the United States
//! National Highway Traffic Safety Administration on 15-passenger vans.

use super::entry::Entry;
use super::finding::{Finding, Severity};
use super::reason::Reason;
use super::thresholds::{FIFTEEN_SEATER, FIFTEEN_SEATER_OCCUPANTS_SAFE};
use crate::kinds::Vehicle;

/// Checks whether those who ride have seats.
pub(super) fn check(entry: &Entry, found: &mut Vec<Finding>) {
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

#[cfg(test)]
mod tests {
    use super::super::finding::FindingCode::{FifteenSeaterTooFull, VehicleOverCapacity};
    use super::super::testing::{Expected, Plan};
    use super::super::ways_out::WayOut;
    use super::*;
    use crate::Id;
    use crate::kinds::ParticipationStatus;

    use Severity::{Error, Warning};

    fn ride(guests: usize, seats: i64) -> Plan {
        let mut plan = Plan::new();
        for number in 0..guests {
            plan.guest(&format!("Guest {number}"));
        }
        let van = plan.vehicle("Van A", seats);
        plan.item("Pick-up", "2026-10-20 08:00-08:30").vehicle = Some(van);
        plan
    }

    #[test]
    fn seats_are_for_the_driver_too() {
        let cases: [(usize, i64, Expected); 6] = [
            (7, 8, &[]),
            (8, 8, &[(VehicleOverCapacity, Error)]),
            (8, 15, &[]),
            (9, 15, &[(FifteenSeaterTooFull, Warning)]),
            (15, 15, &[(VehicleOverCapacity, Error)]),
            (14, 40, &[]),
        ];
        for (guests, seats, expected) in cases {
            assert_eq!(ride(guests, seats).found(), expected, "{guests} on {seats}");
        }
    }

    #[test]
    fn a_guest_who_drives_or_stays_at_home_takes_no_further_seat() {
        let mut plan = ride(8, 8);
        let first = plan.people[0].id;
        plan.vehicles[0].driver = Some(first);
        assert_eq!(plan.found(), []);
        plan.vehicles[0].driver = None;
        plan.part(first).status = Some(ParticipationStatus::VisaRefused);
        assert_eq!(plan.found(), []);
    }

    #[test]
    fn the_interpreter_rides_and_who_leads_does_not() {
        let mut plan = ride(7, 8);
        let anna = plan.person("Anna Lindqvist");
        plan.items[0].lead = Some(anna);
        assert_eq!(plan.found(), []);
        plan.items[0].interpreter = Some(anna);
        assert_eq!(plan.found(), [(VehicleOverCapacity, Error)]);
    }

    #[test]
    fn the_smallest_vehicle_that_is_free_and_safe_is_proposed() {
        let mut plan = ride(10, 8);
        let item = plan.items[0].id;
        plan.vehicle("Fifteen-seater", 15);
        let taken = plan.vehicle("Minibus", 16);
        let coach = plan.vehicle("Coach", 50);
        plan.vehicle("Long coach", 60);
        let elsewhere = plan.item("Tour of another group", "2026-10-20 08:15-09:00");
        elsewhere.vehicle = Some(taken);
        elsewhere.participants.insert(Id::default());
        let programme = plan.programme();
        let proposed = programme.way_out(&programme.findings()[0]);
        assert_eq!(
            proposed,
            Some(WayOut::UseVehicle {
                item,
                vehicle: coach
            })
        );
    }
}
