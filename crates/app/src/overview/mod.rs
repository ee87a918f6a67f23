//! A visit at a glance.

mod calls;
mod days;
mod journey;
mod settle;

use desk_api::overview::{FirstDecisionView, OverviewView, ReadinessView, VisitFields};
use desk_domain::Id;
use desk_domain::kinds::{PersonPrivate, Task, Visit};
use desk_domain::review::Programme;
use desk_domain::standing::{self, StandingInput, first_decisions};
use desk_store::Store;

use crate::chapter::Setting;
use crate::error::Result;
use crate::programme::data::VisitData;
use crate::programme::{findings, view as board};
use crate::visits;

/// All that the overview of a visit shows.
///
/// # Errors
/// Only where the database cannot be read.
pub async fn view(store: &Store, setting: &Setting, data: &VisitData) -> Result<OverviewView> {
    let tasks: Vec<Task> = store.list(Some(data.visit.id.uuid)).await?;
    let privates = private_halves(store, setting, data).await?;
    let review = data.review_input();
    let programme = Programme::new(&review);
    let found = programme.findings();
    let standing = StandingInput {
        review,
        findings: &found,
        tasks: &tasks,
        privates: privates.as_deref(),
    };
    let views = findings::of(data);
    Ok(OverviewView {
        visit: visits::row(data, board::open_errors(&views)),
        fields: fields(&data.visit),
        today: data.today.to_string(),
        days_until: data
            .visit
            .starts_on
            .map(|first| visits::days_until(first, data.today)),
        days: days::strip(data, &views),
        to_settle: settle::views(data, &standing, &views),
        readiness: readiness(&standing),
        journey: journey::view(data),
        calls: calls::view(data, privates.as_deref()),
        private: setting.coordinator,
        first_decisions: decisions(data),
    })
}

/// The private halves of the visit's people, where they may be seen.
async fn private_halves(
    store: &Store,
    setting: &Setting,
    data: &VisitData,
) -> Result<Option<Vec<PersonPrivate>>> {
    if !setting.coordinator {
        return Ok(None);
    }
    let takes_part = |private: &PersonPrivate| {
        let person = Id::new(private.id.uuid);
        let leads = [data.visit.lead, data.visit.deputy].contains(&Some(person));
        let in_charge = || data.items.iter().any(|item| item.lead == Some(person));
        let listed = || {
            data.participations
                .iter()
                .any(|part| part.person == Some(person))
        };
        leads || listed() || in_charge()
    };
    let people: Vec<_> = data.people.iter().map(|person| person.id.uuid).collect();
    let mut privates: Vec<PersonPrivate> = store.get_all(&people).await?;
    privates.retain(takes_part);
    Ok(Some(privates))
}

fn fields(visit: &Visit) -> VisitFields {
    let id = |record: Option<uuid::Uuid>| record.map(|id| id.to_string());
    VisitFields {
        title: visit.title.clone().unwrap_or_default(),
        direction: visit.direction.map(|it| it.word().to_owned()),
        status: visit.status.map(|it| it.word().to_owned()),
        status_reason: visit.status_reason.clone(),
        starts_on: visit.starts_on.map(|day| day.to_string()),
        ends_on: visit.ends_on.map(|day| day.to_string()),
        host_city: id(visit.host_city.map(|city| city.uuid)),
        guest_city: id(visit.guest_city.map(|city| city.uuid)),
        purpose: visit.purpose.clone().map(|text| text.0),
        lead: id(visit.lead.map(|person| person.uuid)),
        deputy: id(visit.deputy.map(|person| person.uuid)),
        funder: visit.funder.clone(),
        host_org: visit.host_org.clone(),
        expected_count: visit
            .expected_count
            .and_then(|count| i32::try_from(count).ok()),
    }
}

fn readiness(standing: &StandingInput) -> Vec<ReadinessView> {
    let count = |count| u32::try_from(count).unwrap_or(u32::MAX);
    standing::readiness(standing)
        .into_iter()
        .map(|it| ReadinessView {
            part: it.part.word().to_owned(),
            done: count(it.done),
            total: count(it.total),
        })
        .collect()
}

/// None once people or days are there: then there is more to see than a checklist.
fn decisions(data: &VisitData) -> Vec<FirstDecisionView> {
    let has_day = |item: &desk_domain::kinds::ProgrammeItem| {
        item.slot.as_ref().is_some_and(|slot| slot.day.is_some())
    };
    if !data.participations.is_empty() || data.items.iter().any(has_day) {
        return Vec::new();
    }
    first_decisions(&data.visit)
        .map(|(decision, taken)| FirstDecisionView {
            code: decision.word().to_owned(),
            taken,
        })
        .to_vec()
}
