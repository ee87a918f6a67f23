//! The names by which devices, spaces, records and versions are known.

use std::fmt;

use minicbor::{Decode, Encode};
use uuid::Uuid;

/// One installation of the program on one computer: the author of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(pub Uuid);

/// A record's own id, a UUIDv7 drawn by whoever made it, or a UUIDv5 where it has a natural key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub Uuid);

/// One life of a server's database. A restored server starts another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EpochId(pub Uuid);

/// The number of an accepted change within its chapter, from 1; commit order.
pub type Seq = u64;

/// A corrected time in microseconds since 1970, strictly rising per device.
///
/// It only chooses the provisional winner of two changes made without seeing each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Encode, Decode)]
#[cbor(transparent)]
pub struct Stamp(#[n(0)] pub u64);

/// Who may see a space, within the chapter or visit that owns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Audience {
    /// Everybody who works on it.
    #[n(0)]
    Team,
    /// Coordinators only: contacts, travel documents, health, households' private details.
    #[n(1)]
    Coordinators,
}

/// The unit of sharing, permission and encryption: one audience of one owner (a chapter or a visit).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(array)]
pub struct Space {
    /// The chapter's or visit's record id.
    #[n(0)]
    pub owner: RecordId,
    /// Who of the owner's people may see it.
    #[n(1)]
    pub audience: Audience,
}

/// The address of a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(array)]
pub struct RecordKey {
    /// The space it lives in; it never moves to another.
    #[n(0)]
    pub space: Space,
    /// What kind of record it is, in snake_case. Kinds unknown here are kept and passed on.
    #[n(1)]
    pub kind: String,
    /// Its own id.
    #[n(2)]
    pub id: RecordId,
}

/// The name of one change, and so of every value that it wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(array)]
pub struct Version {
    /// Who made it.
    #[n(0)]
    pub device: DeviceId,
    /// That device's count of changes, from 1, without repeats.
    #[n(1)]
    pub dev_seq: u64,
}

macro_rules! uuid_newtype {
    ($($name:ident),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::try_parse(text).map(Self)
            }
        }

        impl<C> Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                e: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                e.bytes(self.0.as_bytes())?.ok()
            }
        }

        impl<'b, C> Decode<'b, C> for $name {
            fn decode(
                d: &mut minicbor::Decoder<'b>,
                _: &mut C,
            ) -> Result<Self, minicbor::decode::Error> {
                let bytes = d.bytes()?;
                Uuid::from_slice(bytes)
                    .map(Self)
                    .map_err(|_| minicbor::decode::Error::message("an id is 16 bytes"))
            }
        }
    )*};
}

uuid_newtype!(DeviceId, RecordId, EpochId);
