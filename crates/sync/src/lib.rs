//! The rules by which work done apart comes together, and nothing else.
//!
//! **Invariant:** this crate does no I/O, never asks what time it is and never draws a random number;
//! whoever calls it passes both. It never looks into a value.
//!
//! Suggested reading order: [`ids`], [`record`], [`change`], [`mod@fold`], [`overlay`], [`exchange`], [`session`].
//! The protocol in words is `docs/sync.md`.

pub mod change;
pub mod clock;
pub mod exchange;
pub mod fold;
pub mod ids;
pub mod limits;
pub mod membership;
pub mod offer;
pub mod overlay;
pub mod page;
pub mod record;
pub mod scope;
pub mod session;
pub mod two_versions;
pub mod validate;
pub mod wire;

pub use change::{Change, FieldChange};
pub use clock::StampClock;
pub use exchange::{
    ChangeResult, ExchangeAnswer, ExchangeRequest, RecordNews, Refusal, RefusalReason,
};
pub use fold::{Folded, Outcome, fold, fold_offered};
pub use ids::{Audience, DeviceId, EpochId, RecordId, RecordKey, Seq, Space, Stamp, Version};
pub use membership::{Membership, Role};
pub use offer::{OfferedRecord, offers};
pub use record::{Field, Record};
pub use scope::{Cursor, Scope};
pub use session::Session;
pub use two_versions::TwoVersions;
