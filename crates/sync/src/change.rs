//! A change: what one action wrote to one record, and what its author had seen there.

use minicbor::{Decode, Encode};

use crate::ids::{RecordKey, Stamp, Version};
use crate::record::{DELETED, Record, TRUE};

/// What one action by one person wrote to one record.
///
/// All changes of one action carry one stamp. Its name, [`Version`], is the version of every field in it.
/// Its encoding is also what [`Change::content_hash`] hashes, so an element is never renumbered.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Change {
    /// Its name; unique for ever.
    #[n(0)]
    pub version: Version,
    /// When its author made it.
    #[n(1)]
    pub stamp: Stamp,
    /// The record it writes to.
    #[n(2)]
    pub key: RecordKey,
    /// The registers it writes, by name in ascending order, each at most once, at least one.
    #[n(3)]
    pub fields: Vec<FieldChange>,
    /// The version of [`crate::record::DELETED`] that the author had seen, if any.
    ///
    /// An edit whose author had not seen a deletion meets it as another version of [`crate::record::DELETED`].
    #[n(4)]
    pub deletion_seen: Option<Version>,
    /// For a change that deletes: the version of every field that its author had seen, by name.
    ///
    /// Empty for every other change. A field that is newer makes the deletion one of two versions.
    #[n(5)]
    pub seen: Vec<(String, Version)>,
}

/// One register's new value, and the version that it replaces: all the causality there is.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct FieldChange {
    /// The register.
    #[n(0)]
    pub name: String,
    /// Its new value.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub value: Vec<u8>,
    /// The version that the author was shown there, or none.
    #[n(2)]
    pub replaces: Option<Version>,
}

impl Change {
    /// Makes the change that writes `values` over `shown`, the record as its author sees it.
    ///
    /// Fills in everything that tells what the author had seen. `values` are `(register, value)` in any order;
    /// of two values for one register the later stands.
    pub fn over(
        shown: &Record,
        version: Version,
        stamp: Stamp,
        key: RecordKey,
        values: impl IntoIterator<Item = (String, Vec<u8>)>,
    ) -> Self {
        let values: std::collections::BTreeMap<_, _> = values.into_iter().collect();
        let deletes = values.get(DELETED).is_some_and(|value| value == TRUE);
        let version_shown = |name: &str| shown.fields.get(name).map(|field| field.version);
        let fields = values
            .into_iter()
            .map(|(name, value)| FieldChange {
                replaces: version_shown(&name),
                name,
                value,
            })
            .collect();
        let seen = if deletes {
            seen_versions(shown)
        } else {
            Vec::new()
        };
        Self {
            version,
            stamp,
            key,
            fields,
            deletion_seen: version_shown(DELETED),
            seen,
        }
    }

    /// Returns whether it deletes the record.
    pub fn deletes(&self) -> bool {
        self.field(DELETED).is_some_and(|field| field.value == TRUE)
    }

    /// Returns what it writes to the register `name`.
    pub fn field(&self, name: &str) -> Option<&FieldChange> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Returns the hash by which a replay is told from another change under the same number:
    /// the first 16 bytes of BLAKE3 over [`Change::to_bytes`].
    pub fn content_hash(&self) -> [u8; 16] {
        let mut hash = [0; 16];
        hash.copy_from_slice(&blake3::hash(&self.to_bytes()).as_bytes()[..16]);
        hash
    }

    /// Returns its canonical encoding: CBOR of definite lengths and shortest integers.
    pub fn to_bytes(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory cannot fail")
    }

    /// Reads what [`Change::to_bytes`] wrote.
    ///
    /// # Errors
    /// When `bytes` are not such an encoding.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, minicbor::decode::Error> {
        minicbor::decode(bytes)
    }
}

/// Returns the version of every field of a record except [`DELETED`], by name in ascending order.
pub fn seen_versions(shown: &Record) -> Vec<(String, Version)> {
    shown
        .fields
        .iter()
        .filter(|(name, _)| name.as_str() != DELETED)
        .map(|(name, field)| (name.clone(), field.version))
        .collect()
}
