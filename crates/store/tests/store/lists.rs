//! What lists ask: many records at once, by day, by what names them, counted; and summaries of visits.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use desk_domain::Id;
use desk_domain::kinds::{
    Participation, ParticipationStatus, Person, ProgrammeItem, Task, Venue, Visit,
};
use desk_domain::values::{Slot, Zone};
use desk_store::Store;
use uuid::Uuid;

use crate::support::{CHAPTER, Desk, VISIT, item};

const OTHER_VISIT: Uuid = Uuid::from_u128(4);

#[tokio::test]
async fn many_records_are_read_at_once_and_deleted_or_unknown_ones_left_out() {
    let desk = Desk::with_visit().await;
    for number in 10..90 {
        desk.put_item(&item(number, "Lunch")).await;
    }
    desk.act("deleted", async |tx| {
        tx.delete("programme_item", id(10)).await
    })
    .await;

    let ids: Vec<Uuid> = (10..95).map(id).collect();
    let found = desk.store.get_all::<ProgrammeItem>(&ids).await.unwrap();

    let mut found: Vec<Uuid> = found.iter().map(|item| item.id.uuid).collect();
    found.sort_unstable();
    assert_eq!(found, (11..90).map(id).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_span_of_days_begins_with_its_first_and_ends_before_its_last() {
    let desk = Desk::with_visit().await;
    for (number, due_on) in [(10, "2026-10-04"), (11, "2026-10-05"), (12, "2026-10-07")] {
        desk.put_task(number, Some(due_on)).await;
    }
    desk.put_task(13, None).await;

    let found = desk
        .store
        .list_between::<Task>("due_on", day("2026-10-05"), day("2026-10-07"));

    let found: Vec<Uuid> = found.await.unwrap().iter().map(|it| it.id.uuid).collect();
    assert_eq!(found, [id(11)]);
}

#[tokio::test]
async fn whom_the_records_of_a_visit_name_is_found_by_the_visit() {
    let desk = Desk::with_visit().await;
    desk.put_other_visit().await;
    for number in 20..24 {
        desk.put_person(number, Some("Somebody"), None).await;
    }
    desk.put_part(30, VISIT, 20, None).await;
    desk.put_part(31, OTHER_VISIT, 21, None).await;
    let mut led = item(32, "Tour");
    led.lead = Some(Id::new(id(22)));
    desk.put_item(&led).await;

    let named = desk.store.list_named_by::<Person>(VISIT).await.unwrap();

    let named: Vec<Uuid> = named.iter().map(|person| person.id.uuid).collect();
    assert_eq!(
        named,
        [id(20), id(22)],
        "23 is named by nobody, 21 by another visit"
    );
}

#[tokio::test]
async fn the_latest_item_at_a_place_is_that_of_all_items_there() {
    let desk = Desk::with_visit().await;
    let (hall, place) = (Id::new(id(40)), id(40).to_string());
    let latest = async || {
        let found = desk.store.find_latest::<ProgrammeItem>("venue", id(40));
        let all = desk.store.find::<ProgrammeItem>("venue", &place);
        let plainly = all.await.unwrap().into_iter();
        let plainly = plainly.max_by_key(|item| {
            let day = item.slot.as_ref().and_then(|slot| slot.day);
            (day, item.id)
        });
        let found = found.await.unwrap();
        assert_eq!(found, plainly);
        found.map(|item| item.id.uuid)
    };
    assert_eq!(latest().await, None);
    for (number, day, expected) in [
        (10, None, 10),
        (11, Some("2026-10-05"), 11),
        (12, Some("2026-10-07"), 12),
        (13, Some("2026-10-06"), 12),
        (14, Some("2026-10-07"), 14),
        (15, None, 14),
    ] {
        let mut lunch = item(number, "Lunch");
        lunch.venue = Some(hall);
        lunch.slot = day.map(|day| Slot {
            day: day.parse().ok(),
            ..Slot::unplaced(Zone::UTC)
        });
        desk.put_item(&lunch).await;
        assert_eq!(latest().await, Some(id(expected)), "after {number}");
    }
    desk.act("deleted", async |tx| {
        tx.delete("programme_item", id(14)).await
    })
    .await;
    assert_eq!(latest().await, Some(id(12)));
    desk.act("deleted", async |tx| tx.delete("visit", VISIT).await)
        .await;
    assert_eq!(latest().await, None, "what a visit hides is not shown");
}

#[tokio::test]
async fn participations_are_counted_by_visit_and_word() {
    let desk = Desk::with_visit().await;
    desk.put_other_visit().await;
    let withdrawn = Some(ParticipationStatus::Withdrawn);
    for (number, visit, status) in [
        (30, VISIT, None),
        (31, VISIT, None),
        (32, VISIT, withdrawn),
        (33, OTHER_VISIT, None),
    ] {
        desk.put_part(number, visit, 20, status).await;
    }
    desk.act("deleted", async |tx| {
        tx.delete("participation", id(31)).await
    })
    .await;

    let tallies = desk.store.tally::<Participation>(&["status"], &[VISIT]);

    let counted: Vec<_> = tallies
        .await
        .unwrap()
        .into_iter()
        .map(|tally| (tally.owner, tally.values, tally.count))
        .collect();
    assert_eq!(
        counted,
        [
            (VISIT, vec![None], 1),
            (VISIT, vec![Some("withdrawn".to_owned())], 1)
        ]
    );
}

#[tokio::test]
async fn who_wrote_last_is_told_of_many_records_as_of_one() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "Lunch")).await;
    desk.put_item(&item(11, "Supper")).await;

    let ids = [id(10), id(11), id(12)];
    let last = desk
        .store
        .last_changes("programme_item", &ids)
        .await
        .unwrap();

    assert_eq!(last.len(), 2, "there is no record 12");
    for id in &ids[..2] {
        let alone = desk.store.last_change("programme_item", *id).await.unwrap();
        assert_eq!(last.get(id), alone.as_ref());
    }
}

#[tokio::test]
async fn what_was_done_here_is_not_what_colleagues_did() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "Lunch")).await;

    assert_eq!(desk.store.received_since(0).await.unwrap(), []);
}

#[tokio::test]
async fn a_summary_is_kept_until_a_record_of_its_visit_changes() {
    let desk = Desk::with_visit().await;
    desk.put_other_visit().await;
    keep(&desk.store, "today").await;
    assert_eq!(kept(&desk.store, "today").await, [true, true]);
    assert_eq!(kept(&desk.store, "tomorrow").await, [false, false]);

    desk.put_item(&item(10, "Lunch")).await;

    assert_eq!(kept(&desk.store, "today").await, [false, true]);
}

#[tokio::test]
async fn a_summary_is_forgotten_when_somebody_changes_whom_the_visit_names() {
    let desk = Desk::with_visit().await;
    desk.put_other_visit().await;
    desk.put_person(20, Some("Oksana"), None).await;
    desk.put_part(30, OTHER_VISIT, 20, None).await;
    let mut lunch = item(10, "Lunch");
    lunch.venue = Some(Id::new(id(40)));
    desk.put_item(&lunch).await;
    keep(&desk.store, "today").await;

    desk.put_person(20, Some("Oksana H."), None).await;
    assert_eq!(kept(&desk.store, "today").await, [true, false]);

    // The place arrives after the item that takes place there.
    let mut hall = Venue::new(Id::new(id(40)));
    hall.name = Some("Town hall".to_owned());
    desk.act("added", async |tx| tx.put(CHAPTER, &hall).await)
        .await;
    assert_eq!(kept(&desk.store, "today").await, [false, false]);
}

#[tokio::test]
async fn a_summary_made_of_what_has_changed_meanwhile_is_not_kept() {
    let desk = Desk::with_visit().await;
    let before = desk.store.summaries("today".to_owned()).await.unwrap();
    desk.put_item(&item(10, "Lunch")).await;

    let made = BTreeMap::from([(VISIT, "1".to_owned())]);
    desk.store.keep_summaries(&before, &made).await.unwrap();

    let after = desk.store.summaries("today".to_owned()).await.unwrap();
    assert_eq!(after.get(VISIT), None);
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Keeps a summary of both visits.
async fn keep(store: &Store, made_by: &str) {
    let known = store.summaries(made_by.to_owned()).await.unwrap();
    let made = [VISIT, OTHER_VISIT].map(|visit| (visit, "{}".to_owned()));
    store.keep_summaries(&known, &made.into()).await.unwrap();
}

/// Whether a summary of either visit is kept.
async fn kept(store: &Store, made_by: &str) -> [bool; 2] {
    let known = store.summaries(made_by.to_owned()).await.unwrap();
    [VISIT, OTHER_VISIT].map(|visit| known.get(visit).is_some())
}

impl Desk {
    async fn put_other_visit(&self) {
        let visit = Visit::new(Id::new(OTHER_VISIT));
        let visit = Visit {
            title: Some("Clean water".to_owned()),
            ..visit
        };
        self.act("added", async |tx| tx.put(OTHER_VISIT, &visit).await)
            .await;
    }

    async fn put_task(&self, number: u128, due_on: Option<&str>) {
        let task = Task {
            title: Some("Book".to_owned()),
            due_on: due_on.map(day),
            ..Task::new(Id::new(id(number)))
        };
        self.act("added", async |tx| tx.put(VISIT, &task).await)
            .await;
    }

    async fn put_part(
        &self,
        number: u128,
        visit: Uuid,
        person: u128,
        status: Option<ParticipationStatus>,
    ) {
        let part = Participation {
            person: Some(Id::new(id(person))),
            visit: Some(Id::new(visit)),
            status,
            ..Participation::new(Id::new(id(number)))
        };
        self.act("added", async |tx| tx.put(visit, &part).await)
            .await;
    }
}
