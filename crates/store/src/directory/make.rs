//! Making rows of the directory from the typed tables.

use std::collections::{BTreeMap, BTreeSet};

use desk_domain::directory::PartsTaken;
use desk_domain::kinds::{City, Participation, Person, Visit};
use desk_domain::{Id, Kind};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::language_of;
use super::order::{Order, folded};
use crate::error::Result;
use crate::projection;
use crate::tables::person_listing::{self, ListingRow};

/// How many people are made ready at a time while all are compared.
const COMPARED_AT_ONCE: usize = 512;

/// Makes the rows of these people, and takes away those of people who are not shown.
pub(super) async fn make(
    conn: &mut SqliteConnection,
    order: &Order,
    people: &[Uuid],
) -> Result<()> {
    let rows = rows(conn, order, people).await?;
    person_listing::remove(conn, people).await?;
    person_listing::put(conn, &rows).await
}

/// In how many rows the directory says something else than the typed tables. Rows that are forgotten say nothing.
pub(crate) async fn differing(conn: &mut SqliteConnection) -> Result<u64> {
    let Some(made_by) = person_listing::made_by(conn).await? else {
        return Ok(0);
    };
    let order = Order::of(language_of(&made_by));
    let kept = person_listing::list(conn).await?;
    let people = projection::list::<Person>(conn, None).await?;
    let people: BTreeSet<Uuid> = people.iter().map(|person| person.id.uuid).collect();
    // Whoever is shown has a row, if only a forgotten one.
    let mut differing = person_listing::count_without(conn, &people).await?;
    for kept in kept.chunks(COMPARED_AT_ONCE) {
        let people: Vec<Uuid> = kept.iter().map(|row| row.listing.person).collect();
        let made = rows(conn, &order, &people).await?;
        let made: BTreeMap<Uuid, ListingRow> = made
            .into_iter()
            .map(|row| (row.listing.person, row))
            .collect();
        let wrong = kept
            .iter()
            .filter(|row| made.get(&row.listing.person) != Some(row));
        differing += wrong.count() as u64;
    }
    Ok(differing)
}

/// The rows of those of these people who are shown.
async fn rows(
    conn: &mut SqliteConnection,
    order: &Order,
    people: &[Uuid],
) -> Result<Vec<ListingRow>> {
    let people = projection::get_all::<Person>(conn, people).await?;
    let ids: Vec<Uuid> = people.iter().map(|person| person.id.uuid).collect();
    let mut parts: BTreeMap<Id<Person>, Vec<Participation>> = BTreeMap::new();
    for part in projection::find_all::<Participation>(conn, Person::SPEC.name, &ids).await? {
        parts
            .entry(part.person.unwrap_or_default())
            .or_default()
            .push(part);
    }
    let visits = parts.values().flatten().filter_map(|part| part.visit);
    let visits = visits.map(|visit| visit.uuid).collect();
    let visits: BTreeMap<Id<Visit>, Visit> = known(conn, visits).await?;
    let sides = visits
        .values()
        .flat_map(|visit| [visit.guest_city, visit.host_city]);
    let cities = sides.flatten().map(|city| city.uuid).collect();
    let cities: BTreeMap<Id<City>, City> = known(conn, cities).await?;
    let row = |person: &Person| {
        let parts = parts.get(&person.id).map_or(&[][..], Vec::as_slice);
        let taken = PartsTaken::of(parts, &visits);
        let city = taken.city.and_then(|city| cities.get(&city));
        row(order, person, &taken, city)
    };
    Ok(people.iter().map(row).collect())
}

/// The records with these ids that are shown, by id.
async fn known<K: Kind>(
    conn: &mut SqliteConnection,
    ids: BTreeSet<Uuid>,
) -> Result<BTreeMap<Id<K>, K>> {
    let records = projection::get_all::<K>(conn, &Vec::from_iter(ids)).await?;
    let by_id = records
        .into_iter()
        .map(|record| (Id::new(record.id()), record));
    Ok(by_id.collect())
}

fn row(order: &Order, person: &Person, taken: &PartsTaken, city: Option<&City>) -> ListingRow {
    let Person {
        latin_name,
        native_name,
        rank,
        position,
        organisation,
        languages,
        ..
    } = person;
    let city_name = city.and_then(|city| city.name.clone().or_else(|| city.native_name.clone()));
    let is_filled = |text: &&String| !text.is_empty();
    let name = latin_name
        .as_ref()
        .filter(is_filled)
        .or(native_name.as_ref());
    let post: Vec<&str> = [rank, position, organisation]
        .into_iter()
        .flatten()
        .filter(is_filled)
        .map(String::as_str)
        .collect();
    let shown = [
        latin_name,
        native_name,
        rank,
        position,
        organisation,
        languages,
        &city_name,
    ];
    let shown: Vec<&str> = shown.into_iter().flatten().map(String::as_str).collect();
    let key = |text: Option<&String>| order.key(text.map_or("", String::as_str));
    ListingRow {
        name_key: key(name),
        post_key: order.key(&post.join(", ")),
        city_key: key(city_name.as_ref()),
        languages_key: key(languages.as_ref()),
        folded: folded(&shown.join(" ")),
        city: taken.city,
        latest_on: taken.latest_on,
        listing: super::Listing {
            person: person.id.uuid,
            ours: taken.ours,
            city_name,
            roles: taken.roles.iter().copied().collect(),
            visits: taken.visits,
            latest: taken.latest,
        },
    }
}
