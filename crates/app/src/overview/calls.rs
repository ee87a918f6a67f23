//! Who to call: those who lead, and whoever is in charge of something.

use desk_api::itinerary::{NamedRef, PersonNameView};
use desk_api::overview::CallView;
use desk_domain::Id;
use desk_domain::kinds::{
    Participation, ParticipationRole, ParticipationStatus, Person, PersonPrivate, Side,
};

use crate::programme::data::VisitData;
use crate::programme::view::person_name;

/// Why somebody is called, the weightiest first: the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    Lead,
    Deputy,
    HeadOfDelegation,
    Facilitator,
    Interpreter,
    ItemLead,
    Driver,
}

impl Reason {
    const fn code(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Deputy => "deputy",
            Self::HeadOfDelegation => "head_of_delegation",
            Self::Facilitator => "facilitator",
            Self::Interpreter => "interpreter",
            Self::ItemLead => "item_lead",
            Self::Driver => "driver",
        }
    }
}

/// Somebody to call, while reasons are gathered.
struct Call {
    person: Id<Person>,
    reasons: Vec<Reason>,
    items: u32,
    vehicle: Option<NamedRef>,
}

/// Who to call, the first to call first. Numbers of people come from their private halves, where these may be seen;
/// a vehicle's number is for the whole team.
pub(super) fn view(data: &VisitData, privates: Option<&[PersonPrivate]>) -> Vec<CallView> {
    let mut calls = gathered(data);
    for call in &mut calls {
        call.reasons.sort_unstable();
    }
    calls.sort_by_key(|call| {
        let first = call.reasons.first().copied();
        (
            first,
            std::cmp::Reverse(call.items),
            data.person_name(call.person),
        )
    });
    let people = calls
        .into_iter()
        .map(|call| call_view(data, privates, call));
    people.chain(named_drivers(data)).collect()
}

fn gathered(data: &VisitData) -> Vec<Call> {
    let mut calls: Vec<Call> = Vec::new();
    let visit = &data.visit;
    for (person, reason) in [(visit.lead, Reason::Lead), (visit.deputy, Reason::Deputy)] {
        add(&mut calls, person, reason);
    }
    for part in data.in_protocol_order().filter(|part| takes_part(part)) {
        let reason = match part.role {
            Some(ParticipationRole::HeadOfDelegation) => Reason::HeadOfDelegation,
            Some(ParticipationRole::Facilitator) => Reason::Facilitator,
            Some(ParticipationRole::Interpreter) => Reason::Interpreter,
            _ => continue,
        };
        add(&mut calls, part.person, reason);
    }
    for item in &data.items {
        if let Some(call) = add(&mut calls, item.lead, Reason::ItemLead) {
            call.items += 1;
        }
    }
    for vehicle in &data.vehicles {
        if let Some(call) = add(&mut calls, vehicle.driver, Reason::Driver) {
            call.vehicle = Some(NamedRef {
                id: vehicle.id.to_string(),
                name: vehicle.name.clone().unwrap_or_default(),
            });
        }
    }
    calls
}

fn add(calls: &mut Vec<Call>, person: Option<Id<Person>>, reason: Reason) -> Option<&mut Call> {
    let person = person?;
    let place = calls.iter().position(|call| call.person == person);
    let place = place.unwrap_or_else(|| {
        calls.push(Call {
            person,
            reasons: Vec::new(),
            items: 0,
            vehicle: None,
        });
        calls.len() - 1
    });
    let call = &mut calls[place];
    if !call.reasons.contains(&reason) {
        call.reasons.push(reason);
    }
    Some(call)
}

fn call_view(data: &VisitData, privates: Option<&[PersonPrivate]>, call: Call) -> CallView {
    let Call {
        person,
        reasons,
        items,
        vehicle,
    } = call;
    let of_person = |privates: &[PersonPrivate]| {
        let private = privates.iter().find(|it| it.id.uuid == person.uuid)?;
        private
            .phone
            .clone()
            .filter(|phone| !phone.trim().is_empty())
    };
    let of_vehicle = || {
        let driven = data.vehicles.iter().find(|it| it.driver == Some(person))?;
        driven.phone.clone()
    };
    CallView {
        person: Some(person.to_string()),
        name: data
            .person(person)
            .map_or_else(PersonNameView::default, person_name),
        home: is_home(data, person),
        reasons: reasons.into_iter().map(|it| it.code().to_owned()).collect(),
        items,
        vehicle,
        phone: privates.and_then(of_person).or_else(of_vehicle),
    }
}

/// Drivers who are no people of ours.
fn named_drivers(data: &VisitData) -> impl Iterator<Item = CallView> {
    let vehicles = data.vehicles.iter().filter(|it| it.driver.is_none());
    vehicles.filter_map(|vehicle| {
        Some(CallView {
            person: None,
            name: PersonNameView {
                latin: vehicle.driver_name.clone()?,
                ..PersonNameView::default()
            },
            home: !data.is_outbound(),
            reasons: vec![Reason::Driver.code().to_owned()],
            items: 0,
            vehicle: Some(NamedRef {
                id: vehicle.id.to_string(),
                name: vehicle.name.clone().unwrap_or_default(),
            }),
            phone: vehicle.phone.clone(),
        })
    })
}

fn takes_part(part: &Participation) -> bool {
    part.status.is_none_or(ParticipationStatus::takes_part)
}

/// Whoever takes no part but leads something is one of ours.
fn is_home(data: &VisitData, person: Id<Person>) -> bool {
    let part = data
        .participations
        .iter()
        .find(|part| part.person == Some(person));
    let ours = if data.is_outbound() {
        Side::Guest
    } else {
        Side::Host
    };
    part.is_none_or(|part| VisitData::side(part) == ours)
}
