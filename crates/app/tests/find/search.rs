//! Hits lead somewhere.

use serde_json::{Value, json};

use crate::support::Computer;

async fn hit(computer: &Computer, text: &str, kind: &str) -> Value {
    let hits = computer
        .ask("search", json!({ "text": text, "limit": 20 }))
        .await;
    let hits = hits.as_array().unwrap();
    let of_kind = hits.iter().find(|hit| hit["kind"] == kind);
    of_kind
        .unwrap_or_else(|| panic!("no {kind} in {hits:?}"))
        .clone()
}

#[tokio::test]
async fn a_place_leads_to_the_latest_item_there_and_a_city_to_its_partnership() {
    let (computer, visit) = Computer::with_visit().await;
    let lunch = computer.add_item(visit, "Lunch").await;
    let place = hit(&computer, "courth", "venue").await;
    assert_eq!(place["visit"], visit.to_string());
    assert_eq!(
        place["shown_by"],
        json!({ "kind": "programme_item", "id": lunch })
    );
    let city = hit(&computer, "Aachen", "city").await;
    assert_eq!(city["shown_by"]["kind"], "partnership");
    let item = hit(&computer, "lunch", "programme_item").await;
    assert_eq!(item["shown_by"], Value::Null, "it has a screen of its own");
}

#[tokio::test]
async fn what_has_a_day_says_it() {
    let (computer, visit) = Computer::with_visit().await;
    computer.add_item(visit, "Lunch").await;
    for (kind, fields) in [
        (
            "task",
            json!({ "title": "Book the bus", "due_on": "2031-10-06" }),
        ),
        (
            "journal_entry",
            json!({ "text": "Bus came late", "at": "2031-10-22T09:15" }),
        ),
    ] {
        let request = json!({ "kind": kind, "visit": visit.to_string(), "fields": fields });
        computer.ask("record_add", request).await;
    }
    let mut days = Vec::new();
    for (text, kind) in [
        ("lunch", "programme_item"),
        ("book the bus", "task"),
        ("came late", "journal_entry"),
    ] {
        days.push(hit(&computer, text, kind).await["detail"].clone());
    }
    assert_eq!(days, ["2031-10-21", "2031-10-06", "2031-10-22"]);
}
