//! Any record by kind and field: for scripts, inspectors, history and the trash.

use std::collections::{BTreeMap, BTreeSet};

use desk_api::records::{HistoryRow, RecordList, RecordView, SearchHit, TrashRow};
use desk_domain::kind::{FieldSpec, FieldType, KindSpec, Owner, Register, Registers, canonical};
use desk_domain::kinds::{
    Device, Participation, Person, PersonPrivate, ProgrammeItem, Visit, spec,
};
use desk_domain::values::{Confirmation, Country, Position, Slot, Zone};
use desk_domain::{Id, Kind};
use desk_store::Store;
use serde_json::Value;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::parse;
use crate::work::Work;

/// The most hits that a search answers.
pub const SEARCH_HITS_MAX: u32 = 200;

/// The declaration of a kind by its name.
pub fn known(kind: &str) -> Result<&'static KindSpec> {
    spec(kind).ok_or_else(|| Error::UnknownKind(kind.to_owned()))
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

/// Turns fields with JSON values into registers, a set into one register per member.
///
/// `before` are the record's registers, so that members that are left out go.
///
/// # Errors
/// [`Error::BadValue`] names the field that does not exist or whose value does not fit.
pub fn registers(
    spec: &KindSpec,
    fields: &BTreeMap<String, Value>,
    before: &Registers,
) -> Result<Registers> {
    let mut registers = Registers::new();
    for (name, value) in fields {
        let field = spec
            .fields
            .iter()
            .find(|field| field.name == name)
            .ok_or_else(|| {
                Error::bad_value(
                    name,
                    value.to_string(),
                    &format!("a field of {}", spec.name),
                )
            })?;
        match field.holds {
            FieldType::SetOf(_) | FieldType::SetOfText => {
                set_registers(field, value, before, &mut registers)?
            }
            _ => {
                registers.insert(name.clone(), canonical(&fitting(field, value)?));
            }
        }
    }
    Ok(registers)
}

/// A value typed on a command line, as the JSON that its field holds.
pub fn typed(spec: &KindSpec, name: &str, text: &str) -> Result<Value> {
    let field = spec
        .fields
        .iter()
        .find(|field| field.name == name)
        .ok_or_else(|| Error::bad_value(name, text, &format!("a field of {}", spec.name)))?;
    if text.is_empty() {
        return Ok(Value::Null);
    }
    let json = || {
        serde_json::from_str(text).map_err(|_| Error::bad_value(name, text, expected(field.holds)))
    };
    Ok(match field.holds {
        FieldType::Bool
        | FieldType::Integer
        | FieldType::Slot
        | FieldType::Position
        | FieldType::Confirmation => json()?,
        FieldType::SetOf(_) | FieldType::SetOfText => Value::from_iter(
            text.split(',')
                .map(str::trim)
                .filter(|member| !member.is_empty()),
        ),
        _ => Value::String(text.to_owned()),
    })
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

/// Writes fields of a record that is there.
pub async fn set(
    work: &mut Work<'_>,
    kind: &str,
    id: Uuid,
    fields: &BTreeMap<String, Value>,
) -> Result<RecordView> {
    let spec = known(kind)?;
    let before = work
        .registers(kind, id)
        .await?
        .ok_or_else(|| Error::not_found(kind, id))?;
    let changes = registers(spec, fields, &before)?;
    work.put_raw(kind, id, None, changes).await?;
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

/// What changed in a record, newest first.
pub async fn history(store: &Store, kind: &str, id: Uuid) -> Result<Vec<HistoryRow>> {
    let rows = store.history(kind, id).await?;
    let json = |bytes: Vec<u8>| serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    Ok(rows
        .into_iter()
        .map(|row| HistoryRow {
            field: row.register,
            before: row.old.map(json),
            after: Some(json(row.new)),
            who: row.person.unwrap_or_default(),
            at_ms: ms(row.at_us),
            source: row.source.word().to_owned(),
        })
        .collect())
}

/// What lies in the trash, newest first.
pub async fn trash(store: &Store) -> Result<Vec<TrashRow>> {
    let mut rows = Vec::new();
    for row in store.trash().await? {
        let title = title(store, &row.kind, row.id).await?;
        let who = self::title(store, Device::SPEC.name, row.deleted_by).await?;
        let at_ms = ms(row.deleted_at_us);
        rows.push(TrashRow {
            kind: row.kind,
            id: row.id.to_string(),
            title,
            who,
            at_ms,
        });
    }
    Ok(rows)
}

/// Finds records in any script.
pub async fn search(store: &Store, text: &str, limit: u32) -> Result<Vec<SearchHit>> {
    let mut hits = Vec::new();
    for hit in store.search(text, limit.min(SEARCH_HITS_MAX)).await? {
        let visit = visit_of(store, &hit.kind, hit.id, hit.owner).await?;
        let registers = store
            .registers(&hit.kind, hit.id)
            .await?
            .unwrap_or_default();
        let read = |field: &str| desk_domain::kind::read::<String>(&registers, field);
        hits.push(SearchHit {
            title: title(store, &hit.kind, hit.id).await?,
            native: read("native_name"),
            detail: read("position")
                .or_else(|| read("address"))
                .or_else(|| day_of(&registers)),
            visit,
            kind: hit.kind,
            id: hit.id.to_string(),
        });
    }
    Ok(hits)
}

/// Microseconds as the milliseconds that a view holds.
pub fn ms(us: u64) -> f64 {
    // 2^53 microseconds last until the year 2255.
    us as f64 / 1000.0
}

/// The visit that a record belongs to; for a person, the latest one they take part in.
async fn visit_of(store: &Store, kind: &str, id: Uuid, owner: Uuid) -> Result<Option<String>> {
    if kind == "person" {
        let mut visits = Vec::new();
        for part in store
            .find::<Participation>("person", &id.to_string())
            .await?
        {
            if let Some(visit) = part.visit
                && let Some(visit) = store.get::<Visit>(visit.uuid).await?
            {
                visits.push((visit.starts_on, visit.id));
            }
        }
        return Ok(visits.into_iter().max().map(|(_, id)| id.to_string()));
    }
    let of_visit = spec(kind).is_some_and(|spec| spec.owner == Owner::Visit);
    Ok(of_visit.then(|| owner.to_string()))
}

fn day_of(registers: &Registers) -> Option<String> {
    let slot: Slot = desk_domain::kind::read(registers, "slot")?;
    slot.day.map(|day| day.to_string())
}

fn set_registers(
    field: &FieldSpec,
    value: &Value,
    before: &Registers,
    into: &mut Registers,
) -> Result<()> {
    let misfit = || Error::bad_value(field.name, value.to_string(), expected(field.holds));
    let wanted: BTreeSet<String> = match value {
        Value::Null => BTreeSet::new(),
        Value::Array(members) => members
            .iter()
            .map(|member| member.as_str().map(str::to_owned).ok_or_else(misfit))
            .collect::<Result<_>>()?,
        _ => return Err(misfit()),
    };
    if matches!(field.holds, FieldType::SetOf(_))
        && wanted.iter().any(|id| Uuid::try_parse(id).is_err())
    {
        return Err(misfit());
    }
    let present: BTreeSet<String> = desk_domain::kind::read_set(before, field.name);
    for gone in present.difference(&wanted) {
        into.insert(
            format!("{}/{gone}", field.name),
            canonical(&Value::Bool(false)),
        );
    }
    for new in wanted.difference(&present) {
        into.insert(
            format!("{}/{new}", field.name),
            canonical(&Value::Bool(true)),
        );
    }
    Ok(())
}

/// The value as its field holds it, in canonical form.
pub fn fitting(field: &FieldSpec, value: &Value) -> Result<Value> {
    if value.is_null() {
        return Ok(Value::Null);
    }
    let fits = match field.holds {
        FieldType::Text | FieldType::LongText => round_trip::<String>(value),
        FieldType::Bool => round_trip::<bool>(value),
        FieldType::Integer => round_trip::<i64>(value),
        FieldType::Date => round_trip::<chrono::NaiveDate>(value),
        FieldType::LocalDateTime => {
            let text = value.as_str().unwrap_or_default();
            crate::parse::date_time(field.name, text)
                .ok()
                .map(|at| Register::to_json(&at))
        }
        FieldType::Zone => round_trip::<Zone>(value),
        FieldType::Country => round_trip::<Country>(value),
        FieldType::Slot => return slot(field, value),
        FieldType::Position => round_trip::<Position>(value),
        FieldType::Confirmation => round_trip::<Confirmation>(value),
        FieldType::Reference(_) => round_trip::<Id<ProgrammeItem>>(value),
        FieldType::Choice(words) => value
            .as_str()
            .filter(|word| words.contains(word))
            .map(|_| value.clone()),
        FieldType::SetOf(_) | FieldType::SetOfText => None,
    };
    fits.ok_or_else(|| {
        let shown = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        match field.holds {
            FieldType::Choice(words) => {
                Error::bad_value(field.name, shown, &format!("one of {}", words.join(", ")))
            }
            holds => Error::bad_value(field.name, shown, expected(holds)),
        }
    })
}

/// A slot from its parts, with times as `HH:MM` or `HH:MM:SS`.
fn slot(field: &FieldSpec, value: &Value) -> Result<Value> {
    let misfit = || Error::bad_value(field.name, value.to_string(), expected(FieldType::Slot));
    let mut parts = value.as_object().ok_or_else(misfit)?.clone();
    parts.retain(|_, part| !part.is_null());
    for name in ["start", "end"] {
        if let Some(Value::String(text)) = parts.get(name).cloned() {
            let time = crate::parse::time(name, &text)?;
            parts.insert(
                name.to_owned(),
                Value::String(time.format("%H:%M:%S").to_string()),
            );
        }
    }
    parts
        .entry("certainty")
        .or_insert_with(|| Value::String("fixed".to_owned()));
    let slot = Slot::from_json(Value::Object(parts)).ok_or_else(misfit)?;
    Ok(slot.checked()?.to_json())
}

fn round_trip<T: Register>(value: &Value) -> Option<Value> {
    T::from_json(value.clone()).map(|value| value.to_json())
}

const fn expected(holds: FieldType) -> &'static str {
    match holds {
        FieldType::Text | FieldType::LongText => "text",
        FieldType::Bool => "true or false",
        FieldType::Integer => "a whole number",
        FieldType::Date => "a day like 2026-10-20",
        FieldType::LocalDateTime => "a day and time like 2026-10-20T14:30",
        FieldType::Zone => "a time zone like Europe/Kyiv",
        FieldType::Country => "a country code of two letters",
        FieldType::Choice(_) => "one of the field's words",
        FieldType::Reference(_) => "the id of a record",
        FieldType::Slot => {
            r#"a slot like {"day":"2026-10-20","start":"14:30","end":"16:00","zone":"Europe/Kyiv"}"#
        }
        FieldType::Position => r#"a position like {"lat":38.9,"lon":-77.1}"#,
        FieldType::Confirmation => {
            r#"a confirmation like {"state":"confirmed","by":"…","on":"2026-10-01"}"#
        }
        FieldType::SetOf(_) => "a list of ids of records",
        FieldType::SetOfText => "a list of texts",
    }
}

/// The word by which screens know what a field holds; the same as in the generated `KINDS`.
pub const fn holds(holds: FieldType) -> &'static str {
    desk_api::typescript::holds_word(holds)
}
