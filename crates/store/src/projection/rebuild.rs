//! Making the typed tables from the records, and comparing the two.

use desk_domain::kind::KindSpec;
use desk_domain::kinds::KINDS;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::schema::{column_list, create, quoted};
use super::spec_of;
use super::write::write_rows;
use crate::directory;
use crate::error::Result;
use crate::tables::record::{self, RecordRow};

/// How many records are in memory at a time.
const RECORDS_AT_ONCE: i64 = 1024;

/// Makes the tables whose declaration differs from the one they were made by, and fills them from the records.
pub(crate) async fn bring_up_to_date(conn: &mut SqliteConnection) -> Result<()> {
    for spec in KINDS {
        let made_by: Option<String> =
            sqlx::query_scalar("SELECT made_by FROM projection WHERE kind = $1")
                .bind(spec.name)
                .fetch_optional(&mut *conn)
                .await?;
        if made_by.as_deref() != Some(&create(spec)) {
            make(conn, spec).await?;
            fill(conn, spec).await?;
            directory::forget_all(conn).await?;
        }
    }
    Ok(())
}

/// Makes all tables afresh.
pub(crate) async fn rebuild(conn: &mut SqliteConnection) -> Result<()> {
    directory::forget_all(conn).await?;
    for spec in KINDS {
        make(conn, spec).await?;
    }
    let mut after = 0;
    loop {
        let records = record::list_after(conn, after, RECORDS_AT_ONCE).await?;
        let Some(last) = records.last() else {
            return Ok(());
        };
        after = last.record_id;
        write_rows(conn, &records).await?;
    }
}

/// Rebuilds all tables and returns the kinds whose kept rows differed from the rebuilt ones, with how many rows did.
pub(crate) async fn differences(conn: &mut SqliteConnection) -> Result<Vec<(&'static str, u64)>> {
    for spec in KINDS {
        run(conn, &format!("DROP TABLE IF EXISTS temp.{}", kept(spec))).await?;
        run(
            conn,
            &format!(
                "CREATE TEMP TABLE {} AS SELECT * FROM main.{}",
                kept(spec),
                quoted(spec.name)
            ),
        )
        .await?;
    }
    rebuild(conn).await?;
    let mut differences = Vec::new();
    for spec in KINDS {
        let columns = column_list(spec);
        let (kept, rebuilt) = (
            format!("temp.{}", kept(spec)),
            format!("main.{}", quoted(spec.name)),
        );
        let differing: i64 = sqlx::query_scalar(AssertSqlSafe(format!(
            "SELECT count(DISTINCT record_id) FROM (
                 SELECT * FROM (SELECT {columns} FROM {kept} EXCEPT SELECT {columns} FROM {rebuilt})
                 UNION ALL
                 SELECT * FROM (SELECT {columns} FROM {rebuilt} EXCEPT SELECT {columns} FROM {kept}))"
        )))
        .fetch_one(&mut *conn)
        .await?;
        if differing > 0 {
            differences.push((spec.name, differing.unsigned_abs()));
        }
        run(conn, &format!("DROP TABLE {kept}")).await?;
    }
    Ok(differences)
}

fn kept(spec: &KindSpec) -> String {
    quoted(&format!("kept_{}", spec.name))
}

async fn make(conn: &mut SqliteConnection, spec: &KindSpec) -> Result<()> {
    run(
        conn,
        &format!("DROP TABLE IF EXISTS main.{}", quoted(spec.name)),
    )
    .await?;
    run(conn, &create(spec)).await?;
    sqlx::query("INSERT OR REPLACE INTO projection (kind, made_by) VALUES ($1, $2)")
        .bind(spec.name)
        .bind(create(spec))
        .execute(conn)
        .await?;
    Ok(())
}

async fn fill(conn: &mut SqliteConnection, spec: &KindSpec) -> Result<()> {
    let records: Vec<RecordRow> = record::list_by_kind(conn, spec.name).await?;
    let shown: Vec<RecordRow> = records
        .into_iter()
        .filter(|record| spec_of(&record.key).is_some())
        .collect();
    write_rows(conn, &shown).await
}

async fn run(conn: &mut SqliteConnection, sql: &str) -> Result<()> {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(conn)
        .await?;
    Ok(())
}
