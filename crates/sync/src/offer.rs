//! What a client offers a server that was restored from an older backup, and what it makes of the new epoch.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};

use crate::change::seen_versions;
use crate::ids::{EpochId, RecordKey, Seq, Version};
use crate::record::{DELETED, Field, Record};

/// The values of one record that a restored server may have lost, whoever wrote them.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct OfferedRecord {
    /// Which record.
    #[n(0)]
    pub key: RecordKey,
    /// The values past the common point, with the numbers that they had.
    #[n(1)]
    pub fields: BTreeMap<String, Field>,
    /// The version of every field that the client holds, by name: what the offered values were seen beside.
    #[n(2)]
    pub seen: Vec<(String, Version)>,
}

/// Returns what to offer of one record after the server's epoch changed, or none when both hold the same.
///
/// `base` is the server state that the client kept of it; `common` the last number of `old_epoch` that the
/// restored server still has, none when it cannot tell. Records of two versions are offered like all others.
pub fn offers(
    key: &RecordKey,
    base: &Record,
    old_epoch: EpochId,
    common: Option<Seq>,
) -> Option<OfferedRecord> {
    let shared = |field: &Field| match (field.number_in(old_epoch), common) {
        (Some(number), Some(common)) => number <= common,
        _ => false,
    };
    let fields: BTreeMap<String, Field> = base
        .fields
        .iter()
        .filter(|(_, field)| !shared(field))
        .map(|(name, field)| (name.clone(), field.clone()))
        .collect();
    if fields.is_empty() {
        return None;
    }
    let mut seen = seen_versions(base);
    if let Some(deleted) = base.fields.get(DELETED) {
        seen.push((DELETED.to_owned(), deleted.version));
    }
    Some(OfferedRecord {
        key: key.clone(),
        fields,
        seen,
    })
}

/// Gives every field that a restored server still has the number in its new epoch, which is the old one.
///
/// `common` is the last number of `old_epoch` in the backup. Repeating it changes nothing.
pub fn carry_numbers(record: &mut Record, old_epoch: EpochId, common: Seq, new_epoch: EpochId) {
    for field in record.fields.values_mut() {
        if field.number_in(new_epoch).is_none()
            && let Some(seq) = field.number_in(old_epoch).filter(|seq| *seq <= common)
        {
            field.numbers.push((new_epoch, seq));
        }
    }
}
