//! One action by one person: everything it changes is stored and queued together, or nothing is.
//!
//! Edits are staged in memory and written at commit, so that an action that sets a field twice makes one change, and
//! one that sets it back makes none.

mod staged;

use std::collections::{BTreeMap, BTreeSet};

use desk_domain::kind::{self, Kind, KindSpec, Owner, Registers};
use desk_domain::kinds;
use desk_sync::membership::Membership;
use desk_sync::record::{DELETED, TRUE};
use desk_sync::{RecordId, RecordKey, Space};
use sqlx::{Sqlite, Transaction};
use uuid::Uuid;

use crate::action::{ActionId, ActionLabel, Source};
use crate::error::{Error, Result};
use crate::membership;
use crate::projection;
use crate::store::installation;
use crate::tables::history::Written;
use crate::tables::installation::Installation;
use crate::tables::outbox::Waiting;
use crate::tables::record::RecordRow;
use crate::tables::{action, history, installation as installed, outbox, record};
use staged::{Changed, Staged, not_allowed};
pub(crate) use staged::{is_empty, registers_of};

/// One action by one person, not yet done. Dropping it leaves nothing behind.
pub struct Tx {
    pub(crate) sql: Transaction<'static, Sqlite>,
    pub(crate) installation: Installation,
    membership: Option<Membership>,
    label: ActionLabel,
    now_us: u64,
    reverses: Option<ActionId>,
    staged: BTreeMap<(String, RecordId), Staged>,
    /// The order in which records were first touched: the order of their changes.
    touched: Vec<(String, RecordId)>,
}

impl Tx {
    pub(crate) async fn begin(
        mut sql: Transaction<'static, Sqlite>,
        label: ActionLabel,
        now_us: u64,
    ) -> Result<Self> {
        let installation = installation(&mut sql).await?;
        let membership = membership::get(&mut sql).await?;
        Ok(Self {
            sql,
            installation,
            membership,
            label,
            now_us,
            reverses: None,
            staged: BTreeMap::new(),
            touched: Vec::new(),
        })
    }

    /// Says that this action takes back another.
    pub(crate) fn reversing(mut self, action: ActionId) -> Self {
        self.reverses = Some(action);
        self.label.source = Source::Undo;
        self
    }

    /// The id of the chapter, owner of its spaces.
    pub fn chapter(&self) -> Uuid {
        self.installation.chapter.0
    }

    /// Says what the action is called, where that is known only once it is staged.
    pub fn rename(&mut self, label: ActionLabel) {
        self.label = label;
    }

    /// Returns the visits that own what the action writes.
    pub fn touched_visits(&self) -> Vec<Uuid> {
        let written = self
            .staged
            .values()
            .filter(|staged| !staged.writes.is_empty());
        let owners: BTreeSet<Uuid> = written.map(|staged| staged.key.space.owner.0).collect();
        owners
            .into_iter()
            .filter(|owner| *owner != self.chapter())
            .collect()
    }

    /// Returns whose a record is, the chapter or a visit; `None` where there is no such record.
    pub async fn owner_of(&mut self, kind: &str, id: Uuid) -> Result<Option<Uuid>> {
        match self.stage(kind, id, None).await {
            Ok(staged) => Ok(Some(staged.key.space.owner.0)),
            Err(Error::NoSuchRecord { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Returns the record with this id as this action has it, unless it is absent or deleted.
    pub async fn get<K: Kind>(&mut self, id: Uuid) -> Result<Option<K>> {
        let registers = self.registers(K::SPEC.name, id).await?;
        Ok(registers
            .filter(|registers| registers.get(DELETED).is_none_or(|value| value != TRUE))
            .map(|registers| K::from_registers(id, &registers)))
    }

    /// Returns the records of a kind that are shown, those of one visit or all, as this action has them.
    ///
    /// In the order in which they were stored; records that the action made come last.
    pub async fn list<K: Kind>(&mut self, owner: Option<Uuid>) -> Result<Vec<K>> {
        let mut staged: BTreeMap<Uuid, &Staged> = self
            .staged
            .values()
            .filter(|staged| staged.key.kind == K::SPEC.name && !staged.writes.is_empty())
            .filter(|staged| owner.is_none_or(|owner| staged.key.space.owner.0 == owner))
            .map(|staged| (staged.key.id.0, staged))
            .collect();
        let mut records: Vec<K> = Vec::new();
        for stored in projection::list::<K>(&mut self.sql, owner).await? {
            records.push(match staged.remove(&stored.id()) {
                Some(staged) => K::from_registers(stored.id(), &staged.registers()),
                None => stored,
            });
        }
        records.extend(
            staged
                .into_iter()
                .map(|(id, staged)| K::from_registers(id, &staged.registers())),
        );
        records.retain(|record| !record.registers().contains_key(DELETED));
        Ok(records)
    }

    /// Writes what differs between this record and what is shown of it. Registers that this version does not know
    /// stay as they are; a record that was deleted comes back unless it says so itself.
    ///
    /// `owner` is the chapter, or the visit that it belongs to.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] where the kind, or this record, has another owner.
    pub async fn put<K: Kind>(&mut self, owner: Uuid, record: &K) -> Result<()> {
        let spec = K::SPEC;
        let id = record.id();
        let key = self.key(spec, owner, id)?;
        let staged = self.stage(spec.name, id, Some(key.clone())).await?;
        if spec.owner == Owner::Visit && staged.key != key {
            let owner = staged.key.space.owner;
            return Err(not_allowed(
                &key,
                format!("it belongs to {owner}, and records never move"),
            ));
        }
        let before = K::from_registers(id, &staged.registers());
        let changes = record.changes_from(&before);
        self.write(spec.name, id, changes);
        Ok(())
    }

    /// Writes these registers of a record of any kind, known here or not. `owner` is needed for a record that is not
    /// stored yet.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`] where there is none and no owner is given or the kind is unknown.
    pub async fn put_raw(
        &mut self,
        kind: &str,
        id: Uuid,
        owner: Option<Uuid>,
        registers: Registers,
    ) -> Result<()> {
        let key = match (kinds::spec(kind), owner) {
            (Some(spec), Some(owner)) => Some(self.key(spec, owner, id)?),
            _ => None,
        };
        self.stage(kind, id, key).await?;
        self.write(kind, id, registers);
        Ok(())
    }

    /// Writes these registers of the record at this address, which is made where it is not stored.
    pub(crate) async fn put_at(&mut self, key: RecordKey, registers: Registers) -> Result<()> {
        let (kind, id) = (key.kind.clone(), key.id.0);
        self.stage(&kind, id, Some(key)).await?;
        self.write(&kind, id, registers);
        Ok(())
    }

    /// Puts a record into the trash.
    pub async fn delete(&mut self, kind: &str, id: Uuid) -> Result<()> {
        self.put_raw(kind, id, None, flag(true)).await
    }

    /// Takes a record out of the trash.
    pub async fn restore(&mut self, kind: &str, id: Uuid) -> Result<()> {
        self.put_raw(kind, id, None, flag(false)).await
    }

    /// Stores and queues all that the action changed. Returns its number, or `None` where nothing changed; then
    /// nothing was written.
    ///
    /// When it returns, the edits survive a power cut.
    ///
    /// # Errors
    /// [`Error::Forbidden`] where this laptop's member may not write, [`Error::NotAllowed`] where a value is over a limit
    /// of sync; then nothing was written.
    pub async fn commit(mut self) -> Result<Option<ActionId>> {
        let stamp = self.installation.clock.stamp(self.now_us);
        let mut changed = Vec::new();
        let mut next_record_id = record::last_id(&mut self.sql).await? + 1;
        for name in &self.touched {
            let staged = self
                .staged
                .remove(name)
                .expect("what was touched was staged");
            if let Some(change) = staged.change(&mut self.installation, stamp) {
                membership::check(self.membership, &staged.key)?;
                staged.check(&change)?;
                changed.push(Changed::new(staged, change, &mut next_record_id));
            }
        }
        if changed.is_empty() && self.reverses.is_none() {
            // The store itself may have written beside the records: letting go of a quarantined change.
            self.sql.commit().await?;
            return Ok(None);
        }
        let source = self.label.source;
        let action = action::put(&mut self.sql, &self.label, stamp.0, self.reverses).await?;
        let waiting: Vec<Waiting> = changed.iter().map(|one| one.waiting(action)).collect();
        let written: Vec<Written> = changed
            .iter()
            .map(|one| one.written(action, source))
            .collect();
        let records: Vec<RecordRow> = changed.into_iter().map(|one| one.record).collect();
        record::put_all(&mut self.sql, &records).await?;
        outbox::put_all(&mut self.sql, &waiting).await?;
        history::put_all(&mut self.sql, &written).await?;
        projection::write_all(&mut self.sql, &records).await?;
        installed::put(&mut self.sql, &self.installation).await?;
        self.sql.commit().await?;
        Ok(Some(action))
    }

    /// What a record shows with the action's writes, `None` where there is no such record.
    pub async fn registers(&mut self, kind: &str, id: Uuid) -> Result<Option<Registers>> {
        match self.stage(kind, id, None).await {
            Ok(staged) => Ok(Some(staged.registers())),
            Err(Error::NoSuchRecord { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Loads a record for this action. `key` is where it is to be made if it is not stored.
    async fn stage(&mut self, kind: &str, id: Uuid, key: Option<RecordKey>) -> Result<&Staged> {
        let name = (kind.to_owned(), RecordId(id));
        if !self.staged.contains_key(&name) {
            let row = record::find(&mut self.sql, kind, name.1).await?;
            let Some(key) = row.as_ref().map(|row| row.key.clone()).or(key) else {
                let kind = kind.to_owned();
                return Err(Error::NoSuchRecord { kind, id });
            };
            let staged = Staged {
                key,
                row,
                writes: Registers::new(),
            };
            self.touched.push(name.clone());
            self.staged.insert(name.clone(), staged);
        }
        Ok(&self.staged[&name])
    }

    fn write(&mut self, kind: &str, id: Uuid, registers: Registers) {
        let name = (kind.to_owned(), RecordId(id));
        let staged = self.staged.get_mut(&name);
        staged
            .expect("it was staged before")
            .writes
            .extend(registers);
    }

    /// Where a record of this kind lives.
    fn key(&self, spec: &KindSpec, owner: Uuid, id: Uuid) -> Result<RecordKey> {
        let key = RecordKey {
            space: Space {
                owner: RecordId(owner),
                audience: projection::audience(spec.audience),
            },
            kind: spec.name.to_owned(),
            id: RecordId(id),
        };
        let allowed = match spec.owner {
            Owner::Chapter => owner == self.chapter(),
            Owner::Visit => projection::spec_of(&key).is_some(),
        };
        if allowed {
            return Ok(key);
        }
        let owner_is = match spec.owner {
            Owner::Chapter => "it belongs to the chapter",
            Owner::Visit => "a visit is its own owner",
        };
        Err(not_allowed(&key, format!("{owner_is}, not to {owner}")))
    }
}

fn flag(deleted: bool) -> Registers {
    let value = kind::canonical(&deleted.into());
    Registers::from([(DELETED.to_owned(), value)])
}
