//! Exchanges: what is answered to what, however often and in whatever state it comes.

use axum::http::StatusCode;
use desk_sync::limits::{FIELD_BYTES_MAX, PAGE_BYTES_MAX, RECORD_BYTES_MAX, STAMP_AHEAD_US_MAX};
use desk_sync::membership::Role;
use desk_sync::{ChangeResult, RefusalReason, Stamp, TwoVersions, two_versions};

use crate::desk::{DAY_US, Desk};
use crate::laptop::{Laptop, send, send_bytes, team, visit};

#[tokio::test]
async fn what_two_edit_apart_both_have_in_the_end() {
    let desk = Desk::start().await;
    let (mut ada, mut bo) = two_laptops(&desk).await;
    ada.edit(
        &team(visit(1), 1),
        &[("title", "Dinner"), ("place", "Town hall")],
    );
    ada.sync(&desk).await;
    bo.sync(&desk).await;

    ada.edit(&team(visit(1), 1), &[("title", "Supper")]);
    bo.edit(&team(visit(1), 1), &[("place", "Castle")]);
    bo.edit(&team(visit(1), 2), &[("title", "Concert")]);
    bo.sync(&desk).await;
    ada.sync(&desk).await;
    bo.sync(&desk).await;

    assert_eq!(ada.base, bo.base);
    assert_eq!(ada.base.len(), 2, "nobody is asked anything");
    assert_eq!(bo.value(&team(visit(1), 1), "title"), "Supper");
    assert_eq!(ada.value(&team(visit(1), 1), "place"), "Castle");
}

#[tokio::test]
async fn one_value_changed_by_two_is_a_question_to_both_until_one_settles_it() {
    let desk = Desk::start().await;
    let (mut ada, mut bo) = two_laptops(&desk).await;
    let record = team(visit(1), 1);
    let arrived = ada.edit(&record, &[("arrived", "16:00")]);
    let rival = bo.edit_at(desk.now_us() + 500, &record, &[("arrived", "16:10")]);
    ada.sync(&desk).await;
    bo.sync(&desk).await;
    ada.sync(&desk).await;

    assert_eq!(ada.base, bo.base);
    assert_eq!(
        ada.value(&record, "arrived"),
        "16:10",
        "the higher stamp stands for the time being"
    );
    let (question, asked) = ada
        .base
        .iter()
        .find(|(key, _)| key.kind == two_versions::KIND)
        .unwrap();
    let TwoVersions { first, second, .. } = TwoVersions::read(question, asked).unwrap();
    assert_eq!((first.version, second.version), (arrived, rival));

    let question = question.clone();
    ada.edit(&record, &[("arrived", "16:00")]);
    ada.edit(&question, &[(two_versions::SETTLED, "true")]);
    ada.sync(&desk).await;
    bo.sync(&desk).await;
    assert!(two_versions::is_settled(&bo.base[&question]));
    assert_eq!(bo.value(&record, "arrived"), "16:00");
    assert_eq!(bo.base.len(), 2, "settling raises no further question");
}

#[tokio::test]
async fn a_repeat_after_a_lost_answer_gets_the_first_answer_and_changes_nothing() {
    let desk = Desk::start().await;
    let (mut ada, mut bo) = two_laptops(&desk).await;
    ada.edit(&team(visit(1), 1), &[("title", "Dinner")]);
    ada.edit(&team(visit(1), 1), &[("title", "Supper")]);
    let request = ada.request();
    let lost = ada.send(&desk, &request).await.unwrap();
    bo.sync(&desk).await;
    bo.edit(&team(visit(1), 1), &[("title", "Banquet")]);
    bo.sync(&desk).await;

    let again = ada.send(&desk, &request).await.unwrap();

    let numbers = |it: &ChangeResult| match it {
        ChangeResult::Accepted { seq } | ChangeResult::Repeated { seq } => *seq,
        other => panic!("{other:?}"),
    };
    assert!(
        again
            .results
            .iter()
            .all(|(_, it)| matches!(it, ChangeResult::Repeated { .. }))
    );
    assert_eq!(
        lost.results
            .iter()
            .map(|(_, it)| numbers(it))
            .collect::<Vec<_>>(),
        again
            .results
            .iter()
            .map(|(_, it)| numbers(it))
            .collect::<Vec<_>>(),
    );
    ada.sync(&desk).await;
    assert_eq!(ada.value(&team(visit(1), 1), "title"), "Banquet");
    assert_eq!(ada.base.len(), 1);
}

#[tokio::test]
async fn a_cloned_laptop_is_found_out_by_a_number_used_twice() {
    let desk = Desk::start().await;
    let (mut ada, _) = two_laptops(&desk).await;
    let mut clone = ada.clone();
    ada.edit(&team(visit(1), 1), &[("title", "Dinner")]);
    clone.edit(&team(visit(1), 2), &[("title", "Concert")]);
    ada.sync(&desk).await;

    let results = clone.sync(&desk).await;

    assert_eq!(results.len(), 1);
    assert_eq!(results[0].1, ChangeResult::OtherContent);
    assert!(!clone.base.contains_key(&team(visit(1), 2)));
    assert_eq!(clone.value(&team(visit(1), 1), "title"), "Dinner");
}

#[tokio::test]
async fn one_number_used_twice_in_one_request_is_taken_once() {
    let desk = Desk::start().await;
    let (mut ada, _) = two_laptops(&desk).await;
    ada.edit(&team(visit(1), 1), &[("title", "Dinner")]);
    let mut request = ada.request();
    request.changes.push(request.changes[0].clone());
    request.changes.push(request.changes[0].clone());
    request.changes[2].fields[0].value = b"Other".to_vec();

    let answer = ada.send(&desk, &request).await.unwrap();

    let results: Vec<&ChangeResult> = answer.results.iter().map(|(_, it)| it).collect();
    let seq = answer.cursors[0].seq;
    let (first, again) = (
        ChangeResult::Accepted { seq },
        ChangeResult::Repeated { seq },
    );
    assert_eq!(results, [&first, &again, &ChangeResult::OtherContent]);
}

#[tokio::test]
async fn a_change_that_cannot_be_taken_is_refused_alone_and_by_name() {
    let desk = Desk::start().await;
    let (mut ada, mut bo) = two_laptops(&desk).await;
    ada.edit(&team(visit(1), 1), &[("title", "Before")]);
    let too_long = "x".repeat(FIELD_BYTES_MAX + 1);
    ada.edit(&team(visit(1), 2), &[("title", &too_long)]);
    ada.edit(&team(visit(1), 3), &[("Not a name", "x")]);
    ada.edit(&team(visit(1), 4), &[("deleted", "perhaps")]);
    ada.edit(&team(visit(1), 5), &[("title", "After")]);
    let request = ada.request();
    let results = ada.sync(&desk).await;

    let reason = |at: usize| match &results[at].1 {
        ChangeResult::Refused(refusal) => Some(refusal.reason),
        _ => None,
    };
    use RefusalReason::{Malformed, TooLarge};
    let expected = [None, Some(TooLarge), Some(Malformed), Some(Malformed), None];
    assert_eq!([0, 1, 2, 3, 4].map(reason), expected);
    bo.sync(&desk).await;
    let had: Vec<_> = bo.base.keys().collect();
    assert_eq!(had, [&team(visit(1), 1), &team(visit(1), 5)]);
    let again = ada.send(&desk, &request).await.unwrap();
    assert_eq!(
        again.results[1], results[1],
        "a refusal repeated is the same refusal"
    );
}

#[tokio::test]
async fn a_record_stays_within_what_one_answer_can_carry() {
    let desk = Desk::start().await;
    let (mut ada, mut bo) = two_laptops(&desk).await;
    let value = "x".repeat(FIELD_BYTES_MAX);
    for at in 0..=RECORD_BYTES_MAX / FIELD_BYTES_MAX {
        ada.edit(&team(visit(1), 1), &[(&format!("part_{at}"), &value)]);
    }
    let results = ada.sync(&desk).await;

    let (last, others) = results.split_last().unwrap();
    assert!(
        others
            .iter()
            .all(|(_, it)| matches!(it, ChangeResult::Accepted { .. }))
    );
    assert!(matches!(&last.1, ChangeResult::Refused(it) if it.reason == RefusalReason::TooLarge));
    ada.edit(&team(visit(1), 1), &[("part_0", "short")]);
    let results = ada.sync(&desk).await;
    assert!(
        matches!(results[0].1, ChangeResult::Accepted { .. }),
        "a full record can be emptied"
    );
    bo.sync(&desk).await;
    assert_eq!(bo.base, ada.base);
}

#[tokio::test]
async fn a_clock_that_runs_ahead_is_filed_a_minute_ahead_and_locks_nobody_out() {
    let desk = Desk::start().await;
    let (mut ada, mut bo) = two_laptops(&desk).await;
    let record = team(visit(1), 1);
    ada.edit_at(
        desk.now_us() + 365 * DAY_US,
        &record,
        &[("title", "From next year")],
    );
    ada.sync(&desk).await;
    let filed = ada.base[&record].fields["title"].stamp;
    assert_eq!(filed, Stamp(desk.now_us() + STAMP_AHEAD_US_MAX));

    desk.pass_us(STAMP_AHEAD_US_MAX + 1);
    bo.edit_at(desk.now_us(), &record, &[("title", "Of today")]);
    bo.sync(&desk).await;
    assert_eq!(
        bo.value(&record, "title"),
        "Of today",
        "a minute later the correct clock stands"
    );
}

#[tokio::test]
async fn a_colleagues_changes_carried_by_file_are_taken_in_their_authors_name() {
    let desk = Desk::start().await;
    let (ada, mut bo) = two_laptops(&desk).await;
    let mut offline = ada.clone();
    let version = offline.edit(&team(visit(1), 1), &[("title", "Dinner")]);
    bo.pending.append(&mut offline.pending.clone());

    let results = bo.sync(&desk).await;
    let seq = bo.cursors[0].seq;
    assert_eq!(results, [(version, ChangeResult::Accepted { seq })]);
    assert_eq!(bo.base[&team(visit(1), 1)].fields["title"].version, version);
    let results = offline.sync(&desk).await;
    assert_eq!(results, [(version, ChangeResult::Repeated { seq })]);

    let stranger = crate::desk::device(99);
    let mut request = bo.request();
    let mut forged = offline;
    forged.id = stranger;
    forged.edit(&team(visit(1), 1), &[("title", "Forged")]);
    request.changes = forged.pending;
    let answer = bo.send(&desk, &request).await.unwrap();
    assert!(matches!(
        &answer.results[0].1,
        ChangeResult::Refused(refusal) if refusal.reason == RefusalReason::UnknownAuthor
    ));
}

#[tokio::test]
async fn much_news_comes_in_pages_that_part_nothing_that_belongs_together() {
    let desk = Desk::start().await;
    let (mut ada, mut bo) = two_laptops(&desk).await;
    let long = "x".repeat(FIELD_BYTES_MAX / 2);
    for n in 0..40 {
        ada.edit(&team(visit(1), n), &[("note", &format!("{n} {long}"))]);
        bo.edit(&team(visit(1), n), &[("note", &format!("{long} {n}"))]);
        ada.sync(&desk).await;
        bo.sync(&desk).await;
    }

    ada.sync(&desk).await;
    let mut new = Laptop::join(&desk, desk.only_chapter().await, Role::Volunteer, 3).await;
    let mut pages = 0;
    loop {
        let answer = new.send(&desk, &new.request()).await.unwrap();
        let size = answer.to_cbor().len();
        assert!(size < 2 * PAGE_BYTES_MAX, "{size} bytes");
        let more = answer.more;
        new.take(answer, &mut Vec::new());
        let (cursor, epoch) = (new.cursors[0].seq, new.epoch.unwrap());
        for (key, record) in &ada.base {
            let passed = record.highest_number(epoch) <= cursor;
            assert_eq!(
                new.base.get(key) == Some(record),
                passed,
                "{key:?} at {cursor}"
            );
        }
        pages += 1;
        if !more {
            break;
        }
    }

    assert!(pages > 3, "{pages} pages");
    assert_eq!(new.base, ada.base);
    assert_eq!(new.base.len(), 80);
}

/// A record stands in the order of its latest field, so an early page ends past its earlier ones and is without it.
#[tokio::test]
async fn a_record_that_was_edited_again_later_comes_with_what_it_had_before() {
    let desk = Desk::start().await;
    let (mut ada, mut bo) = two_laptops(&desk).await;
    let long = "x".repeat(FIELD_BYTES_MAX / 2);
    let (first, last) = (team(visit(1), 0), 60);
    ada.edit(&first, &[("early", "kept")]);
    for n in 1..last {
        ada.edit(&team(visit(1), n), &[("note", &format!("{n} {long}"))]);
    }
    ada.sync(&desk).await;
    bo.sync(&desk).await;
    bo.edit(&first, &[("late", "added")]);
    bo.sync(&desk).await;

    let mut new = Laptop::join(&desk, desk.only_chapter().await, Role::Volunteer, 3).await;
    new.sync(&desk).await;

    assert_eq!(new.value(&first, "early"), ada.value(&first, "early"));
    assert_eq!(new.base, bo.base);
}

#[tokio::test]
async fn exchanges_at_the_same_time_get_numbers_of_their_own() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let mut laptops = Vec::new();
    for n in 0..8 {
        let mut laptop = Laptop::join(&desk, chapter, Role::Volunteer, n).await;
        for at in 0..25 {
            laptop.edit(&team(visit(n), at), &[("title", "mine")]);
            laptop.edit(&team(visit(9), at), &[("count", &format!("{n}"))]);
        }
        laptops.push(laptop);
    }

    let desk = std::sync::Arc::new(desk);
    let mut tasks = tokio::task::JoinSet::new();
    for mut laptop in laptops {
        let desk = desk.clone();
        tasks.spawn(async move { (laptop.sync(&desk).await, laptop) });
    }
    let mut numbers = Vec::new();
    let mut laptops = Vec::new();
    for (results, laptop) in tasks.join_all().await {
        numbers.extend(results.into_iter().filter_map(|(_, result)| match result {
            ChangeResult::Accepted { seq } => Some(seq),
            ChangeResult::Repeated { .. } => None,
            other => panic!("{other:?}"),
        }));
        laptops.push(laptop);
    }

    numbers.sort_unstable();
    let first = numbers[0];
    assert_eq!(numbers, (first..first + 8 * 50).collect::<Vec<_>>());
    for laptop in &mut laptops {
        laptop.sync(&desk).await;
    }
    assert!(
        laptops.windows(2).all(|pair| pair[0].base == pair[1].base),
        "all have the same"
    );
}

#[tokio::test]
async fn a_commit_is_told_to_whoever_listens() {
    let desk = Desk::start().await;
    let (mut ada, _) = two_laptops(&desk).await;
    let chapter = desk.only_chapter().await;
    let mut listening = desk.state.wake.listen(chapter);
    ada.edit(&team(visit(1), 1), &[("title", "Dinner")]);
    ada.sync(&desk).await;

    assert!(listening.has_changed().unwrap());
    assert_eq!(*listening.borrow_and_update(), ada.cursors[0].seq);
    ada.sync(&desk).await;
    assert!(
        !listening.has_changed().unwrap(),
        "an exchange that brings nothing wakes nobody"
    );
}

#[tokio::test]
async fn what_is_no_exchange_is_refused_by_name() {
    let desk = Desk::start().await;
    let (ada, _) = two_laptops(&desk).await;
    let refused = |status: StatusCode, code: &str| Err((status, code.to_owned()));

    let mut old = ada.request();
    old.protocol = 0;
    assert_eq!(
        send(&desk, &ada.token, &old).await,
        refused(StatusCode::UPGRADE_REQUIRED, "other_protocol")
    );
    assert_eq!(
        send_bytes(&desk, &ada.token, b"not an exchange".to_vec()).await,
        refused(StatusCode::BAD_REQUEST, "unreadable")
    );
    assert_eq!(
        send_bytes(&desk, &ada.token, vec![0; 4 * PAGE_BYTES_MAX]).await,
        refused(StatusCode::PAYLOAD_TOO_LARGE, "too_large")
    );
}

async fn two_laptops(desk: &Desk) -> (Laptop, Laptop) {
    let chapter = desk.chapter("Graz").await;
    let ada = Laptop::join(desk, chapter, Role::Volunteer, 1).await;
    let bo = Laptop::join(desk, chapter, Role::Volunteer, 2).await;
    (ada, bo)
}
