//! What a revoked device goes on sending is kept aside for a coordinator, and it is told nothing.

use desk_sync::exchange::{Refusal, RefusalReason};
use desk_sync::{ChangeResult, ExchangeAnswer, ExchangeRequest};

use crate::database::devices::StoredDevice;
use crate::database::epochs;
use crate::database::pushes::{self, KeptAside};
use crate::error::ApiError;
use crate::state::AppState;

/// The most bytes that are kept aside for one device.
pub const KEPT_ASIDE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Keeps every change of a revoked device aside.
pub(super) async fn keep_aside(
    state: &AppState,
    sender: &StoredDevice,
    request: &ExchangeRequest,
) -> Result<ExchangeAnswer, ApiError> {
    let now_us = state.clock.now_us();
    let mut tx = state.database.write().await?;
    let (_, mut bytes) = pushes::kept_aside_size(&mut tx, sender.no).await?;
    let mut results = Vec::new();
    for change in &request.changes {
        let content_hash = change.content_hash();
        let encoded = change.to_bytes();
        bytes += encoded.len() as u64;
        if bytes > KEPT_ASIDE_BYTES_MAX {
            return Err(ApiError::KeptAsideFull);
        }
        let kept = KeptAside {
            version: change.version,
            content_hash,
            change: encoded,
        };
        pushes::keep_aside(&mut tx, sender.no, &kept, now_us).await?;
        results.push((change.version, ChangeResult::KeptAside));
    }
    let epoch = epochs::current(&mut tx).await?;
    tx.commit().await?;
    tracing::warn!(device = %sender.id, changes = results.len(), "a revoked device sent changes");
    Ok(ExchangeAnswer {
        epoch,
        common: None,
        server_us: now_us,
        grants: Vec::new(),
        results,
        refused_offers: (0..)
            .zip(&request.offers)
            .map(|(place, _)| (place, removed()))
            .collect(),
        records: Vec::new(),
        cursors: Vec::new(),
        more: false,
    })
}

fn removed() -> Refusal {
    let detail = "this device was removed from its chapter".to_owned();
    Refusal {
        reason: RefusalReason::Forbidden,
        detail,
    }
}
