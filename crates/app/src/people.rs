//! One person over years.

use std::collections::{BTreeMap, BTreeSet};

use desk_api::people::{PersonPart, PersonRow, PersonTask, PersonView};
use desk_domain::directory::PartsTaken;
use desk_domain::kinds::{City, Participation, Person, PersonPrivate, Task, TaskStatus, Visit};
use desk_domain::{Id, Kind};
use desk_store::{Listing, Store};

use crate::chapter::Setting;
use crate::directory;
use crate::error::{Error, Result};
use crate::programme::data::VisitData;
use crate::records::ms;

/// One person over years.
///
/// # Errors
/// [`Error::NotFound`] where there is no such person, or they lie in the trash.
pub async fn person(store: &Store, setting: &Setting, id: Id<Person>) -> Result<PersonView> {
    let person = store.get::<Person>(id.uuid).await?;
    let person = person.ok_or_else(|| Error::not_found(Person::SPEC.name, id.uuid))?;
    let mut parts: Vec<Participation> = store.find("person", &id.to_string()).await?;
    let known = Known::of(store, &parts).await?;
    parts.sort_by_key(|part| std::cmp::Reverse(known.begins(part)));
    let private = if setting.coordinator {
        store.get::<PersonPrivate>(id.uuid).await?
    } else {
        None
    };
    let last = store.last_change(Person::SPEC.name, id.uuid).await?;
    Ok(PersonView {
        row: known.row(&person, &parts),
        parts: parts.iter().map(|part| known.part(part)).collect(),
        allergies: private.as_ref().and_then(|it| it.allergies.clone()),
        passport_expires_on: private
            .and_then(|it| it.passport_expires_on)
            .map(|day| day.to_string()),
        tasks: tasks(store, id).await?,
        changed_by: last.as_ref().and_then(|last| last.person.clone()),
        changed_at_ms: last.map(|last| ms(last.at_us)),
    })
}

/// Open tasks of somebody, the most urgent first, those without a day at the end.
async fn tasks(store: &Store, person: Id<Person>) -> Result<Vec<PersonTask>> {
    let mut tasks: Vec<Task> = store.find("assignee", &person.to_string()).await?;
    tasks.retain(|task| task.status != Some(TaskStatus::Done));
    tasks.sort_by_key(|task| (task.due_on.is_none(), task.due_on, task.id));
    let view = |task: Task| PersonTask {
        task: task.id.to_string(),
        visit: task.visit.unwrap_or_default().to_string(),
        title: task.title.unwrap_or_default(),
        due_on: task.due_on.map(|day| day.to_string()),
    };
    Ok(tasks.into_iter().map(view).collect())
}

/// Visits and cities, to tell where people took part.
struct Known {
    visits: BTreeMap<Id<Visit>, Visit>,
    cities: BTreeMap<Id<City>, City>,
}

impl Known {
    /// Those that these parts are in.
    async fn of(store: &Store, parts: &[Participation]) -> Result<Self> {
        let visits = parts.iter().filter_map(|part| part.visit);
        let visits: BTreeSet<_> = visits.map(|visit| visit.uuid).collect();
        let visits: Vec<Visit> = store.get_all(&Vec::from_iter(visits)).await?;
        let sides = visits.iter().flat_map(|it| [it.guest_city, it.host_city]);
        let cities: BTreeSet<_> = sides.flatten().map(|city| city.uuid).collect();
        let cities = store.get_all(&Vec::from_iter(cities)).await?;
        Ok(Self::new(visits, cities))
    }

    fn new(visits: Vec<Visit>, cities: Vec<City>) -> Self {
        Self {
            visits: visits.into_iter().map(|visit| (visit.id, visit)).collect(),
            cities: cities.into_iter().map(|city| (city.id, city)).collect(),
        }
    }

    fn visit(&self, part: &Participation) -> Option<&Visit> {
        self.visits.get(&part.visit?)
    }

    /// When somebody's part begins, for putting parts in order: those without a day are before all others.
    fn begins(&self, part: &Participation) -> (Option<chrono::NaiveDate>, Id<Participation>) {
        (self.visit(part).and_then(|visit| visit.starts_on), part.id)
    }

    /// The person as the directory shows them.
    fn row(&self, person: &Person, parts: &[Participation]) -> PersonRow {
        let taken = PartsTaken::of(parts, &self.visits);
        let city = taken.city.and_then(|city| self.cities.get(&city));
        let listing = Listing {
            person: person.id.uuid,
            ours: taken.ours,
            city_name: city.and_then(|city| city.name.clone().or_else(|| city.native_name.clone())),
            roles: Vec::from_iter(taken.roles),
            visits: taken.visits,
            latest: taken.latest,
        };
        let latest = taken.latest.and_then(|latest| self.visits.get(&latest));
        directory::row(person, &listing, latest)
    }

    fn part(&self, part: &Participation) -> PersonPart {
        let visit = self.visit(part);
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        PersonPart {
            participation: part.id.to_string(),
            visit: part.visit.unwrap_or_default().to_string(),
            title: visit
                .and_then(|visit| visit.title.clone())
                .unwrap_or_default(),
            starts_on: day(visit.and_then(|visit| visit.starts_on)),
            ends_on: day(visit.and_then(|visit| visit.ends_on)),
            side: VisitData::side(part).word().to_owned(),
            role: part.role.map(|role| role.word().to_owned()),
            status: part.status.map(|status| status.word().to_owned()),
        }
    }
}
