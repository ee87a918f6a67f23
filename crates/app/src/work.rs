//! One step of work by one person, under way.

use std::ops::{Deref, DerefMut};

use desk_domain::Kind;
use desk_store::Tx;
use uuid::Uuid;

use crate::chapter::Setting;
use crate::edges::Edges;
use crate::error::{Error, Result};
use crate::records;

/// One step of work under way: the store's action, with what it needs of the chapter and the world.
///
/// Everything that it writes is stored and queued together when it is committed, or nothing is.
pub struct Work<'a> {
    tx: Tx,
    edges: &'a Edges,
    /// The chapter in work.
    pub setting: &'a Setting,
}

impl<'a> Work<'a> {
    /// Wraps an action.
    pub fn new(tx: Tx, edges: &'a Edges, setting: &'a Setting) -> Self {
        Self { tx, edges, setting }
    }

    /// A new record id.
    pub fn new_id(&self) -> Uuid {
        (self.edges.new_id)()
    }

    /// Writes a record that is stored, where it is stored.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it is not stored.
    pub async fn put_here<K: Kind>(&mut self, record: &K) -> Result<()> {
        let kind = K::SPEC.name;
        let owner = self.tx.owner_of(kind, record.id()).await?;
        let owner = owner.ok_or_else(|| Error::not_found(kind, record.id()))?;
        Ok(self.tx.put(owner, record).await?)
    }

    /// What a record is called, as this step has it.
    pub async fn title(&mut self, kind: &str, id: Uuid) -> Result<String> {
        let registers = self.tx.registers(kind, id).await?.unwrap_or_default();
        if let Some((kind, id)) = records::about(kind, id, &registers) {
            let registers = self.tx.registers(kind, id).await?.unwrap_or_default();
            return Ok(records::own_title(kind, &registers));
        }
        Ok(records::own_title(kind, &registers))
    }

    /// The action itself, to be committed.
    pub fn into_tx(self) -> Tx {
        self.tx
    }
}

impl Deref for Work<'_> {
    type Target = Tx;
    fn deref(&self) -> &Tx {
        &self.tx
    }
}

impl DerefMut for Work<'_> {
    fn deref_mut(&mut self) -> &mut Tx {
        &mut self.tx
    }
}
