//! A plan to try the rules on: ten days in October 2026 on which Ivano-Frankivsk visits Arlington.

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::{America, Europe};
use uuid::Uuid;

use super::{Finding, FindingCode, Programme, ReviewInput, Severity};
use crate::Id;
use crate::kinds::{
    AcceptedFinding, City, Participation, Person, ProgrammeItem, Side, Vehicle, Venue, Visit,
};
use crate::values::{Position, Slot};

/// What a case expects to be found, the worst first.
pub(super) type Expected = &'static [(FindingCode, Severity)];

/// The records of one visit. Fields are changed freely by a test; ids are numbers in the order of making.
pub(super) struct Plan {
    pub(super) visit: Visit,
    pub(super) items: Vec<ProgrammeItem>,
    pub(super) participations: Vec<Participation>,
    pub(super) people: Vec<Person>,
    pub(super) venues: Vec<Venue>,
    pub(super) vehicles: Vec<Vehicle>,
    pub(super) accepted: Vec<AcceptedFinding>,
    pub(super) host_city: City,
    pub(super) guest_city: City,
    pub(super) today: NaiveDate,
    made: u128,
}

impl Plan {
    /// A visit without items or people, seen six weeks ahead.
    pub(super) fn new() -> Self {
        let mut plan = Self {
            visit: Visit::default(),
            items: Vec::new(),
            participations: Vec::new(),
            people: Vec::new(),
            venues: Vec::new(),
            vehicles: Vec::new(),
            accepted: Vec::new(),
            host_city: City {
                name: Some("Arlington".into()),
                zone: Some(America::New_York),
                ..City::default()
            },
            guest_city: City {
                name: Some("Ivano-Frankivsk".into()),
                zone: Some(Europe::Kyiv),
                ..City::default()
            },
            today: day("2026-09-01"),
            made: 0,
        };
        plan.visit_on("2026-10-17", "2026-10-24");
        plan
    }

    pub(super) fn visit_on(&mut self, first: &str, last: &str) {
        self.visit.starts_on = Some(day(first));
        self.visit.ends_on = Some(day(last));
    }

    /// Somebody of nobody's delegation.
    pub(super) fn person(&mut self, name: &str) -> Id<Person> {
        let id = self.id();
        self.people.push(Person {
            latin_name: Some(name.into()),
            ..Person::new(id)
        });
        id
    }

    /// A guest; the participation has the person's id.
    pub(super) fn guest(&mut self, name: &str) -> Id<Person> {
        let person = self.person(name);
        self.participations.push(Participation {
            person: Some(person),
            side: Some(Side::Guest),
            ..Participation::new(Id::new(person.uuid))
        });
        person
    }

    pub(super) fn guests<const N: usize>(&mut self, names: [&str; N]) -> [Id<Person>; N] {
        names.map(|name| self.guest(name))
    }

    pub(super) fn part(&mut self, person: Id<Person>) -> &mut Participation {
        let part = self
            .participations
            .iter_mut()
            .find(|part| part.person == Some(person));
        part.expect("a guest has a part")
    }

    pub(super) fn venue(&mut self, name: &str, position: Option<(f64, f64)>) -> Id<Venue> {
        let id = self.id();
        self.venues.push(Venue {
            name: Some(name.into()),
            position: position.map(|(lat, lon)| Position { lat, lon }),
            ..Venue::new(id)
        });
        id
    }

    pub(super) fn vehicle(&mut self, name: &str, seats: i64) -> Id<Vehicle> {
        let id = self.id();
        self.vehicles.push(Vehicle {
            name: Some(name.into()),
            seats: Some(seats),
            ..Vehicle::new(id)
        });
        id
    }

    /// An item for everybody; `when` as in [`slot`].
    pub(super) fn item(&mut self, title: &str, when: &str) -> &mut ProgrammeItem {
        let id = self.id();
        self.items.push(ProgrammeItem {
            title: Some(title.into()),
            slot: Some(slot(when)),
            ..ProgrammeItem::new(id)
        });
        self.items.last_mut().expect("one was added")
    }

    /// An item for these people.
    pub(super) fn item_for(
        &mut self,
        people: &[Id<Person>],
        title: &str,
        when: &str,
    ) -> &mut ProgrammeItem {
        let item = self.item(title, when);
        item.participants = people.iter().map(|person| Id::new(person.uuid)).collect();
        item
    }

    pub(super) fn input(&self) -> ReviewInput<'_> {
        ReviewInput {
            visit: &self.visit,
            items: &self.items,
            participations: &self.participations,
            people: &self.people,
            venues: &self.venues,
            vehicles: &self.vehicles,
            accepted: &self.accepted,
            host_city: Some(&self.host_city),
            guest_city: Some(&self.guest_city),
            home_zone: America::New_York,
            today: self.today,
        }
    }

    pub(super) fn programme(&self) -> Programme<'_> {
        Programme::new(&self.input())
    }

    pub(super) fn review(&self) -> Vec<Finding> {
        super::review(&self.input())
    }

    /// What is found, as code and severity, the worst first.
    pub(super) fn found(&self) -> Vec<(FindingCode, Severity)> {
        let findings = self.review();
        findings
            .iter()
            .map(|finding| (finding.code(), finding.severity))
            .collect()
    }

    /// The sentences of what is found, the worst first.
    pub(super) fn sentences(&self) -> Vec<String> {
        self.review().iter().map(Finding::sentence).collect()
    }

    fn id<K>(&mut self) -> Id<K> {
        self.made += 1;
        Id::new(Uuid::from_u128(self.made))
    }
}

/// A slot on New York's clocks from `2026-10-20 09:00-12:00`, `2026-10-20 09:00-`, `2026-10-20 -12:00` or
/// `2026-10-20`; nothing is a slot that is not placed.
pub(super) fn slot(when: &str) -> Slot {
    let (on, times) = when.split_once(' ').unwrap_or((when, "-"));
    let (start, end) = times.split_once('-').expect("times are apart by a hyphen");
    Slot {
        day: (!on.is_empty()).then(|| day(on)),
        start: (!start.is_empty()).then(|| time(start)),
        end: (!end.is_empty()).then(|| time(end)),
        ..Slot::unplaced(America::New_York)
    }
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(super) fn time(text: &str) -> NaiveTime {
    text.parse().expect("a time of day")
}
