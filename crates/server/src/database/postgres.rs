//! The database as a schema of PostgreSQL, which several servers may share.

use std::time::Duration;

use desk_sync::RecordId;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgListener, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Postgres};

use super::Result;
use super::place::PostgresUrl;

/// Connections of one server. Each holds a process of PostgreSQL, whose own limit is a hundred by default.
const CONNECTIONS_MAX: u32 = 16;
/// How long a request waits for one of them, or for PostgreSQL to come back.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(20);

/// Keeps every other writer of the schema out until the transaction ends.
const LOCK_WHOLE: &str =
    "SELECT pg_advisory_xact_lock(hashtextextended('desk-server in ' || current_schema(), 0))";
/// Keeps only those out that want the whole.
const LOCK_SHARE: &str = "SELECT pg_advisory_xact_lock_shared(hashtextextended('desk-server in ' || current_schema(), 0))";

/// A schema's channel; its own name may be as long as a channel's may.
const NAME_OF_CHANNEL: &str =
    "SELECT 'desk_server_' || to_hex(hashtextextended(current_schema(), 0))";

static MIGRATOR: Migrator = sqlx::migrate!("../../migrations/server-postgres");

/// One schema of a PostgreSQL database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct PostgresDatabase {
    pool: PgPool,
    /// Where the servers of this schema tell each other of news.
    channel: String,
}

impl PostgresDatabase {
    /// Connects to the schema and brings it up to date.
    pub(super) async fn connect(url: &PostgresUrl) -> Result<Self> {
        let options = url.options();
        let named = options.get_application_name().is_some();
        let options = match named {
            true => options,
            false => options.application_name("desk-server"),
        };
        let options = options
            // An acknowledged change survives a power cut, whatever the cluster's default is.
            .options([("synchronous_commit", "on")])
            // Statements carry hashes of tokens and codes.
            .disable_statement_logging();
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS_MAX)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_with(options)
            .await?;
        MIGRATOR.run(&pool).await?;
        let channel = sqlx::query_scalar(NAME_OF_CHANNEL).fetch_one(&pool).await?;
        Ok(Self { pool, channel })
    }

    /// Tells every server of the schema that listens each of `words`.
    pub(crate) async fn notify(&self, words: Vec<String>) -> Result<()> {
        sqlx::query("SELECT pg_notify($1, words) FROM unnest($2) AS told (words)")
            .bind(&self.channel)
            .bind(words)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Begins to listen to what is told from now on.
    pub(crate) async fn listener(&self) -> Result<PgListener> {
        let mut listener = PgListener::connect_with(&self.pool).await?;
        listener.listen(&self.channel).await?;
        Ok(listener)
    }

    /// Everything read is of the moment of the first statement.
    pub(super) async fn read(&self) -> Result<sqlx::Transaction<'static, Postgres>> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
        Ok(self.pool.begin_with(begin).await?)
    }

    /// Waits until no transaction of any server writes, and keeps all out.
    pub(super) async fn write(&self) -> Result<sqlx::Transaction<'static, Postgres>> {
        let mut tx = self.begin().await?;
        sqlx::query(LOCK_WHOLE).execute(&mut *tx).await?;
        Ok(tx)
    }

    /// Waits until no transaction of any server writes to the chapter or to the whole, and keeps them out.
    pub(super) async fn write_to(
        &self,
        chapter: RecordId,
    ) -> Result<sqlx::Transaction<'static, Postgres>> {
        let mut tx = self.begin().await?;
        sqlx::query(LOCK_SHARE).execute(&mut *tx).await?;
        sqlx::query("SELECT 1 FROM chapters WHERE chapter_id = $1 FOR UPDATE")
            .bind(chapter.0)
            .execute(&mut *tx)
            .await?;
        Ok(tx)
    }

    /// Each statement sees what was committed before it, so that what follows a lock is up to date.
    async fn begin(&self) -> Result<sqlx::Transaction<'static, Postgres>> {
        let begin = "BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE";
        Ok(self.pool.begin_with(begin).await?)
    }

    pub(super) async fn close(&self) {
        self.pool.close().await;
    }
}
