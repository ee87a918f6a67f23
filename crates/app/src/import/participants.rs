//! A list of delegates: each row becomes a person with a part in the visit, or changes one who is there.

use std::collections::BTreeMap;

use chrono::NaiveTime;
use desk_api::import::ImportPreview;
use desk_documents::import::{
    ExistingPerson, Parsed, ParticipantRow, PersonFields, Role, RowMatch, Status, is_everyone,
    match_participants, parse_participants,
};
use desk_domain::Id;
use desk_domain::kinds::{
    Participation, ParticipationRole, ParticipationStatus, Person, PersonPrivate, Side,
};
use desk_domain::values::{Country, LongText};
use desk_store::Store;

use super::preview::{Shown, preview};
use super::reading::Reading;
use crate::error::Result;
use crate::parse;
use crate::programme::data::VisitData;
use crate::work::Work;

/// What to do with each row of a list of delegates.
pub(super) struct Plan {
    parsed: Parsed<ParticipantRow>,
    /// Which person a row is.
    matches: Vec<RowMatch>,
    /// What a row is to this visit.
    fates: Vec<RowMatch>,
}

impl Plan {
    pub(super) async fn new(store: &Store, data: &VisitData, reading: &Reading) -> Result<Self> {
        let parsed = parse_participants(&reading.table, &reading.mapping, &reading.context);
        let private: Vec<PersonPrivate> = store.list(None).await?;
        let private: BTreeMap<_, _> = private.into_iter().map(|it| (it.id.uuid, it)).collect();
        let mut existing = Vec::new();
        let people: Vec<Person> = store.list(None).await?;
        for person in &people {
            let part = data
                .participations
                .iter()
                .find(|part| part.person == Some(person.id));
            existing.push(known(person, private.get(&person.id.uuid), part));
        }
        let rows: Vec<ParticipantRow> = parsed.read().cloned().collect();
        let mut matches = match_participants(&existing, &rows);
        // Somebody who is known from another visit is new in this one.
        let mut fates = matches.clone();
        for (matched, fate) in matches.iter_mut().zip(&mut fates) {
            let (RowMatch::Same { id } | RowMatch::Update { id, .. }) = matched.clone() else {
                continue;
            };
            if part_of(data, &id).is_none() {
                *fate = RowMatch::New;
                *matched = RowMatch::Update {
                    id,
                    changed: Vec::new(),
                };
            }
        }
        Ok(Self {
            parsed,
            matches,
            fates,
        })
    }

    pub(super) fn preview(&self, reading: &Reading) -> ImportPreview {
        preview(reading, &self.parsed, &self.fates, |row| {
            let person = &row.person;
            let name = person
                .latin_name
                .clone()
                .or_else(|| person.native_name.clone());
            Shown {
                title: name.unwrap_or_else(|| joined_name(person)),
                day: None,
                time: None,
                detail: person
                    .position
                    .clone()
                    .or_else(|| person.organisation.clone()),
            }
        })
    }

    pub(super) async fn carry_out(&self, work: &mut Work<'_>, data: &VisitData) -> Result<()> {
        let mut last_number = data
            .participations
            .iter()
            .filter_map(|part| part.precedence_number)
            .max()
            .unwrap_or(0);
        for (row, matched) in self.parsed.read().zip(&self.matches) {
            let person = match matched {
                RowMatch::Same { .. } => continue,
                RowMatch::New => Person::new(Id::new(work.new_id())),
                RowMatch::Update { id, .. } => {
                    let id = parse::id::<Person>("id", id)?;
                    work.get(id.uuid).await?.unwrap_or(Person::new(id))
                }
            };
            let part = data
                .participations
                .iter()
                .find(|part| part.person == Some(person.id))
                .cloned();
            // A list of delegates comes in protocol order; where it has no numbers, its order is kept.
            last_number += i64::from(part.is_none());
            let part = part.unwrap_or_else(|| Participation {
                precedence_number: Some(last_number),
                person: Some(person.id),
                visit: Some(data.visit.id),
                side: Some(Side::Guest),
                status: Some(ParticipationStatus::Confirmed),
                ..Participation::new(Id::new(work.new_id()))
            });
            let chapter = work.chapter();
            work.put(chapter, &with_names(person, &row.person)).await?;
            work.put(
                data.visit.id.uuid,
                &with_part(data, part.clone(), &row.person),
            )
            .await?;
            if work.setting.coordinator {
                let id = part.person.unwrap_or_default();
                let private = work
                    .get::<PersonPrivate>(id.uuid)
                    .await?
                    .unwrap_or(PersonPrivate::new(Id::new(id.uuid)));
                work.put(chapter, &with_private(private, &row.person))
                    .await?;
            }
        }
        Ok(())
    }
}

/// The person's part in the visit, by the person's id.
fn part_of<'a>(data: &'a VisitData, person: &str) -> Option<&'a Participation> {
    let person = person.parse().ok();
    data.participations
        .iter()
        .find(|part| part.person.is_some() && part.person == person)
}

fn with_names(mut person: Person, row: &PersonFields) -> Person {
    let keep = |field: &mut Option<String>, said: &Option<String>| {
        if said.is_some() {
            field.clone_from(said);
        }
    };
    keep(&mut person.latin_name, &row.latin_name);
    keep(&mut person.native_name, &row.native_name);
    keep(&mut person.family_name, &row.family_name);
    keep(&mut person.given_names, &row.given_names);
    keep(&mut person.pronunciation, &row.pronunciation);
    keep(&mut person.courtesy_title, &row.courtesy_title);
    keep(&mut person.rank, &row.rank);
    keep(&mut person.position, &row.position);
    keep(&mut person.organisation, &row.organisation);
    keep(&mut person.languages, &row.languages);
    keep(&mut person.diet, &row.diet);
    if person.latin_name.is_none() && person.native_name.is_none() {
        let joined = joined_name(row);
        let field = if joined.is_ascii() || is_latin(&joined) {
            &mut person.latin_name
        } else {
            &mut person.native_name
        };
        *field = Some(joined);
    }
    person
}

fn with_part(data: &VisitData, mut part: Participation, row: &PersonFields) -> Participation {
    if let Some(number) = row.number {
        part.precedence_number = Some(i64::from(number));
    }
    if let Some(role) = row.role {
        part.role = Some(role_of(role));
    }
    if let Some(status) = row.status {
        part.status = Some(status_of(status));
    }
    if let Some(track) = row.track.as_ref().filter(|track| !is_everyone(track)) {
        part.track = Some(track.clone());
    }
    // A list names days. Who joins on the first day or leaves on the last is there for the whole visit.
    let joins = row
        .arrives_on
        .filter(|day| Some(*day) != data.visit.starts_on);
    let leaves = row.leaves_on.filter(|day| Some(*day) != data.visit.ends_on);
    if let Some(day) = joins {
        part.joins_at = Some(day.and_time(NaiveTime::MIN));
    }
    if let Some(day) = leaves {
        part.leaves_at = day.and_hms_opt(23, 59, 0);
    }
    if let Some(note) = &row.note {
        part.note = Some(LongText(note.clone()));
    }
    part
}

fn with_private(mut private: PersonPrivate, row: &PersonFields) -> PersonPrivate {
    let keep = |field: &mut Option<String>, said: &Option<String>| {
        if said.is_some() {
            field.clone_from(said);
        }
    };
    keep(&mut private.passport_name, &row.passport_name);
    keep(&mut private.passport_number, &row.passport_number);
    keep(&mut private.email, &row.email);
    keep(&mut private.phone, &row.phone);
    keep(&mut private.allergies, &row.allergies);
    private.passport_expires_on = row.passport_expiry.or(private.passport_expires_on);
    private.date_of_birth = row.date_of_birth.or(private.date_of_birth);
    private.nationality = row
        .nationality
        .as_deref()
        .and_then(Country::new)
        .or(private.nationality);
    private
}

/// Somebody who is known, as the columns of a list would state them.
fn known(
    person: &Person,
    private: Option<&PersonPrivate>,
    part: Option<&Participation>,
) -> ExistingPerson {
    let fields = PersonFields {
        number: part
            .and_then(|part| part.precedence_number)
            .and_then(|number| u32::try_from(number).ok()),
        latin_name: person.latin_name.clone(),
        family_name: person.family_name.clone(),
        given_names: person.given_names.clone(),
        native_name: person.native_name.clone(),
        passport_name: private.and_then(|it| it.passport_name.clone()),
        pronunciation: person.pronunciation.clone(),
        courtesy_title: person.courtesy_title.clone(),
        rank: person.rank.clone(),
        position: person.position.clone(),
        organisation: person.organisation.clone(),
        role: part.and_then(|part| part.role).and_then(list_role),
        status: part.and_then(|part| part.status).and_then(list_status),
        track: part.and_then(|part| part.track.clone()),
        gender: None,
        date_of_birth: private.and_then(|it| it.date_of_birth),
        nationality: private
            .and_then(|it| it.nationality.as_ref())
            .map(|country| country.code().to_owned()),
        passport_number: private.and_then(|it| it.passport_number.clone()),
        passport_expiry: private.and_then(|it| it.passport_expires_on),
        email: private.and_then(|it| it.email.clone()),
        phone: private.and_then(|it| it.phone.clone()),
        diet: person.diet.clone(),
        allergies: private.and_then(|it| it.allergies.clone()),
        languages: person.languages.clone(),
        arrives_on: part.and_then(|part| part.joins_at).map(|at| at.date()),
        leaves_on: part.and_then(|part| part.leaves_at).map(|at| at.date()),
        note: part.and_then(|part| part.note.clone()).map(|note| note.0),
    };
    ExistingPerson {
        id: person.id.to_string(),
        person: fields,
        passport_tail: None,
    }
}

/// Given and family name in one, where a list states only these.
fn joined_name(row: &PersonFields) -> String {
    let parts = [&row.given_names, &row.family_name];
    parts
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ")
}

fn is_latin(text: &str) -> bool {
    // Latin letters end with the block Latin Extended Additional, U+1EFF.
    text.chars()
        .filter(|letter| letter.is_alphabetic())
        .all(|letter| letter <= '\u{24F}' || ('\u{1E00}'..='\u{1EFF}').contains(&letter))
}

const fn role_of(role: Role) -> ParticipationRole {
    match role {
        Role::HeadOfDelegation => ParticipationRole::HeadOfDelegation,
        Role::Delegate => ParticipationRole::Delegate,
        Role::Spouse => ParticipationRole::Spouse,
        Role::Interpreter => ParticipationRole::Interpreter,
        Role::Facilitator => ParticipationRole::Facilitator,
        Role::Chaperone => ParticipationRole::Chaperone,
        Role::Staff => ParticipationRole::Staff,
        Role::Press => ParticipationRole::Press,
        Role::Observer => ParticipationRole::Observer,
    }
}

const fn list_role(role: ParticipationRole) -> Option<Role> {
    Some(match role {
        ParticipationRole::HeadOfDelegation => Role::HeadOfDelegation,
        ParticipationRole::Delegate => Role::Delegate,
        ParticipationRole::Spouse => Role::Spouse,
        ParticipationRole::Interpreter => Role::Interpreter,
        ParticipationRole::Facilitator => Role::Facilitator,
        ParticipationRole::Chaperone => Role::Chaperone,
        ParticipationRole::Staff => Role::Staff,
        ParticipationRole::Press => Role::Press,
        ParticipationRole::Observer => Role::Observer,
        ParticipationRole::Host => return None,
    })
}

const fn status_of(status: Status) -> ParticipationStatus {
    match status {
        Status::Nominated => ParticipationStatus::Nominated,
        Status::Invited => ParticipationStatus::Invited,
        Status::Confirmed => ParticipationStatus::Confirmed,
        Status::Withdrawn => ParticipationStatus::Withdrawn,
        Status::VisaRefused => ParticipationStatus::VisaRefused,
        Status::NoShow => ParticipationStatus::NoShow,
        Status::Arrived => ParticipationStatus::Arrived,
    }
}

const fn list_status(status: ParticipationStatus) -> Option<Status> {
    Some(match status {
        ParticipationStatus::Nominated => Status::Nominated,
        ParticipationStatus::Invited => Status::Invited,
        ParticipationStatus::Confirmed => Status::Confirmed,
        ParticipationStatus::Withdrawn => Status::Withdrawn,
        ParticipationStatus::VisaRefused => Status::VisaRefused,
        ParticipationStatus::NoShow => Status::NoShow,
        ParticipationStatus::Arrived => Status::Arrived,
        ParticipationStatus::DepartedEarly | ParticipationStatus::Completed => return None,
    })
}
