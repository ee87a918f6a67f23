//! Copying all that one database has into another, of either kind: every row as it is.

use futures_util::TryStreamExt;
use sqlx::{AssertSqlSafe, ColumnIndex, Decode, QueryBuilder, Row, Type};
use uuid::Uuid;

use super::tables::{Holds, Order, TABLES, Table};
use super::{Result, Transaction};

/// How many rows one statement writes. With ten columns at most, below the parameters of either database.
const ROWS_PER_STATEMENT: usize = 64;

/// A column of a row, null or not.
#[derive(Debug)]
enum Value {
    Number(Option<i64>),
    Id(Option<Uuid>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

/// Replaces everything in `to` by what is in `from`; kept when the caller commits.
pub(super) async fn copy_all(from: &mut Transaction, to: &mut Transaction) -> Result<()> {
    for Table { name, .. } in TABLES.iter().rev() {
        let remove = format!("DELETE FROM {name}");
        execute!(to, sqlx::query(AssertSqlSafe(remove)))?;
    }
    for table in TABLES {
        copy(from, to, table).await?;
        go_on_drawing(to, table).await?;
    }
    Ok(())
}

async fn copy(from: &mut Transaction, to: &mut Transaction, table: &Table) -> Result<()> {
    match from {
        Transaction::Sqlite(from) => {
            let order = match table.order {
                Order::By(columns) => columns,
                Order::AsTheyCame { .. } => "rowid",
            };
            let select = AssertSqlSafe(select(table, order));
            let rows = sqlx::query(select).fetch(&mut **from);
            put_all(rows.map_ok(|row| values(&row, table)), to, table).await
        }
        Transaction::Postgres(from) => {
            let (Order::By(order) | Order::AsTheyCame { postgres: order }) = table.order;
            let select = AssertSqlSafe(select(table, order));
            let rows = sqlx::query(select).fetch(&mut **from);
            put_all(rows.map_ok(|row| values(&row, table)), to, table).await
        }
    }
}

fn select(table: &Table, order: &str) -> String {
    let (columns, name) = (table.listed(), table.name);
    format!("SELECT {columns} FROM {name} ORDER BY {order}")
}

async fn put_all(
    rows: impl futures_util::Stream<Item = sqlx::Result<sqlx::Result<Vec<Value>>>>,
    to: &mut Transaction,
    table: &Table,
) -> Result<()> {
    let mut rows = std::pin::pin!(rows);
    let mut chunk = Vec::with_capacity(ROWS_PER_STATEMENT);
    while let Some(row) = rows.try_next().await? {
        chunk.push(row?);
        if chunk.len() == ROWS_PER_STATEMENT {
            put(to, table, std::mem::take(&mut chunk)).await?;
        }
    }
    put(to, table, chunk).await
}

fn values<R: Row>(row: &R, table: &Table) -> sqlx::Result<Vec<Value>>
where
    usize: ColumnIndex<R>,
    i64: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    Uuid: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    String: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    Vec<u8>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
{
    let columns = table.columns.iter().enumerate();
    let value = |(place, (_, holds)): (usize, &(&str, Holds))| {
        Ok(match holds {
            Holds::Number => Value::Number(row.try_get(place)?),
            Holds::Id => Value::Id(row.try_get(place)?),
            Holds::Text => Value::Text(row.try_get(place)?),
            Holds::Bytes => Value::Bytes(row.try_get(place)?),
        })
    };
    columns.map(value).collect()
}

async fn put(to: &mut Transaction, table: &Table, rows: Vec<Vec<Value>>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let into = format!("INSERT INTO {} ({}) ", table.name, table.listed());
    either!(to, |conn| async {
        let mut insert = QueryBuilder::new(into);
        insert.push_values(rows, |mut row, values| {
            for value in values {
                match value {
                    Value::Number(value) => row.push_bind(value),
                    Value::Id(value) => row.push_bind(value),
                    Value::Text(value) => row.push_bind(value),
                    Value::Bytes(value) => row.push_bind(value),
                };
            }
        });
        // Not kept prepared: there is one more text for each number of rows.
        insert
            .build()
            .persistent(false)
            .execute(conn)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Lets PostgreSQL draw past the numbers that were copied. SQLite does so by itself.
async fn go_on_drawing(to: &mut Transaction, table: &Table) -> Result<()> {
    let (Transaction::Postgres(tx), Some(drawn)) = (to, table.drawn) else {
        return Ok(());
    };
    let name = table.name;
    let go_on = format!(
        "SELECT setval(pg_get_serial_sequence('{name}', '{drawn}'), coalesce(max({drawn}), 0) + 1, false)
         FROM {name}"
    );
    sqlx::query(AssertSqlSafe(go_on)).execute(&mut **tx).await?;
    Ok(())
}
