//! A programme's rows as items of a visit.

mod reader;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::column::Column;
use super::day::{DateOrder, DayContext, order_of, parse_day};
use super::fate::{Fate, Parsed, RowFate};
use super::mapping::Mapping;
use super::table::Table;
use super::time::ParsedTime;
use reader::{Day, Reader};

/// What is known about the visit that a programme belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ProgrammeContext {
    /// The visit's first day. "Day 1" is this day.
    pub first_day: Option<NaiveDate>,
    /// The visit's last day.
    pub last_day: Option<NaiveDate>,
    /// How the partner's country orders day and month; used where the list itself does not tell.
    pub date_order: Option<DateOrder>,
}

/// One planned thing, as a row states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeRow {
    /// Place among the items of the source, from 0.
    pub position: u32,
    /// The row's line in the source.
    pub line: u32,
    /// Names the row among those of the same file: day, track and title, and a count where these repeat.
    pub row_key: String,
    /// What it states.
    pub item: ItemFields,
}

/// What a programme can state about an item. Nothing means that the source does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ItemFields {
    /// The day, on the host city's calendar. Missing only in part of a problem row.
    pub date: Option<NaiveDate>,
    /// When, and how sure that is.
    pub time: ParsedTime,
    /// What happens.
    pub title: String,
    /// Where.
    pub place: Option<String>,
    /// Where if it rains.
    pub wet_weather_place: Option<String>,
    /// For which part of the delegation.
    pub track: Option<String>,
    /// What kind of item, in the source's words.
    pub kind: Option<String>,
    /// Who leads it.
    pub lead: Option<String>,
    /// Who takes part, in the source's words.
    pub participants: Option<String>,
    /// Who interprets.
    pub interpreter: Option<String>,
    /// Everything else that is said, each on a line: notes, and a time's own words where its fields cannot hold them.
    pub note: Option<String>,
}

/// Reads every row of a programme.
pub fn parse_programme(
    table: &Table,
    mapping: &Mapping,
    context: &ProgrammeContext,
) -> Parsed<ProgrammeRow> {
    let mut reader = Reader {
        mapping,
        days: DayContext {
            first_day: context.first_day,
            last_day: context.last_day,
            order: list_order(table, mapping).or(context.date_order),
            previous: None,
        },
        day: Day::None,
        position: 0,
    };
    let rows = table.rows.iter().enumerate();
    let mut rows: Vec<_> = rows
        .map(|(index, row)| RowFate {
            line: row.line,
            fate: reader.fate(index, row),
        })
        .collect();
    number_repeated_keys(&mut rows);
    Parsed { rows }
}

/// Tells from all days of the list whether day or month comes first.
fn list_order(table: &Table, mapping: &Mapping) -> Option<DateOrder> {
    let days = table.rows.iter().filter_map(|row| {
        let cell = mapping
            .cell(row, Column::Date)
            .or_else(|| row.only_cell())?;
        parse_day(cell).map(|(day, _)| day)
    });
    order_of(&days.collect::<Vec<_>>())
}

/// Two coffee breaks of one day get keys of their own.
fn number_repeated_keys(rows: &mut [RowFate<ProgrammeRow>]) {
    let mut seen = BTreeMap::new();
    for row in rows {
        let (Fate::Read { row, .. }
        | Fate::Problem {
            partial: Some(row), ..
        }) = &mut row.fate
        else {
            continue;
        };
        let count = seen
            .entry(row.row_key.clone())
            .and_modify(|count| *count += 1)
            .or_insert(1);
        if *count > 1 {
            row.row_key = format!("{}#{count}", row.row_key);
        }
    }
}
