//! One token under several device ids: laptops that were restored from a copy, or cloned.

use axum::http::StatusCode;
use desk_server::database::{devices, pushes};
use desk_server::exchange::FURTHER_IDS_MAX;
use desk_sync::membership::Role;
use desk_sync::{ChangeResult, RecordId};

use crate::desk::{Desk, device};
use crate::laptop::{Laptop, coordinators, send, team, visit};

/// The laptop from a copy of its data, under the `n`th id.
fn restored(laptop: &Laptop, n: u128, desk: &Desk) -> Laptop {
    let mut copy = Laptop::with_token(device(n), laptop.token.clone(), desk.now_us());
    copy.base.clone_from(&laptop.base);
    copy.epoch = laptop.epoch;
    copy.cursors.clone_from(&laptop.cursors);
    copy
}

async fn revoke(desk: &Desk, chapter: RecordId, n: u128) {
    let mut tx = desk.state.database.write().await.unwrap();
    let found = devices::get(&mut tx, chapter, device(n)).await.unwrap();
    devices::revoke(&mut tx, found.unwrap().no, desk.now_us())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_restored_laptop_goes_on_under_another_id_by_the_token_that_it_has() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let mut ana = Laptop::join(&desk, chapter, Role::Volunteer, 1).await;
    let mut ben = Laptop::join(&desk, chapter, Role::Coordinator, 2).await;
    ana.edit(&team(visit(1), 1), &[("title", "Dinner")]);
    ana.sync(&desk).await;

    let mut copy = restored(&ana, 3, &desk);
    copy.edit(&team(visit(1), 1), &[("place", "Town hall")]);
    copy.sync(&desk).await;
    ana.edit(&team(visit(1), 1), &[("title", "Supper")]);
    ana.sync(&desk).await;

    ben.sync(&desk).await;
    assert_eq!(ben.value(&team(visit(1), 1), "title"), "Supper");
    assert_eq!(ben.value(&team(visit(1), 1), "place"), "Town hall");
    copy.edit(&coordinators(visit(1), 2), &[("passport", "X1")]);
    let results = copy.sync(&desk).await;
    assert!(
        matches!(results[..], [(_, ChangeResult::Refused(_))]),
        "of the same member with the same rights"
    );
}

#[tokio::test]
async fn a_token_speaks_for_no_id_that_joined_or_speaks_by_another() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let ana = Laptop::join(&desk, chapter, Role::Coordinator, 1).await;
    let ben = Laptop::join(&desk, chapter, Role::Coordinator, 2).await;
    let mut copy = restored(&ben, 3, &desk);
    copy.sync(&desk).await;

    for other in [&ben, &copy] {
        let answer = send(&desk, &ana.token, &other.request()).await;
        assert_eq!(answer, Err((StatusCode::FORBIDDEN, "other_device".into())));
    }
}

#[tokio::test]
async fn to_revoke_any_of_its_ids_ends_the_token_and_all_of_them() {
    for revoked in [1, 3, 4] {
        let desk = Desk::start().await;
        let chapter = desk.chapter("Graz").await;
        let mut laptop = Laptop::join(&desk, chapter, Role::Coordinator, 1).await;
        laptop.sync(&desk).await;
        restored(&laptop, 3, &desk).sync(&desk).await;

        revoke(&desk, chapter, if revoked == 4 { 1 } else { revoked }).await;

        // The fourth is an id that it draws only now.
        for n in [1, 3, 4] {
            let mut late = restored(&laptop, n, &desk);
            late.edit(&team(visit(1), n), &[("title", "Late")]);
            let answer = late.send(&desk, &late.request()).await.unwrap();
            assert!(matches!(answer.results[..], [(_, ChangeResult::KeptAside)]));
            assert!(answer.grants.is_empty());
        }
        let mut tx = desk.state.database.read().await.unwrap();
        let joined = devices::get(&mut tx, chapter, device(1)).await.unwrap();
        let (kept, _) = pushes::kept_aside_size(&mut tx, joined.unwrap().no)
            .await
            .unwrap();
        assert_eq!(kept, 3, "all beside the device that joined");
        let fourth = devices::get(&mut tx, chapter, device(4)).await.unwrap();
        assert_eq!(fourth, None, "a revoked token gets no further id");
    }
}

#[tokio::test]
async fn a_token_gets_a_limited_number_of_ids_and_keeps_those_it_has() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let mut laptop = Laptop::join(&desk, chapter, Role::Coordinator, 1).await;
    laptop.sync(&desk).await;
    let further = u128::from(FURTHER_IDS_MAX);
    for n in 0..further {
        let copy = restored(&laptop, 100 + n, &desk);
        copy.send(&desk, &copy.request()).await.unwrap();
    }

    let one_more = restored(&laptop, 100 + further, &desk);
    let answer = one_more.send(&desk, &one_more.request()).await;

    assert_eq!(answer, Err((StatusCode::FORBIDDEN, "too_many_ids".into())));
    laptop.sync(&desk).await;
    restored(&laptop, 100, &desk).sync(&desk).await;
}

#[tokio::test]
async fn what_a_clone_sends_after_a_number_that_was_taken_is_not_taken_either() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let mut first = Laptop::join(&desk, chapter, Role::Coordinator, 1).await;
    let mut clone = first.clone();
    let record = team(visit(1), 1);
    first.edit(&record, &[("title", "Dinner")]);
    first.sync(&desk).await;
    clone.edit(&team(visit(1), 2), &[("title", "Elsewhere")]);
    // Of one device and with the higher number, it would silently replace what the clone never saw.
    clone.edit(&record, &[("title", "Supper")]);

    let answer = clone.send(&desk, &clone.request()).await.unwrap();

    let results: Vec<_> = answer.results.into_iter().map(|(_, it)| it).collect();
    assert_eq!(
        results,
        [ChangeResult::OtherContent, ChangeResult::OtherContent]
    );
    first.sync(&desk).await;
    assert_eq!(first.value(&record, "title"), "Dinner");
}
