//! A record: named registers, each with the version that wrote it.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};

use crate::ids::{EpochId, Seq, Stamp, Version};

/// The register by which a record is deleted; its value is [`TRUE`] or [`FALSE`].
///
/// Deleting is a field like any other, so that undelete works and nothing cascades.
pub const DELETED: &str = "deleted";

/// The value of [`DELETED`] that hides a record.
pub const TRUE: &[u8] = b"true";
/// The value of [`DELETED`] that shows it again.
pub const FALSE: &[u8] = b"false";

/// One register of a record.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Field {
    /// Bytes that this crate never looks into. Canonical, so that equal values are equal bytes.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub value: Vec<u8>,
    /// The change that wrote it.
    #[n(1)]
    pub version: Version,
    /// When it was written, after the server's correction once it has a number.
    #[n(2)]
    pub stamp: Stamp,
    /// The server's number in each epoch that numbered it, oldest first; empty while unsent.
    #[n(3)]
    pub numbers: Vec<(EpochId, Seq)>,
    /// The version that its author was shown there, or none. Tells a late arrival from a rival.
    #[n(4)]
    pub replaces: Option<Version>,
}

impl Field {
    /// Returns its number in `epoch`, if that epoch numbered it.
    pub fn number_in(&self, epoch: EpochId) -> Option<Seq> {
        self.numbers
            .iter()
            .find_map(|&(numbered_by, seq)| (numbered_by == epoch).then_some(seq))
    }
}

/// A record's registers by name. `BTreeMap`, since order shows in digests and on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(array)]
pub struct Record {
    /// Every field that was ever written, unknown ones included.
    #[n(0)]
    pub fields: BTreeMap<String, Field>,
}

impl Record {
    /// Returns whether the record is deleted at present.
    pub fn is_deleted(&self) -> bool {
        self.fields
            .get(DELETED)
            .is_some_and(|field| field.value == TRUE)
    }

    /// Returns the highest number that `epoch` gave to one of its fields, or 0.
    pub fn highest_number(&self, epoch: EpochId) -> Seq {
        self.fields
            .values()
            .filter_map(|field| field.number_in(epoch))
            .max()
            .unwrap_or(0)
    }
}
