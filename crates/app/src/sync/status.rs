//! What the windows show of the exchange, kept in memory.

use desk_api::sync::SyncState;
use desk_store::Store;
use desk_sync::session::Notice;

use crate::error::Result;

/// The setting that holds when the server was last reached, in microseconds since 1970.
const LAST_EXCHANGE: &str = "last_exchange_us";
/// The setting that holds since when it is not.
const OFFLINE_SINCE: &str = "offline_since_us";

/// The setting that holds why the exchange has stopped by itself, if it has.
const STOPPED: &str = "sync_stopped";
/// Its words.
const STATES_STOPPED: [(&str, SyncState); 2] = [
    ("signed_out", SyncState::SignedOut),
    ("too_old", SyncState::TooOld),
];

/// Where the exchange stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Status {
    pub(crate) state: SyncState,
    /// The last exchange that reached the server, in microseconds since 1970.
    pub(crate) last_exchange_us: Option<u64>,
    /// Since when the server does not answer.
    pub(crate) offline_since_us: Option<u64>,
    /// By how many minutes this computer's clock runs ahead, where its owner should know.
    pub(crate) clock_off_minutes: Option<i32>,
}

impl Status {
    /// Before the first exchange.
    pub(crate) const fn new() -> Self {
        Self {
            state: SyncState::Offline,
            last_exchange_us: None,
            offline_since_us: None,
            clock_off_minutes: None,
        }
    }

    /// As the program before this one left it: stopped, or up to date as of its last exchange, unless that one failed.
    pub(crate) async fn remembered(store: &Store) -> Result<Self> {
        let number = |text: Option<String>| text.and_then(|text| text.parse().ok());
        let last_exchange_us = number(store.setting(LAST_EXCHANGE).await?);
        let offline_since_us = number(store.setting(OFFLINE_SINCE).await?);
        let stopped = store.setting(STOPPED).await?;
        let stopped = STATES_STOPPED
            .iter()
            .find(|(word, _)| stopped.as_deref() == Some(word));
        let state = match (stopped, last_exchange_us, offline_since_us) {
            (Some((_, state)), ..) => *state,
            (None, Some(_), None) => SyncState::UpToDate,
            _ => SyncState::Offline,
        };
        Ok(Self {
            state,
            last_exchange_us,
            offline_since_us,
            ..Self::new()
        })
    }

    /// Leaves word for the next program.
    pub(crate) async fn remember(&self, store: &Store) -> Result<()> {
        let kept = Self::remembered(store).await?;
        let told = |status: &Self| {
            (
                status.stopped(),
                status.last_exchange_us,
                status.offline_since_us,
            )
        };
        if told(&kept) == told(self) {
            return Ok(());
        }
        store.set_setting(STOPPED, self.stopped()).await?;
        let text = |us: Option<u64>| us.map(|us| us.to_string());
        store
            .set_setting(LAST_EXCHANGE, text(self.last_exchange_us).as_deref())
            .await?;
        store
            .set_setting(OFFLINE_SINCE, text(self.offline_since_us).as_deref())
            .await?;
        Ok(())
    }

    /// The word for why the exchange has stopped by itself, if it has.
    fn stopped(&self) -> Option<&'static str> {
        let mut states = STATES_STOPPED.iter();
        states
            .find(|(_, state)| *state == self.state)
            .map(|(word, _)| *word)
    }

    pub(crate) fn reached(&mut self, now_us: u64) {
        self.state = SyncState::UpToDate;
        self.last_exchange_us = Some(now_us);
        self.offline_since_us = None;
    }

    pub(crate) fn not_reached(&mut self, now_us: u64) {
        self.state = SyncState::Offline;
        self.offline_since_us = self.offline_since_us.or(Some(now_us));
    }

    /// Takes note of what the session says.
    pub(crate) fn told(&mut self, notice: &Notice) {
        match notice {
            Notice::AppTooOld => self.state = SyncState::TooOld,
            Notice::Revoked => self.state = SyncState::SignedOut,
            Notice::ClockOff(skew) => {
                self.clock_off_minutes = i32::try_from(skew.ahead_us / 60_000_000).ok();
            }
            other => tracing::info!(notice = ?other, "sync"),
        }
    }
}
