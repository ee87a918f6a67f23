//! The frame around every screen: chapter, visits, undo, sync; and the first run.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::sync::SyncSummary;

/// A worded step of work: a code of the message catalogue `action.*` and what to fill in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ActionLabel {
    /// Which sentence.
    pub code: String,
    /// Names, times and counts in it.
    pub args: BTreeMap<String, String>,
}

/// The answer to every edit: what the screen needs, and the step by its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Done<T> {
    /// What the command gives back.
    pub result: T,
    /// What was done, for the toast, the history and the screen reader; none where nothing changed.
    pub done: Option<ActionLabel>,
    /// What Undo would take back next.
    pub undo: Option<ActionLabel>,
    /// What Redo would do again next.
    pub redo: Option<ActionLabel>,
}

/// All that the frame shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AppState {
    /// The chapter in work, none on the first run.
    pub chapter: Option<ChapterView>,
    /// Every chapter on this computer.
    pub chapters: Vec<ChapterRef>,
    /// Visits of the chapter, the coming and running ones first by date, then past ones, latest first.
    pub visits: Vec<VisitRow>,
    /// What Undo would take back next.
    pub undo: Option<ActionLabel>,
    /// What Redo would do again next.
    pub redo: Option<ActionLabel>,
    /// Where sync stands.
    pub sync: SyncSummary,
    /// How the local database's key is kept: `key_store`, `passphrase` or `key_file`.
    pub key_kept_in: KeyKeeping,
    /// The program's version.
    pub version: String,
}

/// How the local database's key is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyKeeping {
    /// In the system's key store.
    KeyStore,
    /// In a file, wrapped by a passphrase.
    Passphrase,
    /// In a file that only this user may read; the window says so.
    KeyFile,
}

/// The chapter in work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ChapterView {
    /// Its record id.
    pub id: String,
    /// What it calls itself.
    pub name: String,
    /// Its own city.
    pub city: String,
    /// The zone of its clocks.
    pub zone: String,
    /// Who works on this computer.
    pub person_name: String,
    /// Whether this person may see travel documents, health and contacts.
    pub coordinator: bool,
}

/// A chapter in the switcher.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ChapterRef {
    /// Its record id.
    pub id: String,
    /// What it calls itself.
    pub name: String,
}

/// A city with its clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ClockCity {
    /// Its name in Latin letters.
    pub name: String,
    /// Its IANA zone.
    pub zone: String,
}

/// A visit in the sidebar and on the season ribbon.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct VisitRow {
    /// Its record id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// First day in the host city, if known.
    pub starts_on: Option<String>,
    /// Last day in the host city, if known.
    pub ends_on: Option<String>,
    /// `inbound`, `outbound` or `virtual`.
    pub direction: Option<String>,
    /// Where it stands; a word of the visit's `status` field.
    pub status: Option<String>,
    /// The chapter's own city.
    pub home: Option<ClockCity>,
    /// The partner city.
    pub partner: Option<ClockCity>,
    /// Which of the six pair colours marks the partnership, 0 to 5.
    pub hue: u8,
    /// Whether its last day is over.
    pub past: bool,
    /// Open clashes of its itinerary: findings of severity error, not accepted.
    pub clashes: u32,
    /// Participants with something to check.
    pub to_check: u32,
}

/// Sets up a chapter that works alone until it is connected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ChapterStart {
    /// What it calls itself.
    pub chapter_name: String,
    /// Its own city.
    pub city_name: String,
    /// The city's country, two letters.
    pub country: String,
    /// The city's IANA zone.
    pub zone: String,
    /// Who works on this computer.
    pub person_name: String,
}

/// Joins a chapter by an invitation code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ChapterJoin {
    /// Where the server is: `https://…`.
    pub server: String,
    /// The code from the invitation.
    pub code: String,
    /// Who works on this computer.
    pub person_name: String,
}

/// Names a chapter on this computer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ChapterSwitch {
    /// Its record id.
    pub chapter: String,
}

/// Plans a visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct VisitAdd {
    /// What it is called.
    pub title: String,
    /// `inbound` or `outbound`.
    pub direction: String,
    /// The partner city's name; a city of that name and country is used again.
    pub partner_city: String,
    /// Its country, two letters.
    pub partner_country: String,
    /// Its IANA zone; empty: taken from the country where it has only one.
    pub partner_zone: Option<String>,
    /// First day, `YYYY-MM-DD`.
    pub starts_on: String,
    /// Last day, `YYYY-MM-DD`.
    pub ends_on: String,
    /// The zone of the programme; empty: the host city's.
    pub zone: Option<String>,
    /// Which template fills it: `firefighter_exchange`, `mayoral_visit`, `student_group` or none.
    pub template: Option<String>,
}

/// What a person prefers, kept on this computer only.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct Preferences {
    /// Interface language: a BCP 47 tag; none: the system's.
    pub language: Option<String>,
    /// `light`, `dark` or none for the system's.
    pub theme: Option<String>,
    /// How strongly colours stand out: `more`, `normal` or none for the system's.
    pub contrast: Option<String>,
    /// Text size in per cent, 100 to 150.
    pub text_size: Option<u32>,
    /// `12` or `24`; none: by language.
    pub clock: Option<String>,
    /// Whether single-letter keys are on; none: on.
    pub letter_keys: Option<bool>,
    /// On which day weeks begin: `mon`, `sun` or `sat`; none: by region.
    pub week_start: Option<String>,
    /// Whether the window has a bar of menus, where the system does not give it one; none: no.
    pub menu_bar: Option<bool>,
    /// Whether the system's notices tell of what is due and of two versions; none: no.
    pub notices: Option<bool>,
    /// The day for which a notice told what is due, as `YYYY-MM-DD`, so that it is told once.
    pub due_told: Option<String>,
    /// The address of the last open screen.
    pub last_route: Option<String>,
}
