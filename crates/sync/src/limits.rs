//! Every limit of the protocol, checked at both ends.

/// The longest value of one field, in bytes.
pub const FIELD_BYTES_MAX: usize = 64 * 1024;
/// The longest name of a kind or field, in bytes.
pub const NAME_BYTES_MAX: usize = 128;
/// The most fields one record may have.
pub const FIELDS_PER_RECORD_MAX: usize = 256;
/// The most bytes of values in one change.
pub const CHANGE_BYTES_MAX: usize = 256 * 1024;
/// The most bytes of values in one record.
pub const RECORD_BYTES_MAX: usize = 1024 * 1024;
/// The target size of one page of an exchange in either direction, in bytes before compression.
pub const PAGE_BYTES_MAX: usize = 1024 * 1024;
/// The most changes in one page.
pub const PAGE_CHANGES_MAX: usize = 4096;
/// The most values in one page.
pub const PAGE_CELLS_MAX: usize = 256 * 1024;
/// The most bytes that a compressed body may unfold to.
pub const BODY_BYTES_MAX: usize = 8 * 1024 * 1024;
/// How far past its own clock the server files a stamp, in microseconds.
pub const STAMP_AHEAD_US_MAX: u64 = 60 * 1_000_000;
/// The most records in one space.
pub const RECORDS_PER_SPACE_MAX: u64 = 1_000_000;
/// The most epochs whose numbers a field keeps; older ones only spare people a needless question.
pub const NUMBERS_PER_FIELD_MAX: usize = 8;
/// How far a laptop's clock is off before its owner is told, in microseconds.
pub const SKEW_TOLD_US_MIN: u64 = 2 * 60 * 1_000_000;
/// The first pause after an exchange that failed, in microseconds.
pub const PAUSE_US_MIN: u64 = 1_000_000;
/// The longest pause between tries, in microseconds.
pub const PAUSE_US_MAX: u64 = 5 * 60 * 1_000_000;
/// How often a laptop asks when nothing wakes it, in microseconds.
pub const POLL_US: u64 = 5 * 60 * 1_000_000;
