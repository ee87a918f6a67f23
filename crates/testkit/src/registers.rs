//! What people edit in a simulation: few registers, so that they meet.

use desk_sync::{Audience, RecordId, RecordKey, Space};
use uuid::Uuid;

use crate::random::Random;

/// The chapter whose laptops these are.
pub(crate) const CHAPTER: Uuid = Uuid::from_u128(0xc0);
/// The visit that they plan.
const VISIT: Uuid = Uuid::from_u128(0xc1);

/// A kind of record that people edit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edited {
    pub(crate) kind: &'static str,
    pub(crate) owner: Uuid,
    pub(crate) audience: Audience,
    pub(crate) records: &'static [u128],
    pub(crate) registers: &'static [&'static str],
}

/// Two of the whole team and one of the coordinators.
pub(crate) const EDITED: [Edited; 2] = [
    Edited {
        kind: "programme_item",
        owner: VISIT,
        audience: Audience::Team,
        records: &[0x10, 0x11],
        registers: &["title", "internal_note"],
    },
    Edited {
        kind: "person_private",
        owner: CHAPTER,
        audience: Audience::Coordinators,
        records: &[0x20],
        registers: &["passport_number", "visa"],
    },
];

/// A register's address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Register {
    pub(crate) key: RecordKey,
    pub(crate) name: &'static str,
}

impl Edited {
    pub(crate) fn key(&self, record: u128) -> RecordKey {
        RecordKey {
            space: Space {
                owner: RecordId(self.owner),
                audience: self.audience,
            },
            kind: self.kind.to_owned(),
            id: RecordId(Uuid::from_u128(record)),
        }
    }

    /// One of its registers.
    pub(crate) fn draw(&self, random: &mut Random) -> Register {
        Register {
            key: self.key(random.pick(self.records)),
            name: random.pick(self.registers),
        }
    }

    /// Every record of it.
    pub(crate) fn keys(&self) -> impl Iterator<Item = RecordKey> {
        self.records.iter().map(|record| self.key(*record))
    }
}
