//! Whether a device and the server speak of the same life of the database.

use desk_sync::limits::NUMBERS_PER_FIELD_MAX;
use desk_sync::{EpochId, ExchangeRequest, Record, RecordId, Seq};

use crate::database::epochs::{self, Origin};
use crate::database::{self, Transaction, chapters, gaps};
use crate::draw;
use crate::state::AppState;

/// How a request's epoch stands to the server's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
    /// Both are of one life, or the device has not been here before.
    Same,
    /// The device's is over; up to `common` it is also this one's, if that is known.
    Other { common: Option<Seq> },
    /// The device knows what this database has never had: an older copy was put back by hand,
    /// and no epoch was begun for it.
    OlderCopy,
}

/// Compares a request's epoch and cursors with what the chapter has.
pub(super) async fn meet(
    tx: &mut Transaction,
    chapter: RecordId,
    request: &ExchangeRequest,
) -> database::Result<Met> {
    let Some(theirs) = request.epoch else {
        return Ok(Met::Same);
    };
    if theirs == epochs::current(tx).await? {
        let head = chapters::get(tx, chapter)
            .await?
            .map_or(0, |chapter| chapter.head);
        for cursor in &request.cursors {
            if cursor.seq > head || gaps::covers(tx, chapter, cursor.seq).await? {
                return Ok(Met::OlderCopy);
            }
        }
        return Ok(Met::Same);
    }
    if !epochs::is_known(tx, theirs).await? {
        return Ok(Met::OlderCopy);
    }
    for cursor in &request.cursors {
        if gaps::covers(tx, chapter, cursor.seq).await? {
            // Of a life that was lost unnoticed before this epoch ended: the two have no numbers in common.
            return Ok(Met::Other { common: None });
        }
    }
    Ok(Met::Other {
        common: epochs::common(tx, theirs, chapter).await?,
    })
}

/// Begins the epoch of an older copy that was put back by hand, unless another request has just done so.
pub(super) async fn begin(
    state: &AppState,
    chapter: RecordId,
    request: &ExchangeRequest,
) -> database::Result<()> {
    let now_us = state.clock.now_us();
    let mut tx = state.database.write().await?;
    if meet(&mut tx, chapter, request).await? != Met::OlderCopy {
        return Ok(());
    }
    if let Some(theirs) = request.epoch
        && !epochs::is_known(&mut tx, theirs).await?
    {
        // Noted, so that naming it again begins no further epoch.
        epochs::begin(&mut tx, theirs, Origin::Foreign, now_us).await?;
    }
    let epoch = EpochId(draw::id(now_us));
    epochs::begin(&mut tx, epoch, Origin::Found, now_us).await?;
    tx.commit().await?;
    tracing::warn!(%epoch, %chapter, "an older copy of the database is in use; devices will offer what it lost");
    Ok(())
}

/// Gives every field the number that it has in the present epoch: the one of the epoch before, whose rows
/// and sequence go on.
pub(super) fn carry(record: &mut Record, epoch: EpochId) {
    for field in record.fields.values_mut() {
        if let Some(&(numbered_by, seq)) = field.numbers.last()
            && numbered_by != epoch
        {
            field.numbers.push((epoch, seq));
            let surplus = field.numbers.len().saturating_sub(NUMBERS_PER_FIELD_MAX);
            field.numbers.drain(..surplus);
        }
    }
}
