//! Where sync stands, for the sidebar's foot.

use desk_api::sync::{SyncState, SyncSummary};

use super::join::SERVER;
use super::status::Status;
use crate::app::OpenChapter;
use crate::error::Result;
use crate::records::ms;

/// Before there is a chapter.
pub fn alone() -> SyncSummary {
    SyncSummary {
        state: SyncState::Alone,
        waiting: 0,
        decisions: 0,
        set_aside: 0,
        last_exchange_ms: None,
        offline_since_ms: None,
        clock_off_minutes: None,
        server: None,
    }
}

/// Of the chapter in work.
pub async fn of(chapter: &OpenChapter) -> Result<SyncSummary> {
    let store = &chapter.store;
    let server = store.setting(SERVER).await?;
    let Status {
        state,
        last_exchange_us,
        offline_since_us,
        clock_off_minutes,
    } = chapter.sync.status();
    let decisions = store.count_inbox().await?;
    let set_aside = store.count_quarantine().await?;
    Ok(SyncSummary {
        state: if server.is_some() {
            state
        } else {
            SyncState::Alone
        },
        waiting: u32::try_from(store.waiting().await?).unwrap_or(u32::MAX),
        decisions: u32::try_from(decisions).unwrap_or(u32::MAX),
        set_aside: u32::try_from(set_aside).unwrap_or(u32::MAX),
        last_exchange_ms: last_exchange_us.map(ms),
        offline_since_ms: offline_since_us.map(ms),
        clock_off_minutes,
        server,
    })
}
