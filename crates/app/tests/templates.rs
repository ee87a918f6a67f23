//! A visit planned from a template.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

mod support;

use desk_api::Request;
use desk_api::records::Nothing;
use desk_api::state::{ChapterStart, VisitAdd};
use desk_app::{Error, rpc};
use desk_domain::kinds::{ProgrammeItem, Task, Visit, VisitType};
use support::Computer;

#[tokio::test]
async fn a_visit_from_a_template_has_its_tray_and_its_tasks() {
    let computer = Computer::new().await;
    plan(&computer, "student_group").await.unwrap();
    let chapter = computer.app.chapter().await.unwrap();
    let visits = chapter.store.list::<Visit>(None).await.unwrap();
    assert_eq!(visits[0].visit_type, Some(VisitType::Youth));
    let owner = Some(visits[0].id.uuid);
    let items = chapter.store.list::<ProgrammeItem>(owner).await.unwrap();
    assert!(!items.is_empty());
    assert!(
        items
            .iter()
            .all(|item| item.slot.as_ref().unwrap().day.is_none())
    );
    let tasks = chapter.store.list::<Task>(owner).await.unwrap();
    assert!(tasks.iter().all(|task| task.due_on.is_some()));
    assert!(
        tasks
            .iter()
            .any(|task| task.title.as_deref() == Some("Home visits"))
    );
}

#[tokio::test]
async fn undo_takes_the_visit_back_with_all_that_its_template_brought() {
    let computer = Computer::new().await;
    plan(&computer, "mayoral_visit").await.unwrap();
    rpc::handle(&computer.app, Request::Undo(Nothing {}))
        .await
        .unwrap();
    let store = &computer.app.chapter().await.unwrap().store;
    assert!(store.list::<Visit>(None).await.unwrap().is_empty());
    assert!(store.list::<ProgrammeItem>(None).await.unwrap().is_empty());
    assert!(store.list::<Task>(None).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_template_that_is_not_there_is_refused_and_leaves_nothing_behind() {
    let computer = Computer::new().await;
    let refused = plan(&computer, "state_visit").await;
    assert!(
        matches!(&refused, Err(Error::BadValue { field, expected, .. })
            if field == "template" && expected.contains("mayoral_visit")),
        "{refused:?}"
    );
    let store = &computer.app.chapter().await.unwrap().store;
    assert!(store.list::<Visit>(None).await.unwrap().is_empty());
}

/// Starts a chapter and plans a visit to it from this template.
async fn plan(computer: &Computer, template: &str) -> desk_app::Result<serde_json::Value> {
    let start = ChapterStart {
        chapter_name: "Arlington".to_owned(),
        city_name: "Arlington".to_owned(),
        country: "US".to_owned(),
        zone: "America/New_York".to_owned(),
        person_name: "Anna".to_owned(),
    };
    computer.app.start_chapter(&start).await.unwrap();
    let add = VisitAdd {
        title: "A visit".to_owned(),
        direction: "inbound".to_owned(),
        partner_city: "Aachen".to_owned(),
        partner_country: "DE".to_owned(),
        partner_zone: None,
        starts_on: "2031-06-01".to_owned(),
        ends_on: "2031-06-11".to_owned(),
        zone: None,
        template: Some(template.to_owned()),
    };
    rpc::handle(&computer.app, Request::VisitAdd(add)).await
}
