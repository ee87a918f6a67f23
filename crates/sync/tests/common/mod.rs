//! Short names for what the tests of the fold are made of.

use desk_sync::{
    Audience, Change, DeviceId, EpochId, Record, RecordId, RecordKey, Space, Stamp, Version,
};
use uuid::Uuid;

pub(crate) fn device(number: u8) -> DeviceId {
    DeviceId(Uuid::from_u128(0xd0_0000 + u128::from(number)))
}

pub(crate) fn version(device_number: u8, dev_seq: u64) -> Version {
    Version {
        device: device(device_number),
        dev_seq,
    }
}

pub(crate) fn epoch(number: u8) -> EpochId {
    EpochId(Uuid::from_u128(0xe0_0000 + u128::from(number)))
}

pub(crate) fn key(number: u8) -> RecordKey {
    RecordKey {
        space: Space {
            owner: RecordId(Uuid::from_u128(0xa0_0001)),
            audience: Audience::Team,
        },
        kind: "itinerary_item".to_owned(),
        id: RecordId(Uuid::from_u128(0x1d_0000 + u128::from(number))),
    }
}

/// The change by which the author of `version` writes `values` over what it is shown.
pub(crate) fn write(
    shown: &Record,
    version: Version,
    stamp: u64,
    values: &[(&str, &str)],
) -> Change {
    let values = values
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec()));
    Change::over(shown, version, Stamp(stamp), key(1), values)
}

pub(crate) fn value<'r>(record: &'r Record, field: &str) -> &'r str {
    std::str::from_utf8(&record.fields[field].value).expect("the tests write text")
}
