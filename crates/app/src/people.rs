//! People: the directory of everybody the chapter knows, and one person over years.

use std::collections::{BTreeMap, BTreeSet};

use desk_api::people::{LatestVisit, PeopleView, PersonPart, PersonRow, PersonTask, PersonView};
use desk_domain::kinds::{
    City, Direction, Participation, Person, PersonPrivate, Side, Task, TaskStatus, Visit,
};
use desk_domain::{Id, Kind};
use desk_store::Store;

use crate::chapter::Setting;
use crate::error::{Error, Result};
use crate::programme::data::VisitData;
use crate::programme::view::person_name;
use crate::records::ms;

/// Everybody the chapter knows.
pub async fn view(store: &Store, setting: &Setting) -> Result<PeopleView> {
    let known = Known::all(store).await?;
    let mut parts: BTreeMap<Id<Person>, Vec<Participation>> = BTreeMap::new();
    for part in store.list::<Participation>(None).await? {
        parts
            .entry(part.person.unwrap_or_default())
            .or_default()
            .push(part);
    }
    let people = store.list::<Person>(None).await?;
    let rows = people.iter().map(|person| {
        let parts = parts.get(&person.id).map_or(&[][..], Vec::as_slice);
        row(person, parts, &known)
    });
    Ok(PeopleView {
        rows: rows.collect(),
        private: setting.coordinator,
    })
}

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
        row: row(&person, &parts, &known),
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

fn row(person: &Person, parts: &[Participation], known: &Known) -> PersonRow {
    let latest = parts.iter().max_by_key(|part| known.begins(part));
    let ours = latest.map(|part| known.is_ours(part));
    let roles: BTreeSet<_> = parts.iter().filter_map(|part| part.role).collect();
    PersonRow {
        person: person.id.to_string(),
        name: person_name(person),
        rank: person.rank.clone(),
        position: person.position.clone(),
        organisation: person.organisation.clone(),
        languages: person.languages.clone(),
        diet: person.diet.clone(),
        ours,
        city: latest.and_then(|part| known.city_of(part)),
        roles: roles
            .into_iter()
            .map(|role| role.word().to_owned())
            .collect(),
        visits: u32::try_from(parts.len()).unwrap_or(u32::MAX),
        latest: latest
            .and_then(|part| known.visit(part))
            .map(|visit| LatestVisit {
                visit: visit.id.to_string(),
                title: visit.title.clone().unwrap_or_default(),
                starts_on: visit.starts_on.map(|day| day.to_string()),
            }),
    }
}

/// Visits and cities, to tell where people took part.
struct Known {
    visits: BTreeMap<Id<Visit>, Visit>,
    cities: BTreeMap<Id<City>, City>,
}

impl Known {
    async fn all(store: &Store) -> Result<Self> {
        Ok(Self::new(store.list(None).await?, store.list(None).await?))
    }

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

    /// Whether somebody stood on the chapter's own side: that of the guests where it travelled.
    fn is_ours(&self, part: &Participation) -> bool {
        let direction = self.visit(part).and_then(|visit| visit.direction);
        let our_side = if direction == Some(Direction::Outbound) {
            Side::Guest
        } else {
            Side::Host
        };
        VisitData::side(part) == our_side
    }

    /// The city whose side somebody was on.
    fn city_of(&self, part: &Participation) -> Option<String> {
        let visit = self.visit(part)?;
        let city = match VisitData::side(part) {
            Side::Guest => visit.guest_city,
            Side::Host => visit.host_city,
        };
        let city = self.cities.get(&city?)?;
        city.name.clone().or_else(|| city.native_name.clone())
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
