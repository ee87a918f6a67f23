//! One chapter's database, open.

use std::path::Path;
use std::sync::{Mutex, MutexGuard};

use chrono::NaiveDate;
use desk_domain::Kind;
use desk_sync::{DeviceId, RecordId};
use sqlx::pool::PoolConnection;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Sqlite, SqliteConnection, Transaction};
use uuid::Uuid;

use crate::action::{Action, ActionLabel};
use crate::error::{Error, Result};
use crate::key::Key;
use crate::mark::Mark;
use crate::opening::{Connections, connect, connect_keeping};
use crate::own::Own;
use crate::projection::{self, Tally};
use crate::renumber::renumber;
use crate::tables::installation::{self as installed, Installation};
use crate::tables::{Place, action, import_mapping, outbox_waiting, setting};
use crate::tx::Tx;

/// One chapter's database, open. Dropping it closes it; [`Store::close`] waits until that is done.
pub struct Store {
    connections: Connections,
    mark: Mutex<Mark>,
}

/// Draws a new id; the caller brings the randomness.
pub type NewId<'a> = &'a mut (dyn FnMut() -> Uuid + Send);

impl Store {
    /// Makes the database of a chapter.
    ///
    /// # Errors
    /// [`Error::Exists`] where there already is one; it is left as it is.
    pub async fn create(path: &Path, key: &Key, device: Uuid, chapter: Uuid) -> Result<Self> {
        let connections = connect(path, key, true).await?;
        let installation = Installation::new(DeviceId(device), RecordId(chapter));
        let mut tx = connections.writer.begin_with("BEGIN IMMEDIATE").await?;
        // A file without it is one whose making was cut short.
        if installed::get(&mut tx).await?.is_some() {
            return Err(Error::Exists {
                path: path.to_owned(),
            });
        }
        installed::put(&mut tx, &installation).await?;
        projection::bring_up_to_date(&mut tx).await?;
        tx.commit().await?;
        let mut mark = Mark::open(path)?;
        mark.raise(installation.last())?;
        Ok(Self::new(connections, mark))
    }

    /// Opens the database of a chapter and brings it up to date, after a copy has been written beside it.
    ///
    /// A file that turns out to be an older copy of itself gets another device id from `new_id`, so that no number
    /// is given out twice, and its unsent changes are numbered anew.
    ///
    /// # Errors
    /// [`Error::Absent`], [`Error::WrongKey`], or [`Error::Newer`] where a newer program wrote it.
    pub async fn open(path: &Path, key: &Key, new_id: NewId<'_>) -> Result<Self> {
        if !path.exists() {
            return Err(Error::Absent {
                path: path.to_owned(),
            });
        }
        let connections = connect_keeping(path, key).await?;
        let mut mark = Mark::open(path)?;
        let mut tx = connections.writer.begin_with("BEGIN IMMEDIATE").await?;
        let mut installation = installation(&mut tx).await?;
        projection::bring_up_to_date(&mut tx).await?;
        let is_old_copy = mark.is_ahead_of(&Own::read(&mut tx, &installation).await?);
        if is_old_copy {
            tracing::warn!(device = %installation.device, "the database is an old copy of itself; taking a new device id");
            installation = renumber(&mut tx, installation, DeviceId(new_id())).await?;
        }
        tx.commit().await?;
        if is_old_copy {
            mark.raise(installation.last())?;
        }
        Ok(Self::new(connections, mark))
    }

    pub(crate) fn new(connections: Connections, mark: Mark) -> Self {
        Self {
            connections,
            mark: Mutex::new(mark),
        }
    }

    /// Closes the database and waits until whoever is at it has ended and its files are at rest. Whoever comes later
    /// gets an error.
    pub async fn close(&self) {
        self.connections.close().await;
    }

    /// Begins one action by one person. Others that would write wait until it is committed or dropped.
    ///
    /// `now_us` is this computer's clock in microseconds since 1970; the store corrects it.
    pub async fn begin(&self, label: ActionLabel, now_us: u64) -> Result<Tx> {
        Tx::begin(self.write().await?, label, now_us).await
    }

    /// Returns the id under which this installation's changes are known, and the chapter's.
    pub async fn identity(&self) -> Result<Identity> {
        let mut conn = self.read().await?;
        let Installation {
            device, chapter, ..
        } = installation(&mut conn).await?;
        Ok(Identity {
            device: device.0,
            chapter: chapter.0,
        })
    }

    /// Returns the record with this id, unless it is deleted or its visit hides it.
    pub async fn get<K: Kind>(&self, id: Uuid) -> Result<Option<K>> {
        projection::get(&mut *self.read().await?, id).await
    }

    /// Returns the records of a kind that are shown, those of one visit or all, in the order in which they were made.
    pub async fn list<K: Kind>(&self, owner: Option<Uuid>) -> Result<Vec<K>> {
        projection::list(&mut *self.read().await?, owner).await
    }

    /// Returns the records with these ids that are shown, in no order: many at once cost little more than one.
    pub async fn get_all<K: Kind>(&self, ids: &[Uuid]) -> Result<Vec<K>> {
        projection::get_all(&mut *self.read().await?, ids).await
    }

    /// Returns the records of a kind that are shown and that these visits own, in no order.
    pub async fn list_owned<K: Kind>(&self, visits: &[Uuid]) -> Result<Vec<K>> {
        projection::list_owned(&mut *self.read().await?, visits).await
    }

    /// Returns the records of a kind that are shown and to which records of this visit refer, such as its people.
    pub async fn list_named_by<K: Kind>(&self, visit: Uuid) -> Result<Vec<K>> {
        projection::list_named_by(&mut *self.read().await?, visit).await
    }

    /// Returns the records of a kind that are shown and whose `field` is a day from `from` to the one before `until`.
    ///
    /// # Panics
    /// If `K` declares no such field.
    pub async fn list_between<K: Kind>(
        &self,
        field: &'static str,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Vec<K>> {
        projection::list_between(&mut *self.read().await?, field, from, until).await
    }

    /// Returns the records of a kind that are shown and whose `field` is this text: a word, an id, a date, a line.
    ///
    /// # Panics
    /// If `K` declares no such field.
    pub async fn find<K: Kind>(&self, field: &'static str, text: &str) -> Result<Vec<K>> {
        projection::find(&mut *self.read().await?, field, text).await
    }

    /// Returns the records of a kind that are shown and whose `field` refers to one of these records, in no order.
    ///
    /// # Panics
    /// If `K` declares no such field.
    pub async fn find_all<K: Kind>(&self, field: &'static str, ids: &[Uuid]) -> Result<Vec<K>> {
        projection::find_all(&mut *self.read().await?, field, ids).await
    }

    /// Returns the record of a kind that is shown, whose `field` refers to this record, and which is on the latest day;
    /// of several the one that was made last.
    ///
    /// # Panics
    /// If `K` declares no such field, or has no slot.
    pub async fn find_latest<K: Kind>(&self, field: &'static str, id: Uuid) -> Result<Option<K>> {
        projection::find_latest(&mut *self.read().await?, field, id).await
    }

    /// Counts the records of a kind that these visits own by the values of these fields, which hold words.
    ///
    /// # Panics
    /// If `K` declares no such field, or is no kind that visits own.
    pub async fn tally<K: Kind>(
        &self,
        fields: &[&'static str],
        visits: &[Uuid],
    ) -> Result<Vec<Tally>> {
        projection::tally::<K>(&mut *self.read().await?, fields, visits).await
    }

    /// Returns how many changes wait to be sent.
    pub async fn waiting(&self) -> Result<u64> {
        outbox_waiting::sum(&mut *self.read().await?).await
    }

    /// Returns the latest actions, newest first, without undos and redos.
    pub async fn actions(&self, limit: u32) -> Result<Vec<Action>> {
        action::list(&mut *self.read().await?, limit.into()).await
    }

    /// Returns a setting of this laptop.
    pub async fn setting(&self, name: &str) -> Result<Option<String>> {
        setting::get(&mut *self.read().await?, name).await
    }

    /// Writes a setting of this laptop, or forgets it.
    pub async fn set_setting(&self, name: &str, value: Option<&str>) -> Result<()> {
        let mut tx = self.write().await?;
        match value {
            Some(value) => setting::put(&mut tx, name, value).await?,
            None => setting::remove(&mut tx, name).await?,
        }
        Ok(tx.commit().await?)
    }

    /// Returns how a file with headings of this signature was mapped the last time, as JSON of the importer's own.
    pub async fn import_mapping(&self, signature: &str) -> Result<Option<String>> {
        import_mapping::get(&mut *self.read().await?, signature).await
    }

    /// Remembers how a file with headings of this signature was mapped.
    pub async fn set_import_mapping(
        &self,
        signature: &str,
        mapping: &str,
        now_us: u64,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        import_mapping::put(&mut tx, signature, mapping, now_us).await?;
        Ok(tx.commit().await?)
    }

    /// Takes the one writer and begins a transaction; dropping it undoes all.
    pub(crate) async fn write(&self) -> Result<Transaction<'static, Sqlite>> {
        Ok(self
            .connections
            .writer
            .begin_with("BEGIN IMMEDIATE")
            .await?)
    }

    /// Opens a connection that only reads this database and may write another, for what takes long: nobody waits.
    pub(crate) async fn read_alone(&self) -> Result<SqliteConnection> {
        let reading = self.connections.readers.connect_options();
        let alone = SqliteConnectOptions::clone(&reading).pragma("query_only", "OFF");
        Ok(alone.connect().await?)
    }

    /// Takes a reader. It sees what was committed when its statement begins.
    pub(crate) async fn read(&self) -> Result<PoolConnection<Sqlite>> {
        Ok(self.connections.readers.acquire().await?)
    }

    /// The high-water mark.
    pub(crate) fn mark(&self) -> MutexGuard<'_, Mark> {
        self.mark
            .lock()
            .expect("nothing panics while it holds the mark")
    }
}

/// Who this installation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// The id under which its changes are known, and its record of kind `device`.
    pub device: Uuid,
    /// The chapter's record id, and the owner of the chapter's spaces.
    pub chapter: Uuid,
}

/// Returns this installation's row; a database without one was never finished.
pub(crate) async fn installation(conn: &mut sqlx::SqliteConnection) -> Result<Installation> {
    installed::get(conn)
        .await?
        .ok_or_else(|| Place::new("installation", "device", 1).damaged("the row is missing"))
}
