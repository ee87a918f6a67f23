//! Sync and changes.

use desk_api::records::Nothing;
use desk_api::state::Done;
use desk_api::sync::{SetAsideId, Settle};

use super::desk::Desk;
use crate::error::Result;
use crate::sync;

impl Desk<'_> {
    pub(super) async fn settle(&self, request: Settle) -> Result<Done<Nothing>> {
        let mut work = self.begin().await?;
        let label = sync::settle::settle(&self.chapter.store, &mut work, &request).await?;
        self.finish(work, Nothing {}, label).await
    }

    pub(super) async fn retry_set_aside(&self, request: SetAsideId) -> Result<Nothing> {
        sync::view::retry(
            &self.chapter.store,
            &request.id,
            (self.app.edges().steady_us)(),
        )
        .await?;
        self.chapter.sync.edited();
        Ok(Nothing {})
    }

    pub(super) async fn discard_set_aside(&self, request: SetAsideId) -> Result<Nothing> {
        sync::view::discard(&self.chapter.store, &request.id).await?;
        Ok(Nothing {})
    }
}
