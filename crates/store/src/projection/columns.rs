//! From registers to columns, and from columns to fields.

use desk_domain::kind::{FieldSpec, FieldType, Fields, KindSpec};
use desk_sync::Record;
use serde_json::Value;

use super::schema::quoted;

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

/// A kind's fields as SQL, all in one value that [`RowFields`] reads: a row of forty columns costs forty allocations on
/// the way here, and most of them hold nothing.
pub(super) fn in_one(spec: &KindSpec) -> String {
    let columns: Vec<String> = spec.fields.iter().map(|it| quoted(it.name)).collect();
    format!("json_array({})", columns.join(", "))
}

/// A row's fields as JSON, in the order of the declaration; a set is an array. Each is taken once.
pub(super) struct RowFields {
    spec: &'static KindSpec,
    values: Vec<Value>,
    /// The place after the field that was taken last: they are taken in the order of the declaration.
    next: usize,
}

impl RowFields {
    /// Reads what [`in_one`] selected.
    pub(super) fn read(spec: &'static KindSpec, text: &str) -> serde_json::Result<Self> {
        let mut values: Vec<Value> = serde_json::from_str(text)?;
        for (field, value) in spec.fields.iter().zip(&mut values) {
            *value = as_declared(field.holds, value.take());
        }
        Ok(Self {
            spec,
            values,
            next: 0,
        })
    }

    fn place(&mut self, field: &str) -> Option<usize> {
        let fields = self.spec.fields;
        let is_next = fields.get(self.next).is_some_and(|it| it.name == field);
        let place = if is_next {
            self.next
        } else {
            fields.iter().position(|it| it.name == field)?
        };
        self.next = place + 1;
        Some(place)
    }
}

impl Fields for RowFields {
    fn take(&mut self, field: &str) -> Option<Value> {
        let place = self.place(field)?;
        Some(self.values.get_mut(place)?.take())
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

/// A column's value as its field has it, null where the column is empty.
fn as_declared(holds: FieldType, value: Value) -> Value {
    match (holds, value) {
        (FieldType::Bool, Value::Number(number)) => (number.as_i64() != Some(0)).into(),
        (holds, Value::String(json)) if is_composite(holds) || is_set(holds) => {
            serde_json::from_str(&json).unwrap_or_default()
        }
        (_, value) => value,
    }
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
