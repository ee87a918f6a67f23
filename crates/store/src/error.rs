//! What can go wrong in the store.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// The store's result.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong in the store. An absent row is no error but `None`.
#[derive(Debug, Error)]
pub enum Error {
    /// The database does not open with this key; nothing was changed.
    #[error("the key does not open {path}")]
    WrongKey {
        /// The database file.
        path: PathBuf,
    },
    /// There is no database where one was to be opened.
    #[error("no database at {path}")]
    Absent {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// There is a database where one was to be made.
    #[error("there already is a database at {path}")]
    Exists {
        /// Where it is.
        path: PathBuf,
    },
    /// The database was written by a newer program, which must be used to open it.
    #[error("the database was written by a newer version")]
    Newer(#[source] sqlx::migrate::MigrateError),
    /// The file is damaged; nothing was changed.
    #[error("{path} is damaged: {}", problems.join("; "))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, in SQLite's words.
        problems: Vec<String>,
    },
    /// The backup is one of another chapter; nothing was changed.
    #[error("{path} is a backup of chapter {chapter}")]
    OtherChapter {
        /// The backup.
        path: PathBuf,
        /// The chapter that it is of.
        chapter: uuid::Uuid,
    },
    /// The file's name is not Unicode, which SQLite needs.
    #[error("the name of {path} is not Unicode")]
    Name {
        /// The file.
        path: PathBuf,
    },
    /// The migrations could not be carried out.
    #[error("bringing the database up to date")]
    Migrate(#[source] sqlx::migrate::MigrateError),
    /// SQLite refused.
    #[error("database")]
    Sql(#[from] sqlx::Error),
    /// A file beside the database could not be read or written.
    #[error("{operation} {path}")]
    File {
        /// What was tried.
        operation: &'static str,
        /// On which file.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// A row that this program wrote cannot be read: the file is damaged.
    #[error("column {column} of row {row} of {table} is damaged: {reason}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's own number.
        row: i64,
        /// What is wrong with it.
        reason: String,
    },
    /// The action writes something that the rules of sync do not allow.
    #[error("{kind} {id}: {reason}")]
    NotAllowed {
        /// The record's kind.
        kind: String,
        /// Its id.
        id: uuid::Uuid,
        /// The rule, in words.
        reason: String,
    },
    /// The member who works on this laptop may not write there.
    #[error("this member may not write {kind} {id}")]
    Forbidden {
        /// The record's kind.
        kind: String,
        /// Its id.
        id: uuid::Uuid,
    },
    /// There is no such record.
    #[error("no {kind} {id}")]
    NoSuchRecord {
        /// The record's kind.
        kind: String,
        /// Its id.
        id: uuid::Uuid,
    },
    /// The system's key store, or what stands in for it, failed.
    #[error(transparent)]
    Key(#[from] crate::keys::KeyError),
}

impl Error {
    /// Makes an [`Error::File`] from an I/O error.
    pub(crate) fn file(
        operation: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File {
            operation,
            path,
            source,
        }
    }
}
