//! Reading typed rows.

use desk_domain::kind::{Kind, Owner};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};
use uuid::Uuid;

use super::columns::registers;
use super::schema::{column_list, quoted};
use crate::error::Result;
use crate::tables::Place;

/// Returns the record of kind `K` with this id, unless it is deleted or its visit hides it.
pub(crate) async fn get<K: Kind>(conn: &mut SqliteConnection, id: Uuid) -> Result<Option<K>> {
    let sql = select::<K>(&format!("{}_id = $1", K::SPEC.name));
    let row = sqlx::query(AssertSqlSafe(sql))
        .bind(id.to_string())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Returns the records of kind `K` that are shown, those of one visit or all, by id: the order of making.
pub(crate) async fn list<K: Kind>(
    conn: &mut SqliteConnection,
    owner: Option<Uuid>,
) -> Result<Vec<K>> {
    let rows = match owner {
        Some(owner) => {
            sqlx::query(AssertSqlSafe(select::<K>("owner = $1")))
                .bind(owner.to_string())
                .fetch_all(conn)
                .await?
        }
        None => {
            sqlx::query(AssertSqlSafe(select::<K>("true")))
                .fetch_all(conn)
                .await?
        }
    };
    rows.iter().map(read).collect()
}

/// Returns the records of kind `K` that are shown and whose field holds this text.
///
/// `field` is one of the declaration's; the text is as in the column: a word, an id, a date, a line of text.
pub(crate) async fn find<K: Kind>(
    conn: &mut SqliteConnection,
    field: &'static str,
    text: &str,
) -> Result<Vec<K>> {
    let known = K::SPEC.fields.iter().any(|spec| spec.name == field);
    assert!(known, "{field} is no field of {}", K::SPEC.name);
    let sql = select::<K>(&format!("{} = $1", quoted(field)));
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(text)
        .fetch_all(conn)
        .await?;
    rows.iter().map(read).collect()
}

fn select<K: Kind>(condition: &str) -> String {
    let spec = K::SPEC;
    let table = quoted(spec.name);
    let by_visit = match spec.owner {
        Owner::Visit => {
            "AND EXISTS (SELECT 1 FROM visit AS v
                         WHERE v.visit_id = shown.owner AND v.owner = v.visit_id AND v.deleted = 0)"
        }
        Owner::Chapter => "",
    };
    format!(
        "SELECT {columns} FROM {table} AS shown
         WHERE deleted = 0 AND {condition} {by_visit} ORDER BY {name}_id, record_id",
        columns = column_list(spec),
        name = spec.name,
    )
}

fn read<K: Kind>(row: &SqliteRow) -> Result<K> {
    let record_id: i64 = row.try_get(0)?;
    let id: String = row.try_get(1)?;
    let id = Uuid::try_parse(&id)
        .map_err(|error| Place::new(K::SPEC.name, "id", record_id).damaged(error))?;
    Ok(K::from_registers(id, &registers(K::SPEC, row)?))
}
