//! What a column of a list can mean.

use serde::{Deserialize, Serialize};

/// Which kind of list a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// A visit's programme.
    Programme,
    /// A list of delegates.
    Participants,
}

/// The meaning of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the names are those of the fields they fill; only the others need a word"
)]
pub enum Column {
    /// Not imported.
    Ignore,
    Note,
    Track,

    Date,
    Weekday,
    /// "2" for the visit's second day.
    DayNumber,
    Start,
    End,
    /// Start and end in one cell.
    Time,
    Title,
    Place,
    WetWeatherPlace,
    Kind,
    Lead,
    /// Who takes part, as free text.
    Participants,
    Interpreter,

    /// Family and given names in one cell, in either order and script.
    FullName,
    FamilyName,
    GivenNames,
    /// The name in the person's own script.
    NativeName,
    /// The name in Latin letters, as the partner spells it.
    LatinName,
    /// The name exactly as in the passport.
    PassportName,
    Pronunciation,
    CourtesyTitle,
    Rank,
    Position,
    Organisation,
    Role,
    Gender,
    DateOfBirth,
    Nationality,
    PassportNumber,
    PassportExpiry,
    Email,
    Phone,
    Diet,
    Allergies,
    Languages,
    ArrivesOn,
    LeavesOn,
    /// The place in the partner's own order, or the order of precedence.
    Number,
    Status,
}

impl ListKind {
    /// Returns the meanings that a column of such a list can have, in the order to offer them.
    pub fn columns(self) -> &'static [Column] {
        use Column::*;
        match self {
            ListKind::Programme => &[
                Ignore,
                Date,
                Weekday,
                DayNumber,
                Time,
                Start,
                End,
                Title,
                Place,
                WetWeatherPlace,
                Track,
                Kind,
                Lead,
                Participants,
                Interpreter,
                Note,
            ],
            ListKind::Participants => &[
                Ignore,
                Number,
                FullName,
                FamilyName,
                GivenNames,
                NativeName,
                LatinName,
                PassportName,
                Pronunciation,
                CourtesyTitle,
                Rank,
                Position,
                Organisation,
                Role,
                Track,
                Gender,
                DateOfBirth,
                Nationality,
                PassportNumber,
                PassportExpiry,
                Email,
                Phone,
                Diet,
                Allergies,
                Languages,
                ArrivesOn,
                LeavesOn,
                Status,
                Note,
            ],
        }
    }
}
