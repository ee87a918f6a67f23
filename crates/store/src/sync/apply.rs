//! Taking the server's answer in, all of it or nothing.

use std::collections::BTreeSet;

use desk_sync::clock::Skew;
use desk_sync::{DeviceId, ExchangeAnswer, ExchangeRequest, Refusal, Scope, Version};
use uuid::Uuid;

use super::acknowledge::acknowledge;
use super::{epoch, lost, news};
use crate::combined::Combined;
use crate::error::Result;
use crate::renumber::renumber;
use crate::store::{NewId, Store, installation};
use crate::tables::{cursor, installation as installed, outbox};

/// When an exchange was, on this computer's clock, in microseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// When the request left.
    pub sent_us: u64,
    /// When the answer was there.
    pub received_us: u64,
}

/// What an answer did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// How many changes the server has taken, durably.
    pub sent: u64,
    /// In how many records something new came from colleagues.
    pub received: u64,
    /// What the server refused; it is in quarantine.
    pub refused: Vec<Refusal>,
    /// How many questions of two versions came that nobody has settled.
    pub two_versions: u64,
    /// Records in which a colleague's change came together with mine.
    pub combined: Vec<Combined>,
    /// What is shown otherwise than before: owner and kind, for the screens that show them.
    pub changed: BTreeSet<(Uuid, String)>,
    /// By how much this computer's clock is off, when its owner should be told.
    pub skew: Option<Skew>,
    /// Whether the server was restored from an older backup: what it may have lost is being offered to it.
    pub restored: bool,
    /// Whether this laptop's data turned out to be a copy of another's; it has another device id from here on.
    pub was_copy: bool,
    /// Whether this device is revoked: what it sent is kept aside for a coordinator.
    pub revoked: bool,
    /// What this device may no longer see; it was removed, and what was unsent is in quarantine.
    pub lost: Vec<Scope>,
    /// Whether another exchange should follow at once.
    pub again: bool,
}

impl Store {
    /// Takes the answer to a request in: all of it, in one transaction, or nothing.
    ///
    /// Taking it in makes no changes that would have to be sent. `new_id` gives another device id where the server
    /// has seen this one's numbers with other content.
    pub async fn apply(
        &self,
        request: &ExchangeRequest,
        answer: &ExchangeAnswer,
        timing: Timing,
        new_id: NewId<'_>,
    ) -> Result<Applied> {
        let mut tx = self.write().await?;
        let mut here = installation(&mut tx).await?;
        if here.epoch != request.epoch {
            // Another process has heard of another epoch meanwhile: these cursors would skip what it reset.
            return Ok(Applied {
                again: true,
                ..Applied::default()
            });
        }
        let Timing {
            sent_us,
            received_us,
        } = timing;
        let mut applied = Applied {
            skew: here.clock.learn(answer.server_us, sent_us, received_us),
            ..Applied::default()
        };
        if request.epoch.is_some_and(|epoch| epoch != answer.epoch) {
            epoch::begin(&mut tx, &mut here, answer.epoch, answer.common).await?;
            installed::put(&mut tx, &here).await?;
            tx.commit().await?;
            applied.restored = true;
            applied.again = true;
            return Ok(applied);
        }
        here.epoch = Some(answer.epoch);
        epoch::offered(&mut tx, request, answer, received_us).await?;
        let released = acknowledge(&mut tx, request, answer, received_us, &mut applied).await?;
        news::take(
            &mut tx,
            &mut here,
            answer,
            released,
            received_us,
            &mut applied,
        )
        .await?;
        lost::remove(&mut tx, &answer.grants, received_us, &mut applied).await?;
        cursor::put_all(&mut tx, &answer.cursors).await?;
        applied.was_copy |= shows_a_copy(answer, here.last());
        if applied.was_copy {
            here = renumber(&mut tx, here, DeviceId(new_id())).await?;
        }
        installed::put(&mut tx, &here).await?;
        applied.again = answer.more
            || applied.was_copy
            || epoch::is_offering(&mut tx).await?
            || (applied.sent > 0 && outbox::any_unsent(&mut tx).await?);
        tx.commit().await?;
        if applied.was_copy {
            self.mark().raise(here.last())?;
        }
        Ok(applied)
    }
}

/// Returns whether the server has numbers of this device that it has not given out: another copy of its data has.
fn shows_a_copy(answer: &ExchangeAnswer, last: Version) -> bool {
    let fields = answer.records.iter().flat_map(|news| news.fields.values());
    fields
        .map(|field| field.version)
        .any(|version| version.device == last.device && version.dev_seq > last.dev_seq)
}
