//! The database as a SQLite file in the data folder.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Sqlite};

use super::{DatabaseError, Result};

/// The name of the database file within the data folder.
pub const FILE_NAME: &str = "desk-server.sqlite3";

/// How long a writer waits for another process, such as `desk-server invite` beside a running server.
const BUSY_TIMEOUT: Duration = Duration::from_secs(20);
/// Readers at a time; more would queue for the disk anyway.
const READERS_MAX: u32 = 4;

/// Rows that SQLite's thread reads ahead of whoever uses them.
const ROWS_AHEAD_MAX: usize = 1024;

static MIGRATOR: Migrator = sqlx::migrate!("../../migrations/server-sqlite");

/// One data folder's database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct SqliteDatabase {
    readers: SqlitePool,
    // One connection: SQLite has one writer, and waiting here is fairer than waiting for its lock.
    writer: SqlitePool,
}

impl SqliteDatabase {
    /// Opens the file in `folder`, making both if they are not there, and brings it up to date.
    pub(super) async fn connect(folder: &Path) -> Result<Self> {
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
        Ok(Self { readers, writer })
    }

    pub(super) async fn read(&self) -> Result<sqlx::Transaction<'static, Sqlite>> {
        Ok(self.readers.begin().await?)
    }

    pub(super) async fn write(&self) -> Result<sqlx::Transaction<'static, Sqlite>> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Writes a copy of the file, as of one moment.
    pub(super) async fn copy_to(&self, file: &Path) -> Result<()> {
        sqlx::query("VACUUM INTO $1")
            .bind(file.to_string_lossy().into_owned())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Closes every connection, folding the write-ahead log into the file.
    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Says which file or folder it was.
pub(super) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> DatabaseError {
    let path: PathBuf = path.to_owned();
    |source| DatabaseError::Folder { path, source }
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
