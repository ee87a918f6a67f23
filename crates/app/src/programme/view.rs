//! The itinerary as the day board draws it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use desk_api::itinerary::{
    DayView, FindingView, ItemView, ItineraryView, NamedRef, ParticipantRef, PersonNameView,
    SlotView,
};
use desk_domain::Id;
use desk_domain::kinds::{Participation, Person, ProgrammeItem, Venue};
use desk_domain::review::{Programme, attending};
use desk_domain::time::clock_difference_by_day;
use desk_domain::values::{Slot, Zone};

use super::data::{VisitData, sentence_name};
use crate::visits;

/// The whole board of one visit.
pub fn itinerary(data: &VisitData, findings: Vec<FindingView>) -> ItineraryView {
    let input = data.review_input();
    let programme = Programme::new(&input);
    let names = Names::of(data);
    let (placed, tray): (Vec<_>, Vec<_>) = data
        .items
        .iter()
        .map(|item| item_of(&names, item, programme.attending(item.id)))
        .partition(|item| item.slot.day.is_some());
    let mut view = ItineraryView {
        visit: visits::row(data, open_errors(&findings)),
        zone: data.zone().name().to_owned(),
        days: days(data, &findings),
        items: placed,
        tray,
        participants: data
            .in_protocol_order()
            .map(|part| participant(data, part))
            .collect(),
        tracks: data.tracks().into_iter().map(str::to_owned).collect(),
        venues: named(
            data.venues
                .iter()
                .map(|venue| (venue.id.uuid, venue.name.as_deref())),
        ),
        vehicles: named(
            data.vehicles
                .iter()
                .map(|vehicle| (vehicle.id.uuid, vehicle.name.as_deref())),
        ),
        findings,
    };
    view.items.sort_by(|a, b| {
        let key = |item: &ItemView| {
            (
                item.slot.day.clone(),
                item.slot.start.clone(),
                item.slot.end.clone(),
            )
        };
        key(a).cmp(&key(b))
    });
    view
}

/// One item as the board and the inspector show it.
pub fn item_view(data: &VisitData, item: &ProgrammeItem) -> ItemView {
    let attending = attending(&data.review_input(), item);
    item_of(&Names::of(data), item, attending)
}

/// What items are told from: who and what they name, found by id.
struct Names<'a> {
    data: &'a VisitData,
    guests: BTreeSet<Id<Participation>>,
    people: BTreeMap<Id<Person>, &'a Person>,
    venues: BTreeMap<Id<Venue>, &'a Venue>,
}

impl<'a> Names<'a> {
    fn of(data: &'a VisitData) -> Self {
        Self {
            data,
            guests: data.guests_taking_part().map(|part| part.id).collect(),
            people: data.people.iter().map(|it| (it.id, it)).collect(),
            venues: data.venues.iter().map(|it| (it.id, it)).collect(),
        }
    }

    fn person(&self, id: Id<Person>) -> NamedRef {
        let person = self.people.get(&id).copied();
        NamedRef {
            id: id.to_string(),
            name: person.map(sentence_name).unwrap_or_default(),
        }
    }

    fn venue(&self, id: Id<Venue>) -> Option<NamedRef> {
        let venue = self.venues.get(&id)?;
        Some(NamedRef {
            id: id.to_string(),
            name: venue.name.clone().unwrap_or_default(),
        })
    }
}

fn item_of(names: &Names, item: &ProgrammeItem, attending: Vec<Id<Participation>>) -> ItemView {
    let data = names.data;
    let attends: BTreeSet<_> = attending.iter().copied().collect();
    let everyone = !names.guests.is_empty() && names.guests.is_subset(&attends);
    let confirmation = item.confirmation.as_ref();
    ItemView {
        id: item.id.to_string(),
        title: item.title.clone().unwrap_or_default(),
        kind: item.kind.map(|kind| kind.word().to_owned()),
        slot: slot_view(
            &item
                .slot
                .clone()
                .unwrap_or_else(|| Slot::unplaced(data.zone())),
        ),
        length_minutes: item
            .length_minutes
            .and_then(|minutes| i32::try_from(minutes).ok()),
        venue: item.venue.and_then(|id| names.venue(id)),
        wet_weather_venue: item.wet_weather_venue.and_then(|id| names.venue(id)),
        lead: item.lead.map(|id| names.person(id)),
        interpreter: item.interpreter.map(|id| names.person(id)),
        vehicle: item.vehicle.and_then(|id| {
            let vehicle = data.vehicles.iter().find(|vehicle| vehicle.id == id)?;
            Some(NamedRef {
                id: id.to_string(),
                name: vehicle.name.clone().unwrap_or_default(),
            })
        }),
        tracks: item.tracks.iter().cloned().collect(),
        participants: item.participants.iter().map(Id::to_string).collect(),
        everyone,
        attending: attending.iter().map(Id::to_string).collect(),
        public_note: item.public_note.clone().map(|note| note.0),
        internal_note: item.internal_note.clone().map(|note| note.0),
        confirmation: confirmation.map(|it| it.state.word().to_owned()),
        confirmation_by: confirmation.and_then(|it| it.by.clone()),
        confirmation_on: confirmation.and_then(|it| it.on).map(|day| day.to_string()),
    }
}

/// A slot as the clocks show it.
pub fn slot_view(slot: &Slot) -> SlotView {
    let time = |time: Option<NaiveTime>| time.map(|time| time.format("%H:%M").to_string());
    SlotView {
        day: slot.day.map(|day| day.to_string()),
        start: time(slot.start),
        end_day: slot.end_day.map(|day| day.to_string()),
        end: time(slot.end),
        zone: slot.zone.name().to_owned(),
        end_zone: slot.end_zone.map(|zone| zone.name().to_owned()),
        certainty: slot.certainty.word().to_owned(),
    }
}

/// A person's name in both scripts.
pub fn person_name(person: &Person) -> PersonNameView {
    PersonNameView {
        latin: person.latin_name.clone().unwrap_or_default(),
        native: person.native_name.clone(),
        language: person.native_language.clone(),
        pronunciation: person.pronunciation.clone(),
    }
}

/// Somebody who may take part.
pub fn participant(data: &VisitData, part: &Participation) -> ParticipantRef {
    let person = part.person.unwrap_or_default();
    ParticipantRef {
        id: part.id.to_string(),
        person: person.to_string(),
        name: data
            .person(person)
            .map_or_else(PersonNameView::default, person_name),
        side: VisitData::side(part).word().to_owned(),
        track: part.track.clone(),
        role: part.role.map(|role| role.word().to_owned()),
    }
}

fn named<'a>(records: impl Iterator<Item = (uuid::Uuid, Option<&'a str>)>) -> Vec<NamedRef> {
    let mut refs: Vec<_> = records
        .map(|(id, name)| NamedRef {
            id: id.to_string(),
            name: name.unwrap_or_default().to_owned(),
        })
        .collect();
    refs.sort_by(|a, b| (a.name.to_lowercase(), &a.id).cmp(&(b.name.to_lowercase(), &b.id)));
    refs
}

/// Every day of the visit, and every further day that has an item.
pub fn days(data: &VisitData, findings: &[FindingView]) -> Vec<DayView> {
    let within = data.days();
    let with_items = data.items.iter().filter_map(|item| item.slot.as_ref()?.day);
    let all: BTreeSet<NaiveDate> = within.iter().copied().chain(with_items).collect();
    let mut clashes: BTreeMap<&str, u32> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| is_open_error(finding)) {
        if let Some(day) = &finding.day {
            *clashes.entry(day).or_default() += 1;
        }
    }
    let far: Zone = data.far_zone().unwrap_or_else(|| data.zone());
    let days: Vec<NaiveDate> = all.into_iter().collect();
    clock_difference_by_day(data.zone(), far, &days)
        .into_iter()
        .map(|clocks| {
            let date = clocks.day.to_string();
            DayView {
                ahead_minutes: clocks.ahead_minutes,
                clocks_change: clocks.clocks_change,
                within: within.contains(&clocks.day),
                clashes: clashes.get(date.as_str()).copied().unwrap_or_default(),
                date,
            }
        })
        .collect()
}

/// How many clashes nobody has accepted.
pub fn open_errors(findings: &[FindingView]) -> u32 {
    u32::try_from(
        findings
            .iter()
            .filter(|finding| is_open_error(finding))
            .count(),
    )
    .unwrap_or(u32::MAX)
}

/// Whether a finding is a clash that nobody has accepted.
fn is_open_error(finding: &FindingView) -> bool {
    finding.severity == "error" && finding.accepted.is_none()
}
