//! Partnerships as the map, the list and the page of one show them.

use desk_api::partnerships::{
    AnniversaryDay, CityView, ContactView, InitiativeView, PartnershipRow, PartnershipView,
    PartnershipVisit, PartnershipsView, PositionView, RenewalDay, RenewalNearness, VisitCounts,
};
use desk_domain::agreement::{
    Anniversary, Renewal, RenewalState, next_anniversary, next_round_anniversary, renewal,
};
use desk_domain::kinds::{
    City, Direction, Initiative, Partnership, Person, PersonPrivate, Visit, VisitStatus,
};
use desk_domain::{Id, Kind};
use desk_store::Store;

use super::data::{PartnershipData, hue, is_active};
use crate::chapter::Setting;
use crate::error::{Error, Result};
use crate::programme::view::person_name;

/// All partnerships of the chapter.
pub async fn list(store: &Store, setting: &Setting) -> Result<PartnershipsView> {
    let mut data = PartnershipData::load(store, setting).await?;
    let partnerships = store.list::<Partnership>(None).await?;
    let shown: Vec<_> = partnerships
        .iter()
        .flat_map(|it| [next_visit(&data, it.id), last_visit(&data, it.id)])
        .flatten()
        .map(|visit| visit.id)
        .collect();
    data.count_guests(store, &shown).await?;
    let mut rows: Vec<_> = partnerships
        .iter()
        .map(|partnership| row(&data, partnership))
        .collect();
    rows.sort_by(|a, b| (&a.title, &a.id).cmp(&(&b.title, &b.id)));
    Ok(PartnershipsView {
        date: data.today.to_string(),
        home: data.city(data.home).map(city_view),
        rows,
    })
}

/// One partnership.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or it lies in the trash.
pub async fn one(store: &Store, setting: &Setting, id: Id<Partnership>) -> Result<PartnershipView> {
    let partnership = store
        .get::<Partnership>(id.uuid)
        .await?
        .filter(|partnership| !partnership.deleted)
        .ok_or_else(|| Error::not_found(Partnership::SPEC.name, id.uuid))?;
    let data = PartnershipData::load_one(store, setting, id).await?;
    let row = row(&data, &partnership);
    let round = partnership
        .signed_on
        .filter(|_| is_active(&partnership))
        .and_then(|signed_on| next_round_anniversary(signed_on, data.today))
        .map(anniversary_day);
    Ok(PartnershipView {
        date: data.today.to_string(),
        next_round_anniversary: round.filter(|round| row.next_anniversary.as_ref() != Some(round)),
        our_contacts: contacts(store, setting, &partnership.our_contacts).await?,
        partner_contacts: contacts(store, setting, &partnership.partner_contacts).await?,
        visits: data
            .visits(id)
            .iter()
            .map(|visit| visit_view(&data, visit))
            .collect(),
        initiatives: initiatives(store, &data, id).await?,
        partner_org: partnership.partner_org,
        agreement_type: partnership.agreement_type,
        signatories: partnership.signatories,
        council_resolution_no: partnership.council_resolution_no,
        themes: partnership.themes,
        note: partnership.note.map(|note| note.0),
        row,
    })
}

fn row(data: &PartnershipData, partnership: &Partnership) -> PartnershipRow {
    let visits = data.visits(partnership.id);
    let view = |visit| visit_view(data, visit);
    PartnershipRow {
        id: partnership.id.to_string(),
        title: partnership.title.clone().unwrap_or_default(),
        home: data.city(partnership.our_city.or(data.home)).map(city_view),
        partner: data.city(partnership.partner_city).map(city_view),
        hue: hue(partnership),
        status: partnership.status.map(|status| status.word().to_owned()),
        sister_state: partnership.sister_state.clone(),
        signed_on: partnership.signed_on.map(|day| day.to_string()),
        next_anniversary: partnership
            .signed_on
            .filter(|_| is_active(partnership))
            .and_then(|signed_on| next_anniversary(signed_on, data.today))
            .map(anniversary_day),
        renewal: partnership
            .renewal_on
            .filter(|_| is_active(partnership))
            .map(|on| renewal_day(renewal(on, data.today))),
        next_visit: next_visit(data, partnership.id).map(view),
        last_visit: last_visit(data, partnership.id).map(view),
        visits: counts(visits),
    }
}

/// The latest comes first: the next one is the last of those that are not over.
fn next_visit(data: &PartnershipData, partnership: Id<Partnership>) -> Option<&Visit> {
    let mut visits = data.visits(partnership).iter();
    visits.rfind(|it| it.starts_on.is_some() && takes_place(it) && !is_past(data, it))
}

fn last_visit(data: &PartnershipData, partnership: Id<Partnership>) -> Option<&Visit> {
    let mut visits = data.visits(partnership).iter();
    visits.find(|visit| takes_place(visit) && is_past(data, visit))
}

fn takes_place(visit: &Visit) -> bool {
    let called_off = [VisitStatus::Cancelled, VisitStatus::Postponed];
    !visit
        .status
        .is_some_and(|status| called_off.contains(&status))
}

fn counts(visits: &[Visit]) -> VisitCounts {
    let mut counts = VisitCounts::default();
    let counted = visits
        .iter()
        .filter(|visit| visit.status != Some(VisitStatus::Cancelled));
    for visit in counted {
        match visit.direction {
            Some(Direction::Outbound) => counts.outbound += 1,
            Some(Direction::Virtual) => counts.online += 1,
            Some(Direction::Inbound) | None => counts.inbound += 1,
        }
    }
    counts
}

fn visit_view(data: &PartnershipData, visit: &Visit) -> PartnershipVisit {
    PartnershipVisit {
        id: visit.id.to_string(),
        title: visit.title.clone().unwrap_or_default(),
        starts_on: visit.starts_on.map(|day| day.to_string()),
        ends_on: visit.ends_on.map(|day| day.to_string()),
        direction: visit.direction.map(|it| it.word().to_owned()),
        status: visit.status.map(|it| it.word().to_owned()),
        past: is_past(data, visit),
        guests: data.guests(visit.id),
        initiative: visit.initiative.map(|it| it.to_string()),
    }
}

fn is_past(data: &PartnershipData, visit: &Visit) -> bool {
    visit
        .ends_on
        .or(visit.starts_on)
        .is_some_and(|last| last < data.today)
}

fn city_view(city: &City) -> CityView {
    let name = city.name.clone().or_else(|| city.native_name.clone());
    CityView {
        id: city.id.to_string(),
        native_name: city
            .native_name
            .clone()
            .filter(|native| Some(native) != name.as_ref()),
        name: name.unwrap_or_default(),
        country: city
            .country
            .as_ref()
            .map(|country| country.code().to_owned()),
        region: city.region.clone(),
        position: city.position.map(|at| PositionView {
            lat: at.lat,
            lon: at.lon,
        }),
        zone: city.zone.map(|zone| zone.name().to_owned()),
    }
}

/// An anniversary as screens show it.
pub(crate) fn anniversary_day(anniversary: Anniversary) -> AnniversaryDay {
    let Anniversary { on, years, round } = anniversary;
    AnniversaryDay {
        on: on.to_string(),
        years,
        round,
    }
}

/// A renewal as screens show it.
pub(crate) fn renewal_day(renewal: Renewal) -> RenewalDay {
    let Renewal { on, text_by, state } = renewal;
    RenewalDay {
        on: on.to_string(),
        text_by: text_by.to_string(),
        nearness: match state {
            RenewalState::Overdue => RenewalNearness::Overdue,
            RenewalState::TextDue => RenewalNearness::TextDue,
            RenewalState::Near => RenewalNearness::Near,
            RenewalState::Far => RenewalNearness::Far,
        },
    }
}

/// Whom to turn to, by name. Somebody who lies in the trash, or has not arrived yet, is left out.
async fn contacts(
    store: &Store,
    setting: &Setting,
    people: &std::collections::BTreeSet<Id<Person>>,
) -> Result<Vec<ContactView>> {
    let mut views = Vec::new();
    for id in people {
        let Some(person) = store
            .get::<Person>(id.uuid)
            .await?
            .filter(|person| !person.deleted)
        else {
            continue;
        };
        let private = if setting.coordinator {
            store.get::<PersonPrivate>(id.uuid).await?
        } else {
            None
        };
        let (email, phone) = private.map_or((None, None), |it| (it.email, it.phone));
        views.push(ContactView {
            person: id.to_string(),
            name: person_name(&person),
            position: person.position,
            organisation: person.organisation,
            languages: person.languages,
            email,
            phone,
        });
    }
    views.sort_by(|a, b| (&a.name.latin, &a.person).cmp(&(&b.name.latin, &b.person)));
    Ok(views)
}

async fn initiatives(
    store: &Store,
    data: &PartnershipData,
    partnership: Id<Partnership>,
) -> Result<Vec<InitiativeView>> {
    let mut initiatives = store.list::<Initiative>(None).await?;
    initiatives.retain(|initiative| initiative.partnership == Some(partnership));
    initiatives.sort_by(|a, b| (&a.title, a.id).cmp(&(&b.title, b.id)));
    let visits = data.visits(partnership);
    let view = |initiative: Initiative| InitiativeView {
        id: initiative.id.to_string(),
        title: initiative.title.unwrap_or_default(),
        purpose: initiative.purpose.map(|purpose| purpose.0),
        started_on: initiative.started_on.map(|day| day.to_string()),
        status: initiative.status.map(|status| status.word().to_owned()),
        visits: visits
            .iter()
            .filter(|visit| visit.initiative == Some(initiative.id))
            .map(|visit| visit.id.to_string())
            .collect(),
    };
    Ok(initiatives.into_iter().map(view).collect())
}
