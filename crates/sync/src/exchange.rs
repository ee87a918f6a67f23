//! One exchange: what a laptop sends, what the server answers. Safe to repeat at any point.
//!
//! How these lie on the wire is `wire`'s business.

use std::collections::BTreeMap;
use std::fmt;

use crate::change::Change;
use crate::ids::{DeviceId, EpochId, RecordKey, Seq, Version};
use crate::offer::OfferedRecord;
use crate::record::Field;
use crate::scope::{Cursor, Scope};

/// The protocol of this program. A server says which it speaks when it cannot speak this one.
pub const PROTOCOL: u32 = 1;

/// What a laptop sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeRequest {
    /// [`PROTOCOL`] of the sender.
    pub protocol: u32,
    /// Who sends it. Changes may be another device's, carried here by file.
    pub device: DeviceId,
    /// The server's epoch as last heard, none before the first answer.
    ///
    /// A server of another epoch takes nothing from the request and answers with its own epoch.
    pub epoch: Option<EpochId>,
    /// How far the laptop has stored each scope. A granted scope not named here starts from 0.
    pub cursors: Vec<Cursor>,
    /// Whether the laptop wants records. Not while it still offers: they would overwrite what it offers.
    pub pull: bool,
    /// Its changes, in the order in which they entered its overlay.
    pub changes: Vec<Change>,
    /// After a restore: what it holds past the common point. Folded before the changes.
    pub offers: Vec<OfferedRecord>,
}

/// What the server answers, after everything accepted has been committed durably.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeAnswer {
    /// The server's epoch. When it is not the request's, nothing of the request was taken.
    pub epoch: EpochId,
    /// When the epoch differs: the last number of the request's epoch that this server still has.
    /// None when it does not know that epoch, and of no meaning when the epochs are equal.
    pub common: Option<Seq>,
    /// The server's clock, in microseconds since 1970.
    pub server_us: u64,
    /// What the device may see. What is missing was lost, what is new starts from 0.
    pub grants: Vec<Scope>,
    /// What became of each change of the request, by its version, in the request's order.
    pub results: Vec<(Version, ChangeResult)>,
    /// The offers that were refused, by their place in the request; all others were taken.
    pub refused_offers: Vec<(u32, Refusal)>,
    /// Records of which something is newer than the cursors, in the order of their highest numbers.
    /// A page ends between two numbers, so that what one change wrote arrives together.
    pub records: Vec<RecordNews>,
    /// How far each granted scope is stored once `records` are.
    pub cursors: Vec<Cursor>,
    /// Whether there are more records past these cursors.
    pub more: bool,
}

/// What is new in one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordNews {
    /// Which record.
    pub key: RecordKey,
    /// All its fields: an older one may have been in no page before.
    pub fields: BTreeMap<String, Field>,
}

/// What became of one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeResult {
    /// Durably committed under this number.
    Accepted {
        /// Its number in the answer's epoch.
        seq: Seq,
    },
    /// It was accepted before; this is the first answer again.
    Repeated {
        /// Its number in the answer's epoch.
        seq: Seq,
    },
    /// Not taken, and the rest went on. The laptop keeps it in quarantine.
    Refused(Refusal),
    /// The device is revoked: kept aside for a coordinator.
    KeptAside,
    /// The number was used before with other content: this laptop's data is a copy of another's.
    OtherContent,
}

/// Why one change or offer was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// For programs and translation.
    pub reason: RefusalReason,
    /// For the log, in English. Names limits and registers, never a value.
    pub detail: String,
}

/// The reasons, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RefusalReason {
    /// It breaks the form that the protocol asks for.
    Malformed,
    /// A value, a name or the whole exceeds its limit.
    TooLarge,
    /// The record would have more fields than a record may have.
    TooManyFields,
    /// The space would have more records than a space may have.
    TooManyRecords,
    /// The device may not write to that space.
    Forbidden,
    /// It writes what only the server writes.
    FiledByServer,
    /// Its author is no device of this chapter.
    UnknownAuthor,
    /// A reason that this program does not know, by its number.
    Other(u16),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.reason, self.detail)
    }
}

impl fmt::Display for RefusalReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str("malformed"),
            Self::TooLarge => f.write_str("too_large"),
            Self::TooManyFields => f.write_str("too_many_fields"),
            Self::TooManyRecords => f.write_str("too_many_records"),
            Self::Forbidden => f.write_str("forbidden"),
            Self::FiledByServer => f.write_str("filed_by_server"),
            Self::UnknownAuthor => f.write_str("unknown_author"),
            Self::Other(number) => write!(f, "other_{number}"),
        }
    }
}
