//! Search: any script finds any other, the best first, and nothing that only coordinators may see.

use crate::support::{CHAPTER, Desk, VISIT, item};
use desk_domain::Id;
use desk_domain::kinds::{Person, PersonPrivate};
use uuid::Uuid;

#[tokio::test]
async fn a_name_is_found_from_any_script_and_spelling() {
    let desk = Desk::with_visit().await;
    for (id, latin, native) in [
        (20, Some("Oksana Hnatiuk"), Some("Оксана Гнатюк")),
        (21, None, Some("Юрій Савчук")),
        (22, Some("Nguyễn Thị Lan"), None),
        (23, None, Some("Γιώργος Παπαδόπουλος")),
    ] {
        desk.put_person(id, latin, native).await;
    }
    for (query, found) in [
        ("Гнатюк", 20),
        ("hnatiuk", 20),
        ("Gnatyuk", 20),
        ("оксана гнат", 20),
        ("Yurii", 21),
        ("savchuk", 21),
        ("Сав", 21),
        ("nguyen", 22),
        ("Giorgos", 23),
        ("lan", 22),
        ("ok", 20),
    ] {
        assert_eq!(desk.found(query).await, [id(found)], "{query}");
    }
    assert!(desk.found("Bondarenko").await.is_empty());
    assert!(desk.found(" ’ ").await.is_empty(), "nothing to look for");
}

#[tokio::test]
async fn a_title_that_begins_with_the_text_comes_first() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(30, "Farewell lunch")).await;
    desk.put_item(&item(31, "Lunch at the station")).await;
    assert_eq!(desk.found("lunch").await, [id(31), id(30)]);
}

#[tokio::test]
async fn short_words_are_looked_for_by_themselves_and_forgiven_beside_longer_ones() {
    let desk = Desk::with_visit().await;
    let mut tour = item(10, "Tour");
    tour.public_note = Some("Meet at the door of the library".into());
    desk.put_item(&tour).await;
    desk.put_item(&item(11, "Ox in the field")).await;
    assert_eq!(desk.found("door of library").await, [id(10)]);
    assert_eq!(desk.found("ox").await, [id(11)]);
    assert_eq!(desk.found("fi").await, [id(11)]);
}

#[tokio::test]
async fn what_was_renamed_is_found_by_its_new_name_only_and_what_was_deleted_not_at_all() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(30, "Lunch")).await;
    assert_eq!(desk.found("lunch").await, [id(30)]);
    desk.put_item(&item(30, "Supper")).await;
    assert!(desk.found("lunch").await.is_empty());
    assert_eq!(desk.found("supper").await, [id(30)]);

    let mut tx = desk.begin("deleted").await;
    tx.delete("programme_item", id(30)).await.unwrap();
    tx.commit().await.unwrap();
    assert!(desk.found("supper").await.is_empty());
}

#[tokio::test]
async fn what_belongs_to_a_deleted_visit_is_not_found_until_the_visit_is_back() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "Banquet")).await;
    assert_eq!(desk.found("banquet").await.len(), 1);
    desk.act("deleted", async |tx| tx.delete("visit", VISIT).await)
        .await;
    assert!(desk.found("banquet").await.is_empty());
    desk.act("restored", async |tx| tx.restore("visit", VISIT).await)
        .await;
    assert_eq!(desk.found("banquet").await.len(), 1);
}

#[tokio::test]
async fn values_of_coordinators_are_never_in_the_index() {
    let desk = Desk::with_visit().await;
    let private = PersonPrivate {
        passport_number: Some("FE204471".to_owned()),
        ..PersonPrivate::new(Id::new(id(20)))
    };
    let mut tx = desk.begin("private").await;
    tx.put(CHAPTER, &private).await.unwrap();
    tx.commit().await.unwrap();
    assert!(desk.found("FE204471").await.is_empty());
    assert!(desk.found("204471").await.is_empty());
}

#[tokio::test]
async fn the_line_that_matched_is_told() {
    let desk = Desk::with_visit().await;
    desk.put_person(20, Some("Oksana Hnatiuk"), Some("Оксана Гнатюк"))
        .await;
    let hits = desk.store.search("гнатюк", 5).await.unwrap();
    assert_eq!(hits[0].title, "Oksana Hnatiuk");
    assert!(["Oksana Hnatiuk", "Оксана Гнатюк"].contains(&hits[0].line.as_str()));
    assert_eq!(hits[0].owner, CHAPTER);
    assert_ne!(hits[0].owner, VISIT);
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

impl Desk {
    pub(crate) async fn put_person(&self, number: u128, latin: Option<&str>, native: Option<&str>) {
        let person = Person {
            latin_name: latin.map(str::to_owned),
            native_name: native.map(str::to_owned),
            ..Person::new(Id::new(id(number)))
        };
        let mut tx = self.begin("person").await;
        tx.put(CHAPTER, &person).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn found(&self, query: &str) -> Vec<Uuid> {
        let hits = self.store.search(query, 10).await.unwrap();
        hits.into_iter().map(|hit| hit.id).collect()
    }
}
