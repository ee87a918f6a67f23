//! From the demo data as written to records as they are stored.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use desk_domain::kind::canonical;
use desk_domain::kinds::{self, City, Person, PersonPrivate, Visit};
use desk_domain::values::{Confirmation, Country, Position, Slot, Zone};
use desk_domain::{FieldType, Id, Kind, KindSpec, Owner, Register, Registers};
use serde_json::{Map, Value, json};
use thiserror::Error;
use uuid::Uuid;

use super::calendar::Calendar;
use super::seed::{ChapterSeed, Entry, Source, VisitFile};
use crate::visits::city_id;

/// The sentence that stands in every invented person and visit, so that nobody takes them for real.
pub(super) const INVENTED: &str = "Invented for the demonstration.";

/// One record of the demo, as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DemoRecord {
    /// What it is.
    pub(super) spec: &'static KindSpec,
    /// Its id, derived from chapter, kind and key.
    pub(super) id: Uuid,
    /// The visit that owns it, `None` where the chapter does.
    pub(super) visit: Option<Id<Visit>>,
    /// Its fields.
    pub(super) registers: Registers,
}

/// Why the demo data cannot be. It is compiled in, so a test meets this and no person does.
#[derive(Debug, PartialEq, Eq, Error)]
pub(super) enum SeedError {
    /// No such kind.
    #[error("no kind is called {0}")]
    UnknownKind(String),
    /// Two records of a kind have one key.
    #[error("{kind} {key} is there twice")]
    Twice {
        /// The kind.
        kind: &'static str,
        /// The key.
        key: String,
    },
    /// A record says neither where its facts come from nor that it is invented, or both, or names no source of ours.
    #[error("{kind} {key} needs either a source or to be marked as invented")]
    Unmarked {
        /// The kind.
        kind: &'static str,
        /// The key.
        key: String,
    },
    /// A visit's file holds a record whose visit is unknown.
    #[error("no visit is called {0}")]
    UnknownVisit(String),
    /// The kind has no such field, or the field cannot hold this value.
    #[error("{kind} {key}: {field} cannot be {value}")]
    BadField {
        /// The kind.
        kind: &'static str,
        /// The key.
        key: String,
        /// The field.
        field: String,
        /// The value as written.
        value: String,
    },
}

/// Turns a chapter's data into records, owners before what they own.
///
/// # Errors
/// [`SeedError`] names the first record that cannot be.
pub(super) fn resolve(seed: &ChapterSeed, today: NaiveDate) -> Result<Vec<DemoRecord>, SeedError> {
    let ids = ids(seed)?;
    let mut records = Vec::new();
    for spec in kinds::KINDS {
        let of_chapter = seed.chapter.records.get(spec.name).into_iter().flatten();
        for entry in of_chapter {
            let reading = Reading::of_chapter(seed, &ids, today);
            records.push(reading.record(spec, entry)?);
        }
        for file in &seed.visits {
            let reading = Reading::of_visit(seed, file, &ids, today)?;
            for entry in file.records.get(spec.name).into_iter().flatten() {
                records.push(reading.record(spec, entry)?);
            }
        }
    }
    Ok(records)
}

/// The id of a demo record, unless it has a natural one: the same whenever the demo is made, so that making it twice does not double it.
pub(super) fn demo_id(chapter: &str, kind: &str, key: &str) -> Uuid {
    // A private half has the id of its person.
    let kind = if kind == PersonPrivate::SPEC.name {
        Person::SPEC.name
    } else {
        kind
    };
    let name = format!("delegation-desk:demo:{chapter}:{kind}:{key}");
    Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
}

/// The ids of all records, by kind and key.
type Ids<'a> = BTreeMap<&'static str, BTreeMap<&'a str, Uuid>>;

fn ids(seed: &ChapterSeed) -> Result<Ids<'_>, SeedError> {
    let of_visits = seed.visits.iter().flat_map(|file| &file.records);
    let mut ids = Ids::new();
    for (name, entries) in seed.chapter.records.iter().chain(of_visits) {
        let spec = kinds::spec(name).ok_or_else(|| SeedError::UnknownKind(name.clone()))?;
        for entry in entries {
            let id = natural_id(spec, entry)
                .unwrap_or_else(|| demo_id(&seed.chapter.name, spec.name, &entry.key));
            let of_kind = ids.entry(spec.name).or_default();
            if of_kind.insert(&entry.key, id).is_some() {
                return Err(SeedError::Twice {
                    kind: spec.name,
                    key: entry.key.clone(),
                });
            }
        }
    }
    Ok(ids)
}

/// The id of a record that is the same wherever it is entered: a city is one, by its name and country.
fn natural_id(spec: &KindSpec, entry: &Entry) -> Option<Uuid> {
    if spec.name != City::SPEC.name {
        return None;
    }
    let country = Country::new(entry.fields.get("country")?.as_str()?)?;
    let name = entry.fields.get("name")?.as_str()?;
    Some(city_id(name, &country).uuid)
}

/// What it takes to read the records of one file.
struct Reading<'a> {
    seed: &'a ChapterSeed,
    ids: &'a Ids<'a>,
    calendar: Calendar,
    /// The key of the visit and the zone of its programme, in the file of a visit.
    visit: Option<(&'a str, &'a Value)>,
}

impl<'a> Reading<'a> {
    fn of_chapter(seed: &'a ChapterSeed, ids: &'a Ids<'a>, today: NaiveDate) -> Self {
        Self {
            seed,
            ids,
            calendar: Calendar::fixed(today),
            visit: None,
        }
    }

    fn of_visit(
        seed: &'a ChapterSeed,
        file: &'a VisitFile,
        ids: &'a Ids<'a>,
        today: NaiveDate,
    ) -> Result<Self, SeedError> {
        let mut visits = seed
            .visits
            .iter()
            .filter_map(|file| file.records.get(Visit::SPEC.name))
            .flatten();
        let zone = visits
            .find(|entry| entry.key == file.visit)
            .and_then(|entry| entry.fields.get("zone"))
            .ok_or_else(|| SeedError::UnknownVisit(file.visit.clone()))?;
        let calendar = match file.written_on {
            Some(written_on) => Calendar::moved(written_on, today),
            None => Calendar::fixed(today),
        };
        Ok(Self {
            seed,
            ids,
            calendar,
            visit: Some((&file.visit, zone)),
        })
    }

    fn record(&self, spec: &'static KindSpec, entry: &Entry) -> Result<DemoRecord, SeedError> {
        let visit = match (spec.owner, self.visit) {
            (Owner::Chapter, _) => None,
            (Owner::Visit, Some((key, _))) => Some(key),
            (Owner::Visit, None) => return Err(SeedError::UnknownVisit(String::new())),
        };
        let mut fields = entry.fields.clone();
        if let (Some(key), Some(_)) = (visit, spec.field_of("visit")) {
            fields.insert("visit".to_owned(), key.into());
        }
        self.mark(spec, entry, &mut fields)?;

        let mut registers = Registers::new();
        for (field, value) in &fields {
            let bad_field = || SeedError::BadField {
                kind: spec.name,
                key: entry.key.clone(),
                field: field.clone(),
                value: value.to_string(),
            };
            let holds = spec.field_of(field).ok_or_else(bad_field)?.holds;
            registers.extend(self.registers(field, holds, value).ok_or_else(bad_field)?);
        }
        Ok(DemoRecord {
            spec,
            id: self.ids[spec.name][entry.key.as_str()],
            visit: visit.map(|key| Id::new(self.ids[Visit::SPEC.name][key])),
            registers,
        })
    }

    /// Writes into the record where it comes from, in kinds that have room for it.
    fn mark(
        &self,
        spec: &'static KindSpec,
        entry: &Entry,
        fields: &mut Map<String, Value>,
    ) -> Result<(), SeedError> {
        let marks = match (entry.invented, &entry.source) {
            (true, None) => Some(vec![INVENTED.to_owned()]),
            (false, Some(names)) => names.split(' ').map(|name| self.source(name)).collect(),
            _ => None,
        };
        let marks = marks.ok_or_else(|| SeedError::Unmarked {
            kind: spec.name,
            key: entry.key.clone(),
        })?;
        if let Some(field) = remark_field(spec) {
            let text = fields.get(field).and_then(Value::as_str).map(str::to_owned);
            let lines: Vec<String> = text.into_iter().chain(marks).collect();
            fields.insert(field.to_owned(), lines.join("\n").into());
        }
        Ok(())
    }

    /// The line that names a source, `None` where the chapter has none of that name.
    fn source(&self, name: &str) -> Option<String> {
        let Source { title, url } = self.seed.chapter.sources.get(name)?;
        Some(match url {
            Some(url) => format!("Source: {title}, {url}"),
            None => format!("Source: {title}"),
        })
    }

    /// The registers of a field: one, or one for each member of a set. `None` where it cannot hold the value.
    fn registers(&self, field: &str, holds: FieldType, value: &Value) -> Option<Registers> {
        let member = |name: String| (format!("{field}/{name}"), canonical(&Value::Bool(true)));
        match holds {
            FieldType::SetOf(kind) => {
                let ids = value.as_array()?.iter();
                ids.map(|key| Some(member(self.reference(kind, key)?.to_string())))
                    .collect()
            }
            FieldType::SetOfText => {
                let texts = value.as_array()?.iter();
                texts
                    .map(|text| Some(member(text.as_str()?.to_owned())))
                    .collect()
            }
            _ => {
                let value = self.value(holds, value)?;
                Some(Registers::from([(field.to_owned(), canonical(&value))]))
            }
        }
    }

    /// The value as it is stored, `None` where the type cannot hold it.
    fn value(&self, holds: FieldType, value: &Value) -> Option<Value> {
        match holds {
            FieldType::Text | FieldType::LongText => through::<String>(value.clone()),
            FieldType::Bool => through::<bool>(value.clone()),
            FieldType::Integer => through::<i64>(value.clone()),
            FieldType::Date => Some(self.calendar.date(value.as_str()?)?.to_json()),
            FieldType::LocalDateTime => Some(self.calendar.date_time(value.as_str()?)?.to_json()),
            FieldType::Zone => through::<Zone>(value.clone()),
            FieldType::Country => through::<Country>(value.clone()),
            FieldType::Position => through::<Position>(value.clone()),
            FieldType::Choice(words) => words.contains(&value.as_str()?).then(|| value.clone()),
            FieldType::Reference(kind) => Some(json!(self.reference(kind, value)?.to_string())),
            FieldType::Slot => self.slot(value),
            FieldType::Confirmation => {
                through::<Confirmation>(self.with_dates(value, &["on"])?.into())
            }
            FieldType::SetOf(_) | FieldType::SetOfText => None,
        }
    }

    /// A slot is written without what goes without saying: the zone of the visit, and that it is fixed.
    fn slot(&self, value: &Value) -> Option<Value> {
        let (_, zone) = self.visit?;
        let mut slot = self.with_dates(value, &["day", "end_day"])?;
        slot.entry("zone").or_insert_with(|| zone.clone());
        slot.entry("certainty").or_insert_with(|| "fixed".into());
        let slot = Slot::from_json(slot.into())?.checked().ok()?;
        Some(slot.to_json())
    }

    fn with_dates(&self, value: &Value, names: &[&str]) -> Option<Map<String, Value>> {
        let mut object = value.as_object()?.clone();
        for name in names {
            if let Some(date) = object.get_mut(*name) {
                *date = self.calendar.date(date.as_str()?)?.to_json();
            }
        }
        Some(object)
    }

    fn reference(&self, kind: &'static str, key: &Value) -> Option<Uuid> {
        self.ids.get(kind)?.get(key.as_str()?).copied()
    }
}

/// The field of a kind in which a record says where it comes from.
pub(super) fn remark_field(spec: &KindSpec) -> Option<&'static str> {
    match spec.name {
        "person" => Some("biography"),
        "visit" | "initiative" => Some("purpose"),
        "partnership" | "vehicle" => Some("note"),
        _ => None,
    }
}

/// The value in the one form in which its type writes it.
fn through<T: Register>(value: Value) -> Option<Value> {
    T::from_json(value).map(|value| value.to_json())
}
