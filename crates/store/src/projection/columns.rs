//! From registers to columns and back.

use desk_domain::kind::{FieldSpec, FieldType, KindSpec, Registers};
use desk_sync::Record;
use serde_json::Value;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::schema::OWN_COLUMNS;
use crate::error::Result;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    /// Nothing, or a value that this version cannot read; the record keeps it.
    Null,
    Integer(i64),
    Text(String),
}

/// Returns the columns of a kind's fields, in their order.
pub(super) fn columns(spec: &'static KindSpec, record: &Record) -> Vec<Column> {
    let column = |field: &FieldSpec| match field.holds {
        FieldType::SetOf(_) | FieldType::SetOfText => members(field.name, record),
        holds => match record.fields.get(field.name) {
            Some(register) => single(holds, &register.value),
            None => Column::Null,
        },
    };
    spec.fields.iter().map(column).collect()
}

/// Reads a row's fields as registers.
pub(super) fn registers(spec: &'static KindSpec, row: &SqliteRow) -> Result<Registers> {
    let mut registers = Registers::new();
    if row.try_get("deleted")? {
        registers.insert(
            desk_sync::record::DELETED.to_owned(),
            desk_sync::record::TRUE.to_vec(),
        );
    }
    for (place, field) in spec.fields.iter().enumerate() {
        let place = place + OWN_COLUMNS;
        let json = match field.holds {
            FieldType::Bool => row.try_get::<Option<bool>, _>(place)?.map(Value::Bool),
            FieldType::Integer => row.try_get::<Option<i64>, _>(place)?.map(Value::from),
            FieldType::SetOf(_) | FieldType::SetOfText => {
                read_members(field.name, row.try_get(place)?, &mut registers);
                None
            }
            holds if is_composite(holds) => {
                let text: Option<String> = row.try_get(place)?;
                registers.extend(text.map(|text| (field.name.to_owned(), text.into_bytes())));
                None
            }
            _ => row.try_get::<Option<String>, _>(place)?.map(Value::String),
        };
        registers
            .extend(json.map(|json| (field.name.to_owned(), desk_domain::kind::canonical(&json))));
    }
    Ok(registers)
}

/// Whether a field is written as JSON text.
const fn is_composite(holds: FieldType) -> bool {
    matches!(
        holds,
        FieldType::Slot | FieldType::Position | FieldType::Confirmation
    )
}

fn single(holds: FieldType, value: &[u8]) -> Column {
    let Ok(json) = serde_json::from_slice::<Value>(value) else {
        return Column::Null;
    };
    match (holds, json) {
        (_, Value::Null) => Column::Null,
        (FieldType::Bool, Value::Bool(yes)) => Column::Integer(yes.into()),
        (FieldType::Integer, Value::Number(number)) => {
            number.as_i64().map_or(Column::Null, Column::Integer)
        }
        (holds, json @ Value::Object(_)) if is_composite(holds) => Column::Text(json.to_string()),
        (FieldType::Bool | FieldType::Integer, _) => Column::Null,
        (holds, Value::String(text)) if !is_composite(holds) => Column::Text(text),
        _ => Column::Null,
    }
}

/// The members of a set as a JSON array in order, or null for an empty set.
fn members(set: &str, record: &Record) -> Column {
    let prefix = format!("{set}/");
    let members: Vec<&str> = record
        .fields
        .range(prefix.clone()..)
        .take_while(|(register, _)| register.starts_with(&prefix))
        .filter(|(_, field)| field.value == desk_sync::record::TRUE)
        .map(|(register, _)| &register[prefix.len()..])
        .collect();
    if members.is_empty() {
        Column::Null
    } else {
        Column::Text(Value::from(members).to_string())
    }
}

fn read_members(set: &str, json: Option<String>, registers: &mut Registers) {
    let members: Option<Vec<String>> = json.and_then(|json| serde_json::from_str(&json).ok());
    for member in members.unwrap_or_default() {
        registers.insert(format!("{set}/{member}"), desk_sync::record::TRUE.to_vec());
    }
}
