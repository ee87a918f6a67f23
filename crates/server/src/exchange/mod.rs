//! One exchange: take what a device brings, answer what it has not seen.
//!
//! Taking is one transaction that is on the disk before anything is answered; answering reads one moment
//! of the database after it. The two need not be the same moment: what others commit in between is news.

use desk_sync::exchange::Refusal;
use desk_sync::{ChangeResult, ExchangeAnswer, ExchangeRequest, Seq, Version};

use crate::database::devices::StoredDevice;
use crate::database::epochs;
use crate::error::ApiError;
use crate::state::AppState;

mod authors;
mod epoch;
mod news;
mod page;
mod revoked;
mod run;
mod speaker;
mod take;

use epoch::Met;
pub use revoked::{KEPT_ASIDE_BYTES_MAX, accept};
pub use run::Run;
pub use speaker::FURTHER_IDS_MAX;

/// What became of what a device brought.
#[derive(Debug, Default)]
struct Taken {
    results: Vec<(Version, ChangeResult)>,
    refused_offers: Vec<(u32, Refusal)>,
    /// The chapter's head after it, or none if nothing was numbered.
    head: Option<Seq>,
}

/// Does one exchange for whoever speaks by the token of `joined`, which was checked. `body` is the request as received.
pub async fn exchange(
    state: &AppState,
    joined: &StoredDevice,
    mut request: ExchangeRequest,
    body: &[u8],
) -> Result<ExchangeAnswer, ApiError> {
    if joined.revoked_at_us.is_some() {
        return revoked::keep_aside(state, joined, &request).await;
    }
    let sender = &speaker::speaker(state, joined, request.device).await?;
    let brings = !request.changes.is_empty() || !request.offers.is_empty();
    let taken = if brings {
        take::take(state, sender, &mut request, body).await?
    } else {
        Taken::default()
    };
    if let Some(head) = taken.head {
        state.wake.tell(sender.chapter, head);
        state.nodes.tell(sender.chapter, head);
    }
    answer(state, sender, &request, taken).await
}

/// Reads what the device has not seen.
async fn answer(
    state: &AppState,
    sender: &StoredDevice,
    request: &ExchangeRequest,
    taken: Taken,
) -> Result<ExchangeAnswer, ApiError> {
    let Taken {
        results,
        refused_offers,
        head: _,
    } = taken;
    let mut tx = state.database.read().await?;
    let mut met = epoch::meet(&mut tx, sender.chapter, request).await?;
    if met == Met::OlderCopy {
        drop(tx);
        epoch::begin(state, sender.chapter, request).await?;
        tx = state.database.read().await?;
        met = epoch::meet(&mut tx, sender.chapter, request).await?;
    }
    let epoch = epochs::current(&mut tx).await?;
    let grants = sender.membership.scopes();
    let page = match met {
        Met::Same => news::page(&mut tx, sender.chapter, epoch, &grants, request).await?,
        // Everything is news in another epoch, and the device asks once it has offered.
        Met::Other { .. } | Met::OlderCopy => news::nothing(&grants),
    };
    let common = match met {
        Met::Other { common } => common,
        Met::Same | Met::OlderCopy => None,
    };
    Ok(ExchangeAnswer {
        epoch,
        common,
        server_us: state.clock.now_us(),
        grants,
        results,
        refused_offers,
        records: page.records,
        cursors: page.cursors,
        more: page.more,
    })
}
