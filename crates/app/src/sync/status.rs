//! What the windows show of the exchange, kept in memory.

use desk_api::sync::SyncState;
use desk_sync::session::Notice;

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
