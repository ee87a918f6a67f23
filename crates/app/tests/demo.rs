//! The demo chapters on a computer that has nothing yet.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

mod support;

use std::collections::BTreeMap;

use desk_app::demo;
use desk_app::steps::{self, Way};
use desk_domain::kinds::{Participation, ProgrammeItem, Visit};
use support::Computer;

#[tokio::test]
async fn the_demo_makes_every_chapter_and_opens_the_first() {
    let computer = Computer::new().await;
    let made = demo::load(&computer.app).await.unwrap();
    let names: Vec<_> = made.iter().map(|chapter| chapter.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Arlington Sister City Association",
            "Baltimore Sister Cities",
            "Portland Khabarovsk Sister City Association",
            "Programmes of real visits",
        ]
    );
    let state = computer.app.state().await.unwrap();
    assert_eq!(state.chapters, made);
    assert_eq!(state.chapter.unwrap().city, "Arlington");
    let coming = state.visits.iter().find(|visit| !visit.past).unwrap();
    assert_eq!(coming.title, "Firefighter exchange");
    assert!(coming.clashes > 0, "there is something to settle");
}

#[tokio::test]
async fn the_programmes_of_real_visits_come_through_the_importer() {
    let computer = Computer::new().await;
    make_demo(&computer).await;
    let items = items_by_visit(&computer, "Programmes of real visits").await;
    assert_eq!(
        items,
        BTreeMap::from([
            ("Chécy in Ilvesheim 2018".to_owned(), 10),
            (
                "Citizen involvement, Samarinda and Kutai in Tigard 2002".to_owned(),
                13
            ),
            ("Mount Prospect in Sèvres 2011".to_owned(), 22),
        ])
    );
}

#[tokio::test]
async fn made_twice_the_demo_is_there_once() {
    let computer = Computer::new().await;
    let made = make_demo(&computer).await;
    let before = counts(&computer).await;
    assert_eq!(make_demo(&computer).await, made);
    assert_eq!(counts(&computer).await, before);
}

#[tokio::test]
async fn what_a_person_has_changed_elsewhere_stays_when_the_demo_is_made_again() {
    let computer = Computer::new().await;
    make_demo(&computer).await;
    let added = add_visit(&computer, "Our own visit").await;
    make_demo(&computer).await;
    let chapter = computer.app.chapter().await.unwrap();
    let visit = chapter.store.get::<Visit>(added).await.unwrap();
    assert_eq!(
        visit.and_then(|visit| visit.title).as_deref(),
        Some("Our own visit")
    );
}

#[tokio::test]
async fn undo_takes_a_demo_chapter_back_in_one_step() {
    let computer = Computer::new().await;
    make_demo(&computer).await;
    let undone = steps::reverse(&computer.app, Way::Back, None)
        .await
        .unwrap();
    let label = undone.done.unwrap();
    assert_eq!(label.code, "demo");
    assert_eq!(label.args["chapter"], "Arlington Sister City Association");
    let chapter = computer.app.chapter().await.unwrap();
    assert!(chapter.store.list::<Visit>(None).await.unwrap().is_empty());
}

/// Makes the demo; the ids of its chapters.
async fn make_demo(computer: &Computer) -> Vec<String> {
    let made = demo::load(&computer.app).await.unwrap();
    made.into_iter().map(|chapter| chapter.id).collect()
}

/// How many items each visit of the chapter of this name has.
async fn items_by_visit(computer: &Computer, chapter: &str) -> BTreeMap<String, usize> {
    let chapters = computer.app.state().await.unwrap().chapters;
    let entry = chapters.iter().find(|it| it.name == chapter).unwrap();
    computer
        .app
        .switch_chapter(entry.id.parse().unwrap())
        .await
        .unwrap();
    let open = computer.app.chapter().await.unwrap();
    let mut items = BTreeMap::new();
    for visit in open.store.list::<Visit>(None).await.unwrap() {
        let of_visit = open.store.list::<ProgrammeItem>(Some(visit.id.uuid)).await;
        items.insert(visit.title.unwrap(), of_visit.unwrap().len());
    }
    items
}

/// How many visits, items and participations each chapter has.
async fn counts(computer: &Computer) -> BTreeMap<String, [usize; 3]> {
    let mut counts = BTreeMap::new();
    for entry in computer.app.state().await.unwrap().chapters {
        computer
            .app
            .switch_chapter(entry.id.parse().unwrap())
            .await
            .unwrap();
        let open = computer.app.chapter().await.unwrap();
        let count = [
            open.store.list::<Visit>(None).await.unwrap().len(),
            open.store.list::<ProgrammeItem>(None).await.unwrap().len(),
            open.store.list::<Participation>(None).await.unwrap().len(),
        ];
        counts.insert(entry.name, count);
    }
    counts
}

async fn add_visit(computer: &Computer, title: &str) -> uuid::Uuid {
    let chapter = computer.app.chapter().await.unwrap();
    let setting = computer.app.setting(&chapter).await.unwrap();
    let mut work = computer.app.begin(&chapter, &setting).await.unwrap();
    let visit = Visit {
        title: Some(title.to_owned()),
        ..Visit::new(desk_domain::Id::new(work.new_id()))
    };
    work.put(visit.id.uuid, &visit).await.unwrap();
    let added = desk_app::label::label("visit_added");
    computer.app.commit(&chapter, work, added).await.unwrap();
    visit.id.uuid
}
