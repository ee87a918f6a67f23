//! A kind's table as SQL.

use desk_domain::kind::{FieldType, KindSpec, Owner};

/// Columns before the kind's own fields: the record's local number, its id, its owner, whether it is deleted.
pub(super) const OWN_COLUMNS: usize = 4;

/// Returns the statements that make a kind's table.
pub(super) fn create(spec: &KindSpec) -> String {
    let name = spec.name;
    let fields: String = spec
        .fields
        .iter()
        .map(|field| format!(",\n    {} {}", quoted(field.name), column_type(field.holds)))
        .collect();
    let index = match spec.owner {
        Owner::Chapter => format!("{name}_id"),
        Owner::Visit => format!("owner, {name}_id"),
    };
    format!(
        "CREATE TABLE {table} (
    record_id INTEGER NOT NULL PRIMARY KEY,
    {name}_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    deleted INTEGER NOT NULL{fields}
) STRICT;
CREATE INDEX {index_name} ON {table} ({index});",
        table = quoted(name),
        index_name = quoted(&format!("{name}_by_id")),
    )
}

/// Returns a kind's columns, ours first.
pub(super) fn column_list(spec: &KindSpec) -> String {
    let fields: String = spec
        .fields
        .iter()
        .map(|field| format!(", {}", quoted(field.name)))
        .collect();
    format!("record_id, {}_id, owner, deleted{fields}", spec.name)
}

/// A name of ours as SQL: kinds and fields are snake_case words, some of which are keywords.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

/// Composites are JSON text and sets are JSON arrays.
fn column_type(holds: FieldType) -> &'static str {
    match holds {
        FieldType::Bool | FieldType::Integer => "INTEGER",
        FieldType::Text
        | FieldType::LongText
        | FieldType::Date
        | FieldType::LocalDateTime
        | FieldType::Zone
        | FieldType::Country
        | FieldType::Choice(_)
        | FieldType::Reference(_)
        | FieldType::Slot
        | FieldType::Position
        | FieldType::Confirmation
        | FieldType::SetOf(_)
        | FieldType::SetOfText => "TEXT",
    }
}
