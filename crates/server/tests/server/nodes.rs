//! Several servers on one PostgreSQL.

use desk_server::nodes;
use desk_sync::membership::Role;
use desk_sync::{ChangeResult, Seq};

use crate::desk::{Desk, device};
use crate::laptop::{Laptop, team, visit};
use crate::wake::Events;

#[tokio::test]
async fn what_one_server_takes_wakes_those_who_listen_at_another() {
    let Some(one) = Desk::on_postgres().await else {
        return;
    };
    let two = one.another().await;
    let chapter = one.chapter("Graz").await;
    let mut ada = Laptop::join(&one, chapter, Role::Volunteer, 1).await;
    let token = one.member(chapter, Role::Viewer, device(2)).await;
    let mut events = Events::of(two.get("/v1/wake", &token).await);
    assert_eq!(events.next().await, Some(0));
    for desk in [&one, &two] {
        tokio::spawn(nodes::run(desk.state.clone()));
    }

    for title in ["Dinner", "Supper"] {
        ada.edit(&team(visit(1), 1), &[("title", title)]);
        ada.sync(&one).await;
        assert_eq!(events.next().await, Some(ada.cursors[0].seq));
    }
}

#[tokio::test]
async fn a_server_that_was_cut_off_hears_again_and_tells_what_it_missed() {
    let Some(one) = Desk::on_postgres().await else {
        return;
    };
    let two = one.another().await;
    let chapter = one.chapter("Graz").await;
    let mut ada = Laptop::join(&one, chapter, Role::Volunteer, 1).await;
    let token = one.member(chapter, Role::Viewer, device(2)).await;
    let mut events = Events::of(two.get("/v1/wake", &token).await);
    assert_eq!(events.next().await, Some(0));
    for desk in [&one, &two] {
        tokio::spawn(nodes::run(desk.state.clone()));
    }
    ada.edit(&team(visit(1), 1), &[("title", "Dinner")]);
    ada.sync(&one).await;
    assert_eq!(events.next().await, Some(ada.cursors[0].seq));

    one.home().cut_connections("LISTEN%");
    ada.edit(&team(visit(1), 1), &[("title", "Supper")]);
    ada.sync(&one).await;

    assert_eq!(events.next().await, Some(ada.cursors[0].seq));
}

#[tokio::test]
async fn a_server_whose_connections_were_all_cut_goes_on() {
    let Some(desk) = Desk::on_postgres().await else {
        return;
    };
    let chapter = desk.chapter("Graz").await;
    let mut ada = Laptop::join(&desk, chapter, Role::Volunteer, 1).await;
    ada.edit(&team(visit(1), 1), &[("title", "Dinner")]);
    ada.sync(&desk).await;

    desk.home().cut_connections("%");
    ada.edit(&team(visit(1), 1), &[("title", "Supper")]);
    let results = ada.sync(&desk).await;

    assert!(matches!(results[..], [(_, ChangeResult::Accepted { .. })]));
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_given_by_several_servers_are_the_order_of_commits_and_no_cursor_skips_one() {
    const WRITERS: u128 = 4;
    const EDITS: u128 = 30;
    let Some(one) = Desk::on_postgres().await else {
        return;
    };
    let desks = [one.another().await, one];
    let chapter = desks[0].chapter("Graz").await;
    let mut reader = Laptop::join(&desks[0], chapter, Role::Viewer, 100).await;
    let mut writers = Vec::new();
    for n in 0..WRITERS {
        writers.push(Laptop::join(&desks[0], chapter, Role::Volunteer, n).await);
    }
    let desks = std::sync::Arc::new(desks);
    let mut tasks = tokio::task::JoinSet::new();
    for (n, mut laptop) in (0..).zip(writers) {
        let desks = desks.clone();
        tasks.spawn(async move {
            for at in 0..EDITS {
                laptop.edit(&team(visit(n), at), &[("title", "mine")]);
                laptop.sync(&desks[(at % 2) as usize]).await;
            }
        });
    }

    // Read all the while: a number that became visible after a higher one would be behind the cursor by then.
    let mut turn = 0;
    while tasks.try_join_next().is_none() || !tasks.is_empty() {
        turn += 1;
        reader.sync(&desks[turn % 2]).await;
    }
    reader.sync(&desks[0]).await;

    assert_eq!(reader.base.len() as u128, WRITERS * EDITS);
    let numbers: Vec<Seq> = reader
        .base
        .values()
        .filter_map(|record| record.fields["title"].numbers.last())
        .map(|(_, seq)| *seq)
        .collect();
    let distinct: std::collections::BTreeSet<_> = numbers.iter().collect();
    assert_eq!(distinct.len(), numbers.len(), "no number was given twice");
}

// Of several threads: reading ends behind the scenes, and the tables cannot be replaced before.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_put_back_beneath_a_running_server_is_found_out() {
    let Some(desk) = Desk::on_postgres().await else {
        return;
    };
    let chapter = desk.chapter("Graz").await;
    let mut ada = Laptop::join(&desk, chapter, Role::Volunteer, 1).await;
    let mut ben = Laptop::join(&desk, chapter, Role::Volunteer, 2).await;
    ben.edit(&team(visit(1), 1), &[("title", "Dinner")]);
    ben.sync(&desk).await;
    let copy = desk.copy("copy").await;
    ada.edit(&team(visit(1), 2), &[("title", "Concert")]);
    ada.sync(&desk).await;

    desk.home().put_back(&copy);
    // The same server goes on, and gives as many numbers as would hide what was lost.
    for title in ["Supper", "Lunch", "Breakfast"] {
        ben.edit(&team(visit(1), 1), &[("title", title)]);
        ben.sync(&desk).await;
    }
    ada.sync(&desk).await;
    ben.sync(&desk).await;

    assert_eq!(ben.value(&team(visit(1), 2), "title"), "Concert");
}

#[tokio::test]
async fn a_chapter_does_not_wait_for_another_ones_writers() {
    let Some(desk) = Desk::on_postgres().await else {
        return;
    };
    let here = desk.chapter("Graz").await;
    let elsewhere = desk.chapter("Linz").await;
    let mut ada = Laptop::join(&desk, here, Role::Volunteer, 1).await;
    let busy = desk.state.database.write_to(elsewhere).await.unwrap();

    ada.edit(&team(visit(1), 1), &[("title", "Dinner")]);
    let results = ada.sync(&desk).await;

    assert_eq!(results.len(), 1);
    busy.commit().await.unwrap();
}

#[tokio::test]
async fn two_chapters_that_write_to_one_new_space_at_once_leave_it_to_one() {
    let Some(one) = Desk::on_postgres().await else {
        return;
    };
    let (graz, linz) = (one.chapter("Graz").await, one.chapter("Linz").await);
    let mut ada = Laptop::join(&one, graz, Role::Volunteer, 1).await;
    let mut ben = Laptop::join(&one, linz, Role::Volunteer, 2).await;
    for n in 0..20 {
        for laptop in [&mut ada, &mut ben] {
            laptop.edit(&team(visit(n), 1), &[("title", "mine")]);
        }
        let (ours, theirs) = tokio::join!(ada.sync(&one), ben.sync(&one));

        let taken =
            |results: &[(_, ChangeResult)]| matches!(results, [(_, ChangeResult::Accepted { .. })]);
        assert!(taken(&ours) ^ taken(&theirs), "{ours:?} {theirs:?}");
    }
}
