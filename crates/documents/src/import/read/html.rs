//! A table pasted from a web page, an e-mail or a word processor, which all copy HTML.

use scraper::{ElementRef, Html, Selector};

use super::{Foreign, ReadError, Table, TableRow};
use crate::import::limits::{COLUMNS_MAX, ROWS_MAX};

/// Tells whether text is HTML: a page, or a fragment with a table.
pub(super) fn looks_like_html(text: &str) -> bool {
    let start: String = text
        .trim_start()
        .chars()
        .take(100)
        .collect::<String>()
        .to_ascii_lowercase();
    start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || start.starts_with('<') && text.to_ascii_lowercase().contains("<table")
}

/// Reads the table with the most rows. A line of the source means nothing to a person here, so rows
/// are numbered by their place in the table.
pub(super) fn read(text: &str) -> Result<Table, ReadError> {
    let document = Html::parse_document(text);
    let table = selector("table");
    let tables = document.select(&table).map(|table| own_rows(&table));
    let rows = tables.max_by_key(Vec::len).filter(|rows| !rows.is_empty());
    let rows = rows.ok_or(ReadError::NotATable {
        found: Foreign::WebPage,
    })?;
    if rows.len() > ROWS_MAX {
        return Err(ReadError::TooManyRows);
    }
    Ok(Table {
        rows: lay_out(&rows),
    })
}

/// Returns the rows of a table without those of tables inside its cells.
fn own_rows<'a>(table: &ElementRef<'a>) -> Vec<ElementRef<'a>> {
    let is_own = |row: &ElementRef<'_>| {
        let nearest = row
            .ancestors()
            .filter_map(ElementRef::wrap)
            .find(|node| node.value().name() == "table");
        nearest.is_some_and(|nearest| nearest.id() == table.id())
    };
    table.select(&selector("tr")).filter(is_own).collect()
}

/// Puts cells into columns. A cell that spans rows or columns fills its first place only; the others
/// stay empty, which for a day means "as above".
fn lay_out(rows: &[ElementRef<'_>]) -> Vec<TableRow> {
    let mut rows_taken = [0_usize; COLUMNS_MAX];
    let mut laid_out = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let mut cells = Vec::new();
        let mut skip_taken = |cells: &mut Vec<String>| {
            while let Some(taken) = rows_taken.get_mut(cells.len()).filter(|taken| **taken > 0) {
                *taken -= 1;
                cells.push(String::new());
            }
        };
        let mut taken_below = Vec::new();
        for cell in row
            .child_elements()
            .filter(|cell| matches!(cell.value().name(), "td" | "th"))
        {
            skip_taken(&mut cells);
            let start = cells.len();
            cells.push(text_of(&cell));
            let width = span(&cell, "colspan")
                .min(COLUMNS_MAX.saturating_sub(start))
                .max(1);
            cells.resize(start + width, String::new());
            taken_below.push((start, width, span(&cell, "rowspan") - 1));
        }
        skip_taken(&mut cells);
        for (start, width, below) in taken_below {
            rows_taken
                .iter_mut()
                .skip(start)
                .take(width)
                .for_each(|taken| *taken = below);
        }
        laid_out.push(TableRow::new(index + 1, cells));
    }
    laid_out
}

fn span(cell: &ElementRef<'_>, attribute: &str) -> usize {
    cell.attr(attribute)
        .and_then(|value| value.trim().parse().ok())
        .unwrap_or(1)
        .clamp(1, ROWS_MAX)
}

/// Returns a cell's text with the source's line breaks and indents made single spaces.
fn text_of(cell: &ElementRef<'_>) -> String {
    let text: Vec<&str> = cell.text().flat_map(str::split_whitespace).collect();
    text.join(" ")
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("the selectors in this file are fixed and well formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(html: &str) -> Vec<Vec<String>> {
        read(html)
            .unwrap()
            .rows
            .into_iter()
            .map(|row| row.cells)
            .collect()
    }

    #[test]
    fn a_day_that_spans_rows_is_empty_below_its_first() {
        let html = "<table><tr><th>Day</th><th>Time</th></tr>\
            <tr><td rowspan=2>Mon\n  3 May</td><td>9:00</td></tr><tr><td>10:00</td></tr><tr><td>Tue</td><td>8:00</td></tr></table>";
        let expected = [
            vec!["Day", "Time"],
            vec!["Mon 3 May", "9:00"],
            vec!["", "10:00"],
            vec!["Tue", "8:00"],
        ];
        assert_eq!(cells(html), expected);
    }

    #[test]
    fn a_layout_table_around_the_list_is_not_the_list() {
        let html = "<table><tr><td><table><tr><td>a</td></tr><tr><td>b</td></tr></table></td></tr></table>";
        assert_eq!(cells(html), [["a"], ["b"]]);
    }

    #[test]
    fn a_page_without_a_table_says_so() {
        let error = read("<!doctype html><p>Welcome").unwrap_err();
        assert_eq!(
            error,
            ReadError::NotATable {
                found: Foreign::WebPage
            }
        );
    }

    #[test]
    fn absurd_spans_stay_bounded() {
        let html = "<table><tr><td colspan=999999999 rowspan=4000000000>a</td></tr></table>";
        assert_eq!(cells(html), [["a"]]);
    }
}
