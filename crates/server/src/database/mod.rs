//! The server's SQLite database: opening it, and one module of plain functions for each group of tables.
//!
//! The functions take a connection, so that whoever calls them decides what commits together.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use desk_sync::EpochId;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Sqlite, Transaction};

use crate::draw;
use crate::state::Clock;

pub mod backup;
pub mod changes;
pub mod chapters;
pub mod devices;
pub mod epochs;
pub mod gaps;
pub mod invitations;
pub mod members;
pub mod pushes;
pub mod records;
mod rows;
pub mod spaces;

/// The name of the database file within the data folder.
pub const FILE_NAME: &str = "desk-server.sqlite3";

/// How long a writer waits for another process, such as `desk-server invite` beside a running server.
const BUSY_TIMEOUT: Duration = Duration::from_secs(20);
/// Readers at a time; more would queue for the disk anyway.
const READERS_MAX: u32 = 4;

/// Rows that SQLite's thread reads ahead of whoever uses them.
const ROWS_AHEAD_MAX: usize = 1024;

static MIGRATOR: Migrator = sqlx::migrate!("../../migrations/server-sqlite");

/// Why the database could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// SQLite refused or failed.
    #[error("the database failed")]
    Sql(#[from] sqlx::Error),
    /// The schema could not be brought up to date; a file written by a later version is such a case.
    #[error("the database could not be brought up to date")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The data folder or a file in it could not be used.
    #[error("{} could not be used", path.display())]
    Folder {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A row holds what no version of this program writes.
    #[error("{table}.{column} of {id} is damaged")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row, by whatever names it.
        id: String,
    },
}

/// What database functions answer.
pub type Result<T> = std::result::Result<T, DatabaseError>;

/// One data folder's database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Database {
    folder: PathBuf,
    readers: SqlitePool,
    // One connection: SQLite has one writer, and waiting here is fairer than waiting for its lock.
    writer: SqlitePool,
}

impl Database {
    /// Opens the database in `folder`, making both if they are not there, and brings it up to date.
    ///
    /// # Errors
    /// When the folder cannot be used, or the file is damaged or written by a later version.
    pub async fn open(folder: &Path, clock: &Clock) -> Result<Self> {
        let database = Self::connect(folder).await?;
        let mut tx = database.write().await?;
        if !epochs::has_begun(&mut tx).await? {
            let now_us = clock.now_us();
            let id = EpochId(draw::id(now_us));
            epochs::begin(&mut tx, id, epochs::Origin::Created, now_us).await?;
        }
        tx.commit().await?;
        Ok(database)
    }

    async fn connect(folder: &Path) -> Result<Self> {
        let at = |path: &Path| {
            let path = path.to_owned();
            |source| DatabaseError::Folder { path, source }
        };
        fs::create_dir_all(folder).map_err(at(folder))?;
        // Two processes that start on an empty folder would otherwise both make the tables.
        let lock_path = folder.join("migrate.lock");
        let lock = File::create(&lock_path).map_err(at(&lock_path))?;
        lock.lock().map_err(at(&lock_path))?;

        let options = connect_options(&folder.join(FILE_NAME));
        let writer = pool_options()
            .max_connections(1)
            .connect_with(options.clone())
            .await?;
        MIGRATOR.run(&writer).await?;
        let readers = pool_options()
            .max_connections(READERS_MAX)
            .connect_lazy_with(options.read_only(true));
        Ok(Self {
            folder: folder.to_owned(),
            readers,
            writer,
        })
    }

    /// Returns the data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Begins reading: everything read through it is one moment of the database.
    pub async fn read(&self) -> Result<Transaction<'static, Sqlite>> {
        Ok(self.readers.begin().await?)
    }

    /// Begins writing, alone. Nothing is kept unless it is committed, and what is committed is on the disk.
    pub async fn write(&self) -> Result<Transaction<'static, Sqlite>> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Closes every connection, folding the write-ahead log into the file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// A connection to a file does not go stale: asking before each use whether it lives costs as much as a query.
fn pool_options() -> SqlitePoolOptions {
    SqlitePoolOptions::new().test_before_acquire(false)
}

fn connect_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // An acknowledged change survives a power cut, not only a crash.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        // A page of records crosses from SQLite's thread to ours without waiting for each fifty.
        .row_buffer_size(ROWS_AHEAD_MAX)
        .pragma("cache_size", "-32768")
        .pragma("temp_store", "memory")
        // Statements carry hashes of tokens and codes.
        .disable_statement_logging()
}
