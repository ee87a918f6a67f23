//! Edits: stored and queued together or not at all, and shown where they belong.

use crate::support::{CHAPTER, DEVICE, Desk, NOW_US, VISIT, item, key, open};
use desk_domain::kind::Registers;
use desk_domain::kinds::{Participation, Person, ProgrammeItem, Visit};
use desk_domain::{Id, Kind};
use desk_store::{Error, Store};
use uuid::Uuid;

#[tokio::test]
async fn an_edit_is_read_back_as_it_was_put() {
    let desk = Desk::with_visit().await;
    let mut lunch = item(10, "Lunch");
    lunch.tracks.insert("Libraries".to_owned());
    lunch.participants.insert(Id::new(Uuid::from_u128(40)));
    lunch.length_minutes = Some(90);
    lunch.visit = Some(Id::new(VISIT));
    lunch.slot = serde_json::from_str(
        r#"{"day":"2026-05-01","start":"12:30:00","zone":"Europe/Kyiv","certainty":"fixed"}"#,
    )
    .ok();
    assert!(lunch.slot.is_some(), "the slot of the test is one");
    desk.put_item(&lunch).await;

    assert_eq!(desk.item(10).await, Some(lunch.clone()));
    assert_eq!(desk.items().await, [lunch.clone()]);
    let desk = desk.reopened().await;
    assert_eq!(desk.items().await, [lunch], "after a restart");
}

#[tokio::test]
async fn an_action_sees_its_own_edits_before_anybody_else() {
    let desk = Desk::with_visit().await;
    let mut tx = desk.begin("two_items").await;
    tx.put(VISIT, &item(10, "Lunch")).await.unwrap();
    tx.put(VISIT, &item(11, "Supper")).await.unwrap();
    let mine: Vec<ProgrammeItem> = tx.list(Some(VISIT)).await.unwrap();
    assert_eq!(mine.len(), 2);
    assert_eq!(desk.items().await.len(), 0, "not yet committed");
    tx.commit().await.unwrap();
    assert_eq!(desk.items().await.len(), 2);
}

#[tokio::test]
async fn a_dropped_action_leaves_nothing_behind() {
    let desk = Desk::with_visit().await;
    let mut tx = desk.begin("abandoned").await;
    tx.put(VISIT, &item(10, "Lunch")).await.unwrap();
    drop(tx);
    assert_eq!(desk.items().await, []);
    assert_eq!(desk.store.waiting().await.unwrap(), 1, "the visit only");
}

#[tokio::test]
async fn what_changes_nothing_writes_nothing() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "Lunch")).await;
    let waiting = desk.store.waiting().await.unwrap();
    assert_eq!(desk.put_item(&item(10, "Lunch")).await, None);
    assert_eq!(desk.store.waiting().await.unwrap(), waiting);
}

#[tokio::test]
async fn registers_that_this_version_does_not_know_stay() {
    let desk = Desk::with_visit().await;
    let id = Uuid::from_u128(10);
    let unknown = Registers::from([("smell".to_owned(), b"\"roses\"".to_vec())]);
    desk.act("raw", async |tx| {
        tx.put_raw("programme_item", id, Some(VISIT), unknown).await
    })
    .await;
    desk.put_item(&item(10, "Lunch")).await;
    let history = desk.store.history("programme_item", id).await.unwrap();
    let smell = history
        .iter()
        .find(|entry| entry.register == "smell")
        .unwrap();
    assert_eq!(smell.new, b"\"roses\"");
    assert_eq!(
        history.len(),
        2,
        "putting the item did not write the unknown register"
    );
}

#[tokio::test]
async fn records_belong_where_their_kind_says() {
    let desk = Desk::with_visit().await;
    let mut tx = desk.begin("misplaced").await;
    let person = Person::new(Id::new(Uuid::from_u128(20)));
    let refused = tx.put(VISIT, &person).await;
    assert!(
        matches!(refused, Err(Error::NotAllowed { .. })),
        "a person is the chapter's"
    );
    let visit = Visit::new(Id::new(Uuid::from_u128(21)));
    let refused = tx.put(VISIT, &visit).await;
    assert!(
        matches!(refused, Err(Error::NotAllowed { .. })),
        "a visit owns itself"
    );
    let absent = tx.delete("person", Uuid::from_u128(20)).await;
    assert!(matches!(absent, Err(Error::NoSuchRecord { .. })));
}

#[tokio::test]
async fn a_value_over_its_limit_is_refused_at_once() {
    let desk = Desk::with_visit().await;
    let mut tx = desk.begin("too_long").await;
    let long = item(10, &"x".repeat(desk_sync::limits::FIELD_BYTES_MAX));
    tx.put(VISIT, &long).await.unwrap();
    let refused = tx.commit().await;
    assert!(matches!(refused, Err(Error::NotAllowed { .. })));
    assert_eq!(desk.items().await, []);
}

#[tokio::test]
async fn a_record_is_hidden_until_its_visit_is_there() {
    let desk = Desk::empty().await;
    desk.put_item(&item(10, "Lunch")).await;
    assert_eq!(desk.items().await, [], "its visit has not come yet");
    let visit = Visit::new(Id::new(VISIT));
    let mut titled = visit.clone();
    titled.title = Some("Kharkiv".to_owned());
    desk.act("visit_added", async |tx| tx.put(VISIT, &titled).await)
        .await;
    assert_eq!(desk.items().await.len(), 1);
}

#[tokio::test]
async fn deleting_a_visit_hides_what_it_owns_and_restoring_shows_it() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "Lunch")).await;
    desk.act("visit_deleted", async |tx| tx.delete("visit", VISIT).await)
        .await;
    assert_eq!(desk.items().await, []);
    assert_eq!(desk.item(10).await, None);
    let trash = desk.store.trash().await.unwrap();
    assert_eq!(trash.len(), 1, "the item itself was not deleted: {trash:?}");
    assert_eq!(trash[0].title, "Libraries of Kharkiv");
    assert_eq!(trash[0].deleted_by, DEVICE);
    desk.act("visit_restored", async |tx| {
        tx.restore("visit", VISIT).await
    })
    .await;
    assert_eq!(desk.items().await.len(), 1);
}

#[tokio::test]
async fn references_can_be_looked_up() {
    let desk = Desk::with_visit().await;
    let person = Id::new(Uuid::from_u128(20));
    let mut part = Participation::new(Id::new(Uuid::from_u128(30)));
    part.person = Some(person);
    desk.act("joined", async |tx| tx.put(VISIT, &part).await)
        .await;
    let found: Vec<Participation> = desk
        .store
        .find("person", &person.to_string())
        .await
        .unwrap();
    assert_eq!(found, [part]);
}

#[tokio::test]
async fn another_key_does_not_open_the_database_and_says_so() {
    let desk = Desk::with_visit().await;
    let path = desk.path();
    desk.store.close().await;
    let other = desk_store::Key::new([8; 32]);
    let refused = Store::open(&path, &other, &mut || Uuid::from_u128(99)).await;
    assert!(
        matches!(refused, Err(Error::WrongKey { .. })),
        "{:?}",
        refused.err()
    );
    assert!(open(&path).await.is_ok(), "the right one still does");
}

#[tokio::test]
async fn the_file_holds_no_readable_text() {
    let desk = Desk::with_visit().await;
    let path = desk.path();
    desk.store.close().await;
    let bytes = std::fs::read(&path).unwrap();
    let readable = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    assert!(!readable(b"SQLite format 3"));
    assert!(!readable(b"Kharkiv"));
}

#[tokio::test]
async fn a_database_is_not_made_over_another_nor_opened_where_there_is_none() {
    let desk = Desk::with_visit().await;
    let again = Store::create(&desk.path(), &key(), DEVICE, CHAPTER).await;
    assert!(matches!(again, Err(Error::Exists { .. })));
    let absent = open(&desk.folder.path().join("other.desk")).await;
    assert!(matches!(absent, Err(Error::Absent { .. })));
    assert!(!desk.folder.path().join("other.desk").exists());
}

#[tokio::test]
async fn stamps_rise_even_when_the_clock_goes_back() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "Lunch")).await;
    let mut tx = desk
        .store
        .begin(
            desk_store::ActionLabel::new("earlier", serde_json::Value::Null),
            NOW_US - 1_000_000,
        )
        .await
        .unwrap();
    tx.put(VISIT, &item(10, "Supper")).await.unwrap();
    tx.commit().await.unwrap();
    let history = desk
        .store
        .history(ProgrammeItem::SPEC.name, Uuid::from_u128(10))
        .await
        .unwrap();
    assert_eq!(history[0].new, b"\"Supper\"", "newest first: {history:?}");
    assert_eq!(history[0].old.as_deref(), Some(&b"\"Lunch\""[..]));
    assert!(history[0].at_us > history[1].at_us);
}
