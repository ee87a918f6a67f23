//! What the column types of SQLite cannot say by themselves.

use desk_sync::Audience;

use super::{DatabaseError, Result};

/// A number of ours as SQLite keeps it. Numbers and microseconds stay far below 2⁶³.
pub(super) fn to_sql(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number that is never negative; the schema checks it or only this program writes it.
pub(super) fn from_sql(number: i64) -> u64 {
    number.max(0).unsigned_abs()
}

/// The column of an audience.
pub(super) fn audience_to_sql(audience: Audience) -> i64 {
    match audience {
        Audience::Team => 0,
        Audience::Coordinators => 1,
    }
}

/// The audience of a column that a constraint holds to the two.
pub(super) fn audience_from_sql(column: i64) -> Audience {
    match column {
        0 => Audience::Team,
        _ => Audience::Coordinators,
    }
}

/// A column of exactly `N` bytes.
pub(super) fn bytes<const N: usize>(
    column: &[u8],
    inconsistent: impl FnOnce() -> DatabaseError,
) -> Result<[u8; N]> {
    column.try_into().map_err(|_| inconsistent())
}
