//! A typed line becomes an item of the visit.

use desk_domain::Id;
use desk_domain::kinds::Visit;
use serde_json::{Value, json};

use crate::support::Computer;

async fn read(computer: &Computer, visit: Id<Visit>, text: &str, day: Option<&str>) -> Value {
    computer
        .ask(
            "quick_entry",
            json!({ "visit": visit.to_string(), "text": text, "day": day }),
        )
        .await
}

#[tokio::test]
async fn a_line_is_understood_and_adding_what_was_understood_makes_that_item() {
    let (computer, visit) = Computer::with_visit().await;
    computer.add_item(visit, "Trial").await;
    let read = read(&computer, visit, "tue 15 lunch courthouse all", None).await;
    assert_eq!(read["states_when"], true);
    assert_eq!(read["outside"], false);
    assert_eq!(read["new_place"], false);
    let item = &read["item"];
    assert_eq!(
        (&item["day"], &item["start"], &item["length_minutes"]),
        (&json!("2031-10-21"), &json!("15:00"), &json!(60))
    );
    let added = computer.ask("item_add", item.clone()).await;
    let added = &added["result"];
    assert_eq!(added["title"], "Lunch");
    assert_eq!(added["kind"], "meal");
    assert_eq!(added["venue"]["name"], "Courthouse");
    assert_eq!(added["slot"]["end"], "16:00");
    assert_eq!(added["tracks"], json!([]), "for everybody");
}

#[tokio::test]
async fn a_time_without_a_day_is_meant_for_the_day_in_view_or_else_the_first() {
    let (computer, visit) = Computer::with_visit().await;
    let line = "15:30–17 tour of the station";
    let seen = read(&computer, visit, line, Some("2031-10-24")).await;
    assert_eq!(seen["item"]["day"], "2031-10-24");
    assert_eq!(seen["item"]["end"], "17:00");
    let unseen = read(&computer, visit, line, None).await;
    assert_eq!(unseen["item"]["day"], "2031-10-20");
}

#[tokio::test]
async fn words_without_a_day_or_a_time_are_an_item_of_the_tray_and_said_to_be_only_words() {
    let (computer, visit) = Computer::with_visit().await;
    let read = read(&computer, visit, "Savchuk", None).await;
    assert_eq!(read["states_when"], false);
    assert_eq!(read["item"]["day"], Value::Null);
}

#[tokio::test]
async fn a_day_outside_the_visit_and_a_place_that_nobody_knows_are_said_to_be_so() {
    let (computer, visit) = Computer::with_visit().await;
    let read = read(&computer, visit, "3 nov 9:00 debriefing @Town Hall", None).await;
    assert_eq!(read["outside"], true);
    assert_eq!(read["new_place"], true);
    assert_eq!(read["item"]["place"], "Town Hall");
}

#[tokio::test]
async fn an_evening_that_ends_after_midnight_ends_on_the_next_day() {
    let (computer, visit) = Computer::with_visit().await;
    let read = read(&computer, visit, "fri 20-1 party", None).await;
    let added = computer.ask("item_add", read["item"].clone()).await;
    let slot = &added["result"]["slot"];
    assert_eq!(
        (&slot["day"], &slot["end_day"]),
        (&json!("2031-10-24"), &json!("2031-10-25"))
    );
}

#[tokio::test]
async fn about_is_kept_as_a_tentative_time() {
    let (computer, visit) = Computer::with_visit().await;
    let read = read(&computer, visit, "fri about 20:00 party", None).await;
    let added = computer.ask("item_add", read["item"].clone()).await;
    assert_eq!(added["result"]["slot"]["certainty"], "tentative");
}
