//! How ready the parts of a visit are, counted.

use std::collections::BTreeSet;

use super::people::passport;
use super::{Passport, StandingInput};
use crate::choice;
use crate::kinds::{
    Participation, ParticipationStatus, ProgrammeItem, ProgrammeItemKind, Side, TaskStatus,
};
use crate::review::{FindingCode, readiness as appointments};

choice! {
    /// A part of the preparation that can be counted.
    Part {
        /// Guests who said that they come, of those expected.
        Guests = "guests",
        /// Passports with which one can travel, of the guests'; only for coordinators.
        Passports = "passports",
        /// Items with a day, of all.
        Placed = "placed",
        /// Appointments to which the other side said yes.
        Appointments = "appointments",
        /// Items of which the place is known, of those that need one.
        Places = "places",
        /// Items at which all can follow, of those that need an interpreter.
        Interpreters = "interpreters",
        /// Tasks done, of all.
        Tasks = "tasks",
        /// Guests who are here, of those who come; from the first day on.
        Arrivals = "arrivals",
    }
}

/// How far one part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readiness {
    /// Which part.
    pub part: Part,
    /// How many are ready.
    pub done: usize,
    /// Of how many; never 0.
    pub total: usize,
}

/// How ready each part is. Parts of which there is nothing to count are left out.
pub fn readiness(input: &StandingInput) -> Vec<Readiness> {
    let counted = [
        (Part::Guests, guests(input)),
        (Part::Passports, passports(input)),
        (Part::Placed, placed(input)),
        (Part::Appointments, appointments_agreed(input)),
        (Part::Places, places(input)),
        (Part::Interpreters, interpreters(input)),
        (Part::Tasks, tasks(input)),
        (Part::Arrivals, arrivals(input)),
    ];
    counted
        .into_iter()
        .filter(|(_, (_, total))| *total > 0)
        .map(|(part, (done, total))| Readiness { part, done, total })
        .collect()
}

/// Whether somebody said that they come.
pub(super) fn has_confirmed(part: &Participation) -> bool {
    use ParticipationStatus::{Arrived, Completed, Confirmed, DepartedEarly};
    matches!(
        part.status,
        Some(Confirmed | Arrived | DepartedEarly | Completed)
    )
}

/// Ready ones, and how many there should be.
type Count = (usize, usize);

fn guests(input: &StandingInput) -> Count {
    let (done, listed) = count(input.taking_part(Side::Guest), has_confirmed);
    let expected = input.review.visit.expected_count.unwrap_or_default();
    (
        done,
        listed.max(usize::try_from(expected).unwrap_or_default()),
    )
}

fn passports(input: &StandingInput) -> Count {
    if input.privates.is_none() {
        return (0, 0);
    }
    let is_valid = |part: &Participation| passport(input, part) == Some(Passport::Valid);
    count(input.taking_part(Side::Guest), is_valid)
}

fn placed(input: &StandingInput) -> Count {
    count(items(input), has_day)
}

fn appointments_agreed(input: &StandingInput) -> Count {
    let asked = items(input).filter(|item| appointments::is_appointment(item));
    count(asked, appointments::is_agreed)
}

fn places(input: &StandingInput) -> Count {
    use ProgrammeItemKind::{Free, HomeHospitality, Rest, Transfer};
    let needs_place = |item: &&ProgrammeItem| {
        let anywhere = matches!(item.kind, Some(Free | HomeHospitality | Rest | Transfer));
        has_day(item) && !anywhere
    };
    count(items(input).filter(needs_place), |item| {
        item.venue.is_some()
    })
}

fn interpreters(input: &StandingInput) -> Count {
    use FindingCode::{InterpreterMissing, InterpreterWrongLanguage};
    let lost: BTreeSet<_> = input
        .findings
        .iter()
        .filter(|it| matches!(it.code(), InterpreterMissing | InterpreterWrongLanguage))
        .filter(|it| it.accepted.is_none())
        .flat_map(|it| it.items())
        .collect();
    let concerned =
        items(input).filter(|item| item.interpreter.is_some() || lost.contains(&item.id));
    count(concerned, |item| !lost.contains(&item.id))
}

fn tasks(input: &StandingInput) -> Count {
    let tasks = input.tasks.iter().filter(|task| !task.deleted);
    count(tasks, |task| task.status == Some(TaskStatus::Done))
}

fn arrivals(input: &StandingInput) -> Count {
    let begun = input
        .review
        .visit
        .starts_on
        .is_some_and(|first| first <= input.review.today);
    if !begun {
        return (0, 0);
    }
    count(input.taking_part(Side::Guest), |part| {
        part.arrived_at.is_some() || part.status == Some(ParticipationStatus::Arrived)
    })
}

fn items<'a>(input: &StandingInput<'a>) -> impl Iterator<Item = &'a ProgrammeItem> {
    input.review.items.iter().filter(|item| !item.deleted)
}

fn has_day(item: &ProgrammeItem) -> bool {
    item.slot.as_ref().is_some_and(|slot| slot.day.is_some())
}

fn count<'a, T: 'a>(all: impl Iterator<Item = &'a T>, is_ready: impl Fn(&T) -> bool) -> Count {
    all.fold((0, 0), |(done, total), it| {
        (done + usize::from(is_ready(it)), total + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Plan, day};
    use super::*;
    use crate::values::{Confirmation, ConfirmationState};

    fn of(plan: &Plan, part: Part) -> Option<Count> {
        let found = plan.readiness().into_iter().find(|it| it.part == part);
        found.map(|it| (it.done, it.total))
    }

    #[test]
    fn an_empty_visit_has_nothing_to_count() {
        assert_eq!(Plan::new().readiness(), []);
    }

    #[test]
    fn guests_are_held_against_how_many_are_expected() {
        let mut plan = Plan::new();
        plan.guest("Taras", Some(ParticipationStatus::Confirmed));
        plan.guest("Iryna", Some(ParticipationStatus::Invited));
        plan.guest("Vasyl", Some(ParticipationStatus::Withdrawn));
        assert_eq!(of(&plan, Part::Guests), Some((1, 2)));
        plan.visit.expected_count = Some(10);
        assert_eq!(of(&plan, Part::Guests), Some((1, 10)));
    }

    #[test]
    fn items_count_by_day_place_and_word_of_the_other_side() {
        let mut plan = Plan::new();
        plan.item("Call", "2026-10-20", "09:00", "10:00").kind =
            Some(ProgrammeItemKind::CourtesyCall);
        let tour = plan.item("Station tour", "2026-10-20", "11:00", "12:00");
        tour.kind = Some(ProgrammeItemKind::SiteVisit);
        tour.confirmation = Some(Confirmation {
            state: ConfirmationState::Confirmed,
            by: None,
            on: None,
        });
        tour.venue = Some(crate::Id::default());
        plan.item("Rest", "2026-10-20", "14:00", "15:00").kind = Some(ProgrammeItemKind::Rest);
        plan.item("Museum", "", "", "").kind = Some(ProgrammeItemKind::Cultural);
        assert_eq!(of(&plan, Part::Placed), Some((3, 4)));
        assert_eq!(of(&plan, Part::Appointments), Some((1, 2)));
        assert_eq!(of(&plan, Part::Places), Some((1, 2)));
    }

    #[test]
    fn arrivals_count_from_the_first_day_on() {
        let mut plan = Plan::new();
        plan.guest("Taras", Some(ParticipationStatus::Arrived));
        plan.guest("Iryna", Some(ParticipationStatus::Confirmed));
        plan.today = day("2026-10-16");
        assert_eq!(of(&plan, Part::Arrivals), None);
        plan.today = day("2026-10-17");
        assert_eq!(of(&plan, Part::Arrivals), Some((1, 2)));
    }

    #[test]
    fn passports_are_counted_only_for_coordinators() {
        let mut plan = Plan::new();
        plan.guest("Taras", Some(ParticipationStatus::Confirmed));
        assert_eq!(of(&plan, Part::Passports), Some((0, 1)));
        plan.coordinator = false;
        assert_eq!(of(&plan, Part::Passports), None);
    }
}
