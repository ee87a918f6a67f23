//! A plan to try the rules on: ten days in October 2026.

use chrono::NaiveDate;
use chrono_tz::America;
use uuid::Uuid;

use super::{Readiness, StandingInput, ToSettle};
use crate::Id;
use crate::kinds::{
    AcceptedFinding, Participation, ParticipationStatus, Person, PersonPrivate, ProgrammeItem,
    Side, Task, TaskStatus, Visit,
};
use crate::review::{Finding, ReviewInput, review};
use crate::values::Slot;

/// The records of one visit. Fields are changed freely by a test; ids are numbers in the order of making.
pub(super) struct Plan {
    pub(super) visit: Visit,
    pub(super) items: Vec<ProgrammeItem>,
    pub(super) participations: Vec<Participation>,
    pub(super) people: Vec<Person>,
    pub(super) privates: Vec<PersonPrivate>,
    pub(super) tasks: Vec<Task>,
    pub(super) accepted: Vec<AcceptedFinding>,
    pub(super) coordinator: bool,
    pub(super) today: NaiveDate,
    made: u128,
}

impl Plan {
    /// A visit without items or people, seen eleven days ahead by a coordinator.
    pub(super) fn new() -> Self {
        Self {
            visit: Visit {
                starts_on: Some(day("2026-10-17")),
                ends_on: Some(day("2026-10-26")),
                ..Visit::default()
            },
            items: Vec::new(),
            participations: Vec::new(),
            people: Vec::new(),
            privates: Vec::new(),
            tasks: Vec::new(),
            accepted: Vec::new(),
            coordinator: true,
            today: day("2026-10-06"),
            made: 0,
        }
    }

    /// A guest of whom nothing is known; answers their place among the people.
    pub(super) fn guest(&mut self, name: &str, status: Option<ParticipationStatus>) -> usize {
        let person = self.id();
        self.people.push(Person {
            latin_name: Some(name.into()),
            ..Person::new(person)
        });
        self.participations.push(Participation {
            person: Some(person),
            side: Some(Side::Guest),
            status,
            ..Participation::new(Id::new(person.uuid))
        });
        self.people.len() - 1
    }

    /// An item on New York's clocks; empty texts leave out day, start or end.
    pub(super) fn item(
        &mut self,
        title: &str,
        on: &str,
        start: &str,
        end: &str,
    ) -> &mut ProgrammeItem {
        let id = self.id();
        self.items.push(ProgrammeItem {
            title: Some(title.into()),
            slot: Some(Slot {
                day: on.parse().ok(),
                start: start.parse().ok(),
                end: end.parse().ok(),
                ..Slot::unplaced(America::New_York)
            }),
            ..ProgrammeItem::new(id)
        });
        self.items.last_mut().expect("one was added")
    }

    pub(super) fn task(&mut self, title: &str, due: &str, status: TaskStatus) {
        let id = self.id();
        self.tasks.push(Task {
            title: Some(title.into()),
            due_on: Some(day(due)),
            status: Some(status),
            ..Task::new(id)
        });
    }

    pub(super) fn findings(&self) -> Vec<Finding> {
        review(&self.review_input())
    }

    pub(super) fn to_settle(&self) -> Vec<ToSettle> {
        super::to_settle(&self.input(&self.findings()))
    }

    pub(super) fn readiness(&self) -> Vec<Readiness> {
        super::readiness(&self.input(&self.findings()))
    }

    fn input<'a>(&'a self, findings: &'a [Finding]) -> StandingInput<'a> {
        StandingInput {
            review: self.review_input(),
            findings,
            tasks: &self.tasks,
            privates: self.coordinator.then_some(&self.privates),
        }
    }

    fn review_input(&self) -> ReviewInput<'_> {
        ReviewInput {
            visit: &self.visit,
            items: &self.items,
            participations: &self.participations,
            people: &self.people,
            venues: &[],
            vehicles: &[],
            accepted: &self.accepted,
            host_city: None,
            guest_city: None,
            home_zone: America::New_York,
            today: self.today,
        }
    }

    fn id<K>(&mut self) -> Id<K> {
        self.made += 1;
        Id::new(Uuid::from_u128(self.made))
    }
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}
