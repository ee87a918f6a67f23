//! Opening an encrypted database file.

use std::fs;
use std::path::Path;
use std::time::Duration;

use sqlx::ConnectOptions;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use crate::backup::{remove_file, write_backup};
use crate::error::{Error, Result};
use crate::key::Key;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/client");

/// Statements kept prepared on each connection: one for each kind, table and size of group.
const STATEMENTS_KEPT: usize = 400;
/// How many rows a connection's thread reads before it waits for whoever asked: a list is read without their taking
/// turns.
const ROWS_AHEAD: usize = 1024;
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
    let options = options(path, key).create_if_missing(create);
    let writer = open_writer(path, options.clone()).await?;
    bring_up_to_date(writer, options).await
}

/// Opens a database as [`connect`] does, and writes a copy beside it first where it is to be changed for this program.
pub(crate) async fn connect_keeping(path: &Path, key: &Key) -> Result<Connections> {
    let options = options(path, key);
    let writer = open_writer(path, options.clone()).await?;
    if let Some(version) = outdated(&writer).await? {
        keep(
            &writer,
            &path.with_extension(format!("format-{version}.backup")),
        )
        .await?;
    }
    bring_up_to_date(writer, options).await
}

async fn open_writer(path: &Path, options: SqliteConnectOptions) -> Result<SqlitePool> {
    keep_openssl_to_the_end();
    pool_options()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options)
        .await
        .map_err(|error| refusal(path, error))
}

/// The version of the database's tables, where this program has a later one.
async fn outdated(writer: &SqlitePool) -> Result<Option<i64>> {
    let mut conn = writer.acquire().await?;
    let asked = "SELECT max(version) FROM _sqlx_migrations WHERE success";
    let version: Option<i64> = sqlx::query_scalar(asked).fetch_one(&mut *conn).await?;
    let latest = MIGRATIONS.iter().map(|migration| migration.version).max();
    Ok(version.filter(|version| latest > Some(*version)))
}

/// Writes the copy, unless one was written already by an attempt that came no further.
async fn keep(writer: &SqlitePool, file: &Path) -> Result<()> {
    if file.exists() {
        return Ok(());
    }
    let part = file.with_extension("part");
    remove_file(&part)?;
    write_backup(&mut *writer.acquire().await?, &part).await?;
    fs::rename(&part, file).map_err(Error::file("renaming", &part))
}

async fn bring_up_to_date(
    writer: SqlitePool,
    options: SqliteConnectOptions,
) -> Result<Connections> {
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
        .row_buffer_size(ROWS_AHEAD)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_database_of_an_older_program_is_copied_once_before_it_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chapter.desk");
        let key = Key::new([15; 32]);
        let first = MIGRATIONS.iter().next().unwrap().version;
        let older = open_writer(&path, options(&path, &key).create_if_missing(true));
        let older = older.await.unwrap();
        MIGRATIONS.run_to(first, &older).await.unwrap();
        older.close().await;
        let copy = path.with_extension(format!("format-{first}.backup"));

        let opened = connect_keeping(&path, &key).await.unwrap();

        assert_eq!(outdated(&opened.writer).await.unwrap(), None);
        opened.close().await;
        let kept = open_writer(&copy, options(&copy, &key)).await.unwrap();
        assert_eq!(outdated(&kept).await.unwrap(), Some(first));
        kept.close().await;

        std::fs::remove_file(&copy).unwrap();
        connect_keeping(&path, &key).await.unwrap().close().await;
        assert!(!copy.exists(), "nothing is to be changed any more");
    }
}
