//! A server that was put back to an older copy: devices bring back what it lost.

use std::path::PathBuf;

use desk_server::database::Database;
use desk_server::database::epochs;
use desk_sync::membership::Role;
use desk_sync::{ChangeResult, EpochId, Record, Seq, two_versions};
use uuid::Uuid;

use crate::desk::Desk;
use crate::laptop::{Laptop, send, team, visit};

#[tokio::test]
async fn a_server_restored_by_hand_begins_an_epoch_by_itself_and_gets_everything_back() {
    let Lost {
        mut desk,
        mut ada,
        mut bo,
        copy,
        at_copy: _,
    } = two_laptops_past_a_copy().await;
    let before = ada.base.clone();
    desk = desk.put_back(&copy).await;

    bo.sync(&desk).await;
    ada.sync(&desk).await;
    bo.sync(&desk).await;

    assert_ne!(ada.epoch, None);
    assert_eq!(
        values(&ada),
        values_of(&before),
        "every value stands as it did"
    );
    assert_eq!(values(&ada), values(&bo));
    let mut new = Laptop::join(&desk, desk.only_chapter().await, Role::Volunteer, 3).await;
    new.sync(&desk).await;
    assert_eq!(new.base.len(), ada.base.len(), "the server has them too");
}

#[tokio::test]
async fn a_number_given_twice_by_two_lives_of_one_epoch_loses_neither_value() {
    let Lost {
        mut desk,
        mut ada,
        mut bo,
        copy,
        at_copy: _,
    } = two_laptops_past_a_copy().await;
    let record = team(visit(1), 1);
    ada.edit(&record, &[("place", "Castle")]);
    ada.sync(&desk).await;
    desk = desk.put_back(&copy).await;

    // A laptop that never saw the lost numbers is served in the old epoch, which gives them once more.
    let mut third = Laptop::join(&desk, desk.only_chapter().await, Role::Volunteer, 3).await;
    third.sync(&desk).await;
    for place in ["Garden", "Harbour", "Town hall", "Station", "Museum"] {
        third.edit(&record, &[("place", place)]);
        third.sync(&desk).await;
    }
    ada.sync(&desk).await;
    third.sync(&desk).await;
    bo.sync(&desk).await;

    let questions = questions_of(&third);
    let asked_about = |value: &str| {
        questions
            .iter()
            .any(|it| it.first.value == value.as_bytes() || it.second.value == value.as_bytes())
    };
    assert!(asked_about("Castle"), "the lost value is in a question");
    assert!(
        asked_about("Museum"),
        "and so is the one that took its number"
    );
}

#[tokio::test]
async fn what_a_life_had_that_was_lost_unnoticed_comes_back_after_a_restore_by_command() {
    let Lost {
        mut desk,
        ada: _,
        mut bo,
        copy,
        at_copy: _,
    } = two_laptops_past_a_copy().await;
    let record = team(visit(1), 1);
    bo.edit(&record, &[("place", "Castle")]);
    bo.sync(&desk).await;
    // In the next life nobody comes who would give the copy away, and it is backed up and restored in turn. Which of
    // two lives leaves the larger gap is drawn, so that either is met.
    desk = desk.put_back(&copy).await;
    let mut third = Laptop::join(&desk, desk.only_chapter().await, Role::Volunteer, 3).await;
    third.sync(&desk).await;
    third.edit(&record, &[("place", "Garden")]);
    third.sync(&desk).await;
    let later = desk.copy("later").await;
    let desk = desk.restore(&later).await;

    bo.sync(&desk).await;
    third.sync(&desk).await;

    let castle = |question: &two_versions::TwoVersions| {
        [&question.first, &question.second].map(|side| side.value == b"Castle")
    };
    let kept = third.value(&record, "place") == "Castle";
    assert!(
        kept || questions_of(&third)
            .iter()
            .any(|it| castle(it).contains(&true))
    );
}

#[tokio::test]
async fn a_restore_by_command_asks_nobody_anything_and_wants_only_what_was_lost() {
    let Lost {
        mut desk,
        mut ada,
        mut bo,
        copy,
        at_copy,
    } = two_laptops_past_a_copy().await;
    let before = ada.base.clone();
    desk = desk.restore(&copy).await;

    let answer = ada.send(&desk, &ada.request()).await.unwrap();
    assert_eq!(answer.common, Some(at_copy), "the copy had two changes");
    ada.take(answer, &mut Vec::new());
    let offered: Vec<_> = ada.offers.iter().map(|offer| offer.key.clone()).collect();
    assert_eq!(
        offered,
        [team(visit(1), 1), team(visit(1), 3)],
        "the second was in the copy"
    );

    ada.sync(&desk).await;
    bo.sync(&desk).await;
    assert_eq!(values(&ada), values_of(&before));
    assert_eq!(values(&bo), values_of(&before));
}

#[tokio::test]
async fn an_epoch_that_the_server_does_not_know_begins_one_other_and_no_further() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let ada = Laptop::join(&desk, chapter, Role::Volunteer, 1).await;
    let mut request = ada.request();
    request.epoch = Some(EpochId(Uuid::from_u128(0xe)));

    let first = send(&desk, &ada.token, &request).await.unwrap();
    let second = send(&desk, &ada.token, &request).await.unwrap();

    assert_ne!(Some(first.epoch), request.epoch);
    assert_eq!(first.epoch, second.epoch);
    assert_eq!((first.common, second.common), (None, None));
}

#[tokio::test]
async fn nothing_is_taken_from_a_request_of_another_epoch() {
    let Lost {
        mut desk,
        mut ada,
        bo: _,
        copy,
        at_copy: _,
    } = two_laptops_past_a_copy().await;
    desk = desk.restore(&copy).await;
    ada.edit(&team(visit(1), 9), &[("title", "Unsent")]);

    let answer = ada.send(&desk, &ada.request()).await.unwrap();

    assert!(answer.results.is_empty() && answer.records.is_empty());
    let mut results = Vec::new();
    ada.take(answer, &mut results);
    results.extend(ada.sync(&desk).await);
    let accepted = |(_, it): &&(_, ChangeResult)| matches!(it, ChangeResult::Accepted { .. });
    assert_eq!(
        results.iter().filter(accepted).count(),
        1,
        "it is taken afterwards, once"
    );
}

#[tokio::test]
async fn what_a_viewer_offers_is_refused() {
    let Lost {
        mut desk,
        ada: _,
        bo: _,
        copy,
        at_copy: _,
    } = two_laptops_past_a_copy().await;
    let mut viewer = Laptop::join(&desk, desk.only_chapter().await, Role::Viewer, 3).await;
    viewer.sync(&desk).await;
    desk = desk.restore(&copy).await;
    let code = desk.code(desk.only_chapter().await, Role::Viewer).await;
    let (_, joined) = desk.join(&code, viewer.id).await;
    viewer.token = joined["token"].as_str().unwrap().to_owned();

    let answer = viewer.send(&desk, &viewer.request()).await.unwrap();
    viewer.take(answer, &mut Vec::new());
    assert!(!viewer.offers.is_empty());
    let answer = viewer.send(&desk, &viewer.request()).await.unwrap();

    assert_eq!(answer.refused_offers.len(), viewer.offers.len());
}

#[tokio::test]
async fn a_database_begins_one_epoch_however_often_it_is_opened() {
    let desk = Desk::start().await;
    let first = epochs::current(&mut desk.state.database.read().await.unwrap())
        .await
        .unwrap();
    let again = Database::open(&desk.home().place(), &desk.state.clock)
        .await
        .unwrap();
    let second = epochs::current(&mut again.read().await.unwrap())
        .await
        .unwrap();
    assert_eq!(first, second);
}

struct Lost {
    desk: Desk,
    ada: Laptop,
    bo: Laptop,
    copy: PathBuf,
    /// The chapter's head in the copy.
    at_copy: Seq,
}

/// Two laptops that have what the server has, and a copy of the server from two changes after the beginning.
async fn two_laptops_past_a_copy() -> Lost {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let mut ada = Laptop::join(&desk, chapter, Role::Volunteer, 1).await;
    let mut bo = Laptop::join(&desk, chapter, Role::Volunteer, 2).await;
    ada.edit(
        &team(visit(1), 1),
        &[("title", "Dinner"), ("place", "Town hall")],
    );
    ada.edit(&team(visit(1), 2), &[("title", "Concert")]);
    ada.sync(&desk).await;
    bo.sync(&desk).await;
    let copy = desk.copy("copy").await;
    let at_copy = ada.cursors[0].seq;

    ada.edit(&team(visit(1), 1), &[("title", "Supper")]);
    ada.sync(&desk).await;
    bo.sync(&desk).await;
    bo.edit(&team(visit(1), 1), &[("title", "Banquet")]);
    bo.edit(&team(visit(1), 3), &[("title", "Farewell")]);
    bo.sync(&desk).await;
    ada.sync(&desk).await;
    Lost {
        desk,
        ada,
        bo,
        copy,
        at_copy,
    }
}

fn questions_of(laptop: &Laptop) -> Vec<desk_sync::TwoVersions> {
    laptop
        .base
        .iter()
        .filter(|(key, _)| key.kind == two_versions::KIND)
        .map(|(key, record)| desk_sync::TwoVersions::read(key, record).unwrap())
        .collect()
}

fn values(laptop: &Laptop) -> Vec<(String, String)> {
    values_of(&laptop.base)
}

/// Every value of every record that is no question.
fn values_of(
    records: &std::collections::BTreeMap<desk_sync::RecordKey, Record>,
) -> Vec<(String, String)> {
    records
        .iter()
        .filter(|(key, _)| key.kind != two_versions::KIND)
        .flat_map(|(_, record)| &record.fields)
        .map(|(name, field)| {
            (
                name.clone(),
                String::from_utf8(field.value.clone()).unwrap(),
            )
        })
        .collect()
}
