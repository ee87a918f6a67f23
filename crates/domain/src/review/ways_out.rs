//! Ways out of a finding that can be computed. The program proposes; a person decides.
//!
//! Not part of the review itself: looking for a free slot asks about every quarter of an hour of every day, and
//! only the finding that somebody looks at needs one.

use std::cmp::Reverse;

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta, Timelike};
use serde::Serialize;

use super::days::same_day_of_visit;
use super::entry::Entry;
use super::finding::Finding;
use super::interpreters;
use super::placing::placed;
use super::programme::Programme;
use super::reason::Reason;
use super::thresholds::{DAY_BEGINS, DAY_ENDS, MENDED_LENGTH_MINUTES_MAX, STEP_MINUTES};
use super::timing::assumed_length;
use super::vehicles;
use crate::Id;
use crate::kinds::{Participation, Person, ProgrammeItem, Vehicle};
use crate::values::Slot;

/// Something that would end a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum WayOut {
    /// Give an item this slot.
    MoveTo {
        /// Which.
        item: Id<ProgrammeItem>,
        /// When.
        slot: Slot,
    },
    /// Have somebody interpret.
    AssignInterpreter {
        /// Which item.
        item: Id<ProgrammeItem>,
        /// Who.
        interpreter: Id<Person>,
    },
    /// Take a vehicle that is free and large enough.
    UseVehicle {
        /// Which item.
        item: Id<ProgrammeItem>,
        /// Which vehicle.
        vehicle: Id<Vehicle>,
    },
    /// No longer count on somebody who is not coming.
    TakeOut {
        /// Which item.
        item: Id<ProgrammeItem>,
        /// The part that the item names.
        participation: Id<Participation>,
    },
    /// Put one of two equal items in the trash.
    Remove {
        /// Which.
        item: Id<ProgrammeItem>,
    },
}

impl Programme<'_> {
    /// The nearest slot in which `item` clashes with nothing: on its own day, then on the days around it within the
    /// visit, from today on. `None` where there is none, or where the item is not placed.
    pub fn suggest(&self, item: Id<ProgrammeItem>) -> Option<Slot> {
        let entry = self.get(item)?;
        let day = entry.slot.day?;
        let wanted = entry
            .slot
            .start
            .or_else(|| Some(entry.slot.end? - assumed_length(entry.item)));
        let starts = starts_by_nearness(wanted.unwrap_or(DAY_BEGINS));
        let slots = self.days_by_nearness(day).into_iter().flat_map(|day| {
            let at = |&start: &NaiveTime| placed(entry.item, day, start, self.zone);
            starts.iter().map(at).collect::<Vec<_>>()
        });
        let is_free = |slot: &Slot| self.is_within_day(entry, slot) && self.is_free(item, slot);
        slots.filter(|slot| *slot != *entry.slot).find(is_free)
    }

    /// The slot that `item` would get on `day` at `start`, `None` for an item that is not in the programme.
    pub fn place(&self, item: Id<ProgrammeItem>, day: NaiveDate, start: NaiveTime) -> Option<Slot> {
        Some(placed(self.get(item)?.item, day, start, self.zone))
    }

    /// A way out of `finding`, where one can be computed.
    pub fn way_out(&self, finding: &Finding) -> Option<WayOut> {
        let move_to = |item: Id<ProgrammeItem>, slot: Slot| WayOut::MoveTo { item, slot };
        match &finding.reason {
            Reason::EndsBeforeStart { item } => Some(move_to(item.id, mended(&item.slot)?)),
            Reason::PastDate { item, .. } => {
                let day = same_day_of_visit(self, item.slot.day?)?;
                let start = item.slot.start?;
                Some(move_to(
                    item.id,
                    placed(self.get(item.id)?.item, day, start, self.zone),
                ))
            }
            Reason::DuplicateItem { here, .. } => Some(WayOut::Remove { item: here.id }),
            Reason::InterpreterMissing { item, .. }
            | Reason::InterpreterWrongLanguage { item, .. } => {
                self.other_interpreter(self.get(item.id)?)
            }
            Reason::InterpreterInTwoPlaces { overlap, .. } => self
                .other_interpreter(self.get(overlap.here.id)?)
                .or_else(|| self.first_move(finding)),
            Reason::VehicleBookedTwice { overlap, .. } => self
                .other_vehicle(self.get(overlap.here.id)?)
                .or_else(|| self.first_move(finding)),
            Reason::VehicleOverCapacity { item, .. }
            | Reason::FifteenSeaterTooFull { item, .. } => self.other_vehicle(self.get(item.id)?),
            Reason::NotTakingPart { item, person, .. } => {
                let names = &self.get(item.id)?.item.participants;
                let mut parts = self.parts.iter().filter(|part| part.person == person.id);
                let part = parts.find(|part| names.contains(&part.record.id))?;
                Some(WayOut::TakeOut {
                    item: item.id,
                    participation: part.record.id,
                })
            }
            _ if finding.code().is_about_time() => self.first_move(finding),
            _ => None,
        }
    }

    /// Moves the first of the items concerned that can be moved.
    fn first_move(&self, finding: &Finding) -> Option<WayOut> {
        let moves = finding.items().map(|item| {
            let slot = self.suggest(item)?;
            Some(WayOut::MoveTo { item, slot })
        });
        moves.flatten().next()
    }

    /// An interpreter with the right languages who is nowhere else at the time.
    fn other_interpreter(&self, entry: &Entry) -> Option<WayOut> {
        let able = interpreters::candidates(self, entry).into_iter();
        let mut others = able.filter(|person| Some(*person) != entry.item.interpreter);
        let interpreter = others.find(|person| self.is_free_for(*person, entry))?;
        Some(WayOut::AssignInterpreter {
            item: entry.item.id,
            interpreter,
        })
    }

    /// The smallest vehicle that has the seats and is not booked at the time.
    fn other_vehicle(&self, entry: &Entry) -> Option<WayOut> {
        let taken = |vehicle: &Vehicle| {
            self.others_at(entry)
                .any(|other| other.vehicle.is_some_and(|taken| taken.id == vehicle.id))
        };
        let is_fit = |vehicle: &&Vehicle| {
            let occupants = vehicles::occupants(entry, vehicle);
            vehicle
                .seats
                .is_some_and(|seats| vehicles::fits(occupants, seats))
                && Some(vehicle.id) != entry.item.vehicle
                && vehicle
                    .driver
                    .is_none_or(|driver| self.is_free_for(driver, entry))
                && !taken(vehicle)
        };
        let fit = self.vehicles().filter(is_fit);
        let vehicle = fit.min_by_key(|vehicle| (vehicle.seats, vehicle.id))?.id;
        Some(WayOut::UseVehicle {
            item: entry.item.id,
            vehicle,
        })
    }

    fn is_free_for(&self, person: Id<Person>, entry: &Entry) -> bool {
        let is_here = |other: &Entry| other.present.iter().any(|present| present.person == person);
        !self.absent.contains(&person) && !self.others_at(entry).any(is_here)
    }

    /// The other items that are, or may be, on at the time of `entry`.
    fn others_at(&self, entry: &Entry) -> impl Iterator<Item = &Entry<'_>> {
        let timing = entry.timing;
        let id = entry.item.id;
        self.entries.iter().filter(move |other| {
            let both = timing.zip(other.timing);
            other.item.id != id && both.is_some_and(|(one, two)| one.overlap(&two).is_some())
        })
    }

    /// `day` itself, then the next, the one before, and so on through the visit; nothing that is past.
    fn days_by_nearness(&self, day: NaiveDate) -> Vec<NaiveDate> {
        let visit = self.input.visit;
        let first = visit.starts_on.unwrap_or(day).max(self.input.today);
        let last = visit.ends_on.unwrap_or(day);
        let mut days: Vec<_> = first.iter_days().take_while(|day| *day <= last).collect();
        days.sort_by_key(|other| ((*other - day).num_days().abs(), Reverse(*other)));
        days
    }

    /// Whether a proposed slot lies within the hours of a day. An item that is longer than those is not moved by the
    /// program.
    fn is_within_day(&self, entry: &Entry, slot: &Slot) -> bool {
        let length = assumed_length(entry.item);
        let start = slot.starts_at().or_else(|| Some(slot.ends_at()? - length));
        let end = slot.ends_at().or_else(|| Some(slot.starts_at()? + length));
        let (Some(day), Some(start), Some(end)) = (slot.day, start, end) else {
            return false;
        };
        day.and_time(DAY_BEGINS) <= start && end <= day.and_time(DAY_ENDS)
    }
}

/// The steps of a day, the one nearest to `wanted` first and of two the later.
fn starts_by_nearness(wanted: NaiveTime) -> Vec<NaiveTime> {
    let minute = |time: NaiveTime| i64::from(time.num_seconds_from_midnight() / 60);
    let step = usize::try_from(STEP_MINUTES).expect("a step goes forward");
    let steps = (minute(DAY_BEGINS)..minute(DAY_ENDS)).step_by(step);
    let mut starts: Vec<_> = steps.collect();
    starts.sort_by_key(|start| ((start - minute(wanted)).abs(), Reverse(*start)));
    starts
        .into_iter()
        .map(|start| NaiveTime::MIN + TimeDelta::minutes(start))
        .collect()
}

/// What an end before its start meant: the afternoon (11:00–1:30), or the small hours (22:00–01:00).
fn mended(slot: &Slot) -> Option<Slot> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0)?;
    let (day, end) = (slot.end_day.or(slot.day)?, slot.end?);
    let afternoon = (end < noon).then(|| Slot {
        end: Some(end + TimeDelta::hours(12)),
        ..slot.clone()
    });
    let next_day = Slot {
        end_day: Some(day + Days::new(1)),
        ..slot.clone()
    };
    let is_meant = |slot: &Slot| {
        let minutes = slot.duration().map(|duration| duration.num_minutes());
        minutes.is_some_and(|minutes| (1..=MENDED_LENGTH_MINUTES_MAX).contains(&minutes))
    };
    afternoon.into_iter().chain([next_day]).find(is_meant)
}
