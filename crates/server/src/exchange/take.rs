//! Taking what a device brings: each change judged alone, all that is accepted committed together.

use desk_sync::exchange::{Refusal, RefusalReason};
use desk_sync::{Change, ChangeResult, ExchangeRequest, OfferedRecord, clock};

use super::Taken;
use super::authors::Authors;
use super::epoch::{self, Met};
use super::page::{Incoming, Page};
use crate::database::changes::Accepted;
use crate::database::devices::StoredDevice;
use crate::database::{self, Transaction, epochs, gaps, pushes};
use crate::state::AppState;

/// The highest number that the database can keep.
const DEV_SEQ_MAX: u64 = i64::MAX.unsigned_abs();

/// Takes a request's offers and then its changes, in order.
///
/// Takes nothing when the request is of another epoch: the device first offers what this one lost.
/// Leaves what it took in the request as it was filed.
pub(super) async fn take(
    state: &AppState,
    sender: &StoredDevice,
    request: &mut ExchangeRequest,
    body: &[u8],
) -> database::Result<Taken> {
    let now_us = state.clock.now_us();
    let mut tx = state.database.write_to(sender.chapter).await?;
    if epoch::meet(&mut tx, sender.chapter, request).await? != Met::Same {
        return Ok(Taken::default());
    }
    let mut page = Page::open(&mut tx, &state.run, sender, keys(request)).await?;
    let mut authors = Authors::of(&mut tx, sender.chapter, &request.changes).await?;
    let mut taken = Taken::default();
    believe(&mut tx, sender, &mut request.offers, now_us).await?;
    for (place, offer) in (0..).zip(&request.offers) {
        if let Err(refusal) = page.fold(&mut tx, Incoming::Offer(offer)).await? {
            taken.refused_offers.push((place, refusal));
        }
    }
    for change in &mut request.changes {
        let result = judge(&mut tx, &mut page, &mut authors, change, now_us).await?;
        taken.results.push((change.version, result));
    }
    authors.store(&mut tx).await?;
    pushes::add(&mut tx, sender.no, body, now_us).await?;
    taken.head = page.store(&mut tx).await?;
    tx.commit().await?;
    if taken.head.is_some() {
        state.run.has_begun(sender.chapter, page.into_life());
    }
    report(sender, &taken);
    Ok(taken)
}

/// Judges one change: a repeat gets the first answer, and what is refused is refused alone.
async fn judge(
    tx: &mut Transaction,
    page: &mut Page<'_>,
    authors: &mut Authors,
    change: &mut Change,
    now_us: u64,
) -> database::Result<ChangeResult> {
    if change.version.dev_seq > DEV_SEQ_MAX {
        let detail = format!("dev_seq is past {DEV_SEQ_MAX}");
        return Ok(ChangeResult::Refused(Refusal {
            reason: RefusalReason::Malformed,
            detail,
        }));
    }
    // Of the change as its author made it, before its stamp is corrected.
    let content_hash = change.content_hash();
    if let Some(before) = authors.accepted(change.version) {
        if before.content_hash == content_hash {
            return Ok(ChangeResult::Repeated { seq: before.seq });
        }
        authors.note_copy(change.version.device);
    }
    // What follows would claim by its number to have seen what only the original had.
    if authors.is_copy(change.version.device) {
        return Ok(ChangeResult::OtherContent);
    }
    if !authors.know(change.version.device) {
        let detail = format!("no device {} in the chapter", change.version.device);
        let refusal = Refusal {
            reason: RefusalReason::UnknownAuthor,
            detail,
        };
        return Ok(ChangeResult::Refused(refusal));
    }
    change.stamp = clock::filed(change.stamp, now_us);
    Ok(match page.fold(tx, Incoming::Change(change)).await? {
        Ok(seq) => {
            authors.accept(change.version, Accepted { content_hash, seq });
            ChangeResult::Accepted { seq }
        }
        Err(refusal) => ChangeResult::Refused(refusal),
    })
}

/// Cuts the stamps and numbers of offers to what the server believes.
async fn believe(
    tx: &mut Transaction,
    sender: &StoredDevice,
    offers: &mut [OfferedRecord],
    now_us: u64,
) -> database::Result<()> {
    if offers.is_empty() {
        return Ok(());
    }
    let trusted = epochs::trusted(tx, sender.chapter).await?;
    for field in offers
        .iter_mut()
        .flat_map(|offer| offer.fields.values_mut())
    {
        field.stamp = clock::filed(field.stamp, now_us);
        let mut believed = Vec::new();
        for (epoch, seq) in field.numbers.drain(..) {
            // A number in a gap is one of a lost life, which says nothing of the order in this one.
            if trusted.contains(&epoch) && !gaps::covers(tx, sender.chapter, seq).await? {
                believed.push((epoch, seq));
            }
        }
        field.numbers = believed;
    }
    Ok(())
}

fn keys(request: &ExchangeRequest) -> impl Iterator<Item = &desk_sync::RecordKey> {
    let offered = request.offers.iter().map(|offer| &offer.key);
    offered.chain(request.changes.iter().map(|change| &change.key))
}

fn report(sender: &StoredDevice, taken: &Taken) {
    for (version, result) in &taken.results {
        match result {
            ChangeResult::Refused(refusal) => {
                tracing::warn!(device = %version.device, dev_seq = version.dev_seq, %refusal, "refused a change");
            }
            ChangeResult::OtherContent => {
                tracing::warn!(device = %version.device, dev_seq = version.dev_seq, "a number came twice with other content");
            }
            ChangeResult::Accepted { .. }
            | ChangeResult::Repeated { .. }
            | ChangeResult::KeptAside => {}
        }
    }
    for (place, refusal) in &taken.refused_offers {
        tracing::warn!(device = %sender.id, place, %refusal, "refused an offer");
    }
    let (changes, head) = (taken.results.len(), taken.head);
    tracing::debug!(device = %sender.id, changes, head, "took a page");
}
