//! Two versions of one value, written without seeing each other: a question to people, kept as a record.
//!
//! The record lies in the same space as the value, so that every member sees it in the inbox and anyone can
//! settle it. Its id and its content follow from the two versions alone: every server files the same.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{DeviceId, EpochId, RecordId, RecordKey, Seq, Stamp, Version};
use crate::record::{Field, Record, TRUE};

/// The kind of the records that ask which of two versions should stand.
pub const KIND: &str = "two_versions";
/// The register by which one is settled: [`TRUE`], written by whoever settles it together with the value.
pub const SETTLED: &str = "settled";

const ABOUT_KIND: &str = "about_kind";
const ABOUT_ID: &str = "about_id";
const FIELD: &str = "field";
const FIRST: &str = "first";
const FIRST_VALUE: &str = "first_value";
const SECOND: &str = "second";
const SECOND_VALUE: &str = "second_value";

/// The namespace of the ids, drawn once.
const NAMESPACE: Uuid = Uuid::from_u128(0x5f2c_9d0e_7b1a_4c63_8e4f_a1d3_60b9_27c5);

/// Two versions of one register, neither of whose authors had seen the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoVersions {
    /// The record that they are about.
    pub about: RecordKey,
    /// Its register.
    pub field: String,
    /// The version whose name sorts first; says nothing about time.
    pub first: Side,
    /// The other.
    pub second: Side,
}

/// One of two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The value as its author wrote it.
    pub value: Vec<u8>,
    /// The change that wrote it.
    pub version: Version,
    /// When.
    pub stamp: Stamp,
    /// The version that it replaced: what both differ from, when the history still knows it.
    pub replaces: Option<Version>,
}

impl Side {
    /// Returns a register's value as one of two versions.
    pub fn of(field: &Field) -> Self {
        Self {
            value: field.value.clone(),
            version: field.version,
            stamp: field.stamp,
            replaces: field.replaces,
        }
    }
}

impl TwoVersions {
    /// Makes the question; the same whichever version is named first.
    pub fn new(about: &RecordKey, field: &str, one: Side, other: Side) -> Self {
        let (first, second) = if one.version <= other.version {
            (one, other)
        } else {
            (other, one)
        };
        Self {
            about: about.clone(),
            field: field.to_owned(),
            first,
            second,
        }
    }

    /// Returns where it is filed: in the space of the value, under an id made from both versions.
    pub fn key(&self) -> RecordKey {
        let name = minicbor::to_vec((
            self.first.version,
            self.second.version,
            &self.about,
            &self.field,
        ))
        .expect("writing to memory cannot fail");
        RecordKey {
            space: self.about.space,
            kind: KIND.to_owned(),
            id: RecordId(Uuid::new_v5(&NAMESPACE, &name)),
        }
    }

    /// Files it in the record at [`TwoVersions::key`] under the number `at`; returns whether that is new.
    ///
    /// Filing one again changes nothing, so what was settled stays settled.
    pub fn file(&self, record: &mut Record, at: Option<(EpochId, Seq)>) -> bool {
        let mut filed = false;
        for (name, value) in self.registers() {
            record.fields.entry(name.to_owned()).or_insert_with(|| {
                filed = true;
                Field {
                    value,
                    version: self.second.version,
                    stamp: self.second.stamp,
                    numbers: at.into_iter().collect(),
                    replaces: None,
                }
            });
        }
        filed
    }

    /// Reads one back from its record, or none when a register is missing or damaged.
    pub fn read(key: &RecordKey, record: &Record) -> Option<Self> {
        let text = |name: &str| -> Option<String> {
            serde_json::from_slice(&record.fields.get(name)?.value).ok()
        };
        let side = |about: &str, value: &str| -> Option<Side> {
            let about: SideJson = serde_json::from_slice(&record.fields.get(about)?.value).ok()?;
            Some(about.with_value(record.fields.get(value)?.value.clone()))
        };
        Some(Self {
            about: RecordKey {
                space: key.space,
                kind: text(ABOUT_KIND)?,
                id: text(ABOUT_ID)?.parse().ok()?,
            },
            field: text(FIELD)?,
            first: side(FIRST, FIRST_VALUE)?,
            second: side(SECOND, SECOND_VALUE)?,
        })
    }

    fn registers(&self) -> BTreeMap<&'static str, Vec<u8>> {
        BTreeMap::from([
            (ABOUT_KIND, json(&self.about.kind)),
            (ABOUT_ID, json(&self.about.id.0)),
            (FIELD, json(&self.field)),
            (FIRST, json(&SideJson::of(&self.first))),
            (FIRST_VALUE, self.first.value.clone()),
            (SECOND, json(&SideJson::of(&self.second))),
            (SECOND_VALUE, self.second.value.clone()),
        ])
    }
}

/// Returns whether a record of this kind has been settled.
pub fn is_settled(record: &Record) -> bool {
    record
        .fields
        .get(SETTLED)
        .is_some_and(|field| field.value == TRUE)
}

/// The registers `first` and `second`. Members stand in the order of their names, as canonical JSON wants.
#[derive(Serialize, Deserialize)]
struct SideJson {
    dev_seq: u64,
    device: Uuid,
    replaced: Option<VersionJson>,
    stamp: u64,
}

#[derive(Serialize, Deserialize)]
struct VersionJson {
    dev_seq: u64,
    device: Uuid,
}

impl SideJson {
    fn of(side: &Side) -> Self {
        Self {
            dev_seq: side.version.dev_seq,
            device: side.version.device.0,
            replaced: side.replaces.map(|version| VersionJson {
                dev_seq: version.dev_seq,
                device: version.device.0,
            }),
            stamp: side.stamp.0,
        }
    }

    fn with_value(self, value: Vec<u8>) -> Side {
        let Self {
            dev_seq,
            device,
            replaced,
            stamp,
        } = self;
        Side {
            value,
            version: version(device, dev_seq),
            stamp: Stamp(stamp),
            replaces: replaced.map(|replaced| version(replaced.device, replaced.dev_seq)),
        }
    }
}

fn version(device: Uuid, dev_seq: u64) -> Version {
    Version {
        device: DeviceId(device),
        dev_seq,
    }
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("ids, names and numbers are always JSON")
}
