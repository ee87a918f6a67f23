//! The exchange of one open chapter: one conversation at a time, whoever asks for it.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use desk_api::sync::{Exchanged, SyncState};
use desk_api::typescript::Event;
use desk_store::Store;
use desk_sync::session::{Input, Session};
use tokio::sync::{Mutex as Turn, Notify, watch};
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::drive::{Access, Outcome, drive, session};
use super::http::Server;
use super::join::{SERVER, TOKEN};
use super::listen::listen;
use super::status::Status;
use super::summary;
use crate::app::{App, OpenChapter};
use crate::error::{Error, Result};

/// How long to wait before trying again what failed on this side.
const TRY_AGAIN: Duration = Duration::from_secs(3);
/// How long to wait where there is nothing to listen to.
const UNCONNECTED: Duration = Duration::from_secs(3600);

/// The exchange of one open chapter.
pub struct SyncWorker {
    session: Turn<Option<Session>>,
    status: Mutex<Status>,
    /// Somebody edited, or the connection is another.
    edited: Notify,
    /// The server has something new, or is in reach again.
    woken: Notify,
    /// The server as last spoken with: making a client reads the system's certificates, which takes longer than an
    /// exchange, and a kept one keeps its connection.
    server: Mutex<Option<Server>>,
    stopping: watch::Sender<bool>,
    tasks: Mutex<JoinSet<()>>,
}

impl Default for SyncWorker {
    fn default() -> Self {
        Self::new()
    }
}

impl SyncWorker {
    /// A worker that does nothing until it is started or asked.
    pub fn new() -> Self {
        Self {
            session: Turn::new(None),
            status: Mutex::new(Status::new()),
            edited: Notify::new(),
            woken: Notify::new(),
            server: Mutex::new(None),
            stopping: watch::Sender::new(false),
            tasks: Mutex::new(JoinSet::new()),
        }
    }

    /// Exchanges by itself from now on: at once, after each edit, when the server has something new, when it is in
    /// reach again, and now and then.
    pub fn start(&self, app: App, chapter: &Arc<OpenChapter>) {
        let mut tasks = self
            .tasks
            .lock()
            .expect("nothing panics while it holds the tasks");
        tasks.spawn(exchange_by_itself(app, Arc::clone(chapter)));
        tasks.spawn(listen(Arc::clone(chapter)));
    }

    /// Begins with where the exchange stood when the chapter was last open.
    pub async fn recall(&self, store: &Store) -> Result<()> {
        let remembered = Status::remembered(store).await?;
        self.set_status(|status| *status = remembered);
        Ok(())
    }

    /// Ends what runs in the background, after the exchange under way, and leaves word where it stood.
    pub async fn stop(&self, store: &Store) {
        self.stopping.send_replace(true);
        let mut tasks = std::mem::take(
            &mut *self
                .tasks
                .lock()
                .expect("nothing panics while it holds the tasks"),
        );
        while let Some(ended) = tasks.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "the exchange in the background panicked");
            }
        }
        if let Err(error) = self.status().remember(store).await {
            tracing::warn!(%error, "where the exchange stood was not kept");
        }
    }

    /// Says that there is something to send.
    pub fn edited(&self) {
        self.edited.notify_one();
    }

    /// Exchanges until everything is sent and received.
    ///
    /// # Errors
    /// [`Error::NotConnected`]; or why the last exchange failed. Nothing is lost by it.
    pub async fn exchange_now(&self, app: &App, chapter: &OpenChapter) -> Result<Exchanged> {
        let access = access(chapter).await?.ok_or(Error::NotConnected)?;
        if matches!(
            self.status().state,
            SyncState::SignedOut | SyncState::TooOld
        ) {
            // By itself it has stopped; whoever asks hears what the server says today.
            *self.session.lock().await = None;
        }
        let outcome = self.converse(app, chapter, &access, Input::Online).await?;
        match outcome.failure {
            Some(error) => Err(error),
            None => Ok(outcome.exchanged),
        }
    }

    /// Begins anew with the next exchange: the server, or what this computer may do there, is another.
    pub async fn forget_session(&self) {
        *self.session.lock().await = None;
        self.set_status(|status| *status = Status::new());
    }

    /// Says that the server has something new, or is in reach again.
    pub(super) fn woken(&self) {
        self.woken.notify_one();
    }

    /// Waits until no conversation is under way.
    pub(super) async fn quiet(&self) {
        drop(self.session.lock().await);
    }

    /// Turns true when the chapter is closed.
    pub(super) fn stopping(&self) -> watch::Receiver<bool> {
        self.stopping.subscribe()
    }

    pub(crate) fn status(&self) -> Status {
        self.lock_status().clone()
    }

    pub(crate) fn set_status(&self, change: impl FnOnce(&mut Status)) {
        change(&mut self.lock_status());
    }

    async fn converse(
        &self,
        app: &App,
        chapter: &OpenChapter,
        access: &Access,
        input: Input,
    ) -> Result<Outcome> {
        let mut kept = self.session.lock().await;
        let (session, input) = match kept.take() {
            Some(session) => (session, input),
            // A new session is offline until it is told otherwise.
            None => (session(app, chapter).await?, Input::Online),
        };
        let session = kept.insert(session);
        let outcome = drive(app, chapter, session, access, input).await;
        if outcome.is_err() {
            // What the session believes may not be what is stored: the next conversation asks the database.
            *kept = None;
        }
        drop(kept);
        let outcome = outcome?;
        let summary = summary::of(chapter).await?;
        app.tell(Event::Sync { summary });
        Ok(outcome)
    }

    /// The server at this address, the same one as long as the address stays.
    fn server(&self, address: &str) -> Result<Server> {
        let mut kept = self
            .server
            .lock()
            .expect("nothing panics while it holds the server");
        if let Some(server) = kept.as_ref().filter(|server| server.address() == address) {
            return Ok(server.clone());
        }
        Ok(kept.insert(Server::at(address)?).clone())
    }

    fn lock_status(&self) -> MutexGuard<'_, Status> {
        self.status
            .lock()
            .expect("nothing panics while it holds the status")
    }
}

/// Who to speak with, if this chapter is connected.
pub(super) async fn access(chapter: &OpenChapter) -> Result<Option<Access>> {
    let server = chapter.store.setting(SERVER).await?;
    let token = chapter.store.setting(TOKEN).await?;
    let (Some(server), Some(token)) = (server, token) else {
        return Ok(None);
    };
    Ok(Some(Access {
        server: chapter.sync.server(&server)?,
        token,
    }))
}

async fn exchange_by_itself(app: App, chapter: Arc<OpenChapter>) {
    let worker = &chapter.sync;
    let mut stopping = worker.stopping.subscribe();
    let mut input = Input::Online;
    loop {
        let pause = match exchange_once(&app, &chapter, input).await {
            Ok(wake_at_us) => pause_until(&app, wake_at_us),
            Err(error) => {
                tracing::error!(%error, "the exchange in the background failed");
                TRY_AGAIN
            }
        };
        input = tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            () = worker.edited.notified() => Input::Edited,
            () = worker.woken.notified() => Input::Online,
            () = sleep(pause) => Input::Tick,
        };
    }
}

/// One conversation, if this chapter is connected. Returns when to try again.
async fn exchange_once(app: &App, chapter: &OpenChapter, input: Input) -> Result<Option<u64>> {
    let Some(access) = access(chapter).await? else {
        return Ok(None);
    };
    let outcome = chapter.sync.converse(app, chapter, &access, input).await?;
    if let Some(error) = outcome.failure {
        tracing::info!(%error, "the server was not reached");
    }
    Ok(outcome.wake_at_us)
}

fn pause_until(app: &App, wake_at_us: Option<u64>) -> Duration {
    let now_us = (app.edges().steady_us)();
    wake_at_us.map_or(UNCONNECTED, |at_us| {
        Duration::from_micros(at_us.saturating_sub(now_us))
    })
}
