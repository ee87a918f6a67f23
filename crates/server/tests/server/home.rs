//! Where a test's server keeps its data: in a folder of its own or, when the whole suite is run on PostgreSQL, in a
//! schema of its own there.

use std::path::Path;

use desk_server::database::{FILE_NAME, Place};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;
use uuid::Uuid;

/// Names the PostgreSQL on which to run the suite: `postgres://…`, without a search path. Not set: SQLite.
const DATABASE_URL: &str = "DESK_TEST_DATABASE_URL";

/// The tables that a copy by hand holds.
const TABLES: &str = "epochs, chapters, epoch_ends, gaps, members, devices, invitations, spaces, records, changes, \
                      pushes, kept_aside";

/// A place for a server's data and for a test's files, gone with the test.
pub(crate) struct Home {
    folder: TempDir,
    schema: Option<Schema>,
}

struct Schema {
    url: String,
    name: String,
}

impl Home {
    /// A home on whichever database the suite is run on.
    pub(crate) fn new() -> Self {
        let schema = std::env::var(DATABASE_URL).ok().map(Schema::make);
        Self {
            folder: tempfile::tempdir().unwrap(),
            schema,
        }
    }

    /// A home on PostgreSQL, for what is said of it alone. None where the suite is run on SQLite, and then the test says
    /// nothing: the step `postgres` of the tests is where it counts.
    pub(crate) fn on_postgres() -> Option<Self> {
        let home = Self::new();
        home.schema.is_some().then_some(home)
    }

    /// A home in a folder, for what is said of folders alone.
    pub(crate) fn in_folder() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            schema: None,
        }
    }

    /// The folder for a test's files; also the data folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn place(&self) -> Place {
        match &self.schema {
            None => Place::Folder(self.path().to_owned()),
            Some(schema) => Place::Postgres(schema.own_url().parse().unwrap()),
        }
    }

    /// How a command is told of it.
    pub(crate) fn arguments(&self) -> [String; 2] {
        match &self.schema {
            None => ["--data".into(), self.path().to_str().unwrap().into()],
            Some(schema) => ["--database-url".into(), schema.own_url()],
        }
    }

    /// Notes what the database has, for `put_back`; `backup` is a backup of the same moment.
    pub(crate) fn note(&self, backup: &Path) {
        let Some(schema) = &self.schema else { return };
        let copy = schema.copy(backup);
        let each = TABLES.split(", ");
        let tables = each.map(|it| format!("CREATE TABLE {copy}.{it} AS TABLE {it};"));
        schema.run(format!(
            "CREATE SCHEMA {copy}; {}",
            tables.collect::<String>()
        ));
    }

    /// Puts what was noted back, as somebody would who knows nothing of `desk-server restore`.
    pub(crate) fn put_back(&self, backup: &Path) {
        let Some(schema) = &self.schema else {
            std::fs::copy(backup, self.path().join(FILE_NAME)).unwrap();
            return;
        };
        let copy = schema.copy(backup);
        let each = TABLES.split(", ");
        let fill = each.map(|it| format!("INSERT INTO {it} SELECT * FROM {copy}.{it};"));
        schema.run(format!(
            "BEGIN; TRUNCATE {TABLES}; {} COMMIT",
            fill.collect::<String>()
        ));
    }

    /// Cuts the connections that servers have to the database, all or those whose last statement is like that.
    pub(crate) fn cut_connections(&self, statement: &str) {
        let schema = self.schema.as_ref().expect("the test is of PostgreSQL");
        self.run_beside(&format!(
            "SELECT pg_terminate_backend(pid)
             FROM pg_stat_activity
             WHERE application_name = '{}' AND pid <> pg_backend_pid() AND query LIKE '{statement}'",
            schema.name
        ));
    }

    /// Runs statements beside the server.
    pub(crate) fn run_beside(&self, statements: &str) {
        self.schema
            .as_ref()
            .expect("the test is of PostgreSQL")
            .run(statements.to_owned());
    }
}

impl Schema {
    fn make(url: String) -> Self {
        let name = format!("test_{}", Uuid::from_bytes(rand::random()).simple());
        let schema = Self { url, name };
        schema.run(format!("CREATE SCHEMA {}", schema.name));
        schema
    }

    /// The address with the schema in it.
    fn own_url(&self) -> String {
        let more = if self.url.contains('?') { '&' } else { '?' };
        let (url, name) = (&self.url, &self.name);
        format!("{url}{more}options=-csearch_path%3D{name}&application_name={name}")
    }

    /// The schema that holds what was noted together with a backup.
    fn copy(&self, backup: &Path) -> String {
        let stem = backup.file_stem().unwrap().to_str().unwrap();
        format!("{}_{stem}", self.name)
    }

    /// Runs statements in the schema, on a thread of its own: a test may be within a runtime.
    fn run(&self, statements: String) {
        let url = self.own_url();
        let run = async move {
            let mut connection = PgConnection::connect(&url).await.unwrap();
            sqlx::raw_sql(AssertSqlSafe(statements))
                .execute(&mut connection)
                .await
                .unwrap();
            connection.close().await.unwrap();
        };
        std::thread::spawn(|| {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap()
                .block_on(run);
        })
        .join()
        .unwrap();
    }
}
