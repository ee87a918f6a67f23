//! Under which of its ids a device speaks.
//!
//! A laptop that was restored from a copy, or cloned, draws another id, since its next numbers may have been given out
//! under the old one. Its token is still good: whoever holds it may speak under any id that nobody else has.

use desk_sync::DeviceId;

use crate::database::devices::{self, StoredDevice};
use crate::draw;
use crate::error::ApiError;
use crate::state::AppState;

/// The most ids that one token speaks for beside the one that joined. Each is one restored or cloned copy.
pub const FURTHER_IDS_MAX: u64 = 256;

/// Returns the device of this id that speaks by the token of `joined`; one that is new here is added.
///
/// # Errors
/// [`ApiError::OtherDevice`] where the id is another's, [`ApiError::TooManyIds`] where no more are added.
pub(super) async fn speaker(
    state: &AppState,
    joined: &StoredDevice,
    id: DeviceId,
) -> Result<StoredDevice, ApiError> {
    if id == joined.id {
        return Ok(joined.clone());
    }
    let mut tx = state.database.read().await?;
    let known = devices::get(&mut tx, joined.chapter, id).await?;
    drop(tx);
    match known {
        Some(known) => of_token(joined, known),
        None => add(state, joined, id).await,
    }
}

async fn add(
    state: &AppState,
    joined: &StoredDevice,
    id: DeviceId,
) -> Result<StoredDevice, ApiError> {
    let now_us = state.clock.now_us();
    let mut tx = state.database.write_to(joined.chapter).await?;
    // Asked again by the one writer: the same request may have come twice at a time.
    if let Some(known) = devices::get(&mut tx, joined.chapter, id).await? {
        return of_token(joined, known);
    }
    if devices::count_further_ids(&mut tx, joined.no).await? >= FURTHER_IDS_MAX {
        return Err(ApiError::TooManyIds {
            ids_max: FURTHER_IDS_MAX,
        });
    }
    // Drawn and forgotten: this row is found by its id, never by a token.
    let nobodys = draw::token().hash();
    let no = devices::add_id(&mut tx, joined.no, id, &nobodys, now_us).await?;
    tx.commit().await?;
    tracing::info!(device = %id, joined_as = %joined.id, "a restored or cloned device goes on under another id");
    Ok(StoredDevice {
        no,
        id,
        joined_at_us: now_us,
        last_seen_at_us: None,
        ..joined.clone()
    })
}

fn of_token(joined: &StoredDevice, known: StoredDevice) -> Result<StoredDevice, ApiError> {
    if known.joined_as == joined.no {
        return Ok(known);
    }
    Err(ApiError::OtherDevice)
}
