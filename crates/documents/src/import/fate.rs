//! What became of each row, in data that a screen can word and a person can check.

use chrono::{NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use super::column::Column;

/// The fate of every row of a table, in the order of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parsed<T> {
    /// One entry for each row of the table.
    pub rows: Vec<RowFate<T>>,
}

/// One row's fate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFate<T> {
    /// The row's line in the source, counted from 1.
    pub line: u32,
    /// What became of it.
    pub fate: Fate<T>,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate<T> {
    /// Understood.
    Read {
        /// What it says.
        row: T,
        /// What a person should look at.
        warnings: Vec<Warning>,
    },
    /// A title, the columns' headings, or a day's heading.
    Heading {
        /// What a person should look at: a day's heading may contradict itself.
        warnings: Vec<Warning>,
    },
    /// Nothing in it.
    Blank,
    /// Not understood; nothing of it is imported unless a person says so.
    Problem {
        /// Why.
        reason: ProblemReason,
        /// What could be read of it all the same.
        partial: Option<T>,
    },
}

/// Why a row cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ProblemReason {
    /// The cell for the day is not one.
    #[error("no day can be read from {text:?}")]
    UnreadableDay {
        /// The cell.
        text: String,
    },
    /// A day that no calendar has, such as 31 June.
    #[error("there is no such day as {text:?}")]
    NoSuchDay {
        /// The cell.
        text: String,
    },
    /// "Day 2", a weekday or a day without its year, where the visit's dates are not known or do not hold it.
    #[error(
        "which date {text:?} is cannot be told without the visit's dates, or lies outside them"
    )]
    DayNeedsVisit {
        /// The cell.
        text: String,
    },
    /// Neither the row nor anything above it names a day.
    #[error("neither the row nor a heading above it names a day")]
    NoDay,
    /// The row means "same day as above", and the day above is a problem.
    #[error("the day above, in line {line}, could not be read")]
    DayAboveUnreadable {
        /// The line of that day.
        line: u32,
    },
    /// The cell for the time is not one.
    #[error("no time can be read from {text:?}")]
    UnreadableTime {
        /// The cell.
        text: String,
    },
    /// Nothing says what happens.
    #[error("the row does not say what happens")]
    NoTitle,
    /// Nothing says who it is.
    #[error("the row does not name a person")]
    NoName,
}

/// What a person should look at in a row that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// The weekday and the date disagree. The date stands as written.
    #[error("{date} is a {actual}, not {written:?}")]
    WeekdayContradictsDate {
        /// The weekday as written.
        written: String,
        /// The date as written.
        date: NaiveDate,
        /// The date's weekday.
        actual: Weekday,
    },
    /// Day and month could be the other way round.
    #[error("{text:?} is read as {read_as}, but could mean {other}")]
    AmbiguousDate {
        /// The cell.
        text: String,
        /// The date taken.
        read_as: NaiveDate,
        /// The date not taken.
        other: NaiveDate,
    },
    /// The day is before the visit's first or after its last.
    #[error("{date} is outside the visit")]
    OutsideVisit {
        /// The day.
        date: NaiveDate,
    },
    /// The item ends before it starts, and not clearly on the next day.
    #[error("the item ends at {end}, before it starts at {start}")]
    EndBeforeStart {
        /// Start as written.
        start: NaiveTime,
        /// End as written.
        end: NaiveTime,
    },
    /// The source leaves the place open.
    #[error("the place is still open")]
    PlaceOpen,
    /// A cell beside the main ones could not be read and is left out.
    #[error("{text:?} could not be read")]
    UnreadableField {
        /// The column.
        column: Column,
        /// The cell.
        text: String,
    },
    /// A word for a role, status or gender that is not known. Its text is kept.
    #[error("{text:?} is not a word known here")]
    UnknownWord {
        /// The column.
        column: Column,
        /// The cell.
        text: String,
    },
    /// A name stands in this list twice.
    #[error("the same name stands in line {line}")]
    SameName {
        /// The line of the first.
        line: u32,
    },
}
impl<T> Parsed<T> {
    /// Returns the rows that were read, in order.
    pub fn read(&self) -> impl Iterator<Item = &T> {
        self.rows.iter().filter_map(|row| match &row.fate {
            Fate::Read { row, .. } => Some(row),
            Fate::Heading { .. } | Fate::Blank | Fate::Problem { .. } => None,
        })
    }

    /// Returns line and warning of every row and heading that a person should look at.
    pub fn warnings(&self) -> impl Iterator<Item = (u32, &Warning)> {
        self.rows.iter().flat_map(|row| {
            let warnings = match &row.fate {
                Fate::Read { warnings, .. } | Fate::Heading { warnings } => warnings.as_slice(),
                Fate::Blank | Fate::Problem { .. } => &[],
            };
            warnings.iter().map(|warning| (row.line, warning))
        })
    }

    /// Returns line and reason of every row that cannot be imported.
    pub fn problems(&self) -> impl Iterator<Item = (u32, &ProblemReason)> {
        self.rows.iter().filter_map(|row| match &row.fate {
            Fate::Problem { reason, .. } => Some((row.line, reason)),
            Fate::Read { .. } | Fate::Heading { .. } | Fate::Blank => None,
        })
    }
}
