//! What was deleted, and bringing it back.

use desk_app::Error;
use desk_domain::kinds::ProgrammeItem;
use serde_json::{Value, json};

use crate::support::Computer;

fn item(id: &str) -> Value {
    json!({ "kind": "programme_item", "id": id })
}

#[tokio::test]
async fn the_trash_says_of_which_visit_and_who_deleted_it() {
    let (computer, visit) = Computer::with_visit().await;
    let lunch = computer.add_item(visit, "Lunch").await;
    computer.ask("record_delete", item(&lunch)).await;
    let trash = computer.ask("trash", json!({})).await;
    assert_eq!(trash[0]["title"], "Lunch");
    assert_eq!(trash[0]["who"], "Anna");
    assert_eq!(
        trash[0]["visit"],
        json!({ "id": visit.to_string(), "name": "Firefighters" })
    );
    assert_eq!(trash[0]["hidden"], false);
    computer
        .ask(
            "record_delete",
            json!({ "kind": "visit", "id": visit.to_string() }),
        )
        .await;
    let trash = computer.ask("trash", json!({})).await;
    assert_eq!(
        (&trash[0]["kind"], &trash[0]["visit"]),
        (&json!("visit"), &Value::Null)
    );
    assert_eq!(trash[1]["hidden"], true, "not seen again before its visit");
}

#[tokio::test]
async fn several_come_back_as_one_step() {
    let (computer, visit) = Computer::with_visit().await;
    let ids = [
        computer.add_item(visit, "Lunch").await,
        computer.add_item(visit, "Tour").await,
    ];
    for id in &ids {
        computer.ask("record_delete", item(id)).await;
    }
    let records: Vec<_> = ids.iter().map(|id| item(id)).collect();
    let done = computer
        .ask("records_restore", json!({ "records": records }))
        .await;
    assert_eq!(
        done["done"],
        json!({ "code": "records_restored", "args": { "count": "2" } })
    );
    let store = &computer.app.chapter().await.unwrap().store;
    let count = async || {
        store
            .list::<ProgrammeItem>(Some(visit.uuid))
            .await
            .unwrap()
            .len()
    };
    assert_eq!(count().await, 2);
    computer.ask("undo", json!({})).await;
    assert_eq!(count().await, 0);
}

#[tokio::test]
async fn one_is_called_by_its_name_and_none_is_refused() {
    let (computer, visit) = Computer::with_visit().await;
    let lunch = computer.add_item(visit, "Lunch").await;
    computer.ask("record_delete", item(&lunch)).await;
    let done = computer
        .ask("records_restore", json!({ "records": [item(&lunch)] }))
        .await;
    assert_eq!(done["done"]["code"], "record_restored");
    assert_eq!(done["done"]["args"]["title"], "Lunch");
    let refused = computer
        .try_to_ask("records_restore", json!({ "records": [] }))
        .await;
    assert!(
        matches!(refused, Err(Error::BadValue { .. })),
        "{refused:?}"
    );
}
