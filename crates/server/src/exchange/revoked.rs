//! What a revoked device goes on sending is kept aside for a coordinator, and it is told nothing. The operator takes it
//! in for the coordinator, or lets it go.

use desk_sync::exchange::{PROTOCOL, Refusal, RefusalReason};
use desk_sync::{ChangeResult, ExchangeAnswer, ExchangeRequest, Version};

use super::take;
use crate::database::devices::StoredDevice;
use crate::database::pushes::{self, KeptAside};
use crate::database::{self, epochs};
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
    let mut tx = state.database.write_to(sender.chapter).await?;
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

/// Takes in what is kept aside of a device, as if it had come before the device was revoked: with the rights that its
/// member has, by the same fold. What is refused stays aside.
///
/// May be repeated: a change is taken once.
pub async fn accept(
    state: &AppState,
    sender: &StoredDevice,
) -> database::Result<Vec<(Version, ChangeResult)>> {
    let kept = pushes::list_kept_aside(&mut state.database.read().await?, sender.no).await?;
    let changes: Vec<_> = kept.into_iter().map(|aside| aside.change).collect();
    let mut request = ExchangeRequest {
        protocol: PROTOCOL,
        device: sender.id,
        epoch: None,
        cursors: Vec::new(),
        pull: false,
        changes: changes.clone(),
        offers: Vec::new(),
    };
    let body = request.to_body();
    let results = take::take(state, sender, &mut request, &body)
        .await?
        .results;
    let mut tx = state.database.write_to(sender.chapter).await?;
    for (change, (_, result)) in changes.iter().zip(&results) {
        if matches!(
            result,
            ChangeResult::Accepted { .. } | ChangeResult::Repeated { .. }
        ) {
            pushes::remove_kept_aside(&mut tx, sender.no, change).await?;
        }
    }
    tx.commit().await?;
    Ok(results)
}

fn removed() -> Refusal {
    let detail = "this device was removed from its chapter".to_owned();
    Refusal {
        reason: RefusalReason::Forbidden,
        detail,
    }
}
