//! Forgetting rows of the directory: the merge's part.

use desk_domain::Kind;
use desk_domain::kinds::{City, Participation, Person, Visit};
use sqlx::SqliteConnection;

use crate::error::Result;
use crate::projection::spec_of;
use crate::tables::person_listing;
use crate::tables::record::RecordRow;

/// Forgets the rows that tell something of these records. The merge asks for it before it writes them and after: a part
/// in a visit may have been another person's before.
pub(crate) async fn forget(conn: &mut SqliteConnection, records: &[RecordRow]) -> Result<()> {
    let of = |kind: &'static str| {
        let of_kind = records
            .iter()
            .filter(move |record| spec_of(&record.key).is_some_and(|spec| spec.name == kind));
        of_kind.collect::<Vec<_>>()
    };
    let ids = |records: &[&RecordRow]| -> Vec<String> {
        let ids = records.iter().map(|record| record.key.id.to_string());
        ids.collect()
    };
    let [people, parts, visits, cities] = [
        Person::SPEC.name,
        Participation::SPEC.name,
        Visit::SPEC.name,
        City::SPEC.name,
    ]
    .map(of);
    let untold = [&people, &parts, &visits, &cities]
        .iter()
        .all(|records| records.is_empty());
    // Before somebody asked for the directory there is nothing to forget, and all is made when they do.
    if untold || person_listing::made_by(conn).await?.is_none() {
        return Ok(());
    }
    person_listing::forget(conn, &ids(&people)).await?;
    let numbers = parts.iter().map(|record| record.record_id.to_string());
    let parts: Vec<String> = numbers.collect();
    person_listing::forget_by_parts(conn, &parts).await?;
    person_listing::forget_by_visits(conn, &ids(&visits)).await?;
    person_listing::forget_by_cities(conn, &ids(&cities)).await
}

/// Forgets everything, where the typed tables were made anew.
pub(crate) async fn forget_all(conn: &mut SqliteConnection) -> Result<()> {
    person_listing::end(conn).await
}
