//! Participants: the list in protocol order, adding people, check-in.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use desk_api::participants::{
    ParticipantAdd, ParticipantRow, ParticipantsView, PassportState, PrivateView,
};
use desk_domain::journal::departed_at;
use desk_domain::kinds::{
    Participation, ParticipationRole, ParticipationStatus, Person, PersonPrivate, Side, Visit,
};
use desk_domain::order::protocol_order;
use desk_domain::review::Programme;
use desk_domain::standing::Passport;
use desk_domain::{Id, Kind};
use desk_store::{LastChange, Store};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::programme::data::VisitData;
use crate::programme::{findings, view::person_name};
use crate::records::ms;
use crate::work::Work;
use crate::{parse, visits};

/// The list of one visit.
pub async fn view(store: &Store, data: &VisitData, coordinator: bool) -> Result<ParticipantsView> {
    let rows = Rows::load(store, data, coordinator).await?;
    Ok(ParticipantsView {
        visit: visits::row(data, findings::clashes(data)),
        rows: data
            .in_protocol_order()
            .enumerate()
            .map(|(place, part)| rows.row(part, place))
            .collect(),
        private: coordinator,
    })
}

/// One participant as the list shows them.
pub async fn row_of(
    store: &Store,
    data: &VisitData,
    id: Id<Participation>,
    coordinator: bool,
) -> Result<ParticipantRow> {
    let found = data
        .in_protocol_order()
        .enumerate()
        .find(|(_, part)| part.id == id);
    let (place, part) = found.ok_or_else(|| Error::not_found(Participation::SPEC.name, id.uuid))?;
    let rows = Rows::load(store, data, coordinator).await?;
    Ok(rows.row(part, place))
}

/// Whether somebody should look at a participation: a refused visa, a no-show, nobody behind it.
pub fn needs_a_look(part: &Participation) -> bool {
    let refused = matches!(
        part.status,
        Some(ParticipationStatus::VisaRefused | ParticipationStatus::NoShow)
    );
    refused || part.person.is_none()
}

/// A person's private half; empty where nothing is known.
pub async fn private(store: &Store, person: Id<Person>) -> Result<PrivateView> {
    let private = store
        .get::<PersonPrivate>(person.uuid)
        .await?
        .unwrap_or_default();
    let PersonPrivate {
        id: _,
        deleted: _,
        passport_name,
        passport_number,
        passport_country,
        passport_expires_on,
        nationality,
        date_of_birth,
        visa,
        email,
        phone,
        address,
        allergies,
        health,
        insurance,
        emergency_name,
        emergency_relation,
        emergency_phone,
        emergency_language,
        guardians,
    } = private;
    Ok(PrivateView {
        passport_name,
        passport_number,
        passport_country: passport_country.map(|country| country.code().to_owned()),
        passport_expires_on: passport_expires_on.map(|day| day.to_string()),
        nationality: nationality.map(|country| country.code().to_owned()),
        visa,
        date_of_birth: date_of_birth.map(|day| day.to_string()),
        email,
        phone,
        address: address.map(|text| text.0),
        allergies,
        health: health.map(|text| text.0),
        insurance,
        emergency_name,
        emergency_relation,
        emergency_phone,
        emergency_language,
        guardians: guardians.map(|text| text.0),
    })
}

/// Adds a person and their part in a visit.
///
/// # Errors
/// [`Error::BadValue`] where no name is given in any script, or a word does not fit.
pub async fn add(work: &mut Work<'_>, request: ParticipantAdd) -> Result<Participation> {
    let ParticipantAdd {
        visit,
        latin_name,
        native_name,
        side,
        role,
        position,
    } = request;
    let visit = parse::id::<Visit>("visit", &visit)?;
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let (latin_name, native_name) = (given(&latin_name), native_name.as_deref().and_then(given));
    if latin_name.is_none() && native_name.is_none() {
        return Err(Error::bad_value("latin_name", "", "a name"));
    }
    let person = Person {
        latin_name,
        native_name,
        position: position.as_deref().and_then(given),
        ..Person::new(Id::new(work.new_id()))
    };
    let part = Participation {
        person: Some(person.id),
        visit: Some(visit),
        side: Some(parse::word("side", &side, Side::from_word, Side::WORDS)?),
        role: parse::optional(role.as_deref(), |word| {
            parse::word(
                "role",
                word,
                ParticipationRole::from_word,
                ParticipationRole::WORDS,
            )
        })?,
        status: Some(ParticipationStatus::Confirmed),
        ..Participation::new(Id::new(work.new_id()))
    };
    let chapter = work.chapter();
    work.put(chapter, &person).await?;
    work.put(visit.uuid, &part).await?;
    Ok(part)
}

/// Checks people in at `at`, or takes that back.
///
/// Whoever had left before `at` is here again. Whoever left after it only has another time of arrival: that is how a
/// time is corrected when part of a group has gone home.
pub async fn check_in(
    work: &mut Work<'_>,
    parts: &[Id<Participation>],
    arrived: bool,
    at: NaiveDateTime,
) -> Result<()> {
    for id in parts {
        let mut part = get(work, *id).await?;
        part.arrived_at = arrived.then_some(at);
        part.departed_at = departed_at(&part).filter(|left| arrived && *left >= at);
        if !arrived {
            part.status = Some(ParticipationStatus::Confirmed);
        } else if part.departed_at.is_none() {
            part.status = Some(ParticipationStatus::Arrived);
        }
        work.put_here(&part).await?;
    }
    Ok(())
}

/// Moves somebody to place `number` of the order of precedence of their side; the others close up.
pub async fn move_precedence(
    work: &mut Work<'_>,
    data: &VisitData,
    id: Id<Participation>,
    number: u32,
) -> Result<()> {
    let moved = get(work, id).await?;
    let side = VisitData::side(&moved);
    let same_side = |part: &&Participation| VisitData::side(part) == side;
    let mut order: Vec<_> = protocol_order(&data.participations, &data.people)
        .into_iter()
        .filter(same_side)
        .cloned()
        .collect();
    order.retain(|part| part.id != id);
    let place = usize::try_from(number.saturating_sub(1))
        .unwrap_or_default()
        .min(order.len());
    order.insert(place, moved);
    for (place, mut part) in order.into_iter().enumerate() {
        part.precedence_number = i64::try_from(place + 1).ok();
        work.put_here(&part).await?;
    }
    Ok(())
}

/// A participation that is not in the trash.
pub async fn get(work: &mut Work<'_>, id: Id<Participation>) -> Result<Participation> {
    let found = work
        .get::<Participation>(id.uuid)
        .await?
        .filter(|part| !part.deleted);
    found.ok_or_else(|| Error::not_found(Participation::SPEC.name, id.uuid))
}

/// What the rows of the list are told from.
struct Rows<'a> {
    data: &'a VisitData,
    coordinator: bool,
    people: BTreeMap<Id<Person>, &'a Person>,
    /// By the person; empty where they may not be seen.
    privates: BTreeMap<Uuid, PersonPrivate>,
    /// Who wrote to each participation last.
    last: BTreeMap<Uuid, LastChange>,
    /// How many items each is for.
    items: BTreeMap<Id<Participation>, u32>,
}

impl<'a> Rows<'a> {
    async fn load(store: &Store, data: &'a VisitData, coordinator: bool) -> Result<Self> {
        let privates: Vec<PersonPrivate> = if coordinator {
            let people = data.participations.iter().filter_map(|part| part.person);
            let people: Vec<_> = people.map(|person| person.uuid).collect();
            store.get_all(&people).await?
        } else {
            Vec::new()
        };
        let parts: Vec<_> = data.participations.iter().map(|it| it.id.uuid).collect();
        let input = data.review_input();
        let programme = Programme::new(&input);
        let mut items = BTreeMap::new();
        for part in data.items.iter().flat_map(|it| programme.attending(it.id)) {
            *items.entry(part).or_default() += 1;
        }
        Ok(Self {
            data,
            coordinator,
            people: data.people.iter().map(|it| (it.id, it)).collect(),
            privates: privates.into_iter().map(|it| (it.id.uuid, it)).collect(),
            last: store.last_changes(Participation::SPEC.name, &parts).await?,
            items,
        })
    }

    fn row(&self, part: &Participation, place: usize) -> ParticipantRow {
        let unknown = Person::default();
        let person = part.person.and_then(|id| self.people.get(&id).copied());
        let person = person.unwrap_or(&unknown);
        let private = part.person.and_then(|id| self.privates.get(&id.uuid));
        let last = self.last.get(&part.id.uuid);
        let side = VisitData::side(part);
        let local =
            |at: Option<NaiveDateTime>| at.map(|at| at.format("%Y-%m-%dT%H:%M").to_string());
        let expires_on = private.and_then(|it| it.passport_expires_on);
        let passport = if self.coordinator && side == Side::Guest {
            passport_state(Passport::held_against(self.data.visit.ends_on, expires_on))
        } else {
            PassportState::NotShown
        };
        ParticipantRow {
            id: part.id.to_string(),
            person: person.id.to_string(),
            number: u32::try_from(place + 1).unwrap_or(u32::MAX),
            name: person_name(person),
            side: side.word().to_owned(),
            role: part.role.map(|role| role.word().to_owned()),
            position: person.position.clone(),
            rank: person.rank.clone(),
            organisation: person.organisation.clone(),
            diet: person.diet.clone(),
            languages: person.languages.clone(),
            track: part.track.clone(),
            status: part.status.map(|status| status.word().to_owned()),
            joins_at: local(part.joins_at),
            leaves_at: local(part.leaves_at),
            arrived_at: local(part.arrived_at),
            note: part.note.clone().map(|note| note.0),
            allergies: private.and_then(|it| it.allergies.clone()),
            passport_expires_on: expires_on.map(|day| day.to_string()),
            passport,
            items: self.items.get(&part.id).copied().unwrap_or_default(),
            changed_by: last.and_then(|last| last.person.clone()),
            changed_at_ms: last.map(|last| ms(last.at_us)),
        }
    }
}

fn passport_state(passport: Passport) -> PassportState {
    match passport {
        Passport::Missing => PassportState::Missing,
        Passport::Expired => PassportState::Expired,
        Passport::Short => PassportState::Short,
        Passport::Valid => PassportState::Valid,
    }
}
