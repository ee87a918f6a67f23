//! The tables of a message: what it names often is named once and then by its place.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};

use super::WireError;
use crate::ids::{DeviceId, EpochId, RecordId, RecordKey, Space, Version};

/// Devices, epochs, spaces, names and shapes, each in the order in which the message first needs it.
#[derive(Debug, Default, Encode, Decode)]
#[cbor(map)]
pub(super) struct Tables {
    #[n(0)]
    pub(super) devices: Vec<DeviceId>,
    #[n(1)]
    pub(super) epochs: Vec<EpochId>,
    #[n(2)]
    pub(super) spaces: Vec<Space>,
    /// Names of kinds and of fields.
    #[n(3)]
    pub(super) names: Vec<String>,
    #[n(4)]
    pub(super) shapes: Vec<Shape>,
}

/// What many records of a message have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(array)]
pub(super) struct Shape {
    #[n(0)]
    pub(super) space: u32,
    #[n(1)]
    pub(super) kind: u32,
    /// The fields written, by name in ascending order.
    #[n(2)]
    pub(super) fields: Vec<u32>,
}

/// A version whose device is in the table.
#[derive(Debug, Clone, Copy, Encode, Decode)]
#[cbor(array)]
pub(super) struct VersionRef {
    #[n(0)]
    device: u32,
    #[n(1)]
    dev_seq: u64,
}

impl Tables {
    pub(super) fn device(&self, at: u32) -> Result<DeviceId, WireError> {
        look_up(&self.devices, at, "device").copied()
    }

    pub(super) fn epoch(&self, at: u32) -> Result<EpochId, WireError> {
        look_up(&self.epochs, at, "epoch").copied()
    }

    pub(super) fn name(&self, at: u32) -> Result<&String, WireError> {
        look_up(&self.names, at, "name")
    }

    pub(super) fn shape(&self, at: u32) -> Result<&Shape, WireError> {
        look_up(&self.shapes, at, "shape")
    }

    pub(super) fn version(&self, version: VersionRef) -> Result<Version, WireError> {
        Ok(Version {
            device: self.device(version.device)?,
            dev_seq: version.dev_seq,
        })
    }

    pub(super) fn key(&self, shape: &Shape, id: RecordId) -> Result<RecordKey, WireError> {
        Ok(RecordKey {
            space: *look_up(&self.spaces, shape.space, "space")?,
            kind: self.name(shape.kind)?.clone(),
            id,
        })
    }
}

fn look_up<'t, T>(table: &'t [T], at: u32, what: &'static str) -> Result<&'t T, WireError> {
    table
        .get(at as usize)
        .ok_or(WireError::Inconsistent(match what {
            "device" => "a device is not in the table",
            "epoch" => "an epoch is not in the table",
            "space" => "a space is not in the table",
            "shape" => "a shape is not in the table",
            _ => "a name is not in the table",
        }))
}

/// Builds [`Tables`] while a message is written.
#[derive(Debug, Default)]
pub(super) struct Interner {
    devices: Table<DeviceId>,
    epochs: Table<EpochId>,
    spaces: Table<Space>,
    names: Table<String>,
    shapes: Table<Shape>,
}

impl Interner {
    pub(super) fn device(&mut self, device: DeviceId) -> u32 {
        self.devices.place(&device)
    }

    pub(super) fn epoch(&mut self, epoch: EpochId) -> u32 {
        self.epochs.place(&epoch)
    }

    pub(super) fn name(&mut self, name: &String) -> u32 {
        self.names.place(name)
    }

    pub(super) fn version(&mut self, version: Version) -> VersionRef {
        VersionRef {
            device: self.device(version.device),
            dev_seq: version.dev_seq,
        }
    }

    pub(super) fn shape<'a>(
        &mut self,
        key: &RecordKey,
        fields: impl Iterator<Item = &'a String>,
    ) -> u32 {
        let shape = Shape {
            space: self.spaces.place(&key.space),
            kind: self.names.place(&key.kind),
            fields: fields.map(|name| self.names.place(name)).collect(),
        };
        self.shapes.place(&shape)
    }

    pub(super) fn shapes(&self) -> &[Shape] {
        &self.shapes.rows
    }

    pub(super) fn finish(self) -> Tables {
        let Self {
            devices,
            epochs,
            spaces,
            names,
            shapes,
        } = self;
        Tables {
            devices: devices.rows,
            epochs: epochs.rows,
            spaces: spaces.rows,
            names: names.rows,
            shapes: shapes.rows,
        }
    }
}

#[derive(Debug)]
struct Table<T> {
    rows: Vec<T>,
    places: BTreeMap<T, u32>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            places: BTreeMap::new(),
        }
    }
}

impl<T: Ord + Clone> Table<T> {
    fn place(&mut self, row: &T) -> u32 {
        if let Some(place) = self.places.get(row) {
            return *place;
        }
        let place = u32::try_from(self.rows.len()).expect("a page never names four billion things");
        self.rows.push(row.clone());
        self.places.insert(row.clone(), place);
        place
    }
}
