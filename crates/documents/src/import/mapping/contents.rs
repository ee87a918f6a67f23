//! What a column's contents say about its meaning, where its heading says too little.

use super::ColumnMapping;
use crate::import::column::Column;
use crate::import::day::{WrittenDate, WrittenDay, parse_whole_day};
use crate::import::names::is_native_script;
use crate::import::table::TableRow;
use crate::import::time::parse_time;

/// Rows looked at to tell a column's meaning from its contents.
const SAMPLED_ROWS: usize = 200;

/// "Day" beside "Date" is the weekday or a number; alone it may still hold bare numbers.
pub(super) fn settle_days(columns: &mut [ColumnMapping], sample: &Sample<'_>) {
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
pub(super) fn settle_names(columns: &mut [ColumnMapping], sample: &Sample<'_>) {
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

pub(super) fn guess_programme(columns: &mut [ColumnMapping], sample: &Sample<'_>) {
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

pub(super) fn guess_participants(columns: &mut [ColumnMapping], sample: &Sample<'_>) {
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

/// Rows that show what a column holds: in a table of several columns, those with more than one cell.
/// A day's heading, a title or a remark stands alone in any column.
pub(super) struct Sample<'a>(Vec<&'a TableRow>);

impl<'a> Sample<'a> {
    pub(super) fn of(rows: &'a [TableRow]) -> Sample<'a> {
        let filled = || rows.iter().filter(|row| !row.is_blank());
        let is_table = filled().any(|row| row.only_cell().is_none());
        let shown = filled().filter(|row| !is_table || row.only_cell().is_none());
        Sample(shown.take(SAMPLED_ROWS).collect())
    }

    /// Tells whether a column has filled cells and most of them hold to a rule.
    fn share(&self, index: usize, holds: impl Fn(&str) -> bool) -> bool {
        let filled: Vec<&str> = self.0.iter().filter_map(|row| row.cell(index)).collect();
        let holding = filled.iter().filter(|cell| holds(cell)).count();
        holding * 4 > filled.len() * 3 || holding > 0 && holding * 4 == filled.len() * 3
    }
}
