//! Work done apart comes together through the store, and nothing of it is lost.

use crate::support::server::{Server, apply};
use crate::support::{DEVICE, Desk, NOW_US, VISIT, item};
use desk_store::{Keep, Source};
use desk_sync::{Audience, Scope};
use uuid::Uuid;

const OTHER_DEVICE: Uuid = Uuid::from_u128(0xb0b);

/// Two laptops that both have the visit and one item, and their server.
async fn two_desks() -> (Desk, Desk, Server) {
    let mut server = Server::new();
    let anna = Desk::with_visit().await;
    anna.put_item(&item(10, "Lunch")).await;
    server.sync(&anna.store).await;
    let bohdan = Desk::of(OTHER_DEVICE).await;
    server.sync(&bohdan.store).await;
    (anna, bohdan, server)
}

#[tokio::test]
async fn a_colleague_sees_what_was_done_and_nothing_waits_any_more() {
    let (anna, bohdan, _) = two_desks().await;
    assert_eq!(bohdan.items().await, [item(10, "Lunch")]);
    assert_eq!(anna.store.waiting().await.unwrap(), 0);
    assert_eq!(anna.items().await, bohdan.items().await);
}

#[tokio::test]
async fn applying_what_colleagues_did_makes_nothing_to_send() {
    let (anna, bohdan, mut server) = two_desks().await;
    bohdan.put_item(&item(10, "Supper")).await;
    server.sync(&bohdan.store).await;
    let seq = server.seq;
    server.sync(&anna.store).await;
    assert_eq!(anna.store.waiting().await.unwrap(), 0);
    server.sync(&anna.store).await;
    assert_eq!(server.seq, seq, "no echo");
}

#[tokio::test]
async fn edits_of_different_fields_are_combined_and_told() {
    let (anna, bohdan, mut server) = two_desks().await;
    let mut longer = item(10, "Lunch");
    longer.length_minutes = Some(120);
    anna.put_item(&longer).await;
    bohdan.put_item(&item(10, "Banquet")).await;
    server.sync(&bohdan.store).await;
    let applied = server.sync(&anna.store).await;
    assert_eq!(applied.two_versions, 0);
    assert_eq!(applied.combined.len(), 1);
    assert_eq!(anna.store.combined(10).await.unwrap(), applied.combined);
    assert!(applied.combined[0].mine.contains("length_minutes"));
    assert!(applied.combined[0].theirs.contains("title"));
    server.sync(&bohdan.store).await;
    let mut both = item(10, "Banquet");
    both.length_minutes = Some(120);
    assert_eq!(anna.items().await, [both.clone()]);
    assert_eq!(bohdan.items().await, [both]);
}

#[tokio::test]
async fn a_colleagues_change_is_in_the_history_with_what_it_replaced() {
    let (anna, bohdan, mut server) = two_desks().await;
    bohdan.put_item(&item(10, "Banquet")).await;
    server.sync(&bohdan.store).await;
    server.sync(&anna.store).await;
    let history = anna
        .store
        .history("programme_item", Uuid::from_u128(10))
        .await
        .unwrap();
    assert_eq!(history.len(), 2, "{history:?}");
    let entry = &history[0];
    assert_eq!(entry.source, Source::Received);
    assert_eq!(entry.device, OTHER_DEVICE);
    assert_eq!(entry.old.as_deref(), Some(&b"\"Lunch\""[..]));
    assert_eq!(entry.new, b"\"Banquet\"");
}

#[tokio::test]
async fn both_versions_of_one_value_are_in_both_inboxes_until_one_settles() {
    let (anna, bohdan, mut server) = two_desks().await;
    anna.put_item(&item(10, "Brunch")).await;
    bohdan.put_item(&item(10, "Banquet")).await;
    server.sync(&anna.store).await;
    let applied = server.sync(&bohdan.store).await;
    assert_eq!(applied.two_versions, 1);
    server.sync(&anna.store).await;

    for desk in [&anna, &bohdan] {
        let inbox = desk.store.inbox().await.unwrap();
        assert_eq!(inbox.len(), 1);
        let mut values = [inbox[0].first.value.clone(), inbox[0].second.value.clone()];
        values.sort();
        assert_eq!(values, [b"\"Banquet\"".to_vec(), b"\"Brunch\"".to_vec()]);
        assert_eq!(inbox[0].register, "title");
        assert!(inbox[0].first.mine != inbox[0].second.mine);
    }

    let question = anna.store.inbox().await.unwrap().remove(0);
    let mine = if question.first.mine {
        Keep::First
    } else {
        Keep::Second
    };
    anna.act("settled", async |tx| tx.settle(question.id, mine).await)
        .await;
    assert_eq!(anna.store.inbox().await.unwrap(), []);
    server.sync(&anna.store).await;
    server.sync(&bohdan.store).await;
    assert_eq!(
        bohdan.store.inbox().await.unwrap(),
        [],
        "settled for everybody"
    );
    assert_eq!(bohdan.items().await, [item(10, "Brunch")]);

    anna.store.undo(NOW_US).await.unwrap();
    server.sync(&anna.store).await;
    server.sync(&bohdan.store).await;
    assert_eq!(
        anna.store.inbox().await.unwrap().len(),
        1,
        "undo brings it back"
    );
    assert_eq!(bohdan.store.inbox().await.unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_edits_twice_before_they_meet_is_asked_about_once() {
    let (anna, bohdan, mut server) = two_desks().await;
    anna.put_item(&item(10, "Brunch")).await;
    server.sync(&anna.store).await;
    bohdan.put_item(&item(10, "Banquet")).await;
    // What a request carried keeps its number, though nobody knows whether it arrived.
    bohdan.store.next_request().await.unwrap();
    bohdan.put_item(&item(10, "Buffet")).await;
    server.sync(&bohdan.store).await;
    server.sync(&anna.store).await;

    let inbox = anna.store.inbox().await.unwrap();
    assert_eq!(inbox.len(), 1, "{inbox:#?}");
    let question = &inbox[0];
    let mut values = [question.first.value.clone(), question.second.value.clone()];
    values.sort();
    assert_eq!(values, [b"\"Brunch\"".to_vec(), b"\"Buffet\"".to_vec()]);

    anna.act("settled", async |tx| {
        tx.settle(question.id, Keep::First).await
    })
    .await;
    assert_eq!(anna.store.inbox().await.unwrap(), []);
    server.sync(&anna.store).await;
    server.sync(&bohdan.store).await;
    assert_eq!(bohdan.store.inbox().await.unwrap(), []);
    assert_eq!(anna.items().await, bohdan.items().await);
}

#[tokio::test]
async fn an_undo_leaves_what_a_colleague_changed_since() {
    let (anna, bohdan, mut server) = two_desks().await;
    let mut longer = item(10, "Early lunch");
    longer.length_minutes = Some(120);
    anna.put_item(&longer).await;
    server.sync(&anna.store).await;
    server.sync(&bohdan.store).await;
    longer.title = Some("Banquet".to_owned());
    bohdan.put_item(&longer).await;
    server.sync(&bohdan.store).await;
    server.sync(&anna.store).await;
    let outcome = anna.store.undo(NOW_US).await.unwrap().unwrap();
    assert_eq!(outcome.kept.len(), 1);
    assert_eq!(outcome.kept[0].register.as_deref(), Some("title"));
    assert_eq!(anna.items().await, [item(10, "Banquet")]);
}

#[tokio::test]
async fn a_lost_answer_is_made_up_for_by_sending_again() {
    let (anna, _, mut server) = two_desks().await;
    anna.put_item(&item(10, "Brunch")).await;
    let request = anna.store.next_request().await.unwrap();
    server.answer(&request);
    let seq = server.seq;
    let applied = server.sync(&anna.store).await;
    assert_eq!(server.seq, seq, "taken once");
    assert_eq!(applied.sent, 1);
    assert_eq!(anna.items().await, [item(10, "Brunch")]);
}

#[tokio::test]
async fn an_answer_applied_twice_changes_nothing_more() {
    let (anna, bohdan, mut server) = two_desks().await;
    bohdan.put_item(&item(10, "Banquet")).await;
    server.sync(&bohdan.store).await;
    let request = anna.store.next_request().await.unwrap();
    let answer = server.answer(&request);
    apply(&anna.store, &request, &answer).await;
    let history = anna
        .store
        .history("programme_item", Uuid::from_u128(10))
        .await
        .unwrap();
    let again = apply(&anna.store, &request, &answer).await;
    assert_eq!(again.received, 0);
    let after = anna
        .store
        .history("programme_item", Uuid::from_u128(10))
        .await
        .unwrap();
    assert_eq!(after, history);
}

#[tokio::test]
async fn an_acknowledged_change_is_shown_until_the_cursor_has_passed_it() {
    let (anna, _, mut server) = two_desks().await;
    anna.put_item(&item(10, "Brunch")).await;
    let request = anna.store.next_request().await.unwrap();
    let mut answer = server.answer(&request);
    // The page ends before the change comes back.
    answer.records.clear();
    answer.cursors.clone_from(&request.cursors);
    answer.more = true;
    apply(&anna.store, &request, &answer).await;
    assert_eq!(
        anna.items().await,
        [item(10, "Brunch")],
        "the screen does not jump back"
    );
    assert_eq!(
        anna.store.waiting().await.unwrap(),
        0,
        "it is not sent again"
    );
    anna.put_item(&item(10, "Late brunch")).await;
    let applied = server.sync(&anna.store).await;
    assert_eq!(applied.two_versions, 0, "the next edit built on it");
    assert_eq!(anna.items().await, [item(10, "Late brunch")]);
}

#[tokio::test]
async fn news_come_in_pages_and_all_of_them() {
    let (anna, _, mut server) = two_desks().await;
    for id in 100..150 {
        anna.put_item(&item(id, "Row")).await;
    }
    server.sync(&anna.store).await;
    server.page = 7;
    let late = Desk::of(Uuid::from_u128(0xca7)).await;
    server.sync(&late.store).await;
    assert_eq!(late.items().await.len(), 51);
}

#[tokio::test]
async fn a_refused_change_goes_alone_into_quarantine_and_can_be_retried() {
    let (anna, _, mut server) = two_desks().await;
    server.refuses = Some("programme_item".to_owned());
    anna.put_item(&item(10, "Refused")).await;
    let mut visit: desk_domain::kinds::Visit = anna.store.get(VISIT).await.unwrap().unwrap();
    visit.purpose = Some("Books".into());
    anna.act("visit_put", async |tx| tx.put(VISIT, &visit).await)
        .await;
    let applied = server.sync(&anna.store).await;
    assert_eq!(applied.refused.len(), 1);
    assert_eq!(applied.sent, 1, "the rest goes on");
    assert_eq!(
        anna.items().await,
        [item(10, "Lunch")],
        "the server's state is shown"
    );

    let held = anna.store.quarantine().await.unwrap();
    assert_eq!(held.len(), 1);
    assert_eq!(held[0].reason, "forbidden");
    assert_eq!(held[0].registers["title"], b"\"Refused\"");
    let exported = anna.store.quarantine_export().await.unwrap();
    assert_eq!(exported[0]["fields"]["title"], "Refused");

    server.refuses = None;
    let label = desk_store::ActionLabel::new("retried", serde_json::Value::Null);
    anna.store
        .quarantine_retry(held[0].id, label, NOW_US)
        .await
        .unwrap()
        .unwrap();
    server.sync(&anna.store).await;
    assert_eq!(anna.store.quarantine().await.unwrap(), []);
    assert_eq!(anna.items().await, [item(10, "Refused")]);
}

#[tokio::test]
async fn discarding_is_a_persons_word() {
    let (anna, _, mut server) = two_desks().await;
    server.refuses = Some("programme_item".to_owned());
    anna.put_item(&item(10, "Refused")).await;
    server.sync(&anna.store).await;
    server.sync(&anna.store).await;
    let held = anna.store.quarantine().await.unwrap();
    assert_eq!(held.len(), 1, "it stays until then");
    anna.store.quarantine_discard(held[0].id).await.unwrap();
    assert_eq!(anna.store.quarantine().await.unwrap(), []);
}

#[tokio::test]
async fn losing_access_removes_the_space_after_keeping_what_was_unsent() {
    let (anna, _, mut server) = two_desks().await;
    anna.put_item(&item(10, "Unsent")).await;
    server.grants = vec![Scope::Chapter(Audience::Coordinators)];
    server.refuses = Some("programme_item".to_owned());
    let request = anna.store.next_request().await.unwrap();
    let mut answer = server.answer(&request);
    answer.results.clear();
    let applied = apply(&anna.store, &request, &answer).await;
    assert_eq!(applied.lost, [Scope::Chapter(Audience::Team)]);
    assert_eq!(anna.items().await, []);
    let held = anna.store.quarantine().await.unwrap();
    assert_eq!(held[0].reason, "access_lost");
    assert_eq!(held[0].registers["title"], b"\"Unsent\"");
    assert_eq!(anna.store.waiting().await.unwrap(), 0);

    server.refuses = None;
    server.grants.push(Scope::Chapter(Audience::Team));
    server.sync(&anna.store).await;
    assert_eq!(
        anna.items().await,
        [item(10, "Lunch")],
        "granted again, it all comes again"
    );
}

#[tokio::test]
async fn a_server_restored_from_an_old_backup_gets_everything_back() {
    let (anna, bohdan, mut server) = two_desks().await;
    let backup = server.clone();
    anna.put_item(&item(10, "Brunch")).await;
    anna.put_item(&item(11, "Tea")).await;
    server.sync(&anna.store).await;
    server.sync(&bohdan.store).await;
    bohdan.put_item(&item(12, "Coffee")).await;

    let mut server = backup.restored();
    let applied = server.sync(&bohdan.store).await;
    assert!(applied.restored);
    server.sync(&anna.store).await;
    server.sync(&bohdan.store).await;
    let all = [item(10, "Brunch"), item(11, "Tea"), item(12, "Coffee")];
    assert_eq!(bohdan.items().await, all);
    assert_eq!(anna.items().await, all);
    let late = Desk::of(Uuid::from_u128(0xca7)).await;
    server.sync(&late.store).await;
    assert_eq!(late.items().await, all, "the server has it all");
}

#[tokio::test]
async fn an_answer_from_before_the_server_was_restored_moves_no_cursor() {
    let (anna, _, mut server) = two_desks().await;
    anna.put_item(&item(11, "Tea")).await;
    let late = anna.store.next_request().await.unwrap();
    let late_answer = server.answer(&late);
    let mut restored = server.clone().restored();
    let request = anna.store.next_request().await.unwrap();
    let answer = restored.answer(&request);
    apply(&anna.store, &request, &answer).await;
    let applied = apply(&anna.store, &late, &late_answer).await;
    assert!(applied.again && applied.sent == 0);
    let cursors = anna.store.next_request().await.unwrap().cursors;
    assert!(cursors.iter().all(|cursor| cursor.seq == 0), "{cursors:?}");
    restored.sync(&anna.store).await;
    assert_eq!(anna.items().await.len(), 2);
}

#[tokio::test]
async fn a_cloned_laptop_gets_another_device_id_and_loses_nothing() {
    let (anna, _, mut server) = two_desks().await;
    let clone = anna.copied().await;
    anna.put_item(&item(11, "On the original")).await;
    clone.put_item(&item(12, "On the clone")).await;
    server.sync(&anna.store).await;
    let applied = server.sync(&clone.store).await;
    assert!(applied.was_copy);
    assert_ne!(clone.store.identity().await.unwrap().device, DEVICE);
    server.sync(&anna.store).await;
    assert_eq!(anna.items().await.len(), 3);
    assert_eq!(clone.items().await, anna.items().await);
}

#[tokio::test]
async fn a_cloned_laptop_that_hears_of_the_original_first_can_go_on_editing() {
    let (anna, _, mut server) = two_desks().await;
    let clone = anna.copied().await;
    anna.put_item(&item(11, "On the original")).await;
    server.sync(&anna.store).await;

    let applied = server.sync(&clone.store).await;

    assert!(applied.was_copy, "it hears of a number that it never gave");
    clone.put_item(&item(11, "On the clone")).await;
    server.sync(&clone.store).await;
    server.sync(&anna.store).await;
    assert_eq!(
        anna.item(11).await.unwrap().title.as_deref(),
        Some("On the clone")
    );
    assert_eq!(clone.items().await, anna.items().await);
}

#[tokio::test]
async fn a_database_restored_from_a_copy_gives_no_number_twice() {
    let (anna, bohdan, mut server) = two_desks().await;
    let copy = anna.folder.path().join("copy");
    anna.store.backup(&copy).await.unwrap();
    let old_copy = std::fs::read(copy).unwrap();
    anna.put_item(&item(11, "Sent after the copy")).await;
    server.sync(&anna.store).await;
    let anna = anna.replaced_by(&old_copy).await;
    assert_ne!(anna.store.identity().await.unwrap().device, DEVICE);
    anna.put_item(&item(12, "After the restore")).await;
    let applied = server.sync(&anna.store).await;
    assert!(!applied.was_copy, "noticed before the server had to");
    server.sync(&bohdan.store).await;
    assert_eq!(
        anna.items().await.len(),
        3,
        "what was sent after the copy came back"
    );
    assert_eq!(bohdan.items().await, anna.items().await);
    let again = anna.reopened().await;
    let device = again.store.identity().await.unwrap().device;
    let again = again.reopened().await;
    assert_eq!(
        again.store.identity().await.unwrap().device,
        device,
        "only once"
    );
}

#[tokio::test]
async fn a_deletion_and_an_edit_that_did_not_see_each_other_are_asked_about() {
    let (anna, bohdan, mut server) = two_desks().await;
    anna.act("item_deleted", async |tx| {
        tx.delete("programme_item", Uuid::from_u128(10)).await
    })
    .await;
    bohdan.put_item(&item(10, "Banquet")).await;
    server.sync(&anna.store).await;
    server.sync(&bohdan.store).await;
    server.sync(&anna.store).await;
    let inbox = anna.store.inbox().await.unwrap();
    assert_eq!(inbox.len(), 1);
    assert_eq!(inbox[0].register, "deleted");
    assert_eq!(anna.items().await, bohdan.items().await);
}
