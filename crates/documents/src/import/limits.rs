//! How much of a file is read before it is refused. A delegation has dozens of rows; these are far above.

/// Largest file read, in bytes. Callers can check a file's size against it before reading it.
pub const SOURCE_BYTES_MAX: usize = 20 * 1024 * 1024;

/// Most bytes that a workbook may unpack to, all its parts together. Bounds a zip bomb.
pub const UNPACKED_BYTES_MAX: u64 = 100 * 1024 * 1024;

/// Most rows of a table, blank ones included.
pub const ROWS_MAX: usize = 10_000;

/// Most columns of a table.
pub const COLUMNS_MAX: usize = 100;

/// Most characters of one cell.
pub const CELL_CHARS_MAX: usize = 10_000;
