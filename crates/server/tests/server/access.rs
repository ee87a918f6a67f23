//! Who may read and write what: the stranger to a space, and not only its owner.

use axum::http::StatusCode;
use desk_server::database::{devices, pushes};
use desk_server::exchange::accept;
use desk_sync::membership::Role;
use desk_sync::{ChangeResult, RefusalReason, Scope};

use crate::desk::Desk;
use crate::laptop::{Laptop, coordinators, send, team, visit};

#[tokio::test]
async fn a_viewer_reads_the_team_space_and_cannot_write_to_it() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let mut writer = Laptop::join(&desk, chapter, Role::Volunteer, 1).await;
    let mut viewer = Laptop::join(&desk, chapter, Role::Viewer, 2).await;
    let record = team(visit(1), 1);
    writer.edit(&record, &[("title", "Dinner")]);
    writer.sync(&desk).await;

    viewer.sync(&desk).await;
    assert_eq!(viewer.value(&record, "title"), "Dinner");
    viewer.edit(&record, &[("title", "Lunch")]);
    viewer.edit(&team(visit(1), 2), &[("title", "Breakfast")]);
    let results = viewer.sync(&desk).await;

    assert_eq!(refusals(&results), [RefusalReason::Forbidden; 2]);
    writer.sync(&desk).await;
    assert_eq!(writer.value(&record, "title"), "Dinner");
    assert_eq!(writer.base.len(), 1);
}

#[tokio::test]
async fn a_volunteer_gets_nothing_of_the_coordinators_and_cannot_write_there() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let mut coordinator = Laptop::join(&desk, chapter, Role::Coordinator, 1).await;
    let mut volunteer = Laptop::join(&desk, chapter, Role::Volunteer, 2).await;
    let (public, private) = (team(visit(1), 1), coordinators(visit(1), 1));
    coordinator.edit(&public, &[("name", "Ada")]);
    coordinator.edit(&private, &[("passport", "X1")]);
    coordinator.sync(&desk).await;

    volunteer.sync(&desk).await;
    assert_eq!(volunteer.base.keys().collect::<Vec<_>>(), [&public]);
    volunteer.edit(&private, &[("passport", "X2")]);
    let results = volunteer.sync(&desk).await;

    assert_eq!(refusals(&results), [RefusalReason::Forbidden]);
    coordinator.sync(&desk).await;
    assert_eq!(coordinator.value(&private, "passport"), "X1");
}

#[tokio::test]
async fn a_cursor_of_a_scope_that_was_not_granted_brings_nothing() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let mut coordinator = Laptop::join(&desk, chapter, Role::Coordinator, 1).await;
    let volunteer = Laptop::join(&desk, chapter, Role::Volunteer, 2).await;
    let private = coordinators(visit(1), 1);
    coordinator.edit(&private, &[("passport", "X1")]);
    coordinator.sync(&desk).await;

    for scope in [
        Scope::Chapter(private.space.audience),
        Scope::Space(private.space),
    ] {
        let mut request = volunteer.request();
        request.cursors.push(desk_sync::Cursor { scope, seq: 0 });
        let answer = volunteer.send(&desk, &request).await.unwrap();
        assert!(answer.records.is_empty());
        assert_eq!(answer.grants, [Scope::Chapter(desk_sync::Audience::Team)]);
        assert_eq!(answer.cursors.len(), 1);
    }
}

#[tokio::test]
async fn a_space_belongs_to_the_chapter_that_first_wrote_there() {
    let desk = Desk::start().await;
    let (graz, linz) = (desk.chapter("Graz").await, desk.chapter("Linz").await);
    let mut ours = Laptop::join(&desk, graz, Role::Coordinator, 1).await;
    let mut theirs = Laptop::join(&desk, linz, Role::Coordinator, 2).await;
    let record = team(visit(1), 1);
    ours.edit(&record, &[("title", "Dinner")]);
    ours.sync(&desk).await;

    theirs.edit(&record, &[("title", "Stolen")]);
    theirs.edit(&coordinators(visit(1), 9), &[("note", "Hidden")]);
    theirs.edit(&team(graz, 3), &[("note", "In the chapter's own space")]);
    theirs.edit(&team(visit(2), 2), &[("title", "Our own")]);
    let results = theirs.sync(&desk).await;

    assert_eq!(refusals(&results), [RefusalReason::Forbidden; 3]);
    assert_eq!(theirs.base.keys().collect::<Vec<_>>(), [&team(visit(2), 2)]);
    ours.sync(&desk).await;
    assert_eq!(ours.base.keys().collect::<Vec<_>>(), [&record]);
    assert_eq!(ours.value(&record, "title"), "Dinner");
}

#[tokio::test]
async fn a_guest_works_on_one_visit_and_sees_nothing_else() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let mut host = Laptop::join(&desk, chapter, Role::Coordinator, 1).await;
    let code = desk
        .guest_code(chapter, Role::Volunteer, Some(visit(1)))
        .await;
    let guest = crate::desk::device(2);
    let (_, joined) = desk.join(&code, guest).await;
    let token = joined["token"].as_str().unwrap().to_owned();
    let mut guest = Laptop::with_token(guest, token, desk.now_us());
    host.edit(&team(visit(1), 1), &[("title", "Dinner")]);
    host.edit(&team(visit(2), 2), &[("title", "Another visit")]);
    host.edit(&coordinators(visit(1), 3), &[("passport", "X1")]);
    host.sync(&desk).await;

    guest.sync(&desk).await;
    assert_eq!(guest.base.keys().collect::<Vec<_>>(), [&team(visit(1), 1)]);
    guest.edit(&team(visit(1), 1), &[("title", "Supper")]);
    guest.edit(&team(visit(2), 2), &[("title", "Meddled")]);
    guest.edit(&team(chapter, 4), &[("title", "Meddled")]);
    let results = guest.sync(&desk).await;

    assert_eq!(refusals(&results), [RefusalReason::Forbidden; 2]);
    host.sync(&desk).await;
    assert_eq!(host.value(&team(visit(1), 1), "title"), "Supper");
    assert_eq!(host.value(&team(visit(2), 2), "title"), "Another visit");
}

#[tokio::test]
async fn a_token_speaks_for_its_own_device_only() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let ours = Laptop::join(&desk, chapter, Role::Coordinator, 1).await;
    let theirs = Laptop::join(&desk, chapter, Role::Coordinator, 2).await;

    let answer = send(&desk, &theirs.token, &ours.request()).await;

    assert_eq!(answer, Err((StatusCode::FORBIDDEN, "other_device".into())));
}

#[tokio::test]
async fn what_a_revoked_device_sends_is_kept_aside_and_it_is_told_nothing() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let mut honest = Laptop::join(&desk, chapter, Role::Coordinator, 1).await;
    let mut lost = Laptop::join(&desk, chapter, Role::Coordinator, 2).await;
    honest.edit(&team(visit(1), 1), &[("title", "Dinner")]);
    honest.sync(&desk).await;
    let mut tx = desk.state.database.write().await.unwrap();
    let revoked = devices::get(&mut tx, chapter, lost.id)
        .await
        .unwrap()
        .unwrap()
        .no;
    devices::revoke(&mut tx, revoked, desk.now_us())
        .await
        .unwrap();
    tx.commit().await.unwrap();

    lost.edit(&team(visit(1), 1), &[("title", "Late")]);
    let again = lost.request();
    let answer = lost.send(&desk, &again).await.unwrap();

    assert_eq!(
        answer.results,
        [(again.changes[0].version, ChangeResult::KeptAside)]
    );
    assert!(answer.grants.is_empty() && answer.records.is_empty() && answer.cursors.is_empty());
    assert_eq!(
        desk.get("/v1/wake", &lost.token).await.status(),
        StatusCode::FORBIDDEN
    );
    lost.send(&desk, &again).await.unwrap();
    let mut tx = desk.state.database.read().await.unwrap();
    let (kept, _) = pushes::kept_aside_size(&mut tx, revoked).await.unwrap();
    assert_eq!(kept, 1, "the same change is kept once");
    honest.sync(&desk).await;
    assert_eq!(honest.value(&team(visit(1), 1), "title"), "Dinner");
}

#[tokio::test]
async fn what_was_kept_aside_is_taken_in_with_the_rights_of_its_member_and_once() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let mut honest = Laptop::join(&desk, chapter, Role::Coordinator, 1).await;
    let mut lost = Laptop::join(&desk, chapter, Role::Volunteer, 2).await;
    let mut tx = desk.state.database.write().await.unwrap();
    let revoked = devices::get(&mut tx, chapter, lost.id)
        .await
        .unwrap()
        .unwrap();
    devices::revoke(&mut tx, revoked.no, desk.now_us())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    lost.edit(&team(visit(1), 1), &[("title", "Late")]);
    lost.edit(&coordinators(visit(1), 2), &[("title", "Forbidden")]);
    let request = lost.request();
    lost.send(&desk, &request).await.unwrap();

    let first = accept(&desk.state, &revoked).await.unwrap();
    let second = accept(&desk.state, &revoked).await.unwrap();

    assert!(matches!(first[0].1, ChangeResult::Accepted { .. }));
    assert_eq!(refusals(&first), [RefusalReason::Forbidden]);
    assert_eq!(second, first[1..], "what was refused stays aside");
    honest.sync(&desk).await;
    assert_eq!(honest.value(&team(visit(1), 1), "title"), "Late");
}

fn refusals(results: &[(desk_sync::Version, ChangeResult)]) -> Vec<RefusalReason> {
    let refusal = |(_, result): &(_, ChangeResult)| match result {
        ChangeResult::Refused(refusal) => Some(refusal.reason),
        _ => None,
    };
    results.iter().filter_map(refusal).collect()
}
