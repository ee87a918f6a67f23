//! Which column means what: proposed from headings and contents, changed by a person, remembered.

mod contents;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use contents::{Sample, guess_participants, guess_programme, settle_days, settle_names};
use serde::{Deserialize, Serialize};

use super::column::{Column, ListKind};
use super::synonyms::headings;
use super::table::{Table, TableRow};
use super::words::{fold, folded_table};

/// What a list's columns mean. Plain data: a person may change any part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The kind of list.
    pub kind: ListKind,
    /// Index in [`Table::rows`] of the row of headings, if there is one.
    pub header_row: Option<usize>,
    /// One entry for each column of the table, from the left.
    pub columns: Vec<ColumnMapping>,
}

/// What one column means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// The heading as written, empty where there is none.
    pub heading: String,
    /// Its meaning.
    pub column: Column,
}

/// How a row of a list relates to what is planned already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowMatch {
    /// It says nothing that is not there.
    Same {
        /// Id of the existing record.
        id: String,
    },
    /// It says something else about a record that is there.
    Update {
        /// Id of the existing record.
        id: String,
        /// The columns that differ.
        changed: Vec<Column>,
    },
    /// Nothing there corresponds to it.
    New,
}

/// Rows looked at for headings: letters and logos above a list are no longer than this.
const HEADER_ROWS_MAX: usize = 20;

/// Shortest heading, in characters, that is recognised inside a longer one.
const INNER_HEADING_CHARS_MIN: usize = 4;

/// Proposes what a table's columns mean.
///
/// A row of headings may stand below a title or be missing; then contents decide as far as they can,
/// and the rest is [`Column::Ignore`] for a person to settle.
pub fn recognise(kind: ListKind, table: &Table) -> Mapping {
    let header_row = find_header(kind, table);
    let header = header_row.map(|index| &table.rows[index]);
    let mut columns: Vec<ColumnMapping> = (0..table.width())
        .map(|index| {
            let heading = header.and_then(|row| row.cell(index)).unwrap_or_default();
            ColumnMapping {
                heading: heading.to_owned(),
                column: meaning(kind, heading).unwrap_or(Column::Ignore),
            }
        })
        .collect();
    let body = header_row.map_or(0, |index| index + 1);
    let sample = Sample::of(&table.rows[body..]);
    match (header, kind) {
        (Some(_), ListKind::Programme) => settle_days(&mut columns, &sample),
        (Some(_), ListKind::Participants) => settle_names(&mut columns, &sample),
        (None, ListKind::Programme) => guess_programme(&mut columns, &sample),
        (None, ListKind::Participants) => guess_participants(&mut columns, &sample),
    }
    keep_first_of_each(&mut columns);
    Mapping {
        kind,
        header_row,
        columns,
    }
}

impl Mapping {
    /// Returns what to remember a mapping by: the list's kind and headings, without regard to case,
    /// accents and punctuation. Nothing where a table has no headings.
    pub fn signature(&self) -> Option<String> {
        self.header_row?;
        let kind = match self.kind {
            ListKind::Programme => "programme",
            ListKind::Participants => "participants",
        };
        let headings: Vec<String> = self
            .columns
            .iter()
            .map(|column| fold(&column.heading))
            .collect();
        Some(format!("{kind}: {}", headings.join("|")))
    }

    /// Takes over the meanings of a remembered mapping if the lists have the same headings.
    /// Returns whether they have.
    pub fn apply_remembered(&mut self, remembered: &Mapping) -> bool {
        let is_same = self.signature().is_some() && self.signature() == remembered.signature();
        if is_same {
            for (column, remembered) in self.columns.iter_mut().zip(&remembered.columns) {
                column.column = remembered.column;
            }
        }
        is_same
    }

    /// Returns the first filled cell of a row among those with a meaning.
    pub(crate) fn cell<'a>(&self, row: &'a TableRow, column: Column) -> Option<&'a str> {
        self.indices(column).find_map(|index| row.cell(index))
    }

    /// Returns all filled cells with a meaning, a line each: a list may have two columns of notes.
    pub(crate) fn cells(&self, row: &TableRow, column: Column) -> Option<String> {
        let cells: Vec<&str> = self
            .indices(column)
            .filter_map(|index| row.cell(index))
            .collect();
        (!cells.is_empty()).then(|| cells.join("\n"))
    }

    fn indices(&self, column: Column) -> impl Iterator<Item = usize> {
        self.columns
            .iter()
            .enumerate()
            .filter(move |(_, mapped)| mapped.column == column)
            .map(|(index, _)| index)
    }

    /// Tells whether a row repeats the headings, as lists do on each new page, or stands above them.
    pub(crate) fn is_header(&self, index: usize, row: &TableRow) -> bool {
        let Some(header_row) = self.header_row else {
            return false;
        };
        let repeats = || {
            let filled = self
                .columns
                .iter()
                .enumerate()
                .filter(|(index, _)| row.cell(*index).is_some());
            filled.clone().count() > 1
                && filled
                    .into_iter()
                    .all(|(index, mapped)| row.cell(index).map(fold) == Some(fold(&mapped.heading)))
        };
        index <= header_row || repeats()
    }
}

/// Finds the row with the most known headings: at least two, and at least half of its cells.
fn find_header(kind: ListKind, table: &Table) -> Option<usize> {
    let candidates = table
        .rows
        .iter()
        .enumerate()
        .take(HEADER_ROWS_MAX)
        .filter_map(|(index, row)| {
            let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
            let known = row
                .cells
                .iter()
                .filter(|cell| meaning(kind, cell).is_some())
                .count();
            let is_single = filled == 1 && table.width() == 1 && index == 0;
            ((known >= 2 || known == 1 && is_single) && known * 2 >= filled)
                .then_some((known, std::cmp::Reverse(index)))
        });
    candidates.max().map(|(_, index)| index.0)
}

/// Returns what a heading means: as a whole, by one half of "Date / Дата", or by the longest known
/// heading inside it, as in "Date of birth (dd.mm.yyyy)".
fn meaning(kind: ListKind, heading: &str) -> Option<Column> {
    static PROGRAMME: LazyLock<BTreeMap<String, Vec<Column>>> =
        LazyLock::new(|| folded_table(headings(ListKind::Programme)));
    static PARTICIPANTS: LazyLock<BTreeMap<String, Vec<Column>>> =
        LazyLock::new(|| folded_table(headings(ListKind::Participants)));
    /// Longer cells are sentences, not headings.
    const HEADING_CHARS_MAX: usize = 80;
    if heading.chars().count() > HEADING_CHARS_MAX {
        return None;
    }
    let table = match kind {
        ListKind::Programme => &PROGRAMME,
        ListKind::Participants => &PARTICIPANTS,
    };
    let known = |text: &str| {
        table
            .get(&fold(text))
            .and_then(|columns| columns.first().copied())
    };
    // "№" alone folds to nothing in particular.
    if heading.trim() == "№" || heading.trim() == "#" {
        return known("no");
    }
    let parts = heading.split(['/', '|', '(', ')', '\n', '–', ':']);
    known(heading)
        .or_else(|| {
            parts
                .into_iter()
                .filter(|part| !part.trim().is_empty())
                .find_map(known)
        })
        .or_else(|| {
            let words = format!(" {} ", fold(heading));
            let inside = table.iter().filter(|(name, _)| {
                name.len() >= INNER_HEADING_CHARS_MIN && words.contains(&format!(" {name} "))
            });
            // A date inside a sentence is no heading: "Friday, 10 May".
            let is_text = heading.chars().any(|letter| letter.is_ascii_digit())
                || words.split(' ').count() > 8;
            inside
                .filter(|_| !is_text)
                .max_by_key(|(name, _)| name.len())
                .and_then(|(_, columns)| columns.first().copied())
        })
}

/// Leaves a meaning that only one column can have to the first; notes may fill several.
fn keep_first_of_each(columns: &mut [ColumnMapping]) {
    let mut seen = Vec::new();
    for mapped in columns {
        if seen.contains(&mapped.column) && !matches!(mapped.column, Column::Note | Column::Ignore)
        {
            mapped.column = Column::Ignore;
        }
        seen.push(mapped.column);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Table {
        let rows = rows
            .iter()
            .enumerate()
            .map(|(index, cells)| TableRow::new(index + 1, *cells));
        Table {
            rows: rows.collect(),
        }
    }

    fn columns(kind: ListKind, rows: &[&[&str]]) -> Vec<Column> {
        recognise(kind, &table(rows))
            .columns
            .into_iter()
            .map(|mapped| mapped.column)
            .collect()
    }

    #[test]
    fn programmes_are_recognised_in_seven_languages() {
        use Column::{Date, End, Place, Start, Title, Track};
        let expected = [Date, Start, End, Title, Place, Track];
        let headings: [[&str; 6]; 7] = [
            ["Date", "From", "To", "What", "Where", "Group"],
            [
                "Дата",
                "Початок",
                "Кінець",
                "Захід",
                "Місце проведення",
                "Група",
            ],
            ["Tag", "Beginn", "Ende", "Programmpunkt", "Ort", "Gruppe"],
            ["Jour", "Début", "Fin", "Activité", "Lieu", "Groupe"],
            ["Fecha", "Inicio", "Fin", "Actividad", "Lugar", "Grupo"],
            ["Datum", "Aanvang", "Einde", "Activiteit", "Plaats", "Groep"],
            [
                "Дата",
                "Начало",
                "Окончание",
                "Мероприятие",
                "Место",
                "Группа",
            ],
        ];
        for headings in headings {
            assert_eq!(
                columns(ListKind::Programme, &[&headings]),
                expected,
                "{headings:?}"
            );
        }
    }

    #[test]
    fn name_is_what_its_neighbours_leave_it() {
        use Column::{FamilyName, FullName, GivenNames, NativeName, Position};
        let cases: [(&[&str], &[Column]); 8] = [
            (&["Name", "Position"], &[FullName, Position]),
            (&["Name", "Vorname"], &[FamilyName, GivenNames]),
            (&["Nom", "Prénom"], &[FamilyName, GivenNames]),
            (&["Nombre", "Apellidos"], &[GivenNames, FamilyName]),
            (&["Naam", "Voornaam"], &[FamilyName, GivenNames]),
            (&["Прізвище", "Ім'я"], &[FamilyName, GivenNames]),
            (&["Фамилия", "Имя"], &[FamilyName, GivenNames]),
            (&["Name", "Піб"], &[FullName, NativeName]),
        ];
        for (headings, expected) in cases {
            let rows: [&[&str]; 2] = [headings, &["Koval", "Коваль"]];
            assert_eq!(
                columns(ListKind::Participants, &rows),
                expected,
                "{headings:?}"
            );
        }
    }

    #[test]
    fn headings_stand_below_a_title_in_two_languages_or_with_a_hint() {
        let rows: [&[&str]; 4] = [
            &["Delegation to Arlington"],
            &[],
            &["Name / Ім'я", "Date of birth (dd.mm.yyyy)", "Shoe size"],
            &["Koval", "1.2.1980", "42"],
        ];
        let mapping = recognise(ListKind::Participants, &table(&rows));
        assert_eq!(mapping.header_row, Some(2));
        let columns: Vec<Column> = mapping.columns.iter().map(|mapped| mapped.column).collect();
        assert_eq!(
            columns,
            [Column::FullName, Column::DateOfBirth, Column::Ignore]
        );
    }

    #[test]
    fn a_programme_without_headings_is_told_by_its_contents() {
        let rows: [&[&str]; 4] = [
            &["Donnerstag, 10. Mai 2018"],
            &["17.00 Uhr", "Ankunft"],
            &["Freitag, 11. Mai 2018"],
            &["10.00 Uhr", "Treffen", "Rathaus"],
        ];
        assert_eq!(
            columns(ListKind::Programme, &rows),
            [Column::Time, Column::Title, Column::Place]
        );
    }

    #[test]
    fn a_column_of_days_is_told_apart_from_one_of_dates() {
        let rows: [&[&str]; 3] = [
            &["Day", "Date", "Activity"],
            &["Fri", "15.06.2018", "Talk"],
            &["Sat", "16.06.2018", "Walk"],
        ];
        assert_eq!(
            columns(ListKind::Programme, &rows),
            [Column::Weekday, Column::Date, Column::Title]
        );
        let rows: [&[&str]; 3] = [&["Day", "Activity"], &["1", "Talk"], &["2", "Walk"]];
        assert_eq!(
            columns(ListKind::Programme, &rows),
            [Column::DayNumber, Column::Title]
        );
    }

    #[test]
    fn a_mapping_is_remembered_by_its_headings() {
        let mut remembered = recognise(ListKind::Programme, &table(&[&["Date", "What", "Bus"]]));
        remembered.columns[2].column = Column::Note;
        let mut next = recognise(
            ListKind::Programme,
            &table(&[&["Programme 2"], &["DATE", "What?", "bus"]]),
        );
        assert!(next.apply_remembered(&remembered));
        assert_eq!(next.columns[2].column, Column::Note);
        let mut other = recognise(ListKind::Programme, &table(&[&["Date", "What", "Coach"]]));
        assert!(!other.apply_remembered(&remembered));
    }
}
