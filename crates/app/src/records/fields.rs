//! Fields of any record: from what a person or a script gave to registers.

use std::collections::{BTreeMap, BTreeSet};

use desk_domain::Id;
use desk_domain::kind::{FieldSpec, FieldType, KindSpec, Register, Registers, canonical};
use desk_domain::kinds::ProgrammeItem;
use desk_domain::values::{Confirmation, Country, Position, Slot, Zone};
use serde_json::Value;
use uuid::Uuid;

use crate::error::{Error, Result};

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
