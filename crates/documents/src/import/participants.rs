//! A delegate list's rows as people.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::column::Column;
use super::day::{DayContext, WrittenDate, order_of, parse_day, parse_whole_day};
use super::fate::{Fate, Parsed, ProblemReason, RowFate, Warning};
use super::mapping::Mapping;
use super::names::{NameParts, is_native_script, name_words, split_name};
use super::programme::ProgrammeContext;
use super::table::{Table, TableRow};
use super::vocabulary::{self, Gender, Role, Status};

/// One person, as a row states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParticipantRow {
    /// Place among the people of the source, from 0.
    pub position: u32,
    /// The row's line in the source.
    pub line: u32,
    /// Names the row among those of the same file: the folded words of the name, and the birth date.
    pub row_key: String,
    /// What it states.
    pub person: PersonFields,
}

/// What a list can state about a person and the participation. Nothing means that the source does not say.
///
/// Texts are as written. A family and a given name may be in any script; only `passport_name` may be
/// printed where a passport's spelling is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the columns of the same name")]
pub struct PersonFields {
    pub number: Option<u32>,
    /// The name in Latin letters, in the order written.
    pub latin_name: Option<String>,
    pub family_name: Option<String>,
    pub given_names: Option<String>,
    pub native_name: Option<String>,
    pub passport_name: Option<String>,
    pub pronunciation: Option<String>,
    pub courtesy_title: Option<String>,
    pub rank: Option<String>,
    pub position: Option<String>,
    pub organisation: Option<String>,
    pub role: Option<Role>,
    pub status: Option<Status>,
    pub track: Option<String>,
    pub gender: Option<Gender>,
    pub date_of_birth: Option<NaiveDate>,
    pub nationality: Option<String>,
    pub passport_number: Option<String>,
    pub passport_expiry: Option<NaiveDate>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub diet: Option<String>,
    pub allergies: Option<String>,
    pub languages: Option<String>,
    pub arrives_on: Option<NaiveDate>,
    pub leaves_on: Option<NaiveDate>,
    pub note: Option<String>,
}

impl PersonFields {
    /// Returns the spellings of the person's name, each as folded words in alphabetical order.
    pub(crate) fn name_spellings(&self) -> Vec<Vec<String>> {
        let parts = self.family_name.as_deref().zip(self.given_names.as_deref());
        let joined = parts.map(|(family, given)| format!("{family} {given}"));
        let single = self
            .family_name
            .as_deref()
            .or(self.given_names.as_deref())
            .filter(|_| joined.is_none());
        let names = [
            self.latin_name.as_deref(),
            self.native_name.as_deref(),
            self.passport_name.as_deref(),
            joined.as_deref(),
            single,
        ];
        let mut spellings: Vec<Vec<String>> = names
            .into_iter()
            .flatten()
            .map(name_words)
            .filter(|words| !words.is_empty())
            .collect();
        spellings.sort();
        spellings.dedup();
        spellings
    }
}

/// Reads every row of a list of delegates.
pub fn parse_participants(
    table: &Table,
    mapping: &Mapping,
    context: &ProgrammeContext,
) -> Parsed<ParticipantRow> {
    let mut reader = Reader {
        mapping,
        days: day_contexts(table, mapping, context),
        position: 0,
        lines_by_key: BTreeMap::new(),
    };
    let rows = table.rows.iter().enumerate();
    Parsed {
        rows: rows
            .map(|(index, row)| RowFate {
                line: row.line,
                fate: reader.fate(index, row),
            })
            .collect(),
    }
}

/// Columns that hold dates.
const DATE_COLUMNS: [Column; 4] = [
    Column::DateOfBirth,
    Column::PassportExpiry,
    Column::ArrivesOn,
    Column::LeavesOn,
];

/// Tells for all dates of the list in which order their numbers come; only days of the visit can lack a year.
fn day_contexts(table: &Table, mapping: &Mapping, context: &ProgrammeContext) -> DayContext {
    let cells = table
        .rows
        .iter()
        .flat_map(|row| DATE_COLUMNS.map(|column| mapping.cell(row, column)));
    let days: Vec<_> = cells.flatten().filter_map(parse_whole_day).collect();
    DayContext {
        first_day: context.first_day,
        last_day: context.last_day,
        order: order_of(&days).or(context.date_order),
        previous: None,
    }
}

struct Reader<'a> {
    mapping: &'a Mapping,
    days: DayContext,
    position: u32,
    lines_by_key: BTreeMap<String, u32>,
}

impl Reader<'_> {
    fn fate(&mut self, index: usize, row: &TableRow) -> Fate<ParticipantRow> {
        if row.is_blank() {
            return Fate::Blank;
        }
        if self.mapping.is_header(index, row) {
            return Fate::Heading {
                warnings: Vec::new(),
            };
        }
        let mut warnings = Vec::new();
        let person = self.person(row, &mut warnings);
        let spellings = person.name_spellings();
        let name = spellings.first().map(|words| words.join(" "));
        let birth = person
            .date_of_birth
            .map(|date| date.to_string())
            .unwrap_or_default();
        let row_key = format!("{}/{birth}", name.as_deref().unwrap_or_default());
        let position = self.position;
        self.position += 1;
        if name.is_none() {
            let partial = Some(ParticipantRow {
                position,
                line: row.line,
                row_key,
                person,
            });
            return Fate::Problem {
                reason: ProblemReason::NoName,
                partial,
            };
        }
        let first = *self.lines_by_key.entry(row_key.clone()).or_insert(row.line);
        if first != row.line {
            warnings.push(Warning::SameName { line: first });
        }
        Fate::Read {
            row: ParticipantRow {
                position,
                line: row.line,
                row_key,
                person,
            },
            warnings,
        }
    }

    fn person(&self, row: &TableRow, warnings: &mut Vec<Warning>) -> PersonFields {
        let cell = |column| self.mapping.cell(row, column).map(str::to_owned);
        let names = self.names(row);
        let (role, role_text) = known(row, self.mapping, Column::Role, vocabulary::role, warnings);
        let (status, status_text) = known(
            row,
            self.mapping,
            Column::Status,
            vocabulary::status,
            warnings,
        );
        let (gender, gender_text) = known(
            row,
            self.mapping,
            Column::Gender,
            vocabulary::gender,
            warnings,
        );
        let kept = [
            self.mapping.cells(row, Column::Note),
            role_text,
            status_text,
            gender_text,
        ];
        let kept: Vec<String> = kept.into_iter().flatten().collect();
        let number = cell(Column::Number);
        PersonFields {
            number: number.and_then(|number| number.trim_end_matches(['.', ')']).parse().ok()),
            latin_name: names.latin,
            family_name: names.family,
            given_names: names.given,
            native_name: names.native,
            passport_name: cell(Column::PassportName),
            pronunciation: cell(Column::Pronunciation),
            courtesy_title: names.courtesy_title,
            rank: cell(Column::Rank),
            position: cell(Column::Position),
            organisation: cell(Column::Organisation),
            role,
            status,
            track: cell(Column::Track),
            gender,
            date_of_birth: self.far_date(row, Column::DateOfBirth, warnings),
            nationality: cell(Column::Nationality),
            passport_number: cell(Column::PassportNumber),
            passport_expiry: self.far_date(row, Column::PassportExpiry, warnings),
            email: cell(Column::Email),
            phone: cell(Column::Phone),
            diet: cell(Column::Diet),
            allergies: cell(Column::Allergies),
            languages: cell(Column::Languages),
            arrives_on: self.visit_date(row, Column::ArrivesOn, warnings),
            leaves_on: self.visit_date(row, Column::LeavesOn, warnings),
            note: (!kept.is_empty()).then(|| kept.join("\n")),
        }
    }

    /// Puts together the columns of names. What a column states outranks what a whole name tells.
    fn names(&self, row: &TableRow) -> NameParts {
        let cell = |column| self.mapping.cell(row, column).map(str::to_owned);
        let whole = self
            .mapping
            .cell(row, Column::FullName)
            .map(split_name)
            .unwrap_or_default();
        let latin = self
            .mapping
            .cell(row, Column::LatinName)
            .map(split_name)
            .unwrap_or_default();
        let family = cell(Column::FamilyName).or(latin.family).or(whole.family);
        let given = cell(Column::GivenNames).or(latin.given).or(whole.given);
        let in_own_script = [&family, &given]
            .into_iter()
            .flatten()
            .filter(|part| is_native_script(part));
        let from_parts: Vec<&str> = in_own_script.map(String::as_str).collect();
        let native_parts = (!from_parts.is_empty()).then(|| from_parts.join(" "));
        NameParts {
            courtesy_title: cell(Column::CourtesyTitle)
                .or(latin.courtesy_title)
                .or(whole.courtesy_title),
            latin: latin.latin.or(whole.latin),
            native: cell(Column::NativeName)
                .or(whole.native)
                .or(latin.native)
                .or(native_parts),
            family,
            given,
        }
    }

    /// Reads a date far from the visit, a birth or an expiry: its year must stand there in full.
    fn far_date(
        &self,
        row: &TableRow,
        column: Column,
        warnings: &mut Vec<Warning>,
    ) -> Option<NaiveDate> {
        let cell = self.mapping.cell(row, column)?;
        let is_full = cell
            .split(|letter: char| !letter.is_ascii_digit())
            .any(|digits| digits.len() == 4);
        let days = DayContext {
            first_day: None,
            last_day: None,
            ..self.days
        };
        if !is_full {
            warnings.push(Warning::UnreadableField {
                column,
                text: cell.to_owned(),
            });
            return None;
        }
        self.date(cell, column, &days, warnings)
    }

    fn visit_date(
        &self,
        row: &TableRow,
        column: Column,
        warnings: &mut Vec<Warning>,
    ) -> Option<NaiveDate> {
        let cell = self.mapping.cell(row, column)?;
        self.date(cell, column, &self.days, warnings)
    }

    fn date(
        &self,
        cell: &str,
        column: Column,
        days: &DayContext,
        warnings: &mut Vec<Warning>,
    ) -> Option<NaiveDate> {
        let day = parse_day(cell)
            .map(|(day, _)| day)
            .filter(|day| !matches!(day.date, WrittenDate::Bare(_)));
        match day.map(|day| day.resolve(cell, days)) {
            Some(Ok((date, found))) => {
                warnings.extend(found);
                Some(date)
            }
            Some(Err(_)) | None => {
                warnings.push(Warning::UnreadableField {
                    column,
                    text: cell.to_owned(),
                });
                None
            }
        }
    }
}

/// Looks a cell's word up. An unknown one is handed back to be kept as a note.
fn known<T>(
    row: &TableRow,
    mapping: &Mapping,
    column: Column,
    look_up: fn(&str) -> Option<T>,
    warnings: &mut Vec<Warning>,
) -> (Option<T>, Option<String>) {
    let Some(cell) = mapping.cell(row, column) else {
        return (None, None);
    };
    match look_up(cell) {
        Some(value) => (Some(value), None),
        None => {
            warnings.push(Warning::UnknownWord {
                column,
                text: cell.to_owned(),
            });
            (None, Some(cell.to_owned()))
        }
    }
}
