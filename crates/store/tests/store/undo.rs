//! Undo and redo of any action by its name.

use crate::support::{Desk, NOW_US, VISIT, item};
use desk_store::{Kept, Source};
use uuid::Uuid;

#[tokio::test]
async fn undoing_an_edit_brings_the_earlier_value_back_and_redoing_the_later() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "Lunch")).await;
    desk.put_item(&item(10, "Supper")).await;

    let outcome = desk.store.undo(NOW_US).await.unwrap().unwrap();
    assert_eq!(outcome.label.code, "item_put");
    assert_eq!(outcome.kept, []);
    assert_eq!(desk.item(10).await.unwrap().title.as_deref(), Some("Lunch"));

    desk.store.redo(NOW_US).await.unwrap().unwrap();
    assert_eq!(
        desk.item(10).await.unwrap().title.as_deref(),
        Some("Supper")
    );
    assert_eq!(
        desk.store.redo(NOW_US).await.unwrap(),
        None,
        "nothing more to redo"
    );
}

#[tokio::test]
async fn undos_walk_back_through_the_actions_and_redos_forward_even_after_a_restart() {
    let desk = Desk::with_visit().await;
    for title in ["One", "Two", "Three"] {
        desk.put_item(&item(10, title)).await;
    }
    let title = async |desk: &Desk| desk.item(10).await.and_then(|item| item.title);
    desk.store.undo(NOW_US).await.unwrap().unwrap();
    assert_eq!(title(&desk).await.as_deref(), Some("Two"));
    let desk = desk.reopened().await;
    desk.store.undo(NOW_US).await.unwrap().unwrap();
    assert_eq!(title(&desk).await.as_deref(), Some("One"));
    desk.store.undo(NOW_US).await.unwrap().unwrap();
    assert_eq!(title(&desk).await, None, "undoing its making deletes it");
    for expected in ["One", "Two", "Three"] {
        let outcome = desk.store.redo(NOW_US).await.unwrap().unwrap();
        assert_eq!(outcome.kept, []);
        assert_eq!(title(&desk).await.as_deref(), Some(expected));
    }
    for expected in ["Two", "One"] {
        desk.store.undo(NOW_US).await.unwrap().unwrap();
        assert_eq!(
            title(&desk).await.as_deref(),
            Some(expected),
            "a second time"
        );
    }
}

#[tokio::test]
async fn a_new_action_ends_what_could_be_redone() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "Lunch")).await;
    desk.store.undo(NOW_US).await.unwrap();
    assert!(desk.store.redoable().await.unwrap().is_some());
    desk.put_item(&item(11, "Supper")).await;
    assert_eq!(desk.store.redoable().await.unwrap(), None);
    assert_eq!(desk.store.redo(NOW_US).await.unwrap(), None);
}

#[tokio::test]
async fn undoing_a_deletion_restores() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "Lunch")).await;
    desk.act("item_deleted", async |tx| {
        tx.delete("programme_item", Uuid::from_u128(10)).await
    })
    .await;
    assert_eq!(desk.item(10).await, None);
    desk.store.undo(NOW_US).await.unwrap();
    assert_eq!(desk.item(10).await, Some(item(10, "Lunch")));
}

#[tokio::test]
async fn what_was_changed_since_is_left_and_named() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "Lunch")).await;
    let mut moved = item(10, "Early lunch");
    moved.length_minutes = Some(60);
    let action = desk.put_item(&moved).await.unwrap();
    moved.title = Some("Late lunch".to_owned());
    desk.put_item(&moved).await;

    let outcome = desk
        .store
        .undo_action(action, NOW_US)
        .await
        .unwrap()
        .unwrap();
    let kept = Kept {
        kind: "programme_item".to_owned(),
        id: Uuid::from_u128(10),
        register: Some("title".to_owned()),
    };
    assert_eq!(outcome.kept, [kept]);
    let item = desk.item(10).await.unwrap();
    assert_eq!(item.title.as_deref(), Some("Late lunch"), "left");
    assert_eq!(item.length_minutes, None, "undone");
}

#[tokio::test]
async fn undoing_an_import_deletes_its_rows_but_not_one_that_was_worked_on() {
    let desk = Desk::with_visit().await;
    let import = desk
        .act("imported", async |tx| {
            for id in 10..20 {
                tx.put(VISIT, &item(id, "Row")).await?;
            }
            Ok(())
        })
        .await
        .unwrap();
    desk.put_item(&item(12, "Corrected by hand")).await;
    let outcome = desk
        .store
        .undo_action(import, NOW_US)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(desk.items().await, [item(12, "Corrected by hand")]);
    assert_eq!(outcome.kept.len(), 1);
    assert_eq!(outcome.kept[0].register, None, "the record as a whole");
    desk.store
        .redo_action(import, NOW_US)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(desk.items().await.len(), 10);
}

#[tokio::test]
async fn an_undo_is_in_the_history_as_such() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "Lunch")).await;
    desk.put_item(&item(10, "Supper")).await;
    desk.store.undo(NOW_US).await.unwrap();
    let history = desk
        .store
        .history("programme_item", Uuid::from_u128(10))
        .await
        .unwrap();
    let told: Vec<_> = history
        .iter()
        .map(|entry| (entry.new.as_slice(), entry.source))
        .collect();
    assert_eq!(
        told,
        [
            (&b"\"Lunch\""[..], Source::Undo),
            (b"\"Supper\"", Source::Mine),
            (b"\"Lunch\"", Source::Mine),
        ]
    );
}

#[tokio::test]
async fn an_action_is_undone_once() {
    let desk = Desk::with_visit().await;
    let action = desk.put_item(&item(10, "Lunch")).await.unwrap();
    assert!(
        desk.store
            .undo_action(action, NOW_US)
            .await
            .unwrap()
            .is_some()
    );
    assert_eq!(desk.store.undo_action(action, NOW_US).await.unwrap(), None);
}
