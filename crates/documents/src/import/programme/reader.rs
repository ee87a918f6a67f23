//! Going down the rows of a programme with the day of the rows above in mind.

use chrono::NaiveDate;

use super::{ItemFields, ProgrammeRow};
use crate::import::column::Column;
use crate::import::day::{DayContext, WrittenDate, WrittenDay, parse_day, parse_whole_day};
use crate::import::fate::{Fate, ProblemReason, Warning};
use crate::import::mapping::Mapping;
use crate::import::table::TableRow;
use crate::import::time::{Certainty, ParsedTime, parse_time, runs_past_midnight};
use crate::import::words::fold;

/// The day that rows without one belong to.
pub(super) enum Day {
    None,
    Date(NaiveDate),
    Unreadable { line: u32 },
}

/// Goes down the rows with the day of the rows above in mind.
pub(super) struct Reader<'a> {
    pub(super) mapping: &'a Mapping,
    pub(super) days: DayContext,
    pub(super) day: Day,
    pub(super) position: u32,
}

impl Reader<'_> {
    pub(super) fn fate(&mut self, index: usize, row: &TableRow) -> Fate<ProgrammeRow> {
        if row.is_blank() {
            return Fate::Blank;
        }
        if let Some((cell, day, rest)) = heading_day(row) {
            return match self.enter_day(&day, cell, row.line) {
                Err(reason) => Fate::Problem {
                    reason,
                    partial: None,
                },
                Ok((date, warnings)) if self.mapping.columns.len() == 1 && !rest.is_empty() => {
                    Fate::Read {
                        row: self.whole_day(row.line, date, rest),
                        warnings,
                    }
                }
                Ok((_, warnings)) => Fate::Heading { warnings },
            };
        }
        if self.mapping.is_header(index, row) {
            return Fate::Heading {
                warnings: Vec::new(),
            };
        }
        self.lone_text(row).unwrap_or_else(|| self.item(row))
    }

    /// A text alone on its line, in a list without headings of columns: a title above the first day,
    /// an item without a time below it.
    fn lone_text(&mut self, row: &TableRow) -> Option<Fate<ProgrammeRow>> {
        let is_plain = self.mapping.header_row.is_none() && self.mapping.columns.len() > 1;
        // "Free evening" has a word about time, but states none.
        let states_time = |text: &str| {
            parse_time(text).is_ok_and(|time| time.start.is_some() || time.end.is_some())
        };
        let text = row
            .only_cell()
            .filter(|text| is_plain && !states_time(text))?;
        let warnings = Vec::new();
        match self.day {
            Day::None => Some(Fate::Heading { warnings }),
            Day::Date(date) => {
                let row = self.whole_day(row.line, date, text);
                Some(Fate::Read { row, warnings })
            }
            Day::Unreadable { .. } => None,
        }
    }

    /// In a list of one column, the text behind a day is what happens on it: "Mon 15 Sep: Plant tour".
    fn whole_day(&mut self, line: u32, date: NaiveDate, rest: &str) -> ProgrammeRow {
        self.numbered(
            line,
            ItemFields {
                date: Some(date),
                title: rest.to_owned(),
                ..ItemFields::default()
            },
        )
    }

    fn item(&mut self, row: &TableRow) -> Fate<ProgrammeRow> {
        let day = self.day_of(row);
        let time = self.time_of(row);
        let (mut item, mut warnings) = self.fields(row);
        let mut reason = None;
        match time {
            Ok(time) => {
                warnings.extend(end_before_start(&time));
                item.note = join_lines([item.note.take(), time.remark.clone()]);
                item.time.certainty = item.time.certainty.at_least(time.certainty);
                item.time = ParsedTime {
                    certainty: item.time.certainty,
                    ..time
                };
            }
            Err(error) => reason = Some(error),
        }
        match day {
            Ok((date, day_warnings)) => {
                item.date = Some(date);
                warnings.splice(0..0, day_warnings);
            }
            Err(error) => reason = Some(error),
        }
        if item.title.is_empty() && reason.is_none() {
            reason = Some(ProblemReason::NoTitle);
        }
        let row = self.numbered(row.line, item);
        match reason {
            None => Fate::Read { row, warnings },
            Some(reason) => Fate::Problem {
                reason,
                partial: Some(row),
            },
        }
    }

    fn numbered(&mut self, line: u32, item: ItemFields) -> ProgrammeRow {
        let date = item.date.map(|date| date.to_string()).unwrap_or_default();
        let row_key = [
            date,
            fold(item.track.as_deref().unwrap_or_default()),
            fold(&item.title),
        ]
        .join("/");
        let position = self.position;
        self.position += 1;
        ProgrammeRow {
            position,
            line,
            row_key,
            item,
        }
    }

    /// Finds the day of a row: its own, or that of the rows above where it names none.
    fn day_of(&mut self, row: &TableRow) -> Result<(NaiveDate, Vec<Warning>), ProblemReason> {
        let number = self
            .mapping
            .cell(row, Column::DayNumber)
            .map(|cell| (cell, day_number(cell)));
        let date = self
            .mapping
            .cell(row, Column::Date)
            .map(|cell| (cell, parse_day(cell).map(|(day, _)| day)));
        let start = self
            .mapping
            .cell(row, Column::Start)
            .filter(|cell| split_moment(cell).is_some());
        let moment = start.map(|cell| (cell, parse_day(cell).map(|(day, _)| day)));
        let weekday_cell = self.mapping.cell(row, Column::Weekday);
        let weekday = weekday_cell.map(|cell| (cell, parse_whole_day(cell)));
        match date.or(moment).or(number) {
            Some((cell, Some(mut day))) => {
                if let Some((_, Some(weekday))) = weekday.filter(|_| day.weekdays.is_empty()) {
                    (day.weekdays, day.weekday_word) = (weekday.weekdays, weekday.weekday_word);
                }
                self.enter_day(&day, cell, row.line)
            }
            Some((cell, None)) => self.lose_day(cell, row.line),
            None => match weekday {
                Some((cell, Some(day))) => self.enter_day(&day, cell, row.line),
                Some((cell, None)) => self.lose_day(cell, row.line),
                None => match self.day {
                    Day::Date(date) => Ok((date, Vec::new())),
                    Day::None => Err(ProblemReason::NoDay),
                    Day::Unreadable { line } => Err(ProblemReason::DayAboveUnreadable { line }),
                },
            },
        }
    }

    fn enter_day(
        &mut self,
        day: &WrittenDay,
        cell: &str,
        line: u32,
    ) -> Result<(NaiveDate, Vec<Warning>), ProblemReason> {
        let resolved = day.resolve(cell, &self.days);
        match &resolved {
            Ok((date, _)) => {
                self.day = Day::Date(*date);
                self.days.previous = Some(*date);
            }
            Err(_) => self.day = Day::Unreadable { line },
        }
        resolved
    }

    /// Rows below must not slip under the day before the one that could not be read.
    fn lose_day<T>(&mut self, cell: &str, line: u32) -> Result<T, ProblemReason> {
        self.day = Day::Unreadable { line };
        Err(ProblemReason::UnreadableDay {
            text: cell.to_owned(),
        })
    }

    /// Puts together the cells for start, end and both.
    fn time_of(&self, row: &TableRow) -> Result<ParsedTime, ProblemReason> {
        let read = |text: &str| {
            parse_time(text).map_err(|error| ProblemReason::UnreadableTime { text: error.0 })
        };
        let of = |column: Column| {
            let cell = self.mapping.cell(row, column);
            cell.map(|cell| split_moment(cell).unwrap_or(cell))
                .map(read)
                .transpose()
        };
        let (range, start, end) = (of(Column::Time)?, of(Column::Start)?, of(Column::End)?);
        let date_time = self.mapping.cell(row, Column::Date).and_then(split_moment);
        let begin = match (start.or(range), date_time) {
            (Some(begin), _) => begin,
            (None, Some(text)) => read(text)?,
            (None, None) => ParsedTime::default(),
        };
        let Some(end) = end else { return Ok(begin) };
        let end_time = end.end.or(end.start);
        let ends_next_day = match (begin.start, end_time) {
            (Some(start), Some(end)) => runs_past_midnight(start, end),
            _ => end.ends_next_day,
        };
        Ok(ParsedTime {
            start: begin.start,
            end: end_time.or(begin.end),
            ends_next_day: if end_time.is_some() {
                ends_next_day
            } else {
                begin.ends_next_day
            },
            // An open end leaves a stated start as sure as it is.
            certainty: if begin.start.is_some() && end_time.is_none() {
                begin.certainty
            } else {
                begin.certainty.at_least(end.certainty)
            },
            remark: join_lines([begin.remark, end.remark]),
        })
    }

    fn fields(&self, row: &TableRow) -> (ItemFields, Vec<Warning>) {
        let cell = |column| self.mapping.cell(row, column).map(str::to_owned);
        let place = cell(Column::Place);
        let is_open = |place: &String| {
            parse_time(place).is_ok_and(|time| {
                time.certainty == Certainty::ToBeConfirmed && time.start.is_none()
            })
        };
        let warnings = place
            .iter()
            .filter(|place| is_open(place))
            .map(|_| Warning::PlaceOpen)
            .collect();
        let title = cell(Column::Title).unwrap_or_default();
        // "Castle (?)": the source itself is not sure that it takes place.
        let certainty = if title.contains("(?)") {
            Certainty::Tentative
        } else {
            Certainty::Fixed
        };
        let item = ItemFields {
            date: None,
            time: ParsedTime {
                certainty,
                ..ParsedTime::default()
            },
            title,
            place: place.filter(|place| !is_open(place)),
            wet_weather_place: cell(Column::WetWeatherPlace),
            track: cell(Column::Track),
            kind: cell(Column::Kind),
            lead: cell(Column::Lead),
            participants: cell(Column::Participants),
            interpreter: cell(Column::Interpreter),
            note: self.mapping.cells(row, Column::Note),
        };
        (item, warnings)
    }
}

/// Returns the day of a row that is a heading over the rows of a day: its only cell is a day, or begins
/// with a day that nobody would write by chance. The text behind the day comes with it.
fn heading_day(row: &TableRow) -> Option<(&str, WrittenDay, &str)> {
    let cell = row.only_cell()?;
    let (day, rest) = parse_day(cell)?;
    let is_heading = match day.date {
        WrittenDate::Bare(_) => false,
        WrittenDate::None => rest.is_empty(),
        WrittenDate::Numbers { year: None, .. }
        | WrittenDate::DayMonth { .. }
        | WrittenDate::DayOfMonth(_) => rest.is_empty() || !day.weekdays.is_empty(),
        WrittenDate::DayNumber(_) | WrittenDate::Full { .. } | WrittenDate::Numbers { .. } => {
            split_moment(cell).is_none()
        }
    };
    is_heading.then_some((cell, day, rest))
}

/// Reads "2" in a column of day numbers.
fn day_number(cell: &str) -> Option<WrittenDay> {
    parse_whole_day(cell).map(|day| match day.date {
        WrittenDate::Bare(number) => WrittenDay {
            date: WrittenDate::DayNumber(number),
            ..day
        },
        _ => day,
    })
}

/// Returns the time of a cell that holds a date and a time, as calendars export them.
fn split_moment(cell: &str) -> Option<&str> {
    let (day, rest) = parse_day(cell)?;
    let has_date = matches!(
        day.date,
        WrittenDate::Full { .. } | WrittenDate::Numbers { .. } | WrittenDate::DayMonth { .. }
    );
    let time = rest.trim_start_matches(['T', 't']);
    (has_date
        && time.starts_with(|letter: char| letter.is_ascii_digit())
        && parse_time(time).is_ok_and(|time| time.start.is_some()))
    .then_some(time)
}

fn end_before_start(time: &ParsedTime) -> Option<Warning> {
    let (start, end) = time.start.zip(time.end)?;
    (end < start && !time.ends_next_day).then_some(Warning::EndBeforeStart { start, end })
}

fn join_lines<const N: usize>(lines: [Option<String>; N]) -> Option<String> {
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
