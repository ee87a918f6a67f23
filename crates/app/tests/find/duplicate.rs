//! A visit like one that is there, on other days.

use desk_app::Error;
use desk_domain::Id;
use desk_domain::kinds::{
    Participation, ParticipationStatus, ProgrammeItem, Task, TaskStatus, Vehicle, Visit,
    VisitStatus,
};
use serde_json::{Value, json};

use crate::support::Computer;

/// The clocks of Arlington are put back on 2 November 2031, before the copy and after the original.
const LATER: &str = "2031-11-17";

fn all() -> Value {
    let parts = ["programme", "tasks", "guests", "hosts", "vehicles", "notes"];
    parts
        .iter()
        .map(|part| ((*part).to_owned(), Value::Bool(true)))
        .collect()
}

fn without(part: &str) -> Value {
    let mut parts = all();
    parts[part] = json!(false);
    parts
}

async fn duplicate(computer: &Computer, visit: Id<Visit>, parts: Value) -> Id<Visit> {
    let request = json!({
        "visit": visit.to_string(), "title": "Firefighters again", "starts_on": LATER, "parts": parts,
    });
    let done = computer.ask("visit_duplicate", request).await;
    assert_eq!(done["done"]["code"], "visit_duplicated");
    done["result"]["id"].as_str().unwrap().parse().unwrap()
}

/// A visit with an item that Oksana leads and rides to, a guest and a host, a vehicle and a task.
async fn full() -> (Computer, Id<Visit>) {
    let (computer, visit) = Computer::with_visit().await;
    let mut parts = Vec::new();
    for (name, side) in [("Oksana Hnatiuk", "guest"), ("Margaret Lee", "host")] {
        let person = json!({
            "visit": visit.to_string(), "latin_name": name, "native_name": null, "side": side,
            "role": null, "position": null,
        });
        let added = computer.ask("participant_add", person).await;
        parts.push(added["result"].clone());
    }
    let oksana = &parts[0];
    let van = add(
        &computer,
        visit,
        "vehicle",
        json!({ "name": "Van A", "seats": 9, "note": "Loud" }),
    )
    .await;
    add(&computer, visit, "task", json!({
        "title": "Book the bus", "due_on": "2031-10-06", "status": "done", "waiting_on": "The garage",
    }))
    .await;
    set(
        &computer,
        "participation",
        &oksana["id"],
        json!({
            "status": "arrived", "arrived_at": "2031-10-20T14:30", "joins_at": "2031-10-21T09:00",
            "first_time": true, "track": "Divers", "note": "Sings",
        }),
    )
    .await;
    let item = json!(computer.add_item(visit, "Tour").await);
    set(
        &computer,
        "programme_item",
        &item,
        json!({
            "lead": oksana["person"], "vehicle": van, "participants": [oksana["id"]],
            "confirmation": { "state": "confirmed", "by": "Chief" },
            "internal_note": "Bring gifts", "public_note": "Wear boots",
        }),
    )
    .await;
    set(
        &computer,
        "visit",
        &json!(visit.to_string()),
        json!({
            "status": "completed", "follow_up": "Write to them", "purpose": "Learn",
        }),
    )
    .await;
    (computer, visit)
}

async fn add(computer: &Computer, visit: Id<Visit>, kind: &str, fields: Value) -> Value {
    let request = json!({ "kind": kind, "visit": visit.to_string(), "fields": fields });
    computer.ask("record_add", request).await["result"]["id"].clone()
}

async fn set(computer: &Computer, kind: &str, id: &Value, fields: Value) {
    computer
        .ask(
            "record_set",
            json!({ "kind": kind, "id": id, "fields": fields }),
        )
        .await;
}

async fn of<K: desk_domain::Kind>(computer: &Computer, visit: Id<Visit>) -> Vec<K> {
    let store = &computer.app.chapter().await.unwrap().store;
    store.list::<K>(Some(visit.uuid)).await.unwrap()
}

#[tokio::test]
async fn everything_is_later_by_whole_days_at_the_same_time_on_the_clock_and_nothing_is_settled() {
    let (computer, visit) = full().await;
    let copy = duplicate(&computer, visit, all()).await;

    let visits = of::<Visit>(&computer, copy).await;
    assert_eq!(visits[0].starts_on.unwrap().to_string(), LATER);
    assert_eq!(visits[0].ends_on.unwrap().to_string(), "2031-11-23");
    assert_eq!(visits[0].status, Some(VisitStatus::Proposed));
    assert_eq!(visits[0].follow_up, None);
    assert_eq!(visits[0].purpose.as_ref().unwrap().0, "Learn");

    let items = of::<ProgrammeItem>(&computer, copy).await;
    let slot = items[0].slot.as_ref().unwrap();
    assert_eq!(slot.starts_at().unwrap().to_string(), "2031-11-18 12:00:00");
    assert_eq!(slot.zone.name(), "America/New_York");
    assert_eq!(items[0].confirmation, None);
    assert_eq!(items[0].internal_note.as_ref().unwrap().0, "Bring gifts");

    let parts = of::<Participation>(&computer, copy).await;
    assert_eq!(parts.len(), 2);
    let oksana = parts.iter().find(|part| part.track.is_some()).unwrap();
    assert_eq!(oksana.status, Some(ParticipationStatus::Nominated));
    assert_eq!(oksana.arrived_at, None);
    assert_eq!(oksana.joins_at.unwrap().to_string(), "2031-11-18 09:00:00");
    assert_eq!(oksana.first_time, None);
    assert_eq!(items[0].participants, [oksana.id].into());
    assert_eq!(items[0].lead, oksana.person);

    let vehicles = of::<Vehicle>(&computer, copy).await;
    assert_eq!(items[0].vehicle, Some(vehicles[0].id));
    let tasks = of::<Task>(&computer, copy).await;
    assert_eq!(tasks[0].status, Some(TaskStatus::Open));
    assert_eq!(tasks[0].due_on.unwrap().to_string(), "2031-11-03");
    assert_eq!(tasks[0].waiting_on, None);
}

#[tokio::test]
async fn the_original_stays_as_it_is() {
    let (computer, visit) = full().await;
    let before = (
        of::<ProgrammeItem>(&computer, visit).await,
        of::<Visit>(&computer, visit).await,
    );
    duplicate(&computer, visit, all()).await;
    let after = (
        of::<ProgrammeItem>(&computer, visit).await,
        of::<Visit>(&computer, visit).await,
    );
    assert_eq!(after, before);
}

#[tokio::test]
async fn what_is_not_taken_over_is_named_by_nothing() {
    let (computer, visit) = full().await;
    let copy = duplicate(&computer, visit, without("guests")).await;
    let item = of::<ProgrammeItem>(&computer, copy).await.remove(0);
    assert_eq!((item.lead, item.participants.len()), (None, 0));
    assert_eq!(
        of::<Participation>(&computer, copy).await.len(),
        1,
        "the host"
    );

    let copy = duplicate(&computer, visit, without("vehicles")).await;
    assert_eq!(of::<ProgrammeItem>(&computer, copy).await[0].vehicle, None);
    assert!(of::<Vehicle>(&computer, copy).await.is_empty());

    let copy = duplicate(&computer, visit, without("notes")).await;
    let item = of::<ProgrammeItem>(&computer, copy).await.remove(0);
    assert_eq!(item.internal_note, None);
    assert_eq!(
        item.public_note.unwrap().0,
        "Wear boots",
        "what everybody reads is no note of the team"
    );
    assert!(
        of::<Participation>(&computer, copy)
            .await
            .iter()
            .all(|part| part.note.is_none())
    );

    let copy = duplicate(&computer, visit, without("programme")).await;
    assert!(of::<ProgrammeItem>(&computer, copy).await.is_empty());
    let copy = duplicate(&computer, visit, without("tasks")).await;
    assert!(of::<Task>(&computer, copy).await.is_empty());
}

#[tokio::test]
async fn whoever_did_not_come_is_not_taken_over() {
    let (computer, visit) = full().await;
    let parts = of::<Participation>(&computer, visit).await;
    for part in &parts {
        set(
            &computer,
            "participation",
            &json!(part.id.to_string()),
            json!({ "status": "withdrawn" }),
        )
        .await;
    }
    let copy = duplicate(&computer, visit, all()).await;
    assert!(of::<Participation>(&computer, copy).await.is_empty());
}

#[tokio::test]
async fn one_undo_takes_the_whole_copy_back() {
    let (computer, visit) = full().await;
    let copy = duplicate(&computer, visit, all()).await;
    computer.ask("undo", json!({})).await;
    assert!(of::<Visit>(&computer, copy).await.is_empty());
    assert!(of::<ProgrammeItem>(&computer, copy).await.is_empty());
    assert_eq!(of::<ProgrammeItem>(&computer, visit).await.len(), 1);
}

#[tokio::test]
async fn a_copy_without_a_title_or_a_day_is_refused_and_leaves_nothing_behind() {
    let (computer, visit) = full().await;
    for (title, day) in [(" ", LATER), ("Again", "soon")] {
        let request = json!({
            "visit": visit.to_string(), "title": title, "starts_on": day, "parts": all(),
        });
        let refused = computer.try_to_ask("visit_duplicate", request).await;
        assert!(
            matches!(refused, Err(Error::BadValue { .. })),
            "{refused:?}"
        );
    }
    let store = &computer.app.chapter().await.unwrap().store;
    assert_eq!(store.list::<Visit>(None).await.unwrap().len(), 1);
}
