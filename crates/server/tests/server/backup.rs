//! Copies: what is in them, and that either database takes them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use desk_server::database::devices;
use desk_sync::membership::Role;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use crate::desk::Desk;
use crate::laptop::{Laptop, team, visit};

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_brings_every_row_to_either_database_and_another_one_brings_it_back() {
    let desk = with_something_in_every_table().await;
    let first = backup(&desk, "first").await;

    let moved = Desk::in_folder().await;
    let moved = moved.restore(&first).await;
    let second = backup(&moved, "second").await;
    let back = Desk::start().await;
    back.chapter("Linz").await;
    let back = back.restore(&second).await;
    let third = backup(&back, "third").await;

    let (first, second, third) = (rows(&first).await, rows(&second).await, rows(&third).await);
    for (table, there) in &first {
        assert!(!there.is_empty(), "the test has nothing in {table}");
        // Each restore begins an epoch and ends one.
        let more = usize::from(["epochs", "epoch_ends"].contains(&table.as_str()));
        for (copy, times) in [(&second, 1), (&third, 2)] {
            assert!(there.is_subset(&copy[table]), "{table} came over");
            let expected = there.len() + more * times;
            assert_eq!(copy[table].len(), expected, "and nothing else in {table}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_server_goes_on_where_its_copy_ended_and_keeps_what_it_replaced() {
    let desk = with_something_in_every_table().await;
    let copy = backup(&desk, "copy").await;
    let other = Desk::start().await;
    other.chapter("Linz").await;

    let (desk, kept) = other.restore_keeping(&copy).await;
    let chapter = desk.only_chapter().await;
    let mut new = Laptop::join(&desk, chapter, Role::Volunteer, 50).await;
    new.edit(&team(visit(1), 50), &[("title", "After")]);
    new.sync(&desk).await;

    assert_eq!(new.value(&team(visit(1), 1), "title"), "Dinner");
    assert!(
        rows(&kept).await["chapters"]
            .iter()
            .any(|it| it.contains("Linz"))
    );
}

/// A server that has seen everything that it keeps rows of.
async fn with_something_in_every_table() -> Desk {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    desk.code(chapter, Role::Viewer).await;
    let mut ada = Laptop::join(&desk, chapter, Role::Volunteer, 1).await;
    ada.edit(&team(visit(1), 1), &[("title", "Dinner")]);
    ada.sync(&desk).await;
    let mut clone = Laptop::with_token(crate::desk::device(2), ada.token.clone(), desk.now_us());
    clone.sync(&desk).await;
    let earlier = backup(&desk, "earlier").await;
    // For the end of an epoch.
    let desk = desk.restore(&earlier).await;

    let mut ben = Laptop::join(&desk, chapter, Role::Volunteer, 3).await;
    let mut tx = desk.state.database.write().await.unwrap();
    let joined = devices::get(&mut tx, chapter, ben.id)
        .await
        .unwrap()
        .unwrap();
    devices::revoke(&mut tx, joined.no, desk.now_us())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    ben.edit(&team(visit(1), 2), &[("title", "Too late")]);
    ben.send(&desk, &ben.request()).await.unwrap();
    desk
}

async fn backup(desk: &Desk, name: &str) -> PathBuf {
    let file = desk.home().path().join(format!("{name}.backup"));
    desk.state.database.backup(&file).await.unwrap();
    file
}

/// Every row of every table of a backup.
async fn rows(backup: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let options = SqliteConnectOptions::new().filename(backup).read_only(true);
    let mut file = options.connect().await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_master
         WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> '_sqlx_migrations'",
    )
    .fetch_all(&mut file)
    .await
    .unwrap();
    let mut all = BTreeMap::new();
    for table in tables {
        let rows = rows_of(&mut file, &table).await;
        all.insert(table, rows);
    }
    file.close().await.unwrap();
    all
}

async fn rows_of(file: &mut SqliteConnection, table: &str) -> BTreeSet<String> {
    let quoted: String = sqlx::query_scalar(
        "SELECT group_concat('quote(' || name || ')', ' || '','' || ') FROM pragma_table_info($1)",
    )
    .bind(table)
    .fetch_one(&mut *file)
    .await
    .unwrap();
    let select = AssertSqlSafe(format!("SELECT {quoted} FROM {table}"));
    let rows: Vec<String> = sqlx::query_scalar(select).fetch_all(file).await.unwrap();
    rows.into_iter().collect()
}

#[tokio::test]
async fn a_copy_that_cannot_be_written_leaves_no_half_of_one_and_no_other_file_harmed() {
    let desk = Desk::start().await;
    let file = desk.home().path().join("no-such-folder").join("copy");

    assert!(desk.state.database.backup(&file).await.is_err());
    assert!(!file.parent().unwrap().exists());

    let there = desk.home().path().join("there.txt");
    std::fs::write(&there, "somebody's").unwrap();
    assert!(desk.state.database.backup(&there).await.is_err());
    assert_eq!(std::fs::read(&there).unwrap(), b"somebody's");
    let folder = std::fs::read_dir(desk.home().path()).unwrap();
    let names = folder.map(|it| it.unwrap().file_name().into_string().unwrap());
    assert_eq!(names.filter(|it| it.starts_with("there")).count(), 1);
}
