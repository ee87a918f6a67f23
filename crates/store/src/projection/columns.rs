//! From registers to columns, and from columns to fields.

use desk_domain::kind::{FieldSpec, FieldType, Fields, KindSpec};
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
        holds if is_set(holds) => members(field.name, record),
        holds => match record.fields.get(field.name) {
            Some(register) => single(holds, &register.value),
            None => Column::Null,
        },
    };
    spec.fields.iter().map(column).collect()
}

/// A row's fields as JSON, in the order of the declaration; a set is an array. Each is taken once.
pub(super) struct RowFields {
    spec: &'static KindSpec,
    values: Vec<Value>,
}

impl RowFields {
    pub(super) fn read(spec: &'static KindSpec, row: &SqliteRow) -> Result<Self> {
        let mut values = Vec::with_capacity(spec.fields.len());
        for (place, field) in spec.fields.iter().enumerate() {
            values.push(value(field.holds, row, place + OWN_COLUMNS)?);
        }
        Ok(Self { spec, values })
    }
}

impl Fields for RowFields {
    fn take(&mut self, field: &str) -> Option<Value> {
        let place = self.spec.fields.iter().position(|it| it.name == field)?;
        Some(self.values[place].take())
    }

    fn take_members(&mut self, set: &str) -> Vec<String> {
        let Some(Value::Array(members)) = self.take(set) else {
            return Vec::new();
        };
        let texts = members.into_iter().filter_map(|member| match member {
            Value::String(text) => Some(text),
            _ => None,
        });
        texts.collect()
    }
}

/// One column as JSON, null where it is empty.
fn value(holds: FieldType, row: &SqliteRow, place: usize) -> Result<Value> {
    Ok(match holds {
        FieldType::Bool => row.try_get::<Option<bool>, _>(place)?.into(),
        FieldType::Integer => row.try_get::<Option<i64>, _>(place)?.into(),
        holds if is_composite(holds) || is_set(holds) => {
            let json: Option<String> = row.try_get(place)?;
            json.and_then(|json| serde_json::from_str(&json).ok())
                .unwrap_or_default()
        }
        _ => row.try_get::<Option<String>, _>(place)?.into(),
    })
}

/// Whether a field is written as a JSON array of its members.
const fn is_set(holds: FieldType) -> bool {
    matches!(holds, FieldType::SetOf(_) | FieldType::SetOfText)
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
