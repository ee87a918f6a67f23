//! `GET /v1/wake`: server-sent events that say when the chapter has something new.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use desk_sync::Seq;
use tokio::sync::mpsc;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;

use crate::database::devices;
use crate::database::{DatabaseError, chapters};
use crate::device::Device;
use crate::error::ApiError;
use crate::state::AppState;

/// How often a quiet stream shows that it lives, below the minute after which proxies close one.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// Answers a stream of events `head`, each with the number of the chapter's last change.
///
/// The first comes at once, so that nothing is missed between an exchange and listening.
/// The stream ends when the device is revoked or the server stops.
pub async fn wake(
    Device(device): Device,
    State(state): State<Arc<AppState>>,
) -> Result<Sse<impl tokio_stream::Stream<Item = Result<Event, Infallible>>>, ApiError> {
    let (told, heads) = mpsc::channel(1);
    // Listening begins before the first head is read: what comes between is told twice, not never.
    let listening = state.wake.listen(device.chapter);
    let listener = Listener {
        state,
        device,
        listening,
        told,
    };
    listener.tell_present().await?;
    tokio::spawn(listener.run());

    let events = ReceiverStream::new(heads)
        .map(|head| Ok(Event::default().event("head").data(head.to_string())));
    let keep_alive = KeepAlive::new().interval(KEEP_ALIVE);
    Ok(Sse::new(events).keep_alive(keep_alive))
}

/// One connected device.
struct Listener {
    state: Arc<AppState>,
    device: devices::StoredDevice,
    listening: tokio::sync::watch::Receiver<Seq>,
    told: mpsc::Sender<Seq>,
}

impl Listener {
    async fn tell_present(&self) -> Result<(), ApiError> {
        let mut tx = self.state.database.read().await?;
        let chapter = chapters::get(&mut tx, self.device.chapter).await?;
        let head = chapter.map_or(0, |chapter| chapter.head);
        self.told
            .try_send(head)
            .expect("the channel has room for the first head");
        Ok(())
    }

    async fn run(mut self) {
        let mut stopping = self.state.stopping.subscribe();
        loop {
            let news = tokio::select! {
                changed = self.listening.changed() => changed.is_ok(),
                _ = tokio::time::sleep(KEEP_ALIVE) => false,
                _ = stopping.wait_for(|stopping| *stopping) => return,
                () = self.told.closed() => return,
            };
            match self.is_welcome().await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    // The device exchanges and listens again; meanwhile it is told nothing it may not know.
                    let cause = &error as &dyn std::error::Error;
                    tracing::error!(cause, device = %self.device.id, "a listener could not be checked");
                    return;
                }
            }
            if news {
                let head = *self.listening.borrow_and_update();
                if self.told.send(head).await.is_err() {
                    return;
                }
            }
        }
    }

    /// Asked before each event, since `desk-server revoke` is another process.
    async fn is_welcome(&self) -> Result<bool, DatabaseError> {
        let mut tx = self.state.database.read().await?;
        let device = devices::get(&mut tx, self.device.chapter, self.device.id).await?;
        Ok(device.is_some_and(|device| device.revoked_at_us.is_none()))
    }
}
