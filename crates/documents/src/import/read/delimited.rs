//! Text with a delimiter: CSV, its semicolon and pipe cousins, and tables copied with tabs.

use std::collections::BTreeMap;

use super::{ReadError, Table, TableRow};
use crate::import::limits::{COLUMNS_MAX, ROWS_MAX};

/// Share of the lines, in percent, that must agree on the number of cells before text counts as a table.
const AGREEING_PERCENT_MIN: usize = 60;

/// Lines looked at to find the delimiter.
const SNIFFED_LINES: usize = 200;

/// Finds the delimiter, or nothing where the text shows none.
///
/// A tab is never part of a sentence, so a few lines with one suffice. The others also stand inside
/// sentences: lines must agree on how many there are.
pub(super) fn sniff(text: &str) -> Option<u8> {
    let lines = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(SNIFFED_LINES);
    let (with_tab, all) = lines.fold((0, 0), |(tabs, all), line| {
        (tabs + usize::from(line.trim().contains('\t')), all + 1)
    });
    if with_tab * 4 >= all {
        return Some(b'\t');
    }
    [b';', b',', b'|']
        .into_iter()
        .max_by_key(|delimiter| agreement(text, *delimiter))
        .filter(|delimiter| agreement(text, *delimiter) > 0)
}

/// Counts the rows that share the commonest number of cells; 0 where that is one cell or too few agree.
fn agreement(text: &str, delimiter: u8) -> usize {
    let mut rows_by_width = BTreeMap::new();
    let mut all = 0;
    for record in reader(text, delimiter)
        .byte_records()
        .take(SNIFFED_LINES)
        .flatten()
    {
        *rows_by_width.entry(record.len()).or_insert(0_usize) += 1;
        all += 1;
    }
    let commonest = rows_by_width
        .into_iter()
        .max_by_key(|(width, rows)| (*rows, *width));
    match commonest {
        Some((width, rows)) if width > 1 && rows * 100 >= all * AGREEING_PERCENT_MIN => rows,
        _ => 0,
    }
}

/// Reads rows split by `delimiter`, with cells in quotation marks where a cell holds it or a line break.
pub(super) fn read(text: &str, delimiter: u8) -> Result<Table, ReadError> {
    let mut lines = LineCounter::new(text);
    let mut rows = Vec::new();
    let mut reader = reader(text, delimiter);
    let mut record = csv::StringRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let line = lines.of_next_text(start);
        // Reading from memory in flexible mode with checked UTF-8 cannot fail.
        if !matches!(reader.read_record(&mut record), Ok(true)) {
            break;
        }
        if rows.len() == ROWS_MAX {
            return Err(ReadError::TooManyRows);
        }
        if record.len() > COLUMNS_MAX {
            return Err(ReadError::TooManyColumns {
                line: u32::try_from(line).unwrap_or(u32::MAX),
            });
        }
        rows.push(TableRow::new(line, record.iter()));
    }
    reject_unclosed_quote(text, &rows)?;
    if delimiter == b'|' {
        rows.iter_mut().for_each(strip_frame);
    }
    Ok(Table { rows })
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// An unclosed quotation mark swallows the rest of the file into the last row's last cell.
fn reject_unclosed_quote(text: &str, rows: &[TableRow]) -> Result<(), ReadError> {
    let odd = text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
    match rows.last() {
        Some(TableRow { line, cells })
            if odd && cells.last().is_some_and(|cell| cell.contains('\n')) =>
        {
            Err(ReadError::UnclosedQuote { line: *line })
        }
        _ => Ok(()),
    }
}

/// Drops the outer bars of `| a | b |`, and the rule `|---|---|` below its headings.
fn strip_frame(row: &mut TableRow) {
    if row.cells.first().is_some_and(String::is_empty) {
        row.cells.remove(0);
    }
    if row
        .cells
        .iter()
        .all(|cell| cell.chars().all(|letter| matches!(letter, '-' | ':' | '=')))
    {
        row.cells.clear();
    }
}

/// Tells on which line a byte stands; asked for ever later bytes, it reads the text once.
struct LineCounter<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl<'a> LineCounter<'a> {
    fn new(text: &'a str) -> LineCounter<'a> {
        LineCounter {
            text: text.as_bytes(),
            at: 0,
            line: 1,
        }
    }

    /// Returns the line, counted from 1, of the first byte at or after `start` that breaks no line.
    fn of_next_text(&mut self, start: usize) -> usize {
        while let Some(byte) = self.text.get(self.at) {
            let is_break = matches!(byte, b'\n' | b'\r');
            if self.at >= start && !is_break {
                break;
            }
            let next = self.text.get(self.at + 1);
            self.line += usize::from(*byte == b'\n' || *byte == b'\r' && next != Some(&b'\n'));
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_on_which_lines_agree() {
        let cases = [
            (
                "Day;Time;What\nMonday, 3 May;9.00;Coffee, tea\n;10.00;Talk",
                Some(b';'),
            ),
            (
                "Jour,Quoi\nlundi,\"Accueil ; visite\"\nmardi,Repas ; nuit",
                Some(b','),
            ),
            ("| Day | What |\n|---|---|\n| Mon | Talk |", Some(b'|')),
            ("Monday\n9:00\tTalk\n10:00\tBreak", Some(b'\t')),
            (
                "We arrive on Monday, late.\nThen dinner.\nThen sleep.",
                None,
            ),
        ];
        for (text, delimiter) in cases {
            assert_eq!(sniff(text), delimiter, "{text}");
        }
    }

    #[test]
    fn rows_are_numbered_by_the_line_they_begin_on() {
        let table = read("a,b\r\n\r\n\"two\r\nlines\",c\r\nd,e\r\n", b',').unwrap();
        let lines: Vec<u32> = table.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [1, 3, 5]);
    }

    #[test]
    fn an_unclosed_quotation_mark_names_its_line() {
        let error = read("a,b\nc,\"d\ne,f\n", b',').unwrap_err();
        assert_eq!(error, ReadError::UnclosedQuote { line: 2 });
    }
}
