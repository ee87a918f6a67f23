//! Registers of plain values.

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value;

use crate::id::Id;
use crate::kind::{FieldType, Kind, Register};

/// Text of several lines: notes and purposes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LongText(pub String);

impl From<&str> for LongText {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Register for String {
    const TYPE: FieldType = FieldType::Text;
    fn to_json(&self) -> Value {
        Value::String(self.clone())
    }
    fn from_json(json: Value) -> Option<Self> {
        if let Value::String(text) = json {
            Some(text)
        } else {
            None
        }
    }
}

impl Register for LongText {
    const TYPE: FieldType = FieldType::LongText;
    fn to_json(&self) -> Value {
        Value::String(self.0.clone())
    }
    fn from_json(json: Value) -> Option<Self> {
        String::from_json(json).map(Self)
    }
}

impl Register for bool {
    const TYPE: FieldType = FieldType::Bool;
    fn to_json(&self) -> Value {
        Value::Bool(*self)
    }
    fn from_json(json: Value) -> Option<Self> {
        json.as_bool()
    }
}

impl Register for i64 {
    const TYPE: FieldType = FieldType::Integer;
    fn to_json(&self) -> Value {
        Value::from(*self)
    }
    fn from_json(json: Value) -> Option<Self> {
        json.as_i64()
    }
}

impl Register for NaiveDate {
    const TYPE: FieldType = FieldType::Date;
    fn to_json(&self) -> Value {
        Value::String(self.to_string())
    }
    fn from_json(json: Value) -> Option<Self> {
        json.as_str()?.parse().ok()
    }
}

impl Register for NaiveDateTime {
    const TYPE: FieldType = FieldType::LocalDateTime;
    fn to_json(&self) -> Value {
        Value::String(self.format("%Y-%m-%dT%H:%M:%S").to_string())
    }
    fn from_json(json: Value) -> Option<Self> {
        json.as_str()?.parse().ok()
    }
}

impl<K: Kind> Register for Id<K> {
    const TYPE: FieldType = FieldType::Reference(K::SPEC.name);
    fn to_json(&self) -> Value {
        Value::String(self.to_string())
    }
    fn from_json(json: Value) -> Option<Self> {
        json.as_str()?.parse().ok()
    }
}
