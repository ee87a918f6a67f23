//! A laptop whose access ended signs in anew: nothing is lost by it, and nothing is done twice.

use desk_domain::Id;
use desk_domain::kinds::PersonPrivate;
use desk_store::{Error, Source};
use desk_sync::{ChangeResult, Membership, RecordId, Role};
use uuid::Uuid;

use crate::support::server::{Server, apply};
use crate::support::{CHAPTER, DEVICE, Desk, VISIT, item};

const COLLEAGUE: Uuid = Uuid::from_u128(0xb0b);
const AFTERWARDS: Uuid = Uuid::from_u128(0xaf);
const COORDINATOR: Membership = Membership {
    role: Role::Coordinator,
    guest_of: None,
};

#[tokio::test]
async fn what_the_server_took_before_access_ended_becomes_no_second_edit() {
    let (anna, bohdan, mut server) = two_desks().await;
    anna.put_item(&item(10, "Brunch")).await;
    let sent = anna.store.next_request().await.unwrap();
    server.answer(&sent);
    server.sync(&bohdan.store).await;
    bohdan.put_item(&item(10, "Banquet")).await;
    server.sync(&bohdan.store).await;
    let seq = server.seq;

    anna.store
        .sign_in(AFTERWARDS, COORDINATOR, &[])
        .await
        .unwrap();
    server.sync(&anna.store).await;

    assert_eq!(anna.store.identity().await.unwrap().device, AFTERWARDS);
    assert_eq!(server.seq, seq, "the server knows it again");
    assert_eq!(anna.store.waiting().await.unwrap(), 0);
    assert_eq!(anna.items().await, [item(10, "Banquet")]);
    assert_eq!(anna.store.inbox().await.unwrap(), [], "Bohdan had seen it");
}

#[tokio::test]
async fn what_was_done_before_and_after_signing_in_reaches_colleagues_in_order() {
    let (anna, bohdan, mut server) = two_desks().await;
    anna.put_item(&item(10, "Before")).await;
    anna.put_item(&item(11, "Before")).await;
    anna.store
        .sign_in(AFTERWARDS, COORDINATOR, &[])
        .await
        .unwrap();
    anna.put_item(&item(10, "After")).await;

    let applied = server.sync(&anna.store).await;
    assert_eq!((applied.sent, applied.received), (3, 0));
    server.sync(&bohdan.store).await;

    let both = [item(10, "After"), item(11, "Before")];
    assert_eq!(anna.items().await, both);
    assert_eq!(bohdan.items().await, both);
    assert_eq!(bohdan.store.inbox().await.unwrap(), []);
    let history = anna.store.history("programme_item", Uuid::from_u128(10));
    let history = history.await.unwrap();
    let sources: Vec<Source> = history.iter().map(|it| it.source).collect();
    assert_eq!(
        sources,
        [Source::Mine; 3],
        "under either id it was done here"
    );
}

#[tokio::test]
async fn what_could_not_be_sent_for_want_of_access_is_sent_then() {
    let (anna, bohdan, mut server) = two_desks().await;
    anna.put_item(&item(10, "Brunch")).await;
    end_access(&mut server, &anna).await;
    assert_eq!(anna.items().await, [], "the records left");
    assert_eq!(anna.store.quarantine().await.unwrap().len(), 1);
    anna.put_item(&item(11, "Tea, written while signed out"))
        .await;
    end_access(&mut server, &anna).await;

    anna.store
        .sign_in(AFTERWARDS, COORDINATOR, &[])
        .await
        .unwrap();
    assert_eq!(anna.store.quarantine().await.unwrap(), []);
    assert_eq!(anna.store.waiting().await.unwrap(), 2);
    server.sync(&anna.store).await;
    server.sync(&bohdan.store).await;

    assert_eq!(anna.items().await.len(), 2);
    assert_eq!(bohdan.items().await[0], item(10, "Brunch"));
    assert_eq!(anna.items().await.len(), bohdan.items().await.len());
}

#[tokio::test]
async fn what_was_refused_for_another_reason_stays_where_a_person_put_it() {
    let (anna, _, mut server) = two_desks().await;
    server.refuses = Some("programme_item".to_owned());
    anna.put_item(&item(10, "Brunch")).await;
    server.sync(&anna.store).await;

    anna.store
        .sign_in(AFTERWARDS, COORDINATOR, &[])
        .await
        .unwrap();

    assert_eq!(anna.store.quarantine().await.unwrap().len(), 1);
    assert_eq!(anna.store.waiting().await.unwrap(), 0);
}

#[tokio::test]
async fn a_question_about_what_was_written_under_the_former_id_is_still_mine() {
    let (anna, bohdan, mut server) = two_desks().await;
    anna.put_item(&item(10, "Brunch")).await;
    bohdan.put_item(&item(10, "Banquet")).await;
    server.sync(&bohdan.store).await;

    anna.store
        .sign_in(AFTERWARDS, COORDINATOR, &[])
        .await
        .unwrap();
    server.sync(&anna.store).await;

    let inbox = anna.store.inbox().await.unwrap();
    let mine = |question: &desk_store::Question| (question.first.mine, question.second.mine);
    assert_eq!(inbox.iter().map(mine).collect::<Vec<_>>(), [(true, false)]);
}

#[tokio::test]
async fn a_mark_that_names_the_former_id_shows_no_old_copy() {
    let (anna, _, _) = two_desks().await;
    let mark = anna.path().with_extension("mark");
    let before = std::fs::read(&mark).unwrap();
    anna.store
        .sign_in(AFTERWARDS, COORDINATOR, &[("token", Some("another"))])
        .await
        .unwrap();
    // As if the power had gone between the database and the mark.
    std::fs::write(&mark, before).unwrap();

    let anna = anna.reopened().await;

    assert_eq!(anna.store.identity().await.unwrap().device, AFTERWARDS);
    let token = anna.store.setting("token").await.unwrap();
    assert_eq!(token.as_deref(), Some("another"), "it belongs to that id");
}

#[tokio::test]
async fn what_the_server_would_refuse_a_member_is_refused_before_it_is_saved() {
    let volunteer = |guest_of| Membership {
        role: Role::Volunteer,
        guest_of,
    };
    let viewer = Membership {
        role: Role::Viewer,
        guest_of: None,
    };
    let elsewhere = Some(RecordId(Uuid::from_u128(0xe)));
    let here = Some(RecordId(VISIT));
    // The membership, and whether it may write a person's private half and an item of the visit.
    let cases = [
        (COORDINATOR, true, true),
        (volunteer(None), false, true),
        (volunteer(here), false, true),
        (volunteer(elsewhere), false, false),
        (viewer, false, false),
    ];
    for (membership, may_write_private, may_write_item) in cases {
        let desk = Desk::with_visit().await;
        desk.store.sign_in(DEVICE, membership, &[]).await.unwrap();
        let waiting = desk.store.waiting().await.unwrap();

        let mut tx = desk.begin("private_half").await;
        let mut private = PersonPrivate::new(Id::new(Uuid::from_u128(20)));
        private.passport_number = Some("X000001".to_owned());
        tx.put(CHAPTER, &private).await.unwrap();
        tx.put(VISIT, &item(11, "Tea")).await.unwrap();
        let private = tx.commit().await;
        let mut tx = desk.begin("item").await;
        tx.put(VISIT, &item(10, "Lunch")).await.unwrap();
        let item = tx.commit().await;

        let is_forbidden =
            |done: &desk_store::Result<_>| matches!(done, Err(Error::Forbidden { .. }));
        let written = desk.store.waiting().await.unwrap() - waiting;
        let expected = 2 * u64::from(may_write_private) + u64::from(may_write_item);
        assert_eq!(
            written, expected,
            "{membership:?}: all of an action or nothing"
        );
        assert_eq!(is_forbidden(&private), !may_write_private, "{membership:?}");
        assert_eq!(is_forbidden(&item), !may_write_item, "{membership:?}");
    }
}

/// Two laptops that both have the visit and one item, and their server.
async fn two_desks() -> (Desk, Desk, Server) {
    let mut server = Server::new();
    let anna = Desk::with_visit().await;
    anna.put_item(&item(10, "Lunch")).await;
    server.sync(&anna.store).await;
    let bohdan = Desk::of(COLLEAGUE).await;
    server.sync(&bohdan.store).await;
    assert_eq!(anna.store.identity().await.unwrap().device, DEVICE);
    (anna, bohdan, server)
}

/// An exchange as a server answers it that has ended this laptop's access.
async fn end_access(server: &mut Server, desk: &Desk) {
    let request = desk.store.next_request().await.unwrap();
    let mut answer = Server::new().answer(&desk_sync::ExchangeRequest {
        changes: Vec::new(),
        ..request.clone()
    });
    answer.epoch = server.epoch;
    answer.grants.clear();
    answer.cursors.clear();
    answer.records.clear();
    answer.more = false;
    let aside = |change: &desk_sync::Change| (change.version, ChangeResult::KeptAside);
    answer.results = request.changes.iter().map(aside).collect();
    apply(&desk.store, &request, &answer).await;
}
