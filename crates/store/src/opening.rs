//! Opening an encrypted database file.

use std::path::Path;
use std::time::Duration;

use sqlx::ConnectOptions;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use crate::error::{Error, Result};
use crate::key::Key;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/client");

/// Statements kept prepared on each connection: one for each kind, table and size of group.
const STATEMENTS_KEPT: usize = 400;
/// How many screens can read at a time, beside the one writer.
const READERS: u32 = 4;
/// How long a statement waits for another process that has the file, such as a `desk` command.
const BUSY: Duration = Duration::from_secs(10);
/// SQLite's code for a file that is no database, and SQLCipher's for one that this key does not open.
const NOT_A_DATABASE: &str = "26";

/// The connections of one database: changes take turns, readers do not wait.
pub(crate) struct Connections {
    pub(crate) writer: SqlitePool,
    pub(crate) readers: SqlitePool,
}

impl Connections {
    /// Closes them all, the writer last: then SQLite leaves one file behind.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Opens a database and brings it up to date.
pub(crate) async fn connect(path: &Path, key: &Key, create: bool) -> Result<Connections> {
    keep_openssl_to_the_end();
    let options = options(path, key).create_if_missing(create);
    let writer = pool_options()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options.clone())
        .await
        .map_err(|error| refusal(path, error))?;
    MIGRATIONS.run(&writer).await.map_err(migration_error)?;
    let readers = pool_options()
        .max_connections(READERS)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_lazy_with(options.read_only(true).pragma("query_only", "ON"));
    Ok(Connections { writer, readers })
}

/// Keeps OpenSSL from cleaning up when the process ends: a connection's thread that ends at the same moment would free
/// what the clean-up frees. Works only before anything else uses OpenSSL. ADR 0050 tells the other half.
fn keep_openssl_to_the_end() {
    #[cfg(all(unix, not(target_os = "macos")))]
    openssl::init();
}

/// A connection to a file does not go stale: asking before each use whether it lives costs as much as a query.
fn pool_options() -> SqlitePoolOptions {
    SqlitePoolOptions::new().test_before_acquire(false)
}

/// The options under which every connection to a database is opened.
pub(crate) fn options(path: &Path, key: &Key) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .pragma("key", key.pragma().to_string())
        .journal_mode(SqliteJournalMode::Wal)
        // "Saved" survives a power cut.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .statement_cache_capacity(STATEMENTS_KEPT)
        // 16 MB: the records of a large visit stay decrypted.
        .pragma("cache_size", "-16000")
        .pragma("temp_store", "MEMORY")
        // sqlx logs each statement it runs, `PRAGMA key` included.
        .disable_statement_logging()
}

/// Tells a wrong key from other failures to open.
pub(crate) fn refusal(path: &Path, error: sqlx::Error) -> Error {
    let code = error.as_database_error().and_then(|error| error.code());
    if code.is_some_and(|code| code == NOT_A_DATABASE) {
        Error::WrongKey {
            path: path.to_owned(),
        }
    } else {
        Error::Sql(error)
    }
}

fn migration_error(error: MigrateError) -> Error {
    match error {
        MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => Error::Newer(error),
        other => Error::Migrate(other),
    }
}
