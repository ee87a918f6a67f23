//! A visit at a glance, and what is written down while it runs.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

mod support;

use desk_api::Request;
use desk_api::journal::JournalView;
use desk_api::overview::OverviewView;
use desk_app::{Result, rpc};
use desk_domain::kinds::{JournalEntry, Participation, ParticipationStatus};
use serde_json::{Value, json};
use support::Computer;

const DAY: &str = "2031-10-21";

#[tokio::test]
async fn a_new_visit_shows_what_to_decide_first() {
    let (computer, visit) = with_visit().await;
    let view = overview(&computer, &visit).await;
    let decisions: Vec<_> = view
        .first_decisions
        .iter()
        .map(|it| (it.code.as_str(), it.taken))
        .collect();
    let expected = [
        ("purpose", false),
        ("dates", true),
        ("lead", false),
        ("funder", false),
        ("guests", false),
    ];
    assert_eq!(decisions, expected);
    assert_eq!(view.days.len(), 7);
    assert!(view.readiness.is_empty());
    add_person(&computer, &visit, "Oksana Hnatiuk").await;
    let view = overview(&computer, &visit).await;
    assert!(view.first_decisions.is_empty(), "there is more to see now");
}

#[tokio::test]
async fn a_clash_is_settled_by_the_move_that_the_overview_offers() {
    let (computer, visit) = with_visit().await;
    add_person(&computer, &visit, "Oksana Hnatiuk").await;
    add_item(&computer, &visit, "Drill", "09:00", "12:00").await;
    add_item(&computer, &visit, "Interview", "11:00", "11:30").await;
    let view = overview(&computer, &visit).await;
    let open = &view.to_settle[0];
    assert_eq!(
        (open.code.as_str(), open.severity.as_str()),
        ("programme", "error")
    );
    assert_eq!(
        open.by.as_deref(),
        Some("2031-10-13"),
        "the programme is final"
    );
    let day = view.days.iter().find(|day| day.date == DAY).unwrap();
    assert_eq!((day.items, day.clashes), (2, 1));
    assert_eq!(day.headline.as_deref(), Some("Drill"));
    let move_to = open.findings[0].move_to.as_ref().unwrap();
    let item_move = json!({
        "item": open.findings[0].items[0], "day": move_to.day, "start": move_to.start, "end": move_to.end,
    });
    ask(&computer, "item_move", item_move).await.unwrap();
    let view = overview(&computer, &visit).await;
    assert!(view.to_settle.iter().all(|open| open.severity != "error"));
}

#[tokio::test]
async fn who_leads_is_called_first_and_only_coordinators_see_the_number() {
    let (computer, visit) = with_visit().await;
    let head = add_person(&computer, &visit, "Oleksii Bondarenko").await;
    let role = json!({ "role": "head_of_delegation" });
    set(&computer, "participation", &head.0, role).await;
    let lead = add_person(&computer, &visit, "Margaret Whitaker").await;
    set(&computer, "visit", &visit, json!({ "lead": lead.1 })).await;
    set(
        &computer,
        "person_private",
        &lead.1,
        json!({ "phone": "+1 703 555 0100" }),
    )
    .await;
    let view = overview(&computer, &visit).await;
    let calls: Vec<_> = view
        .calls
        .iter()
        .map(|call| {
            (
                call.name.latin.as_str(),
                call.reasons.join(" "),
                call.phone.as_deref(),
            )
        })
        .collect();
    let expected = [
        (
            "Margaret Whitaker",
            "lead".to_owned(),
            Some("+1 703 555 0100"),
        ),
        ("Oleksii Bondarenko", "head_of_delegation".to_owned(), None),
    ];
    assert_eq!(calls, expected);
    let chapter = computer.app.chapter().await.unwrap();
    chapter
        .store
        .set_setting("role", Some("volunteer"))
        .await
        .unwrap();
    let view = overview(&computer, &visit).await;
    assert!(!view.private);
    assert_eq!(view.calls[0].phone, None);
}

#[tokio::test]
async fn a_check_in_is_an_arrival_in_the_journal_and_no_second_fact() {
    let (computer, visit) = with_visit().await;
    let (oksana, _) = add_person(&computer, &visit, "Oksana Hnatiuk").await;
    let (yurii, _) = add_person(&computer, &visit, "Yurii Savchuk").await;
    let here =
        json!({ "participations": [oksana, yurii], "arrived": true, "at": "2031-10-21T15:40" });
    ask(&computer, "check_in", here).await.unwrap();
    let view = journal(&computer, &visit, DAY).await;
    assert_eq!(view.lines.len(), 1);
    assert_eq!(
        (view.lines[0].kind.as_str(), view.lines[0].time.as_str()),
        ("arrival", "15:40")
    );
    assert_eq!(view.lines[0].people.len(), 2);
    assert!(entries(&computer).await.is_empty());
    ask(&computer, "undo", json!({})).await.unwrap();
    assert!(journal(&computer, &visit, DAY).await.lines.is_empty());
}

#[tokio::test]
async fn leaving_before_the_last_day_is_leaving_early_and_can_be_taken_back() {
    let (computer, visit) = with_visit().await;
    let (oksana, _) = add_person(&computer, &visit, "Oksana Hnatiuk").await;
    let leave =
        |departed, at| json!({ "participations": [oksana], "departed": departed, "at": at });
    let status = async || participations(&computer).await[0].status;
    ask(&computer, "leave", leave(true, "2031-10-25T09:00"))
        .await
        .unwrap();
    assert_eq!(status().await, Some(ParticipationStatus::DepartedEarly));
    ask(&computer, "leave", leave(true, "2031-10-26T09:00"))
        .await
        .unwrap();
    assert_eq!(status().await, Some(ParticipationStatus::Completed));
    let last = journal(&computer, &visit, "2031-10-26").await;
    assert_eq!(last.lines[0].kind, "departure");
    ask(&computer, "leave", leave(false, "2031-10-26T09:00"))
        .await
        .unwrap();
    assert_eq!(status().await, Some(ParticipationStatus::Confirmed));
    assert_eq!(participations(&computer).await[0].departed_at, None);
}

#[tokio::test]
async fn an_arrival_is_corrected_without_bringing_back_whoever_has_left() {
    let (computer, visit) = with_visit().await;
    let (oksana, _) = add_person(&computer, &visit, "Oksana Hnatiuk").await;
    let here = |arrived, at| json!({ "participations": [oksana], "arrived": arrived, "at": at });
    let gone = json!({ "participations": [oksana], "departed": true, "at": "2031-10-22T09:00" });
    let now = async || participations(&computer).await.remove(0);
    ask(&computer, "check_in", here(true, "2031-10-20T15:40"))
        .await
        .unwrap();
    ask(&computer, "leave", gone).await.unwrap();
    ask(&computer, "check_in", here(true, "2031-10-20T16:10"))
        .await
        .unwrap();
    assert_eq!(now().await.status, Some(ParticipationStatus::DepartedEarly));
    ask(&computer, "check_in", here(true, "2031-10-24T10:00"))
        .await
        .unwrap();
    let again = now().await;
    assert_eq!(again.status, Some(ParticipationStatus::Arrived));
    assert_eq!(again.departed_at, None, "they came back");
    ask(&computer, "check_in", here(false, "2031-10-24T10:00"))
        .await
        .unwrap();
    assert_eq!(now().await.status, Some(ParticipationStatus::Confirmed));
}

#[tokio::test]
async fn attendance_of_an_item_is_one_entry_however_often_it_is_noted() {
    let (computer, visit) = with_visit().await;
    let (oksana, _) = add_person(&computer, &visit, "Oksana Hnatiuk").await;
    let (yurii, _) = add_person(&computer, &visit, "Yurii Savchuk").await;
    let item = add_item(&computer, &visit, "Drill", "09:00", "12:00").await;
    let note = async |present: &[&String], head_count: Option<i64>| {
        let request = json!({ "item": item, "present": present, "head_count": head_count });
        ask(&computer, "attendance_set", request).await.unwrap()
    };
    note(&[&oksana, &yurii], None).await;
    let done = note(&[&yurii], Some(40)).await;
    assert_eq!(done["done"]["code"], "attendance_noted");
    let view = journal(&computer, &visit, DAY).await;
    let line = &view.lines[0];
    assert_eq!(
        (line.time.as_str(), line.expected, line.head_count),
        ("12:00", 2, Some(40))
    );
    assert_eq!(line.people[0].name.latin, "Yurii Savchuk");
    assert_eq!(view.items[0].present.as_deref(), Some([yurii].as_slice()));
    assert_eq!(entries(&computer).await.len(), 1);
    note(&[], None).await;
    assert!(
        entries(&computer).await.is_empty(),
        "nobody takes the note back"
    );
    ask(&computer, "undo", json!({})).await.unwrap();
    assert_eq!(entries(&computer).await.len(), 1);
}

#[tokio::test]
async fn notes_and_hours_are_told_by_time_and_summed() {
    let (computer, visit) = with_visit().await;
    let (_, margaret) = add_person(&computer, &visit, "Margaret Whitaker").await;
    let add = async |fields: Value| {
        let mut request = json!({
            "visit": visit, "kind": "note", "text": "", "day": DAY, "time": null, "person": null, "minutes": null,
        });
        request
            .as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        ask(&computer, "journal_add", request).await
    };
    add(json!({ "text": "Rain; we go to the hall", "time": "10:15" }))
        .await
        .unwrap();
    let hours = json!({ "kind": "hours", "text": "Driving", "time": "09:00", "person": margaret, "minutes": 150 });
    add(hours).await.unwrap();
    let view = journal(&computer, &visit, DAY).await;
    let told: Vec<_> = view
        .lines
        .iter()
        .map(|line| (line.time.as_str(), line.kind.as_str()))
        .collect();
    assert_eq!(told, [("09:00", "hours"), ("10:15", "note")]);
    assert_eq!((view.hours.minutes, view.hours.volunteers), (150, 1));
    assert_eq!(view.hours_in_all, view.hours);
    assert!(
        add(json!({ "text": "  " })).await.is_err(),
        "a note says something"
    );
    assert!(
        add(json!({ "kind": "hours", "minutes": 30 }))
            .await
            .is_err(),
        "of somebody"
    );
    let endless = json!({ "kind": "hours", "person": margaret, "minutes": 1441 });
    assert!(add(endless).await.is_err(), "a day has 24 hours");
}

#[tokio::test]
async fn a_note_without_a_time_is_of_now_on_the_clocks_of_the_visit() {
    let (computer, visit) = with_visit().await;
    let request = json!({
        "visit": visit, "kind": "note", "text": "All slept well", "day": null, "time": null, "person": null,
        "minutes": null,
    });
    ask(&computer, "journal_add", request).await.unwrap();
    let zone = desk_domain::values::Zone::America__New_York;
    let now = computer.app.edges().local_now(zone);
    let noted = entries(&computer).await[0].at.unwrap();
    assert!((now - noted).num_minutes() <= 1, "{noted} at {now}");
}

/// A chapter in Arlington that expects guests from Aachen from Monday 20 to Sunday 26 October 2031.
async fn with_visit() -> (Computer, String) {
    let computer = Computer::new().await;
    let start = json!({
        "chapter_name": "Arlington", "city_name": "Arlington", "country": "US", "zone": "America/New_York",
        "person_name": "Anna",
    });
    ask(&computer, "chapter_start", start).await.unwrap();
    let plan = json!({
        "title": "Firefighters", "direction": "inbound", "partner_city": "Aachen", "partner_country": "DE",
        "starts_on": "2031-10-20", "ends_on": "2031-10-26",
    });
    let added = ask(&computer, "visit_add", plan).await.unwrap();
    let visit = added["result"]["id"].as_str().unwrap().to_owned();
    (computer, visit)
}

/// Adds a guest; answers the participation and the person.
async fn add_person(computer: &Computer, visit: &str, name: &str) -> (String, String) {
    let request = json!({ "visit": visit, "latin_name": name, "side": "guest" });
    let added = ask(computer, "participant_add", request).await.unwrap();
    let id = |field: &str| added["result"][field].as_str().unwrap().to_owned();
    (id("id"), id("person"))
}

async fn add_item(computer: &Computer, visit: &str, title: &str, start: &str, end: &str) -> String {
    let request = json!({
        "visit": visit, "title": title, "day": DAY, "start": start, "end": end, "tracks": [],
    });
    let added = ask(computer, "item_add", request).await.unwrap();
    added["result"]["id"].as_str().unwrap().to_owned()
}

async fn set(computer: &Computer, kind: &str, id: &str, fields: Value) {
    let request = json!({ "kind": kind, "id": id, "fields": fields });
    ask(computer, "record_set", request).await.unwrap();
}

async fn overview(computer: &Computer, visit: &str) -> OverviewView {
    let answer = ask(computer, "overview", json!({ "visit": visit }))
        .await
        .unwrap();
    serde_json::from_value(answer).unwrap()
}

async fn journal(computer: &Computer, visit: &str, day: &str) -> JournalView {
    let answer = ask(computer, "journal", json!({ "visit": visit, "day": day }))
        .await
        .unwrap();
    serde_json::from_value(answer).unwrap()
}

async fn entries(computer: &Computer) -> Vec<JournalEntry> {
    let chapter = computer.app.chapter().await.unwrap();
    chapter.store.list(None).await.unwrap()
}

async fn participations(computer: &Computer) -> Vec<Participation> {
    let chapter = computer.app.chapter().await.unwrap();
    chapter.store.list(None).await.unwrap()
}

/// Gives a command as the user interface does.
async fn ask(computer: &Computer, command: &str, request: Value) -> Result<Value> {
    let request: Request =
        serde_json::from_value(json!({ "command": command, "request": request })).unwrap();
    rpc::handle(&computer.app, request).await
}

#[tokio::test]
async fn who_takes_no_other_part_can_be_given_hours_and_is_named() {
    let (computer, visit) = with_visit().await;
    let neighbour =
        json!({ "kind": "person", "visit": null, "fields": { "latin_name": "Lee Sample" } });
    let neighbour = ask(&computer, "record_add", neighbour).await.unwrap();
    let view = journal(&computer, &visit, DAY).await;
    let person = view.volunteers.iter().find(|it| it.name == "Lee Sample");
    let person = person.expect("everybody may help").id.clone();
    assert_eq!(neighbour["result"]["id"], json!(person));
    let hours = json!({
        "visit": visit, "kind": "hours", "text": "Baking", "day": DAY, "time": "08:00", "person": person, "minutes": 60,
    });
    ask(&computer, "journal_add", hours).await.unwrap();
    let view = journal(&computer, &visit, DAY).await;
    let volunteer = view.lines[0].volunteer.as_ref();
    assert_eq!(volunteer.map(|it| it.name.as_str()), Some("Lee Sample"));
}
