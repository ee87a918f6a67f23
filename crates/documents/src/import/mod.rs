//! Reads the programmes and delegate lists that partner cities really send.
//!
//! Four steps, each a pure function, so that a person can look between them:
//!
//! 1. [`read_table`] turns bytes (CSV, TSV, XLSX, a pasted table, plain programme text) into a [`Table`];
//! 2. [`recognise`] proposes which column means what, as a [`Mapping`] that a person may change;
//! 3. [`parse_programme`] and [`parse_participants`] give every row of the table exactly one [`Fate`];
//! 4. [`match_programme`] and [`match_participants`] pair the rows with what an earlier import made,
//!    so that a corrected file updates and does not double.
//!
//! Nothing here corrects what a partner wrote. A weekday that contradicts its date is reported, and the
//! date stays as written.

mod column;
pub(crate) mod day;
pub(crate) mod everyone;
mod fate;
mod item_kind;
mod item_match;
mod limits;
mod mapping;
mod names;
mod participants;
mod person_match;
mod programme;
mod read;
mod synonyms;
mod table;
pub(crate) mod time;
mod vocabulary;
pub(crate) mod words;

pub use column::{Column, ListKind};
pub use day::DateOrder;
pub use everyone::is_everyone;
pub use fate::{Fate, Parsed, ProblemReason, RowFate, Warning};
pub use item_kind::{item_kind, item_kind_of_title};
pub use item_match::{ExistingItem, match_programme};
pub use limits::{CELL_CHARS_MAX, COLUMNS_MAX, ROWS_MAX, SOURCE_BYTES_MAX, UNPACKED_BYTES_MAX};
pub use mapping::{ColumnMapping, Mapping, RowMatch, recognise};
pub use names::{NameParts, split_name};
pub use participants::{ParticipantRow, PersonFields, parse_participants};
pub use person_match::{ExistingPerson, match_participants};
pub use programme::{ItemFields, ProgrammeContext, ProgrammeRow, parse_programme};
pub use read::{Foreign, ReadError, read_table};
pub use table::{Table, TableRow};
pub use time::{Certainty, ParsedTime, UnreadableTime, parse_time};
pub use vocabulary::{Gender, Role, Status};
