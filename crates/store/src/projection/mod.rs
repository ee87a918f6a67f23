//! Typed tables, one for each kind: the records as SQL and screens want them.
//!
//! **Invariant:** only the merge writes them. They hold nothing that the records do not, and can be dropped and
//! rebuilt at any time.
//!
//! A table follows from the kind's declaration. Where the declaration has changed since the table was made, the
//! table is rebuilt when the database is opened, so that a new field needs no migration.
//!
//! Whether a record is shown also depends on its visit: a record whose visit is deleted, or has not come yet, is
//! hidden until the visit is there. That is asked when reading, so that records may come in any order and nothing
//! cascades.

mod columns;
mod read;
mod rebuild;
mod schema;
mod write;

pub(crate) use read::{find, get, list};
pub(crate) use rebuild::{bring_up_to_date, differences, rebuild};
pub(crate) use write::{remove, write_all};

use desk_domain::kind::{Audience, KindSpec, Owner};
use desk_domain::kinds;
use desk_sync::{RecordId, RecordKey};

/// Returns the kind of a record that belongs into a typed table: one that this version knows, in the space where
/// its kind lives. Others are kept and passed on, and not shown.
pub(crate) fn spec_of(key: &RecordKey, chapter: RecordId) -> Option<&'static KindSpec> {
    let spec = kinds::spec(&key.kind)?;
    let right_audience = key.space.audience == audience(spec.audience);
    let right_owner = match spec.owner {
        Owner::Chapter => key.space.owner == chapter,
        Owner::Visit => spec.name != "visit" || key.space.owner == key.id,
    };
    (right_audience && right_owner).then_some(spec)
}

/// The audience as sync knows it.
pub(crate) const fn audience(audience: Audience) -> desk_sync::Audience {
    match audience {
        Audience::Team => desk_sync::Audience::Team,
        Audience::Coordinators => desk_sync::Audience::Coordinators,
    }
}
