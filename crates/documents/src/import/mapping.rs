//! Which column means what: proposed from headings and contents, changed by a person, remembered.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::column::{Column, ListKind};
use super::day::{WrittenDate, WrittenDay, parse_whole_day};
use super::names::is_native_script;
use super::synonyms::headings;
use super::table::{Table, TableRow};
use super::time::parse_time;
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

/// Rows looked at to tell a column's meaning from its contents.
const SAMPLED_ROWS: usize = 200;

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

/// "Day" beside "Date" is the weekday or a number; alone it may still hold bare numbers.
fn settle_days(columns: &mut [ColumnMapping], sample: &Sample<'_>) {
    let dates: Vec<usize> = with_meaning(columns, Column::Date).collect();
    for index in &dates {
        if sample.share(*index, |cell| {
            is_date(cell, |date| matches!(date, WrittenDate::Bare(_)))
        }) {
            columns[*index].column = Column::DayNumber;
        } else if dates.len() > 1
            && sample.share(*index, |cell| {
                is_date(cell, |date| matches!(date, WrittenDate::None))
            })
        {
            columns[*index].column = Column::Weekday;
        }
    }
    let has_start = columns.iter().any(|mapped| mapped.column == Column::Start);
    let has_end = columns.iter().any(|mapped| mapped.column == Column::End);
    let times: Vec<usize> = with_meaning(columns, Column::Time).collect();
    if let ([only], false, true) = (times.as_slice(), has_start, has_end) {
        columns[*only].column = Column::Start;
    }
}

/// "Name" beside "Vorname" is the family name, "Nombre" beside "Apellidos" the given one; of two full
/// names, the one in another script than Latin is the native one.
fn settle_names(columns: &mut [ColumnMapping], sample: &Sample<'_>) {
    let full: Vec<usize> = with_meaning(columns, Column::FullName).collect();
    let has =
        |columns: &[ColumnMapping], column| columns.iter().any(|mapped| mapped.column == column);
    for index in &full {
        let is_native = sample.share(*index, is_native_script);
        if full.len() > 1 && is_native && !has(columns, Column::NativeName) {
            columns[*index].column = Column::NativeName;
        } else if has(columns, Column::FamilyName) && !has(columns, Column::GivenNames) {
            columns[*index].column = Column::GivenNames;
        } else if has(columns, Column::GivenNames) && !has(columns, Column::FamilyName) {
            columns[*index].column = Column::FamilyName;
        }
    }
}

fn guess_programme(columns: &mut [ColumnMapping], sample: &Sample<'_>) {
    let mut texts = [Column::Title, Column::Place, Column::Note].into_iter();
    let mut times = 0;
    for (index, mapped) in columns.iter_mut().enumerate() {
        mapped.column = if sample.share(index, |cell| {
            parse_whole_day(cell).is_some_and(|day| !matches!(day.date, WrittenDate::Bare(_)))
        }) {
            Column::Date
        } else if sample.share(index, |cell| parse_time(cell).is_ok()) {
            times += 1;
            match times {
                1 => Column::Time,
                2 => Column::End,
                _ => Column::Ignore,
            }
        } else {
            texts.next().unwrap_or(Column::Ignore)
        };
    }
    if times > 1 {
        let time = columns
            .iter_mut()
            .find(|mapped| mapped.column == Column::Time);
        time.expect("the first column of times was given this meaning")
            .column = Column::Start;
    }
}

fn guess_participants(columns: &mut [ColumnMapping], sample: &Sample<'_>) {
    let mut has_name = false;
    for (index, mapped) in columns.iter_mut().enumerate() {
        let is_date = |cell: &str| {
            is_date(cell, |date| {
                !matches!(date, WrittenDate::Bare(_) | WrittenDate::None)
            })
        };
        let is_phone = |cell: &str| {
            cell.starts_with('+') && cell.chars().filter(char::is_ascii_digit).count() > 6
        };
        let is_number = |cell: &str| {
            cell.trim_end_matches('.')
                .parse::<u32>()
                .is_ok_and(|number| number < 1000)
        };
        mapped.column = if sample.share(index, |cell| cell.contains('@') && !cell.contains(' ')) {
            Column::Email
        } else if sample.share(index, is_phone) {
            Column::Phone
        } else if sample.share(index, is_number) {
            Column::Number
        } else if sample.share(index, is_date) {
            Column::DateOfBirth
        } else if !has_name {
            has_name = true;
            Column::FullName
        } else {
            Column::Ignore
        };
    }
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

fn with_meaning(columns: &[ColumnMapping], column: Column) -> impl Iterator<Item = usize> {
    columns
        .iter()
        .enumerate()
        .filter(move |(_, mapped)| mapped.column == column)
        .map(|(index, _)| index)
}

fn is_date(cell: &str, is_wanted: impl Fn(WrittenDate) -> bool) -> bool {
    parse_whole_day(cell).is_some_and(|WrittenDay { date, .. }| is_wanted(date))
}

/// Rows that show what a column holds: without day headings, which fill one cell of any column.
struct Sample<'a>(Vec<&'a TableRow>);

impl<'a> Sample<'a> {
    fn of(rows: &'a [TableRow]) -> Sample<'a> {
        let is_heading = |row: &TableRow| {
            row.only_cell()
                .is_some_and(|cell| parse_whole_day(cell).is_some())
        };
        Sample(
            rows.iter()
                .filter(|row| !row.is_blank() && !is_heading(row))
                .take(SAMPLED_ROWS)
                .collect(),
        )
    }

    /// Tells whether a column has filled cells and most of them hold to a rule.
    fn share(&self, index: usize, holds: impl Fn(&str) -> bool) -> bool {
        let filled: Vec<&str> = self.0.iter().filter_map(|row| row.cell(index)).collect();
        let holding = filled.iter().filter(|cell| holds(cell)).count();
        holding * 4 > filled.len() * 3 || holding > 0 && holding * 4 == filled.len() * 3
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
