//! A server that was restored from an older backup: everything it may have lost is offered to it.

use desk_sync::limits::PAGE_BYTES_MAX;
use desk_sync::{
    Change, EpochId, ExchangeAnswer, ExchangeRequest, FieldChange, OfferedRecord, Seq, offers,
};
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::tables::installation::Installation;
use crate::tables::quarantine::{self, Held};
use crate::tables::{Place, cursor, outbox, record, setting};

/// The setting that says how far the offering is; absent while there is nothing to offer.
const OFFERING: &str = "offering";
/// How many records are looked at at a time.
const RECORDS_AT_ONCE: i64 = 512;

/// How far the offering is.
#[derive(Debug, Serialize, Deserialize)]
struct Offering {
    /// The epoch whose numbers the records have.
    old_epoch: Uuid,
    /// The last number of it that the restored server still has.
    common: Option<Seq>,
    /// The local number of the last record whose offer was taken.
    after: i64,
}

/// One page of offers.
#[derive(Default)]
pub(super) struct Offers {
    pub(super) records: Vec<OfferedRecord>,
    /// Whether there are more after these.
    pub(super) more: bool,
    /// The local number of the last record looked at.
    last: i64,
}

/// Takes note that the server has another epoch: what is held past the common point is offered, what it
/// acknowledged past it is sent again, and everything is asked for anew.
pub(super) async fn begin(
    conn: &mut SqliteConnection,
    installation: &mut Installation,
    new_epoch: EpochId,
    common: Option<Seq>,
) -> Result<()> {
    if let Some(old_epoch) = installation.epoch {
        let offering = Offering {
            old_epoch: old_epoch.0,
            common,
            after: 0,
        };
        put(conn, &offering).await?;
        outbox::forget_acknowledged_after(conn, common.unwrap_or(0)).await?;
        let mut cursors = cursor::list(conn).await?;
        for cursor in &mut cursors {
            cursor.seq = 0;
        }
        cursor::put_all(conn, &cursors).await?;
    }
    installation.epoch = Some(new_epoch);
    Ok(())
}

/// Returns the next page of offers, an empty one while there is nothing to offer.
pub(super) async fn next_offers(conn: &mut SqliteConnection) -> Result<Offers> {
    let Some(offering) = get(conn).await? else {
        return Ok(Offers::default());
    };
    let mut page = Offers {
        last: offering.after,
        ..Offers::default()
    };
    let mut bytes = 0;
    loop {
        let records = record::list_after(conn, page.last, RECORDS_AT_ONCE).await?;
        if records.is_empty() {
            return Ok(page);
        }
        for row in records {
            let old_epoch = EpochId(offering.old_epoch);
            let base = row.base.as_ref();
            let offer = base.and_then(|base| offers(&row.key, base, old_epoch, offering.common));
            if let Some(offer) = offer {
                bytes += minicbor::to_vec(&offer)
                    .expect("writing to memory does not fail")
                    .len();
                if bytes > PAGE_BYTES_MAX && !page.records.is_empty() {
                    page.more = true;
                    return Ok(page);
                }
                page.records.push(offer);
            }
            page.last = row.record_id;
        }
    }
}

/// Takes note that what a request offered was taken. What was refused of it goes into quarantine.
pub(super) async fn offered(
    conn: &mut SqliteConnection,
    request: &ExchangeRequest,
    answer: &ExchangeAnswer,
    now_us: u64,
) -> Result<()> {
    let Some(offering) = get(conn).await? else {
        return Ok(());
    };
    for (place, refusal) in &answer.refused_offers {
        let offer = usize::try_from(*place)
            .ok()
            .and_then(|place| request.offers.get(place));
        if let Some(change) = offer.and_then(as_change) {
            let held = Held {
                quarantine_id: 0,
                change,
                reason: refusal.reason.to_string(),
                detail: refusal.detail.clone(),
                at_us: now_us,
            };
            quarantine::put(conn, &held).await?;
        }
    }
    let page = next_offers(conn).await?;
    if page.more {
        let after = page.last;
        put(conn, &Offering { after, ..offering }).await
    } else {
        setting::remove(conn, OFFERING).await
    }
}

/// A refused offer as the change that would have written it, so that a person can export or retry it.
fn as_change(offer: &OfferedRecord) -> Option<Change> {
    let latest = offer.fields.values().max_by_key(|field| field.stamp)?;
    let fields = offer.fields.iter().map(|(name, field)| FieldChange {
        name: name.clone(),
        value: field.value.clone(),
        replaces: field.replaces,
    });
    Some(Change {
        version: latest.version,
        stamp: latest.stamp,
        key: offer.key.clone(),
        fields: fields.collect(),
        deletion_seen: None,
        seen: Vec::new(),
    })
}

/// Returns whether there is anything left to offer.
pub(super) async fn is_offering(conn: &mut SqliteConnection) -> Result<bool> {
    Ok(get(conn).await?.is_some())
}

async fn get(conn: &mut SqliteConnection) -> Result<Option<Offering>> {
    let Some(json) = setting::get(conn, OFFERING).await? else {
        return Ok(None);
    };
    let offering = serde_json::from_str(&json);
    offering
        .map(Some)
        .map_err(|error| Place::new("setting", "value", 0).damaged(error))
}

async fn put(conn: &mut SqliteConnection, offering: &Offering) -> Result<()> {
    let json = serde_json::to_string(offering).expect("ids and numbers are JSON");
    setting::put(conn, OFFERING, &json).await
}
