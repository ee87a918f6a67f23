//! Counting typed rows without reading them.

use desk_domain::Kind;
use desk_domain::kind::Owner;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};
use uuid::Uuid;

use super::read::column;
use super::schema::quoted;
use crate::error::Result;
use crate::tables::Place;
use crate::tables::batch::{groups, placeholders};

/// How many records of one visit have the same values in the fields that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The visit.
    pub owner: Uuid,
    /// The values as in the columns, in the order of the fields that were asked for.
    pub values: Vec<Option<String>>,
    /// How many.
    pub count: u32,
}

/// Counts the records of kind `K` that these visits own by the values of these fields, which hold words. Whether a
/// visit is shown is not asked: the caller shows it.
pub(crate) async fn tally<K: Kind>(
    conn: &mut SqliteConnection,
    fields: &[&'static str],
    visits: &[Uuid],
) -> Result<Vec<Tally>> {
    assert!(K::SPEC.owner == Owner::Visit, "visits own what is counted");
    let columns: String = fields
        .iter()
        .map(|field| format!(", {}", column::<K>(field)))
        .collect();
    let mut tallies = Vec::new();
    for group in groups(visits) {
        let sql = format!(
            "SELECT owner, count(*){columns} FROM {table}
             WHERE deleted = 0 AND owner IN (VALUES {wanted}) GROUP BY owner{columns} ORDER BY owner{columns}",
            table = quoted(K::SPEC.name),
            wanted = placeholders(group.len(), 1),
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for visit in group {
            query = query.bind(visit.to_string());
        }
        for row in query.fetch_all(&mut *conn).await? {
            let owner: String = row.try_get(0)?;
            let at = Place::new(K::SPEC.name, "owner", 0);
            tallies.push(Tally {
                owner: Uuid::try_parse(&owner).map_err(|error| at.damaged(error))?,
                values: (2..fields.len() + 2)
                    .map(|place| Ok(row.try_get(place)?))
                    .collect::<Result<_>>()?,
                count: row.try_get(1)?,
            });
        }
    }
    Ok(tallies)
}
