//! Nothing is lost: failures half-way, kills, backups, damaged tables, and whatever order things happen in.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use desk_store::{Error, Store};
use proptest::prelude::*;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, SqliteConnection};
use tracing_subscriber::fmt::MakeWriter;
use uuid::Uuid;

use crate::support::server::Server;
use crate::support::{CHAPTER, DEVICE, Desk, NOW_US, VISIT, item, key, open};

const OTHER_DEVICE: Uuid = Uuid::from_u128(0xb0b);
/// Where the child process of the kill test finds its database.
const CHILD_DATABASE: &str = "DESK_STORE_TEST_DATABASE";
/// How often the child is killed.
const KILLS: usize = 5;

#[tokio::test]
async fn an_edit_that_fails_half_way_leaves_nothing_behind() {
    for table in [
        "INSERT ON action",
        "INSERT ON record",
        "INSERT ON outbox",
        "INSERT ON history",
        "INSERT ON programme_item",
        "INSERT ON installation",
    ] {
        let desk = Desk::with_visit().await;
        refuse(&desk.path(), table).await;
        let mut tx = desk.begin("fails").await;
        tx.put(VISIT, &item(10, "Lunch")).await.unwrap();
        let failed = tx.commit().await;
        assert!(matches!(failed, Err(Error::Sql(_))), "{table}: {failed:?}");
        assert_eq!(desk.items().await, [], "{table}");
        assert_eq!(desk.store.waiting().await.unwrap(), 1, "{table}");
        let undoable = desk.store.undoable().await.unwrap().unwrap();
        assert_eq!(undoable.label.code, "visit_added", "{table}");
        raw(&desk.path(), "DROP TRIGGER refuse").await;
        desk.put_item(&item(10, "Lunch")).await;
        assert_eq!(desk.items().await.len(), 1, "{table}: it works again");
    }
}

#[tokio::test]
async fn an_answer_that_fails_half_way_is_as_if_it_never_came() {
    for table in [
        "INSERT ON record",
        "INSERT ON programme_item",
        "INSERT ON cursor",
    ] {
        let mut server = Server::new();
        let anna = Desk::with_visit().await;
        anna.put_item(&item(10, "Lunch")).await;
        server.sync(&anna.store).await;
        let bohdan = Desk::of(OTHER_DEVICE).await;
        refuse(&bohdan.path(), table).await;
        let request = bohdan.store.next_request().await.unwrap();
        let answer = server.answer(&request);
        let timing = desk_store::Timing {
            sent_us: NOW_US,
            received_us: NOW_US,
        };
        let failed = bohdan
            .store
            .apply(&request, &answer, timing, &mut || DEVICE)
            .await;
        assert!(failed.is_err(), "{table}");
        assert_eq!(bohdan.items().await, [], "{table}");
        let again = bohdan.store.next_request().await.unwrap();
        assert_eq!(again.cursors, request.cursors, "{table}: no cursor moved");
        raw(&bohdan.path(), "DROP TRIGGER refuse").await;
        server.sync(&bohdan.store).await;
        assert_eq!(bohdan.items().await, [item(10, "Lunch")], "{table}");
    }
}

#[tokio::test]
async fn a_killed_program_keeps_every_edit_that_it_had_answered() {
    let desk = Desk::with_visit().await;
    let path = desk.path();
    desk.store.close().await;
    let mut answered = Vec::new();
    for kill in 0..KILLS {
        // Each time a little later, so that kills fall on all parts of a commit.
        answered.extend(edit_until_killed(&path, 3 + 7 * kill));
    }
    let store = open(&path).await.unwrap();
    let findings = store.doctor(false).await.unwrap();
    assert!(findings.is_sound(), "{findings:?}");
    for id in answered {
        let kept: Option<desk_domain::kinds::ProgrammeItem> = store.get(id).await.unwrap();
        assert!(kept.is_some(), "{id} had been answered as saved");
        assert_eq!(store.history("programme_item", id).await.unwrap().len(), 1);
    }
    let waiting = store.waiting().await.unwrap();
    assert_eq!(
        waiting, findings.records,
        "one change for each record: stored and queued together"
    );
}

/// The other half of the test above: does nothing unless that one starts it.
#[tokio::test]
async fn child_that_edits_until_it_is_killed() {
    let Ok(path) = std::env::var(CHILD_DATABASE) else {
        return;
    };
    let store = open(Path::new(&path)).await.unwrap();
    let round = u128::from(store.waiting().await.unwrap()) << 64;
    for number in 0_u128.. {
        let id = (1 << 100) + round + number;
        let label = desk_store::ActionLabel::new("item_put", serde_json::Value::Null);
        let mut tx = store.begin(label, NOW_US).await.unwrap();
        tx.put(VISIT, &item(id, "Edited")).await.unwrap();
        tx.commit().await.unwrap();
        println!("saved {}", Uuid::from_u128(id));
    }
}

#[tokio::test]
async fn no_log_shows_the_key() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let desk = Desk::with_visit().await.reopened().await;
    desk.put_item(&item(10, "Lunch")).await;
    tracing::info!("the log is being read");
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(text.contains("the log is being read"));
    assert!(!text.contains(&"07".repeat(32)), "the key in hexadecimal");
    assert!(!text.to_lowercase().contains("pragma key"));
    assert!(!text.contains("Lunch"), "nor what people wrote");
}

#[tokio::test]
async fn damaged_tables_are_found_and_rebuilt_from_the_records() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "Lunch")).await;
    desk.put_item(&item(11, "Supper")).await;
    let sound = desk.store.doctor(false).await.unwrap();
    assert!(sound.is_sound(), "{sound:?}");
    assert_eq!(sound.records, 3);

    raw(
        &desk.path(),
        "UPDATE programme_item SET title = 'Dinner' WHERE title = 'Lunch'",
    )
    .await;
    raw(&desk.path(), "DELETE FROM visit").await;
    for rebuild in [false, true] {
        let findings = desk.store.doctor(rebuild).await.unwrap();
        let expected = [("programme_item".to_owned(), 1), ("visit".to_owned(), 1)];
        let mut tables = findings.tables.clone();
        tables.sort();
        assert_eq!(tables, expected, "rebuild: {rebuild}");
    }
    assert!(desk.store.doctor(false).await.unwrap().is_sound());
    assert_eq!(desk.items().await, [item(10, "Lunch"), item(11, "Supper")]);
}

#[tokio::test]
async fn how_many_changes_wait_is_kept_and_counted_anew_where_it_is_wrong() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "Lunch")).await;
    desk.put_item(&item(11, "Supper")).await;
    let waiting = [("programme_item".to_owned(), 2), ("visit".to_owned(), 1)];
    assert_eq!(desk.store.waiting_by_kind().await.unwrap(), waiting);

    raw(
        &desk.path(),
        "UPDATE outbox_waiting SET changes = 7 WHERE kind = 'visit'",
    )
    .await;
    for rebuild in [false, true] {
        let findings = desk.store.doctor(rebuild).await.unwrap();
        let expected = [("outbox_waiting".to_owned(), 1)];
        assert_eq!(findings.tables, expected, "rebuild: {rebuild}");
        assert_eq!(findings.waiting, 3, "what is there is what is told");
    }
    assert!(desk.store.doctor(false).await.unwrap().is_sound());
    assert_eq!(desk.store.waiting_by_kind().await.unwrap(), waiting);
}

#[tokio::test]
async fn a_table_made_by_another_declaration_is_made_anew_on_opening() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "Lunch")).await;
    raw(&desk.path(), "ALTER TABLE programme_item DROP COLUMN title").await;
    raw(
        &desk.path(),
        "UPDATE projection SET made_by = 'an older version'",
    )
    .await;
    let desk = desk.reopened().await;
    assert_eq!(desk.items().await, [item(10, "Lunch")]);
}

#[tokio::test]
async fn a_backup_is_encrypted_and_restoring_it_can_be_undone() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "Lunch")).await;
    let backup = desk.folder.path().join("a.backup");
    desk.store.backup(&backup).await.unwrap();
    let over = desk.store.backup(&backup).await;
    assert!(
        matches!(over, Err(Error::Exists { .. })),
        "never over another"
    );
    let bytes = std::fs::read(&backup).unwrap();
    assert!(!bytes.windows(5).any(|window| window == b"Lunch"));

    desk.put_item(&item(11, "Supper")).await;
    let (path, folder) = (desk.path(), desk.folder);
    desk.store.close().await;
    let restored = Store::restore(&path, &key(), &backup, NOW_US, &mut || OTHER_DEVICE)
        .await
        .unwrap();
    let before = restored.before.unwrap();
    let desk = Desk {
        folder,
        store: restored.store,
    };
    assert_eq!(desk.items().await, [item(10, "Lunch")]);
    let identity = desk.store.identity().await.unwrap();
    assert_eq!(
        identity.device, OTHER_DEVICE,
        "numbers given out since are not given out again"
    );
    assert!(desk.store.doctor(false).await.unwrap().is_sound());

    let folder = desk.folder;
    desk.store.close().await;
    let restored = Store::restore(&path, &key(), &before, NOW_US + 1, &mut || DEVICE)
        .await
        .unwrap();
    let desk = Desk {
        folder,
        store: restored.store,
    };
    assert_eq!(desk.items().await.len(), 2, "the step was undone");
}

#[tokio::test]
async fn what_is_no_backup_is_refused_and_changes_nothing() {
    let desk = Desk::with_visit().await;
    let path = desk.path();
    let garbage = desk.folder.path().join("garbage");
    std::fs::write(&garbage, vec![42; 10_000]).unwrap();
    let other = desk.folder.path().join("other.desk");
    let stranger = Store::create(&other, &key(), DEVICE, Uuid::from_u128(77))
        .await
        .unwrap();
    let others_backup = desk.folder.path().join("other.backup");
    stranger.backup(&others_backup).await.unwrap();
    let desk_folder = desk.folder;
    desk.store.close().await;

    let refused = Store::restore(&path, &key(), &garbage, NOW_US, &mut || DEVICE).await;
    assert!(matches!(refused, Err(Error::WrongKey { .. })));
    let refused = Store::restore(&path, &key(), &others_backup, NOW_US, &mut || DEVICE).await;
    assert!(matches!(refused, Err(Error::OtherChapter { .. })));
    let absent = path.with_extension("absent");
    let refused = Store::restore(&path, &key(), &absent, NOW_US, &mut || DEVICE).await;
    assert!(matches!(refused, Err(Error::Absent { .. })));
    assert!(!path.with_extension("incoming").exists());
    let store = open(&path).await.unwrap();
    assert_eq!(store.identity().await.unwrap().chapter, CHAPTER);
    drop(desk_folder);
}

/// What may happen on two laptops.
#[derive(Debug, Clone)]
enum Step {
    Put {
        laptop: bool,
        id: u128,
        title: u8,
    },
    Delete {
        laptop: bool,
        id: u128,
    },
    Undo {
        laptop: bool,
    },
    Redo {
        laptop: bool,
    },
    Sync {
        laptop: bool,
    },
    /// The request arrives, the answer does not.
    LoseAnswer {
        laptop: bool,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let laptop = any::<bool>;
    let id = || 10_u128..14;
    prop_oneof![
        4 => (laptop(), id(), any::<u8>())
            .prop_map(|(laptop, id, title)| Step::Put { laptop, id, title }),
        1 => (laptop(), id()).prop_map(|(laptop, id)| Step::Delete { laptop, id }),
        1 => laptop().prop_map(|laptop| Step::Undo { laptop }),
        1 => laptop().prop_map(|laptop| Step::Redo { laptop }),
        2 => laptop().prop_map(|laptop| Step::Sync { laptop }),
        1 => laptop().prop_map(|laptop| Step::LoseAnswer { laptop }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What is shown is the server's state with what waits, the typed tables are what the records say, and two
    /// laptops that have exchanged everything show the same.
    #[test]
    fn whatever_happens_the_store_agrees_with_itself_and_with_the_others(
        steps in prop::collection::vec(step(), 1..30),
        page in 1_usize..5,
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(live_through(steps, page));
    }
}

async fn live_through(steps: Vec<Step>, page: usize) {
    let mut server = Server::new();
    server.page = page;
    let desks = [Desk::with_visit().await, Desk::of(OTHER_DEVICE).await];
    for step in steps {
        match step {
            Step::Put { laptop, id, title } => {
                let item = item(id, &format!("Title {title}"));
                desks[usize::from(laptop)].put_item(&item).await;
            }
            Step::Delete { laptop, id } => {
                let mut tx = desks[usize::from(laptop)].begin("delete").await;
                match tx.delete("programme_item", Uuid::from_u128(id)).await {
                    Err(Error::NoSuchRecord { .. }) => {}
                    other => other.unwrap(),
                }
                tx.commit().await.unwrap();
            }
            Step::Undo { laptop } => {
                desks[usize::from(laptop)].store.undo(NOW_US).await.unwrap();
            }
            Step::Redo { laptop } => {
                desks[usize::from(laptop)].store.redo(NOW_US).await.unwrap();
            }
            Step::Sync { laptop } => {
                server.sync(&desks[usize::from(laptop)].store).await;
            }
            Step::LoseAnswer { laptop } => {
                let request = desks[usize::from(laptop)].store.next_request().await;
                server.answer(&request.unwrap());
            }
        }
    }
    for desk in [&desks[0], &desks[1], &desks[0]] {
        server.sync(&desk.store).await;
    }
    for desk in &desks {
        let findings = desk.store.doctor(false).await.unwrap();
        assert!(findings.is_sound(), "{findings:?}");
        assert_eq!(findings.waiting, 0);
    }
    assert_eq!(desks[0].items().await, desks[1].items().await);
    let questions = async |desk: &Desk| -> Vec<Uuid> {
        let inbox = desk.store.inbox().await.unwrap();
        inbox.into_iter().map(|question| question.id).collect()
    };
    assert_eq!(questions(&desks[0]).await, questions(&desks[1]).await);
}

/// Starts a program that edits, kills it after some answers, and returns the records that it had answered as saved.
fn edit_until_killed(path: &Path, answers: usize) -> Vec<Uuid> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "safety::child_that_edits_until_it_is_killed",
            "--nocapture",
        ])
        .env(CHILD_DATABASE, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut saved = lines.map_while(Result::ok).filter_map(|line| {
        let id = line.strip_prefix("saved ")?;
        Uuid::try_parse(id).ok()
    });
    let mut answered: Vec<Uuid> = saved.by_ref().take(answers).collect();
    assert_eq!(
        answered.len(),
        answers,
        "the child lives until it is killed"
    );
    child.kill().unwrap();
    child.wait().unwrap();
    answered.extend(saved);
    answered
}

/// Makes every write of this kind fail from here on, as a full disk does.
async fn refuse(path: &Path, write: &str) {
    let sql =
        format!("CREATE TRIGGER refuse BEFORE {write} BEGIN SELECT RAISE(ABORT, 'disk full'); END");
    raw(path, &sql).await;
}

/// Runs a statement past the store.
pub(crate) async fn raw(path: &Path, sql: &str) {
    let hex: String = key()
        .bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let mut conn: SqliteConnection = SqliteConnectOptions::new()
        .filename(path)
        .pragma("key", format!("\"x'{hex}'\""))
        .disable_statement_logging()
        .connect()
        .await
        .unwrap();
    conn.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
    conn.close().await.unwrap();
}

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
