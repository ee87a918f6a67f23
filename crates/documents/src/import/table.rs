//! A table as it stood in the source, before anything is known about its meaning.

use serde::{Deserialize, Serialize};

/// Rows of text in the order of the source.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Table {
    /// The rows. They may differ in length: a missing cell and an empty one mean the same.
    pub rows: Vec<TableRow>,
}

/// One row of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// Where the row begins in the source, counted from 1: a line of text, a row of a sheet,
    /// or the ordinal of a row of a pasted HTML table.
    pub line: u32,
    /// The cells, trimmed.
    pub cells: Vec<String>,
}

impl Table {
    /// Returns the length of the longest row.
    pub fn width(&self) -> usize {
        self.rows
            .iter()
            .map(|row| row.cells.len())
            .max()
            .unwrap_or(0)
    }
}

impl TableRow {
    /// Makes a row, trimming its cells and dropping empty ones at its end.
    pub(crate) fn new<S: AsRef<str>>(line: usize, cells: impl IntoIterator<Item = S>) -> TableRow {
        let mut cells: Vec<String> = cells
            .into_iter()
            .map(|cell| cell.as_ref().trim().to_owned())
            .collect();
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        TableRow {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            cells,
        }
    }

    /// Returns the text at `index`, or nothing where the cell is empty or missing.
    pub fn cell(&self, index: usize) -> Option<&str> {
        self.cells
            .get(index)
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
    }

    /// Returns the text of the only filled cell, or nothing where there is none or more than one.
    pub(crate) fn only_cell(&self) -> Option<&str> {
        let mut filled = self.cells.iter().filter(|cell| !cell.is_empty());
        match (filled.next(), filled.next()) {
            (Some(cell), None) => Some(cell),
            _ => None,
        }
    }

    /// Tells whether no cell holds anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}
