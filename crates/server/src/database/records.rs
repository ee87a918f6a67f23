//! The present records, and what is new among them.

use std::collections::BTreeMap;

use desk_sync::{Audience, Record, RecordId, RecordKey, Scope, Seq, Space};
use futures_util::stream::{self, BoxStream, Stream, StreamExt, TryStreamExt};
use sqlx::{PgConnection, QueryBuilder, Sqlite, SqliteConnection};
use uuid::Uuid;

use super::rows::{audience_to_sql, from_sql, to_sql};
use super::{DatabaseError, Result, Transaction};
use crate::packed::{pack, unpack};

/// How many rows one statement reads or writes. More gain little, and SQLite's parameters are limited.
const ROWS_PER_STATEMENT: usize = 64;

/// How many records PostgreSQL is asked for at a time; a page holds a few times as many.
const ROWS_AT_A_TIME: i64 = 512;

/// A record past a cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Where it lives.
    pub key: RecordKey,
    /// The highest number among its fields.
    pub seq: Seq,
    /// All of its fields, older ones too.
    pub record: Record,
}

/// Returns those of `keys` that there are.
pub async fn get_many(
    tx: &mut Transaction,
    keys: &[&RecordKey],
) -> Result<BTreeMap<RecordKey, Record>> {
    let rows = match tx {
        Transaction::Sqlite(tx) => get_from_sqlite(tx, keys).await?,
        Transaction::Postgres(tx) => get_from_postgres(tx, keys).await?,
    };
    let read = |(place, fields): (i64, Vec<u8>)| {
        let key = keys[from_sql(place) as usize];
        Ok((key.clone(), record(key, &fields)?))
    };
    rows.into_iter().map(read).collect()
}

/// Returns which of `keys` there are, by their places, and their fields.
async fn get_from_sqlite(
    conn: &mut SqliteConnection,
    keys: &[&RecordKey],
) -> Result<Vec<(i64, Vec<u8>)>> {
    let mut found = Vec::new();
    let places: Vec<(usize, &&RecordKey)> = keys.iter().enumerate().collect();
    for keys in places.chunks(ROWS_PER_STATEMENT) {
        let mut select: QueryBuilder<Sqlite> =
            QueryBuilder::new("WITH wanted (place, owner_id, audience, kind, record_id) AS (");
        select.push_values(keys, |mut row, (place, key)| {
            row.push_bind(to_sql(*place as u64))
                .push_bind(key.space.owner.0)
                .push_bind(audience_to_sql(key.space.audience))
                .push_bind(key.kind.as_str())
                .push_bind(key.id.0);
        });
        // CROSS JOIN keeps SQLite from reading the larger table first.
        select.push(
            ") SELECT wanted.place, r.fields
               FROM wanted
               CROSS JOIN records AS r USING (owner_id, audience, kind, record_id)",
        );
        found.append(&mut select.build_query_as().fetch_all(&mut *conn).await?);
    }
    Ok(found)
}

/// As [`get_from_sqlite`]. The columns are lists: PostgreSQL prepares the statement once for any number of keys.
async fn get_from_postgres(
    conn: &mut PgConnection,
    keys: &[&RecordKey],
) -> Result<Vec<(i64, Vec<u8>)>> {
    let audiences = keys.iter().map(|key| audience_to_sql(key.space.audience));
    let rows = sqlx::query_as(
        "SELECT wanted.place - 1, r.fields
         FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::uuid[])
              WITH ORDINALITY AS wanted (owner_id, audience, kind, record_id, place)
         JOIN records AS r USING (owner_id, audience, kind, record_id)",
    )
    .bind(keys.iter().map(|key| key.space.owner.0).collect::<Vec<_>>())
    .bind(audiences.collect::<Vec<_>>())
    .bind(keys.iter().map(|key| key.kind.as_str()).collect::<Vec<_>>())
    .bind(keys.iter().map(|key| key.id.0).collect::<Vec<_>>())
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

/// Stores records of one chapter, each under the highest number among its fields.
pub async fn put_many(
    tx: &mut Transaction,
    chapter: RecordId,
    records: &[(&RecordKey, Seq, &Record)],
) -> Result<()> {
    match tx {
        Transaction::Sqlite(tx) => put_into_sqlite(tx, chapter, records).await,
        Transaction::Postgres(tx) => put_into_postgres(tx, chapter, records).await,
    }
}

async fn put_into_sqlite(
    conn: &mut SqliteConnection,
    chapter: RecordId,
    records: &[(&RecordKey, Seq, &Record)],
) -> Result<()> {
    for rows in records.chunks(ROWS_PER_STATEMENT) {
        let mut insert: QueryBuilder<Sqlite> = QueryBuilder::new(
            "INSERT INTO records (chapter_id, owner_id, audience, kind, record_id, seq, fields) ",
        );
        insert.push_values(rows, |mut row, (key, seq, record)| {
            row.push_bind(chapter.0)
                .push_bind(key.space.owner.0)
                .push_bind(audience_to_sql(key.space.audience))
                .push_bind(key.kind.as_str())
                .push_bind(key.id.0)
                .push_bind(to_sql(*seq))
                .push_bind(pack(record));
        });
        insert.push(
            " ON CONFLICT (owner_id, audience, kind, record_id)
              DO UPDATE SET seq = excluded.seq, fields = excluded.fields",
        );
        insert.build().execute(&mut *conn).await?;
    }
    Ok(())
}

async fn put_into_postgres(
    conn: &mut PgConnection,
    chapter: RecordId,
    records: &[(&RecordKey, Seq, &Record)],
) -> Result<()> {
    let keys = || records.iter().map(|(key, _, _)| key);
    let audiences = keys().map(|key| audience_to_sql(key.space.audience));
    sqlx::query(
        "INSERT INTO records (chapter_id, owner_id, audience, kind, record_id, seq, fields)
         SELECT $1, *
         FROM unnest($2::uuid[], $3::bigint[], $4::text[], $5::uuid[], $6::bigint[], $7::bytea[])
         ON CONFLICT (owner_id, audience, kind, record_id)
         DO UPDATE SET seq = excluded.seq, fields = excluded.fields",
    )
    .bind(chapter.0)
    .bind(keys().map(|key| key.space.owner.0).collect::<Vec<_>>())
    .bind(audiences.collect::<Vec<_>>())
    .bind(keys().map(|key| key.kind.as_str()).collect::<Vec<_>>())
    .bind(keys().map(|key| key.id.0).collect::<Vec<_>>())
    .bind(
        records
            .iter()
            .map(|(_, seq, _)| to_sql(*seq))
            .collect::<Vec<_>>(),
    )
    .bind(
        records
            .iter()
            .map(|(_, _, record)| pack(record))
            .collect::<Vec<_>>(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Returns what a scope of a chapter has past a cursor, in commit order.
pub fn news(
    tx: &mut Transaction,
    chapter: RecordId,
    scope: Scope,
    after: Seq,
) -> impl Stream<Item = Result<News>> {
    let wanted = Wanted {
        chapter,
        scope,
        after,
    };
    let rows = match tx {
        Transaction::Sqlite(tx) => from_sqlite(tx, wanted),
        Transaction::Postgres(tx) => from_postgres(tx, wanted),
    };
    rows.map(move |row| {
        let Row {
            record_no: _,
            owner_id,
            kind,
            record_id,
            seq,
            fields,
        } = row?;
        let space = Space {
            owner: RecordId(owner_id),
            audience: audience_of(scope),
        };
        let key = RecordKey {
            space,
            kind,
            id: RecordId(record_id),
        };
        let record = record(&key, &fields)?;
        Ok(News {
            key,
            seq: from_sql(seq),
            record,
        })
    })
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    chapter: RecordId,
    scope: Scope,
    after: Seq,
}

#[derive(sqlx::FromRow)]
struct Row {
    record_no: i64,
    owner_id: Uuid,
    kind: String,
    record_id: Uuid,
    seq: i64,
    fields: Vec<u8>,
}

type Rows<'c> = BoxStream<'c, sqlx::Result<Row>>;

/// SQLite finds a row when it is asked for the next, so that a page costs what it takes.
fn from_sqlite(conn: &mut SqliteConnection, wanted: Wanted) -> Rows<'_> {
    let Wanted {
        chapter,
        scope,
        after,
    } = wanted;
    match scope {
        Scope::Chapter(audience) => sqlx::query_as(
            "SELECT record_no, owner_id, kind, record_id, seq, fields
             FROM records
             WHERE chapter_id = $1 AND audience = $2 AND seq > $3
             ORDER BY seq, record_no",
        )
        .bind(chapter.0)
        .bind(audience_to_sql(audience))
        .bind(to_sql(after))
        .fetch(conn),
        // Sorted on the way: one visit has thousands of records, not a chapter's million.
        Scope::Space(space) => sqlx::query_as(
            "SELECT record_no, owner_id, kind, record_id, seq, fields
             FROM records
             WHERE owner_id = $1 AND audience = $2 AND +chapter_id = $3 AND +seq > $4
             ORDER BY seq, record_no",
        )
        .bind(space.owner.0)
        .bind(audience_to_sql(space.audience))
        .bind(chapter.0)
        .bind(to_sql(after))
        .fetch(conn),
    }
}

/// PostgreSQL sends all that a statement finds, wanted or not, so that it is asked for a few rows at a time.
fn from_postgres(conn: &mut PgConnection, wanted: Wanted) -> Rows<'_> {
    let start = (conn, to_sql(wanted.after), i64::MAX);
    stream::try_unfold(start, move |(conn, seq, record_no)| async move {
        let rows = some_from_postgres(&mut *conn, wanted, (seq, record_no)).await?;
        let next = rows.last().map(|last| (conn, last.seq, last.record_no));
        Ok::<_, sqlx::Error>(next.map(|next| (stream::iter(rows.into_iter().map(Ok)), next)))
    })
    .try_flatten()
    .boxed()
}

/// Returns the next rows after the one of that number, and among those of one number of that place.
async fn some_from_postgres(
    conn: &mut PgConnection,
    Wanted { chapter, scope, .. }: Wanted,
    (seq, record_no): (i64, i64),
) -> sqlx::Result<Vec<Row>> {
    let select = match scope {
        Scope::Chapter(_) => sqlx::query_as(
            "SELECT record_no, owner_id, kind, record_id, seq, fields
             FROM records
             WHERE chapter_id = $1 AND audience = $2 AND (seq, record_no) > ($3, $4)
             ORDER BY seq, record_no
             LIMIT $5",
        ),
        Scope::Space(_) => sqlx::query_as(
            "SELECT record_no, owner_id, kind, record_id, seq, fields
             FROM records
             WHERE chapter_id = $1 AND audience = $2 AND (seq, record_no) > ($3, $4) AND owner_id = $6
             ORDER BY seq, record_no
             LIMIT $5",
        ),
    };
    let select = select
        .bind(chapter.0)
        .bind(audience_to_sql(audience_of(scope)))
        .bind(seq)
        .bind(record_no)
        .bind(ROWS_AT_A_TIME);
    match scope {
        Scope::Chapter(_) => select.fetch_all(conn).await,
        Scope::Space(space) => select.bind(space.owner.0).fetch_all(conn).await,
    }
}

fn audience_of(scope: Scope) -> Audience {
    match scope {
        Scope::Chapter(audience) | Scope::Space(Space { audience, .. }) => audience,
    }
}

fn record(key: &RecordKey, fields: &[u8]) -> Result<Record> {
    unpack(fields).map_err(|_| DatabaseError::Inconsistent {
        table: "records",
        column: "fields",
        id: format!(
            "{} {} in {:?} of {}",
            key.kind, key.id, key.space.audience, key.space.owner
        ),
    })
}
