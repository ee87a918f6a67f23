//! Quarantine: changes that cannot be sent. Nothing leaves it but by a person's word.

use desk_domain::kind::Registers;
use desk_sync::Change;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::action::{ActionId, ActionLabel};
use crate::error::Result;
use crate::store::Store;
use crate::tables::quarantine::{self, Held};

/// A change's number in quarantine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct QuarantineId(pub i64);

/// A change that cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// Its number.
    pub id: QuarantineId,
    /// The kind of the record that it would change.
    pub kind: String,
    /// That record's id.
    pub record: Uuid,
    /// The chapter or visit that the record belongs to.
    pub owner: Uuid,
    /// What it would write, as JSON.
    pub registers: Registers,
    /// Why it cannot be sent: the server's reason, `access_lost`, or `kept_aside` for a revoked device.
    pub reason: String,
    /// More about it, in English.
    pub detail: String,
    /// Since when, in microseconds since 1970.
    pub at_us: u64,
}

impl Store {
    /// Returns what is in quarantine, oldest first.
    pub async fn quarantine(&self) -> Result<Vec<Quarantined>> {
        let held = quarantine::list(&mut *self.read().await?).await?;
        Ok(held.into_iter().map(Quarantined::from).collect())
    }

    /// Returns how many changes are in quarantine.
    pub async fn count_quarantine(&self) -> Result<u64> {
        quarantine::count(&mut *self.read().await?).await
    }

    /// Makes the change again over what is shown today, to be sent anew. `None` where it writes nothing new, or
    /// there is no such number; either way it is out of quarantine then.
    pub async fn quarantine_retry(
        &self,
        id: QuarantineId,
        label: ActionLabel,
        now_us: u64,
    ) -> Result<Option<ActionId>> {
        let mut tx = self.begin(label, now_us).await?;
        let Some(held) = quarantine::get(&mut tx.sql, id.0).await? else {
            return Ok(None);
        };
        quarantine::remove(&mut tx.sql, id.0).await?;
        tx.put_at(held.change.key.clone(), registers(&held.change))
            .await?;
        tx.commit().await
    }

    /// Lets a change go for good.
    pub async fn quarantine_discard(&self, id: QuarantineId) -> Result<()> {
        let mut tx = self.write().await?;
        quarantine::remove(&mut tx, id.0).await?;
        Ok(tx.commit().await?)
    }

    /// Returns all that is in quarantine as one JSON document, for keeping elsewhere.
    pub async fn quarantine_export(&self) -> Result<Value> {
        let export = |one: Quarantined| {
            let registers: serde_json::Map<String, Value> = one
                .registers
                .iter()
                .map(|(name, value)| (name.clone(), as_json(value)))
                .collect();
            json!({
                "kind": one.kind, "id": one.record, "owner": one.owner, "fields": registers,
                "reason": one.reason, "detail": one.detail, "at_us": one.at_us,
            })
        };
        Ok(self.quarantine().await?.into_iter().map(export).collect())
    }
}

impl From<Held> for Quarantined {
    fn from(held: Held) -> Self {
        let Held {
            quarantine_id,
            change,
            reason,
            detail,
            at_us,
        } = held;
        Self {
            id: QuarantineId(quarantine_id),
            kind: change.key.kind.clone(),
            record: change.key.id.0,
            owner: change.key.space.owner.0,
            registers: registers(&change),
            reason,
            detail,
            at_us,
        }
    }
}

fn registers(change: &Change) -> Registers {
    let fields = change.fields.iter();
    fields
        .map(|field| (field.name.clone(), field.value.clone()))
        .collect()
}

/// A value as JSON; one that a newer version wrote in another form, as the text that it is.
fn as_json(value: &[u8]) -> Value {
    serde_json::from_slice(value)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(value).into_owned()))
}
