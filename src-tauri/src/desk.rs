//! The program behind the window, opened while the window draws its first picture.

use std::path::PathBuf;

use anyhow::Context;
use desk_api::Error;
use desk_api::typescript::Event;
use desk_app::app::Options;
use desk_app::data_folder;
use desk_app::{App, Edges, keys};
use tauri::{AppHandle, Emitter, Manager};
use tokio::sync::OnceCell;
use tokio::sync::broadcast::error::RecvError;

use crate::preferences::StoredPreferences;

/// The environment variable that holds the passphrase, where the key is wrapped by one.
const PASSPHRASE: &str = "DESK_PASSPHRASE";

/// Under which name the window hears what the program tells it unasked.
const EVENT: &str = "desk";

/// The program, or why it could not be opened.
pub(crate) struct Desk {
    window: AppHandle,
    data: PathBuf,
    opened: OnceCell<Result<App, Error>>,
}

impl Desk {
    /// Nothing is opened yet. Without `data` it is this person's own folder.
    pub(crate) fn new(window: &AppHandle, data: Option<PathBuf>) -> anyhow::Result<Self> {
        let data = match data {
            Some(data) => {
                std::path::absolute(&data).with_context(|| format!("finding {}", data.display()))?
            }
            None => data_folder::of_this_person()
                .context("this user has no home folder: name one with --data")?,
        };
        Ok(Self {
            window: window.clone(),
            data,
            opened: OnceCell::new(),
        })
    }

    /// The program, once it is open.
    ///
    /// # Errors
    /// Where it could not be opened; every command then answers that, and the page shows it.
    pub(crate) async fn app(&self) -> Result<&App, Error> {
        let opened = self.opened.get_or_init(|| async {
            let opened = self.open().await.map_err(Error::from);
            if let Err(error) = &opened {
                tracing::error!(%error, "the program could not be opened");
            }
            opened
        });
        opened.await.as_ref().map_err(Error::clone)
    }

    /// Closes what is open, so that its files come to rest.
    pub(crate) async fn close(&self) {
        if let Some(Ok(app)) = self.opened.get() {
            app.close().await;
        }
    }

    async fn open(&self) -> desk_app::Result<App> {
        let passphrase = std::env::var(PASSPHRASE).ok();
        let key = keys::obtain(&self.data, passphrase.as_deref()).await?;
        if let Some(warning) = key.warning() {
            tracing::warn!("{warning}");
        }
        let preferences = StoredPreferences::open(&self.window, &self.data)?;
        App::open(Options {
            data: self.data.clone(),
            edges: Edges::real(),
            preferences: Box::new(preferences),
            key: key.key,
            key_kept_in: key.kept_in,
            background: true,
        })
        .await
    }
}

/// Opens the program without waiting for the page to ask, and tells the page from then on what happens.
pub(crate) fn open_in_background(window: AppHandle) {
    tauri::async_runtime::spawn(async move {
        // Why it did not open is in the log, and in the answer to the page's first command.
        if let Ok(app) = window.state::<Desk>().app().await {
            tell(&window, app.events()).await;
        }
    });
}

async fn tell(window: &AppHandle, mut events: tokio::sync::broadcast::Receiver<Event>) {
    loop {
        let event = match events.recv().await {
            Ok(event) => event,
            // A page that fell behind reloads everything.
            Err(RecvError::Lagged(_)) => Event::Changed { visits: Vec::new() },
            Err(RecvError::Closed) => return,
        };
        if let Err(error) = window.emit(EVENT, event) {
            tracing::warn!(%error, "the page could not be told what happened");
        }
    }
}
