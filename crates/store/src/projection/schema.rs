//! A kind's table as SQL.

use desk_domain::Kind;
use desk_domain::kind::{FieldSpec, FieldType, KindSpec, Owner};
use desk_domain::kinds::Visit;

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
    let by_owner = match spec.owner {
        Owner::Chapter => String::new(),
        Owner::Visit => format!(
            "\nCREATE INDEX {index} ON {table} (owner, {name}_id);",
            index = quoted(&format!("{name}_by_owner")),
            table = quoted(name),
        ),
    };
    let by_field: String = spec
        .fields
        .iter()
        .filter(|field| is_looked_up(spec, field))
        .map(|field| index_of(spec, field))
        .collect();
    format!(
        "CREATE TABLE {table} (
    record_id INTEGER NOT NULL PRIMARY KEY,
    {name}_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    deleted INTEGER NOT NULL{fields}
) STRICT;
CREATE INDEX {by_id} ON {table} ({name}_id);{by_owner}{by_field}",
        table = quoted(name),
        by_id = quoted(&format!("{name}_by_id")),
    )
}

/// Whether records are looked up by this field: by what they refer to, and by day. What a visit owns is looked up by
/// its owner.
fn is_looked_up(spec: &KindSpec, field: &FieldSpec) -> bool {
    let names_its_owner = spec.owner == Owner::Visit && field.name == Visit::SPEC.name;
    matches!(field.holds, FieldType::Reference(_) | FieldType::Date) && !names_its_owner
}

/// Most records leave most of their fields empty, and nobody looks for those. What refers to a record and has a slot is
/// asked for by its latest day.
fn index_of(spec: &KindSpec, field: &FieldSpec) -> String {
    let column = quoted(field.name);
    let latest = match (field.holds, day_of_slot(spec)) {
        (FieldType::Reference(_), Some(day)) => format!(", {day}, {}_id", spec.name),
        _ => String::new(),
    };
    format!(
        "\nCREATE INDEX {index} ON {table} ({column}{latest}) WHERE {column} IS NOT NULL;",
        index = quoted(&format!("{}_by_{}", spec.name, field.name)),
        table = quoted(spec.name),
    )
}

/// The day of a kind's slot as SQL; `None` for kinds without one.
pub(super) fn day_of_slot(spec: &KindSpec) -> Option<String> {
    let slot = spec.fields.iter().find(|it| it.holds == FieldType::Slot)?;
    Some(format!("json_extract({}, '$.day')", quoted(slot.name)))
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
