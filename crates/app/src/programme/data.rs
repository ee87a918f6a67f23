//! Everything of one visit that its screens and its review need, read at once.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use desk_api::itinerary::NamedRef;
use desk_domain::kinds::{
    AcceptedFinding, City, Direction, Participation, ParticipationStatus, Partnership, Person,
    ProgrammeItem, Side, Vehicle, Venue, Visit,
};
use desk_domain::order::protocol_order;
use desk_domain::review::ReviewInput;
use desk_domain::values::Zone;
use desk_domain::{Id, Kind};
use desk_store::Store;

use crate::chapter::Setting;
use crate::error::{Error, Result};

/// The longest visit whose days are laid out one by one.
pub const VISIT_DAYS_MAX: i64 = 400;

/// One visit with its programme and people.
pub struct VisitData {
    /// The visit itself.
    pub visit: Visit,
    /// Its partnership.
    pub partnership: Option<Partnership>,
    /// The city that is visited.
    pub host_city: Option<City>,
    /// The city that the delegation comes from.
    pub guest_city: Option<City>,
    /// Who takes part, in no order.
    pub participations: Vec<Participation>,
    /// Those of the chapter's people whom the visit's records name: who takes part, leads, drives, has a task.
    pub people: Vec<Person>,
    /// What is planned, in no order.
    pub items: Vec<ProgrammeItem>,
    /// The chapter's places.
    pub venues: Vec<Venue>,
    /// The visit's vehicles.
    pub vehicles: Vec<Vehicle>,
    /// Findings that somebody accepted.
    pub accepted: Vec<AcceptedFinding>,
    /// The zone of the chapter's clocks.
    pub home_zone: Zone,
    /// Today in the chapter's city.
    pub today: NaiveDate,
}

impl VisitData {
    /// Reads a visit.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such visit, or it lies in the trash.
    pub async fn load(store: &Store, setting: &Setting, id: Id<Visit>) -> Result<Self> {
        let visit: Visit = store
            .get(id.uuid)
            .await?
            .filter(|visit: &Visit| !visit.deleted)
            .ok_or_else(|| Error::not_found(Visit::SPEC.name, id.uuid))?;
        let partnership = match visit.partnership {
            Some(id) => store.get::<Partnership>(id.uuid).await?,
            None => None,
        };
        Ok(Self {
            host_city: city(store, visit.host_city).await?,
            guest_city: city(store, visit.guest_city).await?,
            participations: store.list(Some(id.uuid)).await?,
            people: store.list_named_by(id.uuid).await?,
            items: store.list(Some(id.uuid)).await?,
            venues: store.list(None).await?,
            vehicles: store.list(Some(id.uuid)).await?,
            accepted: store.list(Some(id.uuid)).await?,
            visit,
            partnership,
            home_zone: setting.zone,
            today: setting.today,
        })
    }

    /// The chapter's own city.
    pub fn home_city(&self) -> Option<&City> {
        let (host, guest) = (self.host_city.as_ref(), self.guest_city.as_ref());
        if self.is_outbound() { guest } else { host }
    }

    /// The partner city.
    pub fn partner_city(&self) -> Option<&City> {
        let (host, guest) = (self.host_city.as_ref(), self.guest_city.as_ref());
        if self.is_outbound() { host } else { guest }
    }

    /// Whether we travel.
    pub fn is_outbound(&self) -> bool {
        self.visit.direction == Some(Direction::Outbound)
    }

    /// The zone of the programme: the visit's, else the host city's, else the chapter's.
    pub fn zone(&self) -> Zone {
        let of_host = || self.host_city.as_ref().and_then(|city| city.zone);
        self.visit.zone.or_else(of_host).unwrap_or(self.home_zone)
    }

    /// The zone of the side whose clocks are not those of the programme.
    pub fn far_zone(&self) -> Option<Zone> {
        self.guest_city.as_ref().and_then(|city| city.zone)
    }

    /// Every day of the visit; empty where a date is missing or they are the wrong way round.
    pub fn days(&self) -> Vec<NaiveDate> {
        let (Some(first), Some(last)) = (self.visit.starts_on, self.visit.ends_on) else {
            return Vec::new();
        };
        let days = (last - first).num_days().clamp(-1, VISIT_DAYS_MAX);
        (0..=days).map(|day| first + TimeDelta::days(day)).collect()
    }

    /// The sub-groups in use, each once, in order.
    pub fn tracks(&self) -> Vec<&str> {
        let of_people = self
            .participations
            .iter()
            .filter_map(|it| it.track.as_deref());
        let of_items = self.items.iter().flat_map(|item| &item.tracks);
        let tracks: BTreeSet<&str> = of_people.chain(of_items.map(String::as_str)).collect();
        tracks.into_iter().collect()
    }

    /// What the clash engine looks at.
    pub fn review_input(&self) -> ReviewInput<'_> {
        ReviewInput {
            visit: &self.visit,
            items: &self.items,
            participations: &self.participations,
            people: &self.people,
            venues: &self.venues,
            vehicles: &self.vehicles,
            accepted: &self.accepted,
            host_city: self.host_city.as_ref(),
            guest_city: self.guest_city.as_ref(),
            home_zone: self.home_zone,
            today: self.today,
        }
    }

    /// Participations in protocol order.
    pub fn in_protocol_order(&self) -> impl Iterator<Item = &Participation> {
        protocol_order(&self.participations, &self.people).into_iter()
    }

    /// Guests who are to be planned for.
    pub fn guests_taking_part(&self) -> impl Iterator<Item = &Participation> {
        self.participations.iter().filter(|part| {
            Self::side(part) == Side::Guest
                && part.status.is_none_or(ParticipationStatus::takes_part)
        })
    }

    /// On whose side somebody stands; a guest's where nobody has said.
    pub fn side(part: &Participation) -> Side {
        part.side.unwrap_or(Side::Guest)
    }

    /// One of the people.
    pub fn person(&self, id: Id<Person>) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// A person's name for a sentence: in Latin letters, else as they write it.
    pub fn person_name(&self, id: Id<Person>) -> String {
        self.person(id).map(sentence_name).unwrap_or_default()
    }

    /// A place by its name.
    pub fn venue_ref(&self, id: Id<Venue>) -> Option<NamedRef> {
        let venue = self.venues.iter().find(|venue| venue.id == id)?;
        Some(NamedRef {
            id: id.to_string(),
            name: venue.name.clone().unwrap_or_default(),
        })
    }
}

/// A person's name for a sentence: in Latin letters, else as they write it.
pub fn sentence_name(person: &Person) -> String {
    let name = person.latin_name.as_ref().or(person.native_name.as_ref());
    name.cloned().unwrap_or_default()
}

async fn city(store: &Store, id: Option<Id<City>>) -> Result<Option<City>> {
    Ok(match id {
        Some(id) => store.get(id.uuid).await?,
        None => None,
    })
}
