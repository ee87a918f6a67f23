//! XLSX workbooks, read cell by cell so that a damaged or hostile one stays bounded.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxError};
use chrono::{NaiveTime, Timelike};

use super::{Foreign, ReadError, Table, TableRow};
use crate::import::limits::{COLUMNS_MAX, ROWS_MAX, UNPACKED_BYTES_MAX};

/// Reads the first sheet that holds anything, a visible one if there is one.
pub(super) fn read(bytes: &[u8]) -> Result<Table, ReadError> {
    check_package(bytes, UNPACKED_BYTES_MAX)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sheets = workbook.sheets_metadata().to_vec();
    sheets.sort_by_key(|sheet| sheet.visible != SheetVisible::Visible);
    for sheet in sheets {
        let table = match read_sheet(&mut workbook, &sheet.name) {
            Err(error) if sheet.visible == SheetVisible::Visible => return Err(error),
            Err(_) => continue,
            Ok(table) => table,
        };
        if !table.rows.iter().all(TableRow::is_blank) {
            return Ok(table);
        }
    }
    Err(ReadError::Empty)
}

/// Tells a workbook from other packages, and unpacks it once to see that it is not a bomb: the sizes
/// that a package declares can lie.
fn check_package(bytes: &[u8], unpacked_bytes_max: u64) -> Result<(), ReadError> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let holds = |name: &str| {
        package
            .file_names()
            .flatten()
            .any(|part| part.starts_with(name))
    };
    if !holds("xl/") {
        let found = if holds("word/") {
            Foreign::WordProcessor
        } else if holds("content.xml") {
            Foreign::OtherWorkbook
        } else {
            Foreign::Archive
        };
        return Err(ReadError::NotATable { found });
    }
    let mut left = unpacked_bytes_max;
    for index in 0..package.len() {
        let part = package.by_index(index).map_err(damaged)?;
        let unpacked =
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(damaged)?;
        left = left
            .checked_sub(unpacked)
            .ok_or(ReadError::UnpacksTooLarge)?;
    }
    Ok(())
}

/// Reads the filled cells of one sheet.
///
/// Not by `worksheet_range`: that makes room for every cell up to the last, and one stray cell in the
/// sheet's far corner would ask for gigabytes.
fn read_sheet(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Table, ReadError> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    while let Some(cell) = reader.next_cell().map_err(damaged)? {
        let text = render(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        if row >= ROWS_MAX {
            return Err(ReadError::TooManyRows);
        }
        if column >= COLUMNS_MAX {
            return Err(ReadError::TooManyColumns {
                line: u32::try_from(row + 1).unwrap_or(u32::MAX),
            });
        }
        let cells = rows.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
    }
    let last = rows.keys().next_back().map_or(0, |row| row + 1);
    let rows = (0..last).map(|row| TableRow::new(row + 1, rows.remove(&row).unwrap_or_default()));
    Ok(Table {
        rows: rows.collect(),
    })
}

/// Writes a cell as a person sees it, dates and times in ISO 8601.
fn render(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTime(moment) => render_moment(*moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// Tells a date, a time and both apart by the cell's number: whole days before the point, a share of a
/// day after it.
fn render_moment(moment: ExcelDateTime) -> String {
    /// A serial number's precision: a binary fraction of a day seldom falls on a whole second.
    const SECONDS_PER_DAY: f64 = 86_400.0;
    let serial = moment.as_f64();
    let seconds = (serial.fract() * SECONDS_PER_DAY).round();
    if (0.0..1.0).contains(&serial) || moment.is_duration() {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds as u32 % 86_400, 0);
        return time.map_or_else(|| serial.to_string(), render_time);
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match NaiveTime::from_num_seconds_from_midnight_opt(seconds as u32, 0) {
        Some(time) if time != NaiveTime::MIN => format!("{date} {}", render_time(time)),
        _ => date,
    }
}

fn render_time(time: NaiveTime) -> String {
    let format = if time.second() == 0 {
        "%H:%M"
    } else {
        "%H:%M:%S"
    };
    time.format(format).to_string()
}

fn damaged(error: impl Into<WorkbookError>) -> ReadError {
    match error.into() {
        WorkbookError::Workbook(XlsxError::Password) => ReadError::Encrypted,
        WorkbookError::Workbook(error) => ReadError::Damaged {
            reason: error.to_string(),
        },
        WorkbookError::Package(error) => ReadError::Damaged {
            reason: error.to_string(),
        },
        WorkbookError::Unpacking(error) => ReadError::Damaged {
            reason: error.to_string(),
        },
    }
}

/// The ways in which the libraries below say that a workbook is damaged.
enum WorkbookError {
    Workbook(XlsxError),
    Package(zip::result::ZipError),
    Unpacking(std::io::Error),
}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> WorkbookError {
        WorkbookError::Workbook(error)
    }
}

impl From<zip::result::ZipError> for WorkbookError {
    fn from(error: zip::result::ZipError) -> WorkbookError {
        WorkbookError::Package(error)
    }
}

impl From<std::io::Error> for WorkbookError {
    fn from(error: std::io::Error) -> WorkbookError {
        WorkbookError::Unpacking(error)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn package(parts: &[(&str, usize)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, size_bytes) in parts {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(&vec![b' '; *size_bytes]).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn the_parts_of_a_package_are_bounded_together() {
        let bytes = package(&[("xl/sharedStrings.xml", 5_000), ("xl/workbook.xml", 5_001)]);
        assert!(bytes.len() < 1_000, "it packs well");
        assert_eq!(check_package(&bytes, 10_001), Ok(()));
        assert_eq!(
            check_package(&bytes, 10_000),
            Err(ReadError::UnpacksTooLarge)
        );
    }

    #[test]
    fn other_packages_are_told_apart() {
        for (part, found) in [
            ("word/document.xml", Foreign::WordProcessor),
            ("content.xml", Foreign::OtherWorkbook),
            ("photo.jpg", Foreign::Archive),
        ] {
            assert_eq!(
                read(&package(&[(part, 1)])),
                Err(ReadError::NotATable { found })
            );
        }
    }
}
