//! The directory of everybody whom the chapter knows, a window at a time.

use std::collections::{BTreeMap, BTreeSet};

use desk_api::people::{
    LatestVisit, PeopleCounts, PeopleQuery, PeopleSort, PeopleView, PersonRow, Whose,
};
use desk_domain::kinds::{ParticipationRole, Person, Visit};
use desk_domain::{Id, Kind};
use desk_store::{Directory, DirectoryGroup, DirectoryQuery, DirectorySort, Listing, Store};
use uuid::Uuid;

use crate::chapter::Setting;
use crate::error::Result;
use crate::parse;
use crate::programme::view::person_name;
use crate::records::SEARCH_HITS_MAX;

/// The most rows that are answered at once.
pub const ROWS_MAX: u32 = 2_000;

/// Who fits what is asked for.
///
/// # Errors
/// [`crate::Error::BadValue`] where the role or the open person is none.
pub async fn view(store: &Store, setting: &Setting, asked: &PeopleQuery) -> Result<PeopleView> {
    let query = query(store, asked).await?;
    let Directory {
        people,
        fitting,
        open,
        groups,
    } = store.directory(&query).await?;
    let listed: Vec<&Listing> = people.iter().chain(&open).collect();
    let records = Records::of(store, &listed).await?;
    Ok(PeopleView {
        rows: people.iter().filter_map(|one| records.row(one)).collect(),
        fitting,
        open: open.and_then(|one| records.row(&one)),
        counts: counts(&groups),
        cities: distinct(groups.iter().filter_map(|group| group.city_name.clone())),
        roles: roles(&groups),
        private: setting.coordinator,
    })
}

/// A person as the directory shows them, with the latest visit of theirs that the listing names.
pub(crate) fn row(person: &Person, listing: &Listing, latest: Option<&Visit>) -> PersonRow {
    let Listing {
        person: id,
        ours,
        city_name,
        roles,
        visits,
        latest: _,
    } = listing;
    PersonRow {
        person: id.to_string(),
        name: person_name(person),
        rank: person.rank.clone(),
        position: person.position.clone(),
        organisation: person.organisation.clone(),
        languages: person.languages.clone(),
        diet: person.diet.clone(),
        ours: *ours,
        city: city_name.clone(),
        roles: roles.iter().map(|role| role.word().to_owned()).collect(),
        visits: *visits,
        latest: latest.map(|visit| LatestVisit {
            visit: visit.id.to_string(),
            title: visit.title.clone().unwrap_or_default(),
            starts_on: visit.starts_on.map(|day| day.to_string()),
        }),
    }
}

async fn query(store: &Store, asked: &PeopleQuery) -> Result<DirectoryQuery> {
    let PeopleQuery {
        whose,
        role,
        city,
        text,
        sort,
        descending,
        language,
        limit,
        open,
    } = asked;
    let role = parse::optional(role.as_deref(), |word| {
        let (read, words) = (ParticipationRole::from_word, ParticipationRole::WORDS);
        parse::word("role", word, read, words)
    })?;
    let open = parse::optional(open.as_deref(), |id| parse::id::<Person>("open", id))?;
    Ok(DirectoryQuery {
        language: language.clone(),
        ours: match whose {
            Whose::All => None,
            Whose::Ours => Some(true),
            Whose::Theirs => Some(false),
        },
        role,
        city: city.clone(),
        text: text.clone(),
        found: found(store, text).await?,
        sort: match sort {
            PeopleSort::Name => DirectorySort::Name,
            PeopleSort::Post => DirectorySort::Post,
            PeopleSort::City => DirectorySort::City,
            PeopleSort::Languages => DirectorySort::Languages,
            PeopleSort::Latest => DirectorySort::Latest,
        },
        descending: *descending,
        limit: (*limit).min(ROWS_MAX),
        open: open.map(|person| person.uuid),
    })
}

/// Who is found by what they are called in another script.
async fn found(store: &Store, text: &str) -> Result<Vec<Uuid>> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let hits = store.search(text, SEARCH_HITS_MAX).await?;
    let people = hits.into_iter().filter(|hit| hit.kind == Person::SPEC.name);
    Ok(people.map(|hit| hit.id).collect())
}

/// The records that rows are told from besides their listings.
struct Records {
    people: BTreeMap<Uuid, Person>,
    visits: BTreeMap<Id<Visit>, Visit>,
}

impl Records {
    async fn of(store: &Store, listed: &[&Listing]) -> Result<Self> {
        let people: Vec<_> = listed.iter().map(|one| one.person).collect();
        let visits: BTreeSet<_> = listed.iter().filter_map(|one| one.latest).collect();
        let visits: Vec<_> = visits.into_iter().map(|visit| visit.uuid).collect();
        let people: Vec<Person> = store.get_all(&people).await?;
        let visits: Vec<Visit> = store.get_all(&visits).await?;
        Ok(Self {
            people: people.into_iter().map(|it| (it.id.uuid, it)).collect(),
            visits: visits.into_iter().map(|it| (it.id, it)).collect(),
        })
    }

    /// `None` for somebody who went to the trash since they were listed.
    fn row(&self, listing: &Listing) -> Option<PersonRow> {
        let person = self.people.get(&listing.person)?;
        let latest = listing.latest.and_then(|visit| self.visits.get(&visit));
        Some(row(person, listing, latest))
    }
}

fn counts(groups: &[DirectoryGroup]) -> PeopleCounts {
    let of = |ours: Option<bool>| {
        let alike = groups.iter().filter(|group| group.ours == ours);
        alike.map(|group| group.people).sum::<u32>()
    };
    let (ours, theirs) = (of(Some(true)), of(Some(false)));
    PeopleCounts {
        all: ours + theirs + of(None),
        ours,
        theirs,
    }
}

fn roles(groups: &[DirectoryGroup]) -> Vec<String> {
    let roles: BTreeSet<ParticipationRole> = groups
        .iter()
        .flat_map(|group| group.roles.iter().copied())
        .collect();
    roles
        .into_iter()
        .map(|role| role.word().to_owned())
        .collect()
}

fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    Vec::from_iter(BTreeSet::from_iter(names))
}
