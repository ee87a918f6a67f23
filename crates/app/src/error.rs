//! What can go wrong when a person does something, and how it is told.

use desk_api::{Code, Error as ApiError};
use desk_documents::import::ReadError;
use desk_domain::values::SlotError;
use thiserror::Error;
use uuid::Uuid;

/// The result of doing something.
pub type Result<T> = std::result::Result<T, Error>;

/// Why it could not be done.
#[derive(Debug, Error)]
pub enum Error {
    /// The local database failed.
    #[error(transparent)]
    Store(#[from] desk_store::Error),
    /// A slot cannot be.
    #[error(transparent)]
    Slot(#[from] SlotError),
    /// A list cannot be read.
    #[error(transparent)]
    List(#[from] ReadError),
    /// There is no such record.
    #[error("no {kind} {id}")]
    NotFound {
        /// Its kind.
        kind: String,
        /// Its id, as given.
        id: String,
    },
    /// A value does not fit its field.
    #[error("{field}: {value:?} is not {expected}")]
    BadValue {
        /// Which field.
        field: String,
        /// The value as given.
        value: String,
        /// What would fit, in English.
        expected: String,
    },
    /// There is no such kind of record.
    #[error("no kind of record is called {0:?}")]
    UnknownKind(String),
    /// There is no chapter on this computer yet.
    #[error("there is no chapter here yet")]
    NoChapter,
    /// There is nothing to undo.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// There is nothing to redo.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// The chapter works alone.
    #[error("this chapter is not connected to a server")]
    NotConnected,
    /// The server did not answer.
    #[error("{server} did not answer: {reason}")]
    ServerUnreachable {
        /// Where it should be.
        server: String,
        /// What the network said.
        reason: String,
    },
    /// The server refused the invitation.
    #[error("the server does not take this code: {0}")]
    BadInvitation(String),
    /// The chapter has a device of this id already; another is to be drawn.
    #[error("the chapter has a device of that id")]
    DeviceTaken,
    /// The server answered with an error of its own.
    #[error("the server answered {status}: {message}")]
    ServerRefused {
        /// HTTP status.
        status: u16,
        /// The server's message.
        message: String,
    },
    /// A coordinator removed this computer from its chapter.
    #[error("this computer was signed out by a coordinator")]
    SignedOut,
    /// The code is for a chapter that is on this computer already.
    #[error("{0} is on this computer already")]
    AlreadyJoined(String),
    /// The code is for another chapter than the one that this one is connected to.
    #[error("the code is for another chapter, {0}")]
    OtherChapter(String),
    /// The server speaks a newer protocol.
    #[error("this program is too old for the server")]
    TooOld,
    /// A file is no copy that this chapter can go back to; everything is as it was.
    #[error("going back to a copy: {source}")]
    BadBackup {
        /// Why, for the window: a code of its own.
        reason: &'static str,
        /// Why.
        source: desk_store::Error,
    },
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// Something that should not be.
    #[error("{0}")]
    Broken(String),
}

impl Error {
    /// There is no such record.
    pub fn not_found(kind: &str, id: Uuid) -> Self {
        Self::NotFound {
            kind: kind.to_owned(),
            id: id.to_string(),
        }
    }

    /// A value does not fit its field.
    pub fn bad_value(field: &str, value: impl Into<String>, expected: &str) -> Self {
        Self::BadValue {
            field: field.to_owned(),
            value: value.into(),
            expected: expected.to_owned(),
        }
    }

    /// Names the file of an I/O error.
    pub fn file(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |source| Self::File {
            path: path.display().to_string(),
            source,
        }
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        let message = error.to_string();
        let of = |code| ApiError::new(code, message.clone());
        match error {
            Error::Store(store) => store_error(&store, &message),
            Error::Slot(SlotError::EndsBeforeStart { start, end }) => of(Code::EndsBeforeStart)
                .with("start", start.format("%H:%M"))
                .with("end", end.format("%H:%M")),
            Error::Slot(SlotError::TimeWithoutDay) => {
                of(Code::BadValue).with("field", "day").with("value", "")
            }
            Error::List(error) => list_error(&error, message),
            Error::NotFound { kind, id } => of(Code::NotFound).with("kind", kind).with("id", id),
            Error::BadValue {
                field,
                value,
                expected,
            } => of(Code::BadValue)
                .with("field", field)
                .with("value", value)
                .with("expected", expected),
            Error::UnknownKind(kind) => {
                of(Code::BadValue).with("field", "kind").with("value", kind)
            }
            Error::NoChapter => of(Code::NoChapter),
            Error::NothingToUndo => of(Code::NothingToUndo),
            Error::NothingToRedo => of(Code::NothingToRedo),
            Error::NotConnected => of(Code::NotConnected),
            Error::ServerUnreachable { server, .. } => {
                of(Code::ServerUnreachable).with("server", server)
            }
            Error::BadInvitation(_) => of(Code::BadInvitation),
            Error::ServerRefused { status, .. } => {
                of(Code::ServerUnreachable).with("status", status)
            }
            Error::DeviceTaken => of(Code::BadInvitation),
            Error::SignedOut => of(Code::SignedOut),
            Error::AlreadyJoined(chapter) => of(Code::AlreadyJoined).with("chapter", chapter),
            Error::OtherChapter(chapter) => of(Code::OtherChapter).with("chapter", chapter),
            Error::TooOld => of(Code::TooOld),
            Error::BadBackup { reason, .. } => of(Code::BadBackup).with("reason", reason),
            Error::File { path, source } => match source.kind() {
                std::io::ErrorKind::StorageFull | std::io::ErrorKind::ReadOnlyFilesystem => {
                    of(Code::DiskFull).with("path", path)
                }
                _ => of(Code::Internal).with("path", path),
            },
            Error::Broken(_) => of(Code::Internal),
        }
    }
}

/// Why a list cannot be read: a code of its own, and what is known of the place.
fn list_error(error: &ReadError, message: String) -> ApiError {
    let told = ApiError::new(Code::UnreadableList, message)
        .with("reason", crate::import::error_code(error));
    match error {
        ReadError::TooManyColumns { line }
        | ReadError::CellTooLong { line }
        | ReadError::UnclosedQuote { line }
        | ReadError::BrokenEncoding { line, .. }
        | ReadError::LostCharacters { line } => told.with("line", line),
        ReadError::NotATable { found } => told.with("found", crate::import::foreign_code(*found)),
        _ => told,
    }
}

fn store_error(error: &desk_store::Error, message: &str) -> ApiError {
    use desk_store::Error as Store;
    let of = |code| ApiError::new(code, with_causes(error, message));
    match error {
        Store::WrongKey { path } => of(Code::WrongKey).with("path", path.display()),
        Store::NoSuchRecord { kind, id } => of(Code::NotFound).with("kind", kind).with("id", id),
        Store::Forbidden { kind, .. } => of(Code::Forbidden).with("kind", kind),
        Store::NotAllowed { kind, id, reason } => of(Code::BadValue)
            .with("field", kind)
            .with("value", id)
            .with("expected", reason),
        Store::Newer(_) => of(Code::NewerData),
        error if is_disk_full(error) => of(Code::DiskFull),
        _ => of(Code::Internal),
    }
}

/// The message with those of its causes, for the log.
fn with_causes(error: &dyn std::error::Error, message: &str) -> String {
    let mut text = message.to_owned();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}

/// SQLite's codes for a full disk (13), a read-only file (8) and failing writes (10, SQLITE_IOERR_WRITE 778).
fn is_disk_full(error: &desk_store::Error) -> bool {
    let desk_store::Error::Sql(sqlx_error) = error else {
        return false;
    };
    let code = sqlx_error
        .as_database_error()
        .and_then(|error| error.code());
    code.is_some_and(|code| matches!(code.as_ref(), "13" | "8" | "778"))
}
