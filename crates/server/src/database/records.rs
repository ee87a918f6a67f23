//! The present records, and what is new among them.

use std::collections::BTreeMap;

use desk_sync::{Audience, Record, RecordId, RecordKey, Scope, Seq, Space};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use tokio_stream::{Stream, StreamExt};
use uuid::Uuid;

use super::rows::{audience_to_sql, from_sql, to_sql};
use super::{DatabaseError, Result};
use crate::packed::{pack, unpack};

/// How many rows one statement reads or writes. More gain little, and SQLite's parameters are limited.
const ROWS_PER_STATEMENT: usize = 64;

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
    conn: &mut SqliteConnection,
    keys: &[&RecordKey],
) -> Result<BTreeMap<RecordKey, Record>> {
    let mut records = BTreeMap::new();
    for keys in keys.chunks(ROWS_PER_STATEMENT) {
        let mut select: QueryBuilder<Sqlite> =
            QueryBuilder::new("WITH wanted (place, owner_id, audience, kind, record_id) AS (");
        select.push_values(keys.iter().enumerate(), |mut row, (place, key)| {
            row.push_bind(to_sql(place as u64))
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
        let rows: Vec<(i64, Vec<u8>)> = select.build_query_as().fetch_all(&mut *conn).await?;
        for (place, fields) in rows {
            let key = keys[from_sql(place) as usize];
            records.insert(key.clone(), record(key, &fields)?);
        }
    }
    Ok(records)
}

/// Stores records of one chapter, each under the highest number among its fields.
pub async fn put_many(
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

/// Returns what a scope of a chapter has past a cursor, in commit order.
pub fn news(
    conn: &mut SqliteConnection,
    chapter: RecordId,
    scope: Scope,
    after: Seq,
) -> impl Stream<Item = Result<News>> {
    let (audience, rows) = match scope {
        Scope::Chapter(audience) => (audience, chapter_news(conn, chapter, audience, after)),
        Scope::Space(space) => (space.audience, space_news(conn, chapter, space, after)),
    };
    rows.map(move |row| {
        let (owner, kind, id, seq, fields): Row = row?;
        let space = Space {
            owner: RecordId(owner),
            audience,
        };
        let key = RecordKey {
            space,
            kind,
            id: RecordId(id),
        };
        let record = record(&key, &fields)?;
        Ok(News {
            key,
            seq: from_sql(seq),
            record,
        })
    })
}

type Row = (Uuid, String, Uuid, i64, Vec<u8>);
type Rows<'c> = std::pin::Pin<Box<dyn Stream<Item = sqlx::Result<Row>> + Send + 'c>>;

fn chapter_news(
    conn: &mut SqliteConnection,
    chapter: RecordId,
    audience: Audience,
    after: Seq,
) -> Rows<'_> {
    sqlx::query_as(
        "SELECT owner_id, kind, record_id, seq, fields
         FROM records
         WHERE chapter_id = $1 AND audience = $2 AND seq > $3
         ORDER BY seq, record_no",
    )
    .bind(chapter.0)
    .bind(audience_to_sql(audience))
    .bind(to_sql(after))
    .fetch(conn)
}

fn space_news(
    conn: &mut SqliteConnection,
    chapter: RecordId,
    space: Space,
    after: Seq,
) -> Rows<'_> {
    // Sorted on the way: one visit has thousands of records, not a chapter's million.
    sqlx::query_as(
        "SELECT owner_id, kind, record_id, seq, fields
         FROM records
         WHERE owner_id = $1 AND audience = $2 AND +chapter_id = $3 AND +seq > $4
         ORDER BY seq, record_no",
    )
    .bind(space.owner.0)
    .bind(audience_to_sql(space.audience))
    .bind(chapter.0)
    .bind(to_sql(after))
    .fetch(conn)
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
