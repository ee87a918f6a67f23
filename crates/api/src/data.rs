//! The data on this computer: where it lies, copies of it, and whether it is sound.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where the data lies, and who else has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DataView {
    /// The folder that holds everything of this person on this computer.
    pub folder: String,
    /// How large the chapter's database is, in bytes.
    pub bytes: f64,
    /// The computers on which the chapter's work is done, this one first, the others by who works on them.
    pub devices: Vec<DeviceView>,
    /// The copies that the program made by itself, the latest first.
    pub copies: Vec<CopyView>,
    /// Why it could not make the latest; none where it could.
    pub copy_failure: Option<String>,
}

/// A copy of the chapter's data that the program made by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CopyView {
    /// The day on which it was made, as `YYYY-MM-DD`, in the chapter's city.
    pub day: String,
    /// Where it is: a path on the computer on which the program runs.
    pub file: String,
    /// How large it is, in bytes.
    pub bytes: f64,
}

/// A computer on which the chapter's work is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DeviceView {
    /// Its record id.
    pub id: String,
    /// Who works on it.
    pub person_name: Option<String>,
    /// What its owner calls it.
    pub computer_name: Option<String>,
    /// Whether it is this one.
    pub here: bool,
}

/// Writes a copy of the chapter's data into a file on this computer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DataBackup {
    /// Where: a path on the computer on which the program runs.
    pub file: String,
    /// Whether a file of that name may be replaced, as a person has said who chose it.
    pub replace: bool,
}

/// Goes back to a copy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DataRestore {
    /// Where the copy is: a path on the computer on which the program runs.
    pub file: String,
}

/// The chapter is as it was when the copy was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DataRestored {
    /// The copy of what was there before; going back to it takes the step back.
    pub before: Option<String>,
}

/// Looks whether what is stored agrees with itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DataCheck {
    /// Whether what can be made anew from the records is.
    pub repair: bool,
}

/// What was found wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DataReport {
    /// Whether nothing is wrong, or nothing any more.
    pub sound: bool,
    /// What is wrong with the file, in SQLite's words. Only a copy helps.
    pub damage: Vec<String>,
    /// Rows that are shown otherwise than the records say. Repair makes them anew.
    pub rows: u32,
    /// Records that show something else than is stored. Repair makes them anew.
    pub overlays: u32,
    /// How many records there are.
    pub records: u32,
    /// How many changes wait to be sent.
    pub waiting: u32,
}
