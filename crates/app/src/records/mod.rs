//! Any record by kind and field: for scripts, inspectors, history and the trash.

mod bulk;
mod fields;
mod finding;
mod looking;
mod restore;

use std::collections::BTreeMap;

use desk_api::records::{RecordList, RecordView};
use desk_domain::kind::{KindSpec, Owner, Registers};
use desk_domain::kinds::{KINDS, Participation, Person, PersonPrivate, Visit, spec};
use desk_domain::{Id, Kind};
use desk_store::Store;
use serde_json::Value;
use uuid::Uuid;

pub use bulk::{RECORDS_MAX, delete_all, set_all};
pub use fields::{fitting, holds, registers, typed};
pub use finding::{SEARCH_HITS_MAX, search};
pub use looking::{history, trash};
pub use restore::restore_all;

use crate::error::{Error, Result};
use crate::parse;
use crate::work::Work;

/// The declaration of a kind by its name.
pub fn known(kind: &str) -> Result<&'static KindSpec> {
    spec(kind).ok_or_else(|| Error::UnknownKind(kind.to_owned()))
}

/// The names of all kinds, in the order in which they are declared.
pub fn kind_names() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|spec| spec.name)
}

/// The owner of a new record: the visit, for kinds that a visit owns.
pub fn owner(spec: &KindSpec, chapter: Uuid, visit: Option<&str>) -> Result<Uuid> {
    match (spec.owner, visit) {
        (Owner::Chapter, _) => Ok(chapter),
        (Owner::Visit, Some(text)) => Ok(crate::parse::id::<Visit>("visit", text)?.uuid),
        (Owner::Visit, None) => Err(Error::bad_value(
            "visit",
            "",
            "the visit that it belongs to",
        )),
    }
}

/// A record as scripts see it: every field that is present, sets as lists.
pub fn view(spec: &KindSpec, id: Uuid, registers: &Registers) -> RecordView {
    let mut fields: BTreeMap<String, Value> = BTreeMap::new();
    for (register, bytes) in registers {
        let Some(field) = spec.field_of(register) else {
            continue;
        };
        let Ok(value) = serde_json::from_slice::<Value>(bytes) else {
            continue;
        };
        if let Some((set, member)) = register.split_once('/') {
            if value == Value::Bool(true) {
                let list = fields
                    .entry(set.to_owned())
                    .or_insert_with(|| Value::Array(Vec::new()));
                if let Value::Array(members) = list {
                    members.push(Value::String(member.to_owned()));
                }
            }
        } else if !value.is_null() {
            fields.insert(field.name.to_owned(), value);
        }
    }
    RecordView {
        kind: spec.name.to_owned(),
        id: id.to_string(),
        fields,
    }
}

/// Writes fields of a record that is there, or of the private half of a person who has none yet.
pub async fn set(
    work: &mut Work<'_>,
    kind: &str,
    id: Uuid,
    fields: &BTreeMap<String, Value>,
) -> Result<RecordView> {
    let spec = known(kind)?;
    let before = work.registers(kind, id).await?;
    let is_person = kind == PersonPrivate::SPEC.name && work.get::<Person>(id).await?.is_some();
    let (before, owner) = match before {
        Some(before) => (before, None),
        None if is_person => (Registers::new(), Some(work.chapter())),
        None => return Err(Error::not_found(kind, id)),
    };
    let changes = registers(spec, fields, &before)?;
    work.put_raw(kind, id, owner, changes).await?;
    let after = work.registers(kind, id).await?.unwrap_or_default();
    Ok(view(spec, id, &after))
}

/// Adds a record with these fields; `visit` and the owner's own reference are filled in.
pub async fn add(
    work: &mut Work<'_>,
    kind: &str,
    visit: Option<&str>,
    fields: &BTreeMap<String, Value>,
) -> Result<RecordView> {
    let spec = known(kind)?;
    let id = work.new_id();
    let owner = if kind == Visit::SPEC.name {
        id
    } else {
        owner(spec, work.chapter(), visit)?
    };
    let mut fields = fields.clone();
    let refers_to_visit = spec.fields.iter().any(|field| field.name == "visit");
    if let (Some(visit), true) = (visit, refers_to_visit) {
        fields
            .entry("visit".to_owned())
            .or_insert_with(|| Value::String(visit.to_owned()));
    }
    let registers = registers(spec, &fields, &Registers::new())?;
    if registers.is_empty() {
        return Err(Error::bad_value("fields", "", "at least one field"));
    }
    work.put_raw(kind, id, Some(owner), registers).await?;
    let after = work.registers(kind, id).await?.unwrap_or_default();
    Ok(view(spec, id, &after))
}

/// What a record is called: the field that its kind names as its title, or the name of whom it is about.
pub async fn title(store: &Store, kind: &str, id: Uuid) -> Result<String> {
    let registers = store.registers(kind, id).await?.unwrap_or_default();
    if let Some((kind, id)) = about(kind, id, &registers) {
        let registers = store.registers(kind, id).await?.unwrap_or_default();
        return Ok(own_title(kind, &registers));
    }
    Ok(own_title(kind, &registers))
}

/// The title that the record itself holds.
pub fn own_title(kind: &str, registers: &Registers) -> String {
    let read = |field: &str| {
        desk_domain::kind::read::<String>(registers, field).filter(|it| !it.is_empty())
    };
    let titled = spec(kind).and_then(|spec| spec.title);
    titled
        .and_then(read)
        .or_else(|| read("native_name"))
        .unwrap_or_default()
}

/// Whom a record without a title of its own is about.
pub fn about(kind: &str, id: Uuid, registers: &Registers) -> Option<(&'static str, Uuid)> {
    let person = Person::SPEC.name;
    if kind == Participation::SPEC.name {
        return desk_domain::kind::read::<Id<Person>>(registers, "person")
            .map(|id| (person, id.uuid));
    }
    (kind == PersonPrivate::SPEC.name).then_some((person, id))
}

/// One record, one in the trash too.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(store: &Store, kind: &str, id: Uuid) -> Result<RecordView> {
    let spec = known(kind)?;
    let registers = store.registers(kind, id).await?;
    let registers = registers.ok_or_else(|| Error::not_found(kind, id))?;
    Ok(view(spec, id, &registers))
}

/// Records of a kind, of one visit or all.
pub async fn list(store: &Store, request: &RecordList) -> Result<Vec<RecordView>> {
    let spec = known(&request.kind)?;
    let visit = parse::optional(request.visit.as_deref(), |text| {
        parse::id::<Visit>("visit", text)
    })?;
    let records = store
        .list_registers(spec, visit.map(|visit| visit.uuid))
        .await?;
    Ok(records
        .into_iter()
        .map(|(id, registers)| view(spec, id, &registers))
        .collect())
}

/// An id as a script or a screen names it.
pub fn uuid(text: &str) -> Result<Uuid> {
    Uuid::try_parse(text).map_err(|_| Error::bad_value("id", text, "an id"))
}

/// Microseconds as the milliseconds that a view holds.
pub fn ms(us: u64) -> f64 {
    // 2^53 microseconds last until the year 2255.
    us as f64 / 1000.0
}
