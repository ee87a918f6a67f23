//! What the server said of each change.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use desk_sync::exchange::ChangeResult;
use desk_sync::overlay::may_leave;
use desk_sync::{Change, DeviceId, ExchangeAnswer, ExchangeRequest, Seq, Version};
use sqlx::SqliteConnection;

use super::apply::Applied;
use crate::error::Result;
use crate::tables::outbox::{self, Slot};
use crate::tables::quarantine::{self, Held};

/// The word for a change of a revoked device, which the server keeps aside for a coordinator.
pub(super) const KEPT_ASIDE: &str = "kept_aside";

/// Takes note of the results, and returns the local numbers of the records from whose overlay changes went.
///
/// An acknowledged change stays in the overlay until all that was numbered up to it has come.
pub(super) async fn acknowledge(
    conn: &mut SqliteConnection,
    request: &ExchangeRequest,
    answer: &ExchangeAnswer,
    now_us: u64,
    applied: &mut Applied,
) -> Result<BTreeSet<i64>> {
    let mut slots = outbox::list_acknowledged(conn).await?;
    for (device, numbers) in authors(&request.changes) {
        slots.extend(outbox::list_sent(conn, device, numbers).await?);
    }
    let results: BTreeMap<Version, &ChangeResult> = answer
        .results
        .iter()
        .map(|(version, result)| (*version, result))
        .collect();
    let (mut acked, mut gone, mut released) = (Vec::new(), Vec::new(), BTreeSet::new());
    for slot in slots {
        let seq = match results.get(&slot.version) {
            Some(ChangeResult::Accepted { seq } | ChangeResult::Repeated { seq }) => {
                applied.sent += u64::from(slot.acked_seq.is_none());
                Some(*seq)
            }
            Some(ChangeResult::Refused(refusal)) => {
                applied.refused.push(refusal.clone());
                let (reason, detail) = (refusal.reason.to_string(), refusal.detail.clone());
                hold(conn, &slot, reason, detail, now_us).await?;
                gone.push(slot.outbox_id);
                released.insert(slot.record_id);
                continue;
            }
            Some(ChangeResult::KeptAside) => {
                applied.revoked = true;
                hold(conn, &slot, KEPT_ASIDE.to_owned(), String::new(), now_us).await?;
                gone.push(slot.outbox_id);
                released.insert(slot.record_id);
                continue;
            }
            Some(ChangeResult::OtherContent) => {
                applied.was_copy = true;
                continue;
            }
            None => slot.acked_seq,
        };
        let Some(seq) = seq else { continue };
        if may_leave(answer, &slot.space, seq) {
            gone.push(slot.outbox_id);
            released.insert(slot.record_id);
        } else if slot.acked_seq != Some(seq) {
            acked.push((slot.outbox_id, seq));
        }
    }
    note(conn, &acked, &gone).await?;
    Ok(released)
}

/// The authors of what was sent, this device or those that it was before, each with its lowest and highest number.
fn authors(changes: &[Change]) -> BTreeMap<DeviceId, RangeInclusive<u64>> {
    let mut authors: BTreeMap<DeviceId, RangeInclusive<u64>> = BTreeMap::new();
    for Version { device, dev_seq } in changes.iter().map(|change| change.version) {
        let numbers = authors.entry(device).or_insert(dev_seq..=dev_seq);
        *numbers = dev_seq.min(*numbers.start())..=dev_seq.max(*numbers.end());
    }
    authors
}

async fn note(conn: &mut SqliteConnection, acked: &[(i64, Seq)], gone: &[i64]) -> Result<()> {
    outbox::acknowledge(conn, acked).await?;
    outbox::remove_all(conn, gone).await
}

async fn hold(
    conn: &mut SqliteConnection,
    slot: &Slot,
    reason: String,
    detail: String,
    at_us: u64,
) -> Result<()> {
    let Some(waiting) = outbox::get(conn, slot.version).await? else {
        return Ok(());
    };
    let held = Held {
        quarantine_id: 0,
        change: waiting.change,
        reason,
        detail,
        at_us,
    };
    quarantine::put(conn, &held).await
}
