//! Looking at records of any kind, and at who touched them last.

use std::collections::{BTreeMap, BTreeSet};

use desk_domain::KindSpec;
use desk_domain::kind::Registers;
use desk_domain::kinds::Device;
use desk_sync::{DeviceId, RecordId};
use sqlx::{AssertSqlSafe, Row, SqliteConnection};
use uuid::Uuid;

use crate::action::Source;
use crate::error::Result;
use crate::projection;
use crate::store::Store;
use crate::tables::outbox_waiting::{self, WaitingOfKind};
use crate::tables::record::RecordRow;
use crate::tables::{Place, record, signed};
use crate::tx::registers_of;

/// Who wrote to a record last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastChange {
    /// The name of the person who works on that device, if it is known here.
    pub person: Option<String>,
    /// When, in microseconds since 1970.
    pub at_us: u64,
}

/// A record that a colleague's change came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The record's kind.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
    /// The name of the person who made the change, if it is known here.
    pub person: Option<String>,
    /// When it was made, in microseconds since 1970.
    pub at_us: u64,
}

impl Store {
    /// Returns what is shown of a record, deleted ones included.
    pub async fn registers(&self, kind: &str, id: Uuid) -> Result<Option<Registers>> {
        let row = record::find(&mut *self.read().await?, kind, RecordId(id)).await?;
        Ok(row.as_ref().and_then(|row| row.shown()).map(registers_of))
    }

    /// Returns what is shown of the records of a kind with these ids, deleted ones included; absent ones are left out.
    pub async fn all_registers(
        &self,
        kind: &str,
        ids: &[Uuid],
    ) -> Result<BTreeMap<Uuid, Registers>> {
        let rows = record::find_all(&mut *self.read().await?, kind, ids).await?;
        // Where an id is in two spaces, the record that came first stands.
        Ok(rows
            .iter()
            .filter_map(|row| Some((row.key.id.0, registers_of(row.shown()?))))
            .collect())
    }

    /// Returns whose a record is, the chapter or a visit.
    pub async fn owner_of(&self, kind: &str, id: Uuid) -> Result<Option<Uuid>> {
        let row = record::find(&mut *self.read().await?, kind, RecordId(id)).await?;
        Ok(row.map(|row| row.key.space.owner.0))
    }

    /// Returns what is shown of the records of a kind that are not deleted, those of one visit or all.
    pub async fn list_registers(
        &self,
        spec: &KindSpec,
        owner: Option<Uuid>,
    ) -> Result<Vec<(Uuid, Registers)>> {
        let mut conn = self.read().await?;
        let rows = match owner {
            Some(owner) => record::list_by_owner(&mut conn, spec.name, owner).await?,
            None => record::list_by_kind(&mut conn, spec.name).await?,
        };
        Ok(rows
            .iter()
            .filter_map(|row| Some((row.key.id.0, row.shown()?)))
            .filter(|(_, shown)| !shown.is_deleted())
            .map(|(id, shown)| (id, registers_of(shown)))
            .collect())
    }

    /// Returns how many changes wait to be sent, by the kind of their records.
    pub async fn waiting_by_kind(&self) -> Result<Vec<(String, u64)>> {
        let waiting = outbox_waiting::list(&mut *self.read().await?).await?;
        let pair = |WaitingOfKind { kind, changes }| (kind, changes);
        Ok(waiting.into_iter().map(pair).collect())
    }

    /// Returns who wrote to a record last; `None` where there is no such record.
    pub async fn last_change(&self, kind: &str, id: Uuid) -> Result<Option<LastChange>> {
        Ok(self.last_changes(kind, &[id]).await?.remove(&id))
    }

    /// Returns who wrote to each of these records last; absent ones are left out.
    pub async fn last_changes(
        &self,
        kind: &str,
        ids: &[Uuid],
    ) -> Result<BTreeMap<Uuid, LastChange>> {
        let mut conn = self.read().await?;
        let rows = record::find_all(&mut conn, kind, ids).await?;
        let persons = persons(&mut conn).await?;
        let last = |row: &RecordRow| {
            let fields = row.shown()?.fields.values();
            let last = fields.max_by_key(|field| (field.stamp, field.version))?;
            Some(LastChange {
                person: persons.get(&last.version.device).cloned(),
                at_us: last.stamp.0,
            })
        };
        // Where an id is in two spaces, the record that came first stands.
        Ok(rows
            .iter()
            .filter_map(|row| Some((row.key.id.0, last(row)?)))
            .collect())
    }

    /// Returns the records that colleagues changed since then, each once per person, the latest change first.
    pub async fn received_since(&self, since_us: u64) -> Result<Vec<Received>> {
        let mut conn = self.read().await?;
        // The number is written out: the index holds what was received, and a bound one might be another.
        let received = Source::Received.number();
        let rows = sqlx::query(AssertSqlSafe(format!(
            "SELECT r.record_id, r.kind, r.id, h.device, h.at_us
             FROM history h INDEXED BY history_received JOIN record r USING (record_id)
             WHERE h.source = {received} AND h.at_us >= $1 ORDER BY h.at_us DESC, h.history_id DESC"
        )))
        .bind(signed(since_us))
        .fetch_all(&mut *conn)
        .await?;
        let persons = persons(&mut conn).await?;
        let (mut seen, mut received) = (BTreeSet::new(), Vec::new());
        for row in rows {
            let record_id: i64 = row.try_get(0)?;
            let at = |column| Place::new("history", column, record_id);
            let device = at("device").device(row.try_get(3)?)?;
            if seen.insert((record_id, device)) {
                received.push(Received {
                    kind: row.try_get(1)?,
                    id: at("id").uuid(row.try_get(2)?)?,
                    person: persons.get(&device).cloned(),
                    at_us: at("at_us").unsigned(row.try_get(4)?)?,
                });
            }
        }
        Ok(received)
    }
}

/// Who works on which device.
pub(crate) async fn persons(conn: &mut SqliteConnection) -> Result<BTreeMap<DeviceId, String>> {
    let devices: Vec<Device> = projection::list(conn, None).await?;
    let named = devices
        .into_iter()
        .filter_map(|device| Some((DeviceId(device.id.uuid), device.person_name?)));
    Ok(named.collect())
}
