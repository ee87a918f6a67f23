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
mod dependants;
mod read;
mod rebuild;
mod schema;
mod tally;
mod write;

pub(crate) use read::{
    find, find_all, find_latest, get, get_all, list, list_between, list_named_by, list_owned,
};
pub(crate) use rebuild::{bring_up_to_date, differences, rebuild};
pub use tally::Tally;
pub(crate) use tally::tally;
pub(crate) use write::{remove, write_all};

use desk_domain::Kind;
use desk_domain::kind::{Audience, KindSpec};
use desk_domain::kinds::{self, Visit};
use desk_sync::RecordKey;

/// Returns the kind of a record that belongs into a typed table: one that this version knows, in a space where its
/// kind may live. Others are kept and passed on, and not shown.
///
/// The owner of a chapter's kind is not compared with the chapter: one that was begun alone keeps its own id when it
/// joins a server, and everybody shows its records.
pub(crate) fn spec_of(key: &RecordKey) -> Option<&'static KindSpec> {
    let spec = kinds::spec(&key.kind)?;
    let right_audience = key.space.audience == audience(spec.audience);
    let right_owner = spec.name != Visit::SPEC.name || key.space.owner == key.id;
    (right_audience && right_owner).then_some(spec)
}

/// The audience as sync knows it.
pub(crate) const fn audience(audience: Audience) -> desk_sync::Audience {
    match audience {
        Audience::Team => desk_sync::Audience::Team,
        Audience::Coordinators => desk_sync::Audience::Coordinators,
    }
}
