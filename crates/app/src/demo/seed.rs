//! The demo data as their files say it.
//!
//! One folder under `demo/` is one chapter: `chapter.json` holds what outlives a visit, every other file belongs to
//! one visit. A record is its kind's fields by name, with three things more: a key by which others refer to it, and
//! either the source of the fact or the word that it is invented.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use desk_domain::Kind;
use desk_domain::kinds::{Chapter, City};
use desk_domain::values::Zone;
use serde::Deserialize;
use serde_json::{Map, Value};

/// What a chapter's `chapter.json` holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChapterFile {
    /// The chapter's key, part of every id that is derived.
    pub(super) name: String,
    /// Where facts come from, by the word that records use.
    pub(super) sources: BTreeMap<String, Source>,
    /// Records by kind.
    pub(super) records: BTreeMap<String, Vec<Entry>>,
}

/// What a file of one visit holds; a visit may have several.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VisitFile {
    /// The key of the visit that its records belong to.
    pub(super) visit: String,
    /// The day on which an invented visit was written down; its dates move along with the day of the demo. Without
    /// it the dates are history and stay.
    pub(super) written_on: Option<NaiveDate>,
    /// The file of its programme under `tests/programmes`, where that is imported.
    pub(super) programme: Option<String>,
    /// Records by kind.
    pub(super) records: BTreeMap<String, Vec<Entry>>,
}

/// Where a fact comes from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    /// What it is.
    pub(super) title: String,
    /// Where it can be read, if on the web.
    pub(super) url: Option<String>,
}

/// One record.
#[derive(Debug, Deserialize)]
pub(super) struct Entry {
    /// How others refer to it: unlike any other of its kind in the chapter.
    pub(super) key: String,
    /// Which sources its facts come from, apart by spaces.
    pub(super) source: Option<String>,
    /// Whether it is made up.
    #[serde(default)]
    pub(super) invented: bool,
    /// Its fields. References are keys, and dates may be written `today`, `today+3` or `today-2`.
    #[serde(flatten)]
    pub(super) fields: Map<String, Value>,
}

/// One chapter's files.
#[derive(Debug)]
pub(super) struct ChapterSeed {
    /// `chapter.json`.
    pub(super) chapter: ChapterFile,
    /// The files of its visits.
    pub(super) visits: Vec<VisitFile>,
}

/// The text of one chapter's files.
pub(super) struct ChapterText {
    chapter: &'static str,
    visits: &'static [&'static str],
}

/// Every demo chapter, in the order in which a person is offered them.
pub(super) const CHAPTERS: &[ChapterText] = &[
    ChapterText {
        chapter: include_str!("../../demo/arlington/chapter.json"),
        visits: &[
            include_str!("../../demo/arlington/exchange-2017.json"),
            include_str!("../../demo/arlington/firefighters.json"),
            include_str!("../../demo/arlington/firefighters-people.json"),
            include_str!("../../demo/arlington/firefighters-programme.json"),
        ],
    },
    ChapterText {
        chapter: include_str!("../../demo/baltimore/chapter.json"),
        visits: &[
            include_str!("../../demo/baltimore/mayor-of-gbarnga.json"),
            include_str!("../../demo/baltimore/sustainable-cities.json"),
        ],
    },
    ChapterText {
        chapter: include_str!("../../demo/portland/chapter.json"),
        visits: &[
            include_str!("../../demo/portland/rose-festival-2014.json"),
            include_str!("../../demo/portland/clean-water-workshop.json"),
        ],
    },
    ChapterText {
        chapter: include_str!("../../demo/programmes/chapter.json"),
        visits: &[
            include_str!("../../demo/programmes/sevres-2011.json"),
            include_str!("../../demo/programmes/tigard-2002.json"),
            include_str!("../../demo/programmes/ilvesheim-2018.json"),
        ],
    },
];

/// The programmes of real visits, by the name of the file.
const PROGRAMMES: &[(&str, &str)] = &[
    (
        "sevres-2011.csv",
        include_str!("../../../../tests/programmes/sevres-2011.csv"),
    ),
    (
        "tigard-2002.tsv",
        include_str!("../../../../tests/programmes/tigard-2002.tsv"),
    ),
    (
        "ilvesheim-2018.txt",
        include_str!("../../../../tests/programmes/ilvesheim-2018.txt"),
    ),
];

/// The text of a programme.
pub(super) fn programme(file: &str) -> Option<&'static str> {
    let found = PROGRAMMES.iter().find(|(name, _)| *name == file);
    found.map(|(_, text)| *text)
}

impl ChapterSeed {
    /// What the chapter calls itself.
    pub(super) fn title(&self) -> &str {
        let name = self.text(Chapter::SPEC.name, &self.chapter.name, "name");
        name.unwrap_or(&self.chapter.name)
    }

    /// The zone of the chapter's own city.
    pub(super) fn zone(&self) -> Zone {
        let city = self.text(Chapter::SPEC.name, &self.chapter.name, "city");
        let zone = city.and_then(|city| self.text(City::SPEC.name, city, "zone"));
        zone.and_then(|zone| zone.parse().ok()).unwrap_or(Zone::UTC)
    }

    /// A text field of a record that outlives a visit.
    fn text(&self, kind: &str, key: &str, field: &str) -> Option<&str> {
        let mut entries = self.chapter.records.get(kind)?.iter();
        let entry = entries.find(|entry| entry.key == key)?;
        entry.fields.get(field)?.as_str()
    }
}

impl ChapterText {
    /// Reads the files.
    ///
    /// # Errors
    /// Names what is no JSON, or not of the shape above.
    pub(super) fn read(&self) -> Result<ChapterSeed, serde_json::Error> {
        let visits = self.visits.iter().map(|text| serde_json::from_str(text));
        Ok(ChapterSeed {
            chapter: serde_json::from_str(self.chapter)?,
            visits: visits.collect::<Result<_, _>>()?,
        })
    }
}
