//! The tables, a file each. Functions take a connection and are named `get`, `list`, `put` and `remove`.

pub(crate) mod action;
pub(crate) mod batch;
pub(crate) mod combined;
pub(crate) mod cursor;
pub(crate) mod former_device;
pub(crate) mod history;
pub(crate) mod import_mapping;
pub(crate) mod installation;
pub(crate) mod outbox;
pub(crate) mod outbox_waiting;
pub(crate) mod person_listing;
pub(crate) mod quarantine;
pub(crate) mod record;
pub(crate) mod setting;
pub(crate) mod visit_summary;

use desk_sync::{Audience, DeviceId, EpochId, RecordId};
use uuid::Uuid;

use crate::error::{Error, Result};

/// The number under which an audience is stored.
pub(crate) const fn audience_number(audience: Audience) -> i64 {
    match audience {
        Audience::Team => 0,
        Audience::Coordinators => 1,
    }
}

/// Where a value was found, for naming it when it is damaged.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) table: &'static str,
    pub(crate) column: &'static str,
    pub(crate) row: i64,
}

impl Place {
    pub(crate) const fn new(table: &'static str, column: &'static str, row: i64) -> Self {
        Self { table, column, row }
    }

    /// Says that the value here cannot be read.
    pub(crate) fn damaged(self, reason: impl ToString) -> Error {
        let Self { table, column, row } = self;
        Error::Inconsistent {
            table,
            column,
            row,
            reason: reason.to_string(),
        }
    }

    /// Reads an audience's number.
    pub(crate) fn audience(self, number: i64) -> Result<Audience> {
        match number {
            0 => Ok(Audience::Team),
            1 => Ok(Audience::Coordinators),
            _ => Err(self.damaged(format!("no audience {number}"))),
        }
    }

    /// Reads an id.
    pub(crate) fn uuid(self, bytes: &[u8]) -> Result<Uuid> {
        Uuid::from_slice(bytes).map_err(|error| self.damaged(error))
    }

    /// Reads a record's id.
    pub(crate) fn record_id(self, bytes: &[u8]) -> Result<RecordId> {
        self.uuid(bytes).map(RecordId)
    }

    /// Reads a device's id.
    pub(crate) fn device(self, bytes: &[u8]) -> Result<DeviceId> {
        self.uuid(bytes).map(DeviceId)
    }

    /// Reads an epoch's id.
    pub(crate) fn epoch(self, bytes: &[u8]) -> Result<EpochId> {
        self.uuid(bytes).map(EpochId)
    }

    /// Reads a number that is never negative.
    pub(crate) fn unsigned(self, number: i64) -> Result<u64> {
        u64::try_from(number).map_err(|error| self.damaged(error))
    }
}

/// SQLite's integers are signed; our numbers and instants stay far below the sign.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).expect("counts and instants stay below 2^63")
}
