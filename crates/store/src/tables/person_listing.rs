//! What the directory of people is sorted and filtered by, a row for each person who is shown.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use desk_domain::Id;
use desk_domain::kinds::{City, ParticipationRole};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, QueryBuilder, Row, Sqlite, SqliteConnection};
use uuid::Uuid;

use super::Place;
use super::batch::{groups as grouped, placeholders};
use crate::directory::{DirectoryGroup, DirectoryQuery, DirectorySort, Listing};
use crate::error::Result;

/// Under which name `projection` says what the rows were made by.
const NAME: &str = "person_listing";

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListingRow {
    pub(crate) listing: Listing,
    pub(crate) city: Option<Id<City>>,
    pub(crate) latest_on: Option<NaiveDate>,
    /// Sort keys, to be compared byte by byte.
    pub(crate) name_key: Vec<u8>,
    pub(crate) post_key: Vec<u8>,
    pub(crate) city_key: Vec<u8>,
    pub(crate) languages_key: Vec<u8>,
    /// What words are looked for in.
    pub(crate) folded: String,
}

/// Who is asked for.
pub(crate) struct Wanted<'a> {
    pub(crate) ours: Option<bool>,
    pub(crate) role: Option<ParticipationRole>,
    pub(crate) city: Option<&'a str>,
    /// Folded as the rows are.
    pub(crate) words: &'a [String],
    /// Who fits the words without having them.
    pub(crate) found: &'a [Uuid],
}

impl Wanted<'_> {
    pub(crate) fn is_everybody(&self) -> bool {
        let nothing_asked = self.ours.is_none() && self.role.is_none() && self.city.is_none();
        nothing_asked && self.words.is_empty()
    }

    fn push_to(&self, sql: &mut QueryBuilder<Sqlite>) {
        sql.push(" WHERE made = 1");
        if let Some(ours) = self.ours {
            sql.push(" AND ours = ").push_bind(ours);
        }
        if let Some(role) = self.role {
            let word = format!(" {} ", role.word());
            sql.push(" AND instr(roles, ").push_bind(word).push(") > 0");
        }
        if let Some(city) = self.city {
            sql.push(" AND city_name = ").push_bind(city.to_owned());
        }
        if self.words.is_empty() {
            return;
        }
        let found: Vec<String> = self.found.iter().map(Uuid::to_string).collect();
        let found = serde_json::Value::from(found).to_string();
        sql.push(" AND (person IN (SELECT value FROM json_each(")
            .push_bind(found)
            .push(")) OR (true");
        for word in self.words {
            sql.push(" AND instr(folded, ")
                .push_bind(word.clone())
                .push(") > 0");
        }
        sql.push("))");
    }
}

/// Returns what the rows were made by, `None` where there are none.
pub(crate) async fn made_by(conn: &mut SqliteConnection) -> Result<Option<String>> {
    let made_by = sqlx::query_scalar("SELECT made_by FROM projection WHERE kind = $1")
        .bind(NAME)
        .fetch_optional(conn)
        .await?;
    Ok(made_by)
}

/// Takes all rows away, and puts a forgotten one for each person who is shown.
pub(crate) async fn begin_anew(conn: &mut SqliteConnection, made_by: &str) -> Result<()> {
    end(conn).await?;
    sqlx::query(
        "INSERT OR IGNORE INTO person_listing (person, made)
         SELECT person_id, 0 FROM person WHERE deleted = 0",
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query("INSERT INTO projection (kind, made_by) VALUES ($1, $2)")
        .bind(NAME)
        .bind(made_by)
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes all rows away; nobody keeps them until they are [begun anew](begin_anew).
pub(crate) async fn end(conn: &mut SqliteConnection) -> Result<()> {
    sqlx::query("DELETE FROM person_listing")
        .execute(&mut *conn)
        .await?;
    sqlx::query("DELETE FROM projection WHERE kind = $1")
        .bind(NAME)
        .execute(conn)
        .await?;
    Ok(())
}

/// Returns whether any row is forgotten.
pub(crate) async fn any_forgotten(conn: &mut SqliteConnection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM person_listing WHERE made = 0)";
    Ok(sqlx::query_scalar(sql).fetch_one(conn).await?)
}

/// Returns people whose rows are forgotten.
pub(crate) async fn list_forgotten(conn: &mut SqliteConnection, limit: u32) -> Result<Vec<Uuid>> {
    let sql = "SELECT person FROM person_listing WHERE made = 0 ORDER BY person LIMIT $1";
    let people: Vec<String> = sqlx::query_scalar(sql).bind(limit).fetch_all(conn).await?;
    people.iter().map(|id| read_id("person", id)).collect()
}

/// Forgets the rows of these people, who may have none yet.
pub(crate) async fn forget(conn: &mut SqliteConnection, people: &[String]) -> Result<()> {
    let forgotten = "SELECT column1, 0 FROM wanted WHERE true";
    forget_those(conn, people, forgotten).await
}

/// Forgets the rows of those whose parts in visits these records are, by their local numbers.
pub(crate) async fn forget_by_parts(
    conn: &mut SqliteConnection,
    record_ids: &[String],
) -> Result<()> {
    let forgotten = "SELECT DISTINCT person, 0 FROM participation
                     WHERE record_id IN (SELECT CAST(column1 AS INTEGER) FROM wanted)
                       AND person IS NOT NULL";
    forget_those(conn, record_ids, forgotten).await
}

/// Forgets the rows of those who take part in these visits.
pub(crate) async fn forget_by_visits(conn: &mut SqliteConnection, visits: &[String]) -> Result<()> {
    let forgotten = "SELECT DISTINCT person, 0 FROM participation
                     WHERE owner IN wanted AND person IS NOT NULL";
    forget_those(conn, visits, forgotten).await
}

/// Forgets the rows of those who come from these cities.
pub(crate) async fn forget_by_cities(conn: &mut SqliteConnection, cities: &[String]) -> Result<()> {
    let forgotten = "SELECT person, 0 FROM person_listing WHERE city IN wanted";
    forget_those(conn, cities, forgotten).await
}

/// Takes the rows of these people away.
pub(crate) async fn remove(conn: &mut SqliteConnection, people: &[Uuid]) -> Result<()> {
    for group in grouped(people) {
        let sql = format!(
            "DELETE FROM person_listing WHERE person IN (VALUES {})",
            placeholders(group.len(), 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for person in group {
            query = query.bind(person.to_string());
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

const COLUMNS: &str = "person, ours, city_name, roles, visits, latest, city, latest_on,
                       name_key, post_key, city_key, languages_key, folded";
/// How many they are.
const COLUMN_COUNT: usize = 13;

/// Puts rows in, made as they are.
pub(crate) async fn put(conn: &mut SqliteConnection, rows: &[ListingRow]) -> Result<()> {
    for group in grouped(rows) {
        let sql = format!(
            "INSERT INTO person_listing (made, {COLUMNS})
             SELECT 1, * FROM (VALUES {})",
            placeholders(group.len(), COLUMN_COUNT)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for row in group {
            let Listing {
                person,
                ours,
                city_name,
                roles,
                visits,
                latest,
            } = &row.listing;
            query = query
                .bind(person.to_string())
                .bind(ours)
                .bind(city_name)
                .bind(written_roles(roles))
                .bind(visits)
                .bind(latest.map(|visit| visit.to_string()))
                .bind(row.city.map(|city| city.to_string()))
                .bind(row.latest_on.map(|day| day.to_string()))
                .bind(&row.name_key)
                .bind(&row.post_key)
                .bind(&row.city_key)
                .bind(&row.languages_key)
                .bind(&row.folded);
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

/// Returns every row that is made, by person.
pub(crate) async fn list(conn: &mut SqliteConnection) -> Result<Vec<ListingRow>> {
    let sql = format!("SELECT {COLUMNS} FROM person_listing WHERE made = 1 ORDER BY person");
    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(conn).await?;
    rows.iter().map(read_row).collect()
}

/// Returns how many of these people have no row, made or forgotten.
pub(crate) async fn count_without(
    conn: &mut SqliteConnection,
    people: &BTreeSet<Uuid>,
) -> Result<u64> {
    let sql = "SELECT person FROM person_listing";
    let with: Vec<String> = sqlx::query_scalar(sql).fetch_all(conn).await?;
    let with: BTreeSet<String> = with.into_iter().collect();
    let without = people
        .iter()
        .filter(|person| !with.contains(&person.to_string()));
    Ok(without.count() as u64)
}

/// Returns how many are alike in what can be filtered by.
pub(crate) async fn groups(conn: &mut SqliteConnection) -> Result<Vec<DirectoryGroup>> {
    let sql = "SELECT ours, city_name, roles, count(*) FROM person_listing
               GROUP BY ours, city_name, roles ORDER BY ours, city_name, roles";
    let rows = sqlx::query(sql).fetch_all(conn).await?;
    let read = |row: &SqliteRow| {
        Ok(DirectoryGroup {
            ours: row.try_get(0)?,
            city_name: row.try_get(1)?,
            roles: read_roles(row.try_get(2)?),
            people: row.try_get(3)?,
        })
    };
    rows.iter().map(read).collect()
}

/// Returns how many fit.
pub(crate) async fn count(conn: &mut SqliteConnection, wanted: &Wanted<'_>) -> Result<u32> {
    let mut sql = QueryBuilder::new("SELECT count(*) FROM person_listing");
    wanted.push_to(&mut sql);
    Ok(sql.build_query_scalar().fetch_one(conn).await?)
}

/// Returns the first of those who fit, in order.
pub(crate) async fn window(
    conn: &mut SqliteConnection,
    wanted: &Wanted<'_>,
    query: &DirectoryQuery,
) -> Result<Vec<Listing>> {
    let by = match query.sort {
        DirectorySort::Name => "name_key",
        DirectorySort::Post => "post_key",
        DirectorySort::City => "city_key",
        DirectorySort::Languages => "languages_key",
        // A visit without days is before all others, as is none.
        DirectorySort::Latest => "ifnull(latest_on, '')",
    };
    let way = if query.descending { "DESC" } else { "ASC" };
    let mut sql = QueryBuilder::new(
        "SELECT person, ours, city_name, roles, visits, latest FROM person_listing",
    );
    wanted.push_to(&mut sql);
    sql.push(format!(" ORDER BY {by} {way}, person LIMIT "))
        .push_bind(query.limit);
    let rows = sql.build().fetch_all(conn).await?;
    rows.iter().map(read_listing).collect()
}

/// Returns what the directory says of one person; `None` where they are not shown.
pub(crate) async fn get(conn: &mut SqliteConnection, person: Uuid) -> Result<Option<Listing>> {
    let sql = "SELECT person, ours, city_name, roles, visits, latest FROM person_listing
               WHERE person = $1 AND made = 1";
    let row = sqlx::query(sql)
        .bind(person.to_string())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read_listing).transpose()
}

/// Puts forgotten rows in the place of those that `forgotten` selects by `wanted`.
async fn forget_those(
    conn: &mut SqliteConnection,
    wanted: &[String],
    forgotten: &str,
) -> Result<()> {
    for group in grouped(wanted) {
        let sql = format!(
            "WITH wanted AS (VALUES {})
             INSERT INTO person_listing (person, made) {forgotten}
             ON CONFLICT (person) DO UPDATE SET made = 0",
            placeholders(group.len(), 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for one in group {
            query = query.bind(one);
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

fn read_listing(row: &SqliteRow) -> Result<Listing> {
    let person: String = row.try_get(0)?;
    let latest: Option<String> = row.try_get(5)?;
    let latest = latest
        .map(|latest| read_id("latest", &latest))
        .transpose()?;
    Ok(Listing {
        person: read_id("person", &person)?,
        ours: row.try_get(1)?,
        city_name: row.try_get(2)?,
        roles: read_roles(row.try_get(3)?),
        visits: row.try_get(4)?,
        latest: latest.map(Id::new),
    })
}

fn read_row(row: &SqliteRow) -> Result<ListingRow> {
    let city: Option<String> = row.try_get(6)?;
    let city = city.map(|city| read_id("city", &city)).transpose()?;
    let latest_on: Option<String> = row.try_get(7)?;
    let at = Place::new(NAME, "latest_on", 0);
    let day = |day: String| day.parse().map_err(|error| at.damaged(error));
    Ok(ListingRow {
        listing: read_listing(row)?,
        city: city.map(Id::new),
        latest_on: latest_on.map(day).transpose()?,
        name_key: row.try_get(8)?,
        post_key: row.try_get(9)?,
        city_key: row.try_get(10)?,
        languages_key: row.try_get(11)?,
        folded: row.try_get(12)?,
    })
}

fn read_id(column: &'static str, id: &str) -> Result<Uuid> {
    Uuid::try_parse(id).map_err(|error| Place::new(NAME, column, 0).damaged(error))
}

/// Each word between spaces, so that a whole one is found.
fn written_roles(roles: &[ParticipationRole]) -> String {
    let words: String = roles
        .iter()
        .map(|role| format!(" {}", role.word()))
        .collect();
    words + " "
}

fn read_roles(written: &str) -> Vec<ParticipationRole> {
    let words = written.split_whitespace();
    words.filter_map(ParticipationRole::from_word).collect()
}
