//! What was done here, taken back and done again several steps at once.

use desk_app::Error;
use serde_json::{Value, json};

use crate::support::Computer;

async fn steps(computer: &Computer) -> Vec<Value> {
    let steps = computer.ask("steps", json!({})).await;
    steps.as_array().unwrap().clone()
}

fn codes(steps: &[Value]) -> Vec<&str> {
    steps
        .iter()
        .map(|step| step["label"]["code"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn steps_are_listed_newest_first_down_to_the_founding_which_is_none() {
    let (computer, visit) = Computer::with_visit().await;
    computer.add_item(visit, "Lunch").await;
    assert_eq!(
        codes(&steps(&computer).await),
        ["item_added", "visit_added"]
    );
}

#[tokio::test]
async fn every_step_down_to_one_is_taken_back_at_once_and_done_again_likewise() {
    let (computer, visit) = Computer::with_visit().await;
    let lunch = computer.add_item(visit, "Lunch").await;
    computer.add_item(visit, "Tour").await;
    let rename = json!({ "kind": "programme_item", "id": lunch, "fields": { "title": "Supper" } });
    computer.ask("record_set", rename).await;
    let before = steps(&computer).await;
    assert_eq!(
        codes(&before),
        ["record_changed", "item_added", "item_added", "visit_added"]
    );

    let undone = computer
        .ask("undo_to", json!({ "step": before[2]["id"] }))
        .await;
    assert_eq!(undone["result"], json!({ "steps": 3, "kept": 0 }));
    assert_eq!(undone["undo"]["code"], "visit_added");
    let board = computer
        .ask("itinerary", json!({ "visit": visit.to_string() }))
        .await;
    assert_eq!(board["items"], json!([]));
    let flags: Vec<_> = steps(&computer)
        .await
        .iter()
        .map(|it| it["redoable"].clone())
        .collect();
    assert_eq!(flags, [true, true, true, false]);

    let redone = computer
        .ask("redo_to", json!({ "step": before[1]["id"] }))
        .await;
    assert_eq!(redone["result"]["steps"], 2);
    let board = computer
        .ask("itinerary", json!({ "visit": visit.to_string() }))
        .await;
    let titles: Vec<_> = board["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["title"])
        .collect();
    assert_eq!(
        titles,
        ["Lunch", "Tour"],
        "the new title was not done again"
    );
}

#[tokio::test]
async fn a_step_that_undo_does_not_come_to_is_refused_and_nothing_is_taken_back() {
    let (computer, visit) = Computer::with_visit().await;
    computer.add_item(visit, "Lunch").await;
    for step in ["1", "999", "latest"] {
        let refused = computer
            .try_to_ask("undo_to", json!({ "step": step }))
            .await;
        assert!(
            matches!(refused, Err(Error::NothingToUndo)),
            "{step}: {refused:?}"
        );
    }
    let refused = computer.try_to_ask("redo_to", json!({ "step": "2" })).await;
    assert!(matches!(refused, Err(Error::NothingToRedo)), "{refused:?}");
    assert_eq!(
        codes(&steps(&computer).await),
        ["item_added", "visit_added"]
    );
}
