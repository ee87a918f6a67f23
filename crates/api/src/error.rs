//! The one shape of an error, over the bridge of the desktop window and over HTTP alike.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of failure it is. The user interface words it and offers the way out by this code alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// A request that this version does not understand.
    BadRequest,
    /// A field's value does not fit; `field` and `value` name it.
    BadValue,
    /// The member who works on this computer may not write a record of this kind; `kind` names it.
    Forbidden,
    /// The record does not exist, or not any more; `kind` and `id` name it.
    NotFound,
    /// A slot would end before it starts; `start` and `end` name the times.
    EndsBeforeStart,
    /// There is no chapter on this computer yet.
    NoChapter,
    /// There is nothing to undo.
    NothingToUndo,
    /// There is nothing to redo.
    NothingToRedo,
    /// This chapter works alone: it is not connected to a server.
    NotConnected,
    /// The server did not answer; `server` names it.
    ServerUnreachable,
    /// The invitation code is not known, or was used, or its time is over.
    BadInvitation,
    /// A coordinator removed this computer from its chapter.
    SignedOut,
    /// The code is for a chapter that is on this computer already; `chapter` names it.
    AlreadyJoined,
    /// The code is for another chapter than the one that this chapter is connected to; `chapter` names it.
    OtherChapter,
    /// The server speaks a newer protocol than this program.
    TooOld,
    /// A list for import cannot be read; `reason` is a code of its own and further arguments name what was found.
    UnreadableList,
    /// The local database cannot be opened with the key of this computer.
    WrongKey,
    /// A file is no copy that this chapter can go back to; `reason` says why: `absent`, `wrong_key`, `other_chapter`,
    /// `damaged` or `newer`.
    BadBackup,
    /// The local database was written by a newer version of the program.
    NewerData,
    /// The disk is full or may not be written to.
    DiskFull,
    /// Something is broken on our side; the log says more.
    Internal,
}

/// A failure as the user interface and scripts see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Error {
    /// For programs and translation.
    pub code: Code,
    /// English, for the log and the command line. Never matched on.
    pub message: String,
    /// The data in the error, for the worded sentence.
    pub args: BTreeMap<String, String>,
}

impl Error {
    /// An error without arguments.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            args: BTreeMap::new(),
        }
    }

    /// The same error with one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
