//! From bytes to a table: what kind of file it is, told by its content and never by its extension.

mod aligned;
mod delimited;
mod encoding;
mod html;
mod workbook;

use super::limits::{CELL_CHARS_MAX, COLUMNS_MAX, ROWS_MAX, SOURCE_BYTES_MAX, UNPACKED_BYTES_MAX};
use super::table::{Table, TableRow};

/// Why a file gives no table. Each sentence names a way out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The file is larger than [`SOURCE_BYTES_MAX`].
    #[error(
        "the file has {size_bytes} bytes and at most {SOURCE_BYTES_MAX} are read: copy the table into a file of its own"
    )]
    TooLarge {
        /// Size of the file.
        size_bytes: usize,
    },
    /// The workbook unpacks to more than [`UNPACKED_BYTES_MAX`].
    #[error(
        "the workbook unpacks to more than {UNPACKED_BYTES_MAX} bytes: copy the table into a file of its own"
    )]
    UnpacksTooLarge,
    /// More than [`ROWS_MAX`] rows.
    #[error(
        "the table goes on after row {ROWS_MAX}: split it, or delete what stands below the list"
    )]
    TooManyRows,
    /// More than [`COLUMNS_MAX`] columns.
    #[error("line {line} has more than {COLUMNS_MAX} columns: delete what stands beside the list")]
    TooManyColumns {
        /// The row's line in the source.
        line: u32,
    },
    /// A cell longer than [`CELL_CHARS_MAX`].
    #[error("a cell in line {line} has more than {CELL_CHARS_MAX} characters: shorten it")]
    CellTooLong {
        /// The row's line in the source.
        line: u32,
    },
    /// A quotation mark opens a cell and nothing closes it.
    #[error("a quotation mark in line {line} is never closed: close or delete it")]
    UnclosedQuote {
        /// The line on which the row with the quotation mark begins.
        line: u32,
    },
    /// No text at all, or a workbook whose sheets are all empty.
    #[error("the file is empty: choose the file that holds the list")]
    Empty,
    /// The bytes are not text in the encoding that the file claims or shows.
    #[error(
        "byte {byte} in line {line} does not fit the encoding {encoding}: save the file again as UTF-8"
    )]
    BrokenEncoding {
        /// The encoding's name.
        encoding: &'static str,
        /// Offset of the first wrong byte, counted from 0.
        byte: usize,
        /// The line it stands in, counted from 1.
        line: u32,
    },
    /// The text holds the mark that programs put where they lost a character.
    #[error("characters of line {line} were lost before the file came here: ask for the original")]
    LostCharacters {
        /// The line, counted from 1.
        line: u32,
    },
    /// The workbook has a password.
    #[error("the workbook is protected by a password: save it without one")]
    Encrypted,
    /// The workbook is damaged.
    #[error(
        "the workbook cannot be opened ({reason}): save it again as .xlsx, or copy the table out of it"
    )]
    Damaged {
        /// What the reader of workbooks says.
        reason: String,
    },
    /// Some other kind of file.
    #[error("this is {found}, not a table: copy the table out of it and paste it here")]
    NotATable {
        /// What the file is.
        found: Foreign,
    },
}

/// A kind of file that people send and that is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Foreign {
    /// A PDF document.
    #[error("a PDF document")]
    Pdf,
    /// A picture, of any format.
    #[error("a picture")]
    Picture,
    /// A text document of a word processor.
    #[error("a word processor's document")]
    WordProcessor,
    /// A workbook in another format than XLSX.
    #[error("a workbook in another format than .xlsx")]
    OtherWorkbook,
    /// An archive of files.
    #[error("an archive of files")]
    Archive,
    /// A web page without a table.
    #[error("a web page without a table")]
    WebPage,
    /// Bytes of no known kind.
    #[error("a file of unknown kind")]
    Binary,
}

/// Reads a table from a file's content, or from what a person pasted.
///
/// `tld_hint` is the partner country's top-level domain (`"ua"`, `"de"`): it helps to tell the old
/// one-byte encodings apart and matters for no other file.
///
/// # Errors
/// [`ReadError`] when the bytes are no table, or more of one than the limits allow.
pub fn read_table(bytes: &[u8], tld_hint: Option<&str>) -> Result<Table, ReadError> {
    if bytes.len() > SOURCE_BYTES_MAX {
        return Err(ReadError::TooLarge {
            size_bytes: bytes.len(),
        });
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return workbook::read(bytes).and_then(checked);
    }
    if let Some(error) = foreign(bytes) {
        return Err(error);
    }
    let text = encoding::decode(bytes, tld_hint)?;
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    checked(read_text(&text)?)
}

/// Reads a table from text, trying the shapes from the plainest to the vaguest.
fn read_text(text: &str) -> Result<Table, ReadError> {
    if html::looks_like_html(text) {
        return html::read(text);
    }
    if let Some(delimiter) = delimited::sniff(text) {
        return delimited::read(text, delimiter);
    }
    Ok(aligned::read(text))
}

/// Holds a table to the limits. Readers that could build more than memory bears stop earlier.
fn checked(table: Table) -> Result<Table, ReadError> {
    if table.rows.iter().all(TableRow::is_blank) {
        return Err(ReadError::Empty);
    }
    if table.rows.len() > ROWS_MAX {
        return Err(ReadError::TooManyRows);
    }
    for TableRow { line, cells } in &table.rows {
        if cells.len() > COLUMNS_MAX {
            return Err(ReadError::TooManyColumns { line: *line });
        }
        if cells
            .iter()
            .any(|cell| cell.chars().count() > CELL_CHARS_MAX)
        {
            return Err(ReadError::CellTooLong { line: *line });
        }
    }
    Ok(table)
}

/// Tells by its first bytes a kind of file that is no table.
fn foreign(bytes: &[u8]) -> Option<ReadError> {
    const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    if bytes.starts_with(COMPOUND_FILE) {
        return Some(compound(bytes));
    }
    let signatures: [(&[u8], Foreign); 11] = [
        (b"%PDF", Foreign::Pdf),
        (b"\x89PNG", Foreign::Picture),
        (b"\xFF\xD8\xFF", Foreign::Picture),
        (b"GIF8", Foreign::Picture),
        (b"BM", Foreign::Picture),
        (b"RIFF", Foreign::Picture),
        (b"II*\0", Foreign::Picture),
        (b"{\\rtf", Foreign::WordProcessor),
        (b"Rar!", Foreign::Archive),
        (b"7z\xBC\xAF", Foreign::Archive),
        (b"\x1F\x8B", Foreign::Archive),
    ];
    let (_, found) = signatures.iter().find(|(start, _)| {
        // "BM" and "RIFF" are words too: a picture also has bytes that no text has.
        bytes.starts_with(start)
            && (start.len() > 2 && *start != b"RIFF" || bytes.contains(&0) || start[0] == 0x1F)
    })?;
    Some(ReadError::NotATable { found: *found })
}

/// Office's older container holds .xls, .doc, or a newer workbook locked with a password.
fn compound(bytes: &[u8]) -> ReadError {
    let holds = |stream: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if holds("EncryptedPackage") {
        return ReadError::Encrypted;
    }
    let found = if holds("WordDocument") {
        Foreign::WordProcessor
    } else {
        Foreign::OtherWorkbook
    };
    ReadError::NotATable { found }
}
