//! Reading typed rows.

use chrono::NaiveDate;
use desk_domain::kind::{Kind, Owner};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};
use uuid::Uuid;

use super::columns::{RowFields, in_one};
use super::dependants::references_to;
use super::schema::{day_of_slot, quoted};
use crate::error::Result;
use crate::tables::Place;
use crate::tables::batch::{groups, placeholders};

/// Returns the record of kind `K` with this id, unless it is deleted or its visit hides it.
pub(crate) async fn get<K: Kind>(conn: &mut SqliteConnection, id: Uuid) -> Result<Option<K>> {
    let sql = select::<K>(&format!("{}_id = $1", K::SPEC.name));
    let row = sqlx::query(AssertSqlSafe(sql))
        .bind(id.to_string())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Returns the records of kind `K` with these ids that are shown, in no order.
pub(crate) async fn get_all<K: Kind>(conn: &mut SqliteConnection, ids: &[Uuid]) -> Result<Vec<K>> {
    list_in(conn, &format!("{}_id", K::SPEC.name), ids).await
}

/// Returns the records of kind `K` that are shown and that a record of this visit refers to, by id.
pub(crate) async fn list_named_by<K: Kind>(
    conn: &mut SqliteConnection,
    visit: Uuid,
) -> Result<Vec<K>> {
    let naming: Vec<String> = references_to(K::SPEC.name)
        .map(|(table, field)| format!("SELECT {field} FROM {table} WHERE owner = $1"))
        .collect();
    let sql = select::<K>(&format!(
        "{}_id IN ({})",
        K::SPEC.name,
        naming.join(" UNION ")
    ));
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(visit.to_string())
        .fetch_all(conn)
        .await?;
    rows.iter().map(read).collect()
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

/// Returns the records of kind `K` that are shown and that these visits own, in no order.
pub(crate) async fn list_owned<K: Kind>(
    conn: &mut SqliteConnection,
    visits: &[Uuid],
) -> Result<Vec<K>> {
    list_in(conn, "owner", visits).await
}

/// Returns the records of kind `K` that are shown and whose field holds this text.
///
/// `field` is one of the declaration's; the text is as in the column: a word, an id, a date, a line of text.
pub(crate) async fn find<K: Kind>(
    conn: &mut SqliteConnection,
    field: &'static str,
    text: &str,
) -> Result<Vec<K>> {
    let sql = select::<K>(&format!("{} = $1", column::<K>(field)));
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(text)
        .fetch_all(conn)
        .await?;
    rows.iter().map(read).collect()
}

/// Returns the record of kind `K` that is shown, whose field refers to this record, and whose slot is on the latest day;
/// of several the one that was made last.
///
/// The index of the reference holds the days in order, so that one row is read, whatever refers to the record.
pub(crate) async fn find_latest<K: Kind>(
    conn: &mut SqliteConnection,
    field: &'static str,
    id: Uuid,
) -> Result<Option<K>> {
    let day = day_of_slot(K::SPEC).expect("the caller knows that the kind has a slot");
    let condition = format!("{} = $1", column::<K>(field));
    let order = format!("{day} DESC, {}_id DESC LIMIT 1", K::SPEC.name);
    let sql = select_ordered::<K>(&condition, &order);
    let row = sqlx::query(AssertSqlSafe(sql))
        .bind(id.to_string())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Returns the records of kind `K` that are shown and whose field refers to one of these records, in no order.
pub(crate) async fn find_all<K: Kind>(
    conn: &mut SqliteConnection,
    field: &'static str,
    ids: &[Uuid],
) -> Result<Vec<K>> {
    let column = column::<K>(field);
    list_in(conn, &column, ids).await
}

/// Returns the records of kind `K` that are shown and whose field is a day from `from` to the one before `until`.
pub(crate) async fn list_between<K: Kind>(
    conn: &mut SqliteConnection,
    field: &'static str,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<K>> {
    let column = column::<K>(field);
    let sql = select::<K>(&format!("{column} >= $1 AND {column} < $2"));
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(from.to_string())
        .bind(until.to_string())
        .fetch_all(conn)
        .await?;
    rows.iter().map(read).collect()
}

/// Returns the records of kind `K` that are shown and of which a column holds one of these ids.
async fn list_in<K: Kind>(
    conn: &mut SqliteConnection,
    column: &str,
    ids: &[Uuid],
) -> Result<Vec<K>> {
    let mut records = Vec::with_capacity(ids.len());
    for group in groups(ids) {
        let wanted = placeholders(group.len(), 1);
        let sql = select::<K>(&format!("{column} IN (VALUES {wanted})"));
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for id in group {
            query = query.bind(id.to_string());
        }
        for row in query.fetch_all(&mut *conn).await? {
            records.push(read(&row)?);
        }
    }
    Ok(records)
}

/// A field of kind `K` as SQL.
pub(super) fn column<K: Kind>(field: &'static str) -> String {
    let known = K::SPEC.fields.iter().any(|spec| spec.name == field);
    assert!(known, "{field} is no field of {}", K::SPEC.name);
    quoted(field)
}

fn select<K: Kind>(condition: &str) -> String {
    select_ordered::<K>(condition, &format!("{}_id, record_id", K::SPEC.name))
}

fn select_ordered<K: Kind>(condition: &str, order: &str) -> String {
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
        "SELECT record_id, {name}_id, deleted, {fields} FROM {table} AS shown
         WHERE deleted = 0 AND {condition} {by_visit} ORDER BY {order}",
        fields = in_one(spec),
        name = spec.name,
    )
}

fn read<K: Kind>(row: &SqliteRow) -> Result<K> {
    let record_id: i64 = row.try_get(0)?;
    let id: String = row.try_get(1)?;
    let id = Uuid::try_parse(&id)
        .map_err(|error| Place::new(K::SPEC.name, "id", record_id).damaged(error))?;
    let fields = RowFields::read(K::SPEC, row.try_get(3)?)
        .map_err(|error| Place::new(K::SPEC.name, "fields", record_id).damaged(error));
    Ok(K::from_fields(id, row.try_get(2)?, &mut fields?))
}
