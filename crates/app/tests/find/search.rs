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
