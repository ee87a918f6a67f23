//! The stream that tells a connected device of news.

use axum::body::{Body, BodyDataStream};
use axum::http::Response;
use desk_server::database::devices;
use desk_sync::membership::Role;
use tokio_stream::StreamExt;

use crate::desk::{Desk, device};

#[tokio::test]
async fn a_listener_hears_the_present_head_and_every_later_one() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let token = desk.member(chapter, Role::Viewer, device(1)).await;
    let mut events = Events::of(desk.get("/v1/wake", &token).await);
    assert_eq!(events.next().await, Some(0));

    desk.state.wake.tell(chapter, 5);
    assert_eq!(events.next().await, Some(5));
    desk.state.wake.tell(chapter, 6);
    assert_eq!(events.next().await, Some(6));
}

#[tokio::test]
async fn a_listener_hears_nothing_of_other_chapters() {
    let desk = Desk::start().await;
    let here = desk.chapter("Graz").await;
    let elsewhere = desk.chapter("Linz").await;
    let token = desk.member(here, Role::Coordinator, device(1)).await;
    let mut events = Events::of(desk.get("/v1/wake", &token).await);
    assert_eq!(events.next().await, Some(0));

    desk.state.wake.tell(elsewhere, 7);
    desk.state.wake.tell(here, 5);
    assert_eq!(events.next().await, Some(5));
}

#[tokio::test]
async fn a_revoked_device_hears_no_more() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let token = desk.member(chapter, Role::Coordinator, device(1)).await;
    let mut events = Events::of(desk.get("/v1/wake", &token).await);
    assert_eq!(events.next().await, Some(0));

    let mut tx = desk.state.database.write().await.unwrap();
    let revoked = devices::get(&mut tx, chapter, device(1))
        .await
        .unwrap()
        .unwrap();
    devices::revoke(&mut tx, revoked.no, desk.now_us())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    desk.state.wake.tell(chapter, 5);

    assert_eq!(events.next().await, None);
}

#[tokio::test]
async fn the_stream_ends_when_the_server_stops() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let token = desk.member(chapter, Role::Volunteer, device(1)).await;
    let mut events = Events::of(desk.get("/v1/wake", &token).await);
    assert_eq!(events.next().await, Some(0));

    desk.state.stopping.send_replace(true);

    assert_eq!(events.next().await, None);
}

/// The heads told by a stream.
pub(crate) struct Events(BodyDataStream);

impl Events {
    pub(crate) fn of(response: Response<Body>) -> Self {
        Self(response.into_body().into_data_stream())
    }

    pub(crate) async fn next(&mut self) -> Option<u64> {
        let chunk = self.0.next().await?.unwrap();
        let event = std::str::from_utf8(&chunk).unwrap();
        let head = event
            .strip_prefix("event: head\ndata: ")
            .and_then(|it| it.strip_suffix("\n\n"));
        Some(head.expect(event).parse().unwrap())
    }
}
