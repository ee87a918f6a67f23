//! What a change must look like to be taken; used by both ends, so that a laptop finds out before it sends.
//!
//! **Invariant:** a change that is refused is refused alone and by name. The rest goes on.

use crate::change::{Change, FieldChange};
use crate::exchange::{Refusal, RefusalReason};
use crate::ids::Version;
use crate::limits::{
    CHANGE_BYTES_MAX, FIELD_BYTES_MAX, FIELDS_PER_RECORD_MAX, NAME_BYTES_MAX, RECORD_BYTES_MAX,
};
use crate::offer::OfferedRecord;
use crate::record::{DELETED, FALSE, Record, TRUE};
use crate::two_versions;

/// Checks everything about a change that it tells by itself.
///
/// # Errors
/// The first rule that it breaks.
pub fn change(change: &Change) -> Result<(), Refusal> {
    let Change {
        version,
        stamp: _,
        key,
        fields,
        deletion_seen,
        seen,
    } = change;
    name("kind", &key.kind)?;
    if version.dev_seq == 0 {
        return Err(malformed("dev_seq starts from 1"));
    }
    if fields.is_empty() {
        return Err(malformed("a change writes at least one field"));
    }
    if !rising(fields.iter().map(|field| field.name.as_str())) {
        return Err(malformed("fields come by name in rising order"));
    }
    if !rising(seen.iter().map(|(name, _)| name.as_str())) {
        return Err(malformed("what was seen comes by name in rising order"));
    }
    if fields.len() > FIELDS_PER_RECORD_MAX || seen.len() > FIELDS_PER_RECORD_MAX {
        let detail = format!("more than {FIELDS_PER_RECORD_MAX} fields in one change");
        return Err(refusal(RefusalReason::TooManyFields, detail));
    }
    for field in fields {
        register(&field.name, &field.value)?;
        earlier(*version, field.replaces)?;
        filed_by_server(&key.kind, field)?;
    }
    for (seen_name, _) in seen {
        field_name(seen_name)?;
    }
    earlier(*version, *deletion_seen)?;
    if !seen.is_empty() && !change.deletes() {
        return Err(malformed("only a deletion names all that was seen"));
    }
    whole(fields.iter().map(|field| field.value.len()).sum())
}

/// Checks everything about an offered record that it tells by itself.
///
/// # Errors
/// The first rule that it breaks.
pub fn offered(offered: &OfferedRecord) -> Result<(), Refusal> {
    let OfferedRecord { key, fields, seen } = offered;
    name("kind", &key.kind)?;
    if fields.is_empty() {
        return Err(malformed("an offer holds at least one field"));
    }
    if fields.len() > FIELDS_PER_RECORD_MAX || seen.len() > FIELDS_PER_RECORD_MAX {
        let detail = format!("more than {FIELDS_PER_RECORD_MAX} fields in one record");
        return Err(refusal(RefusalReason::TooManyFields, detail));
    }
    for (field_name, field) in fields {
        register(field_name, &field.value)?;
        if field.version.dev_seq == 0 {
            return Err(malformed("dev_seq starts from 1"));
        }
    }
    for (seen_name, _) in seen {
        field_name(seen_name)?;
    }
    Ok(())
}

/// Checks that a record has room for the values about to be folded into it.
///
/// The register by which an edit meets a deletion may come on top.
///
/// # Errors
/// [`RefusalReason::TooManyFields`] or [`RefusalReason::TooLarge`].
pub fn room<'a>(
    record: &Record,
    values: impl IntoIterator<Item = (&'a String, &'a Vec<u8>)>,
) -> Result<(), Refusal> {
    let mut count = record.fields.len();
    let mut bytes: usize = record.fields.values().map(|field| field.value.len()).sum();
    for (name, value) in values {
        match record.fields.get(name) {
            Some(present) => bytes = (bytes + value.len()).saturating_sub(present.value.len()),
            None => {
                count += 1;
                bytes += value.len();
            }
        }
    }
    if count > FIELDS_PER_RECORD_MAX {
        let detail = format!("the record would have more than {FIELDS_PER_RECORD_MAX} fields");
        return Err(refusal(RefusalReason::TooManyFields, detail));
    }
    if bytes > RECORD_BYTES_MAX {
        let detail = format!("the record would exceed {RECORD_BYTES_MAX} bytes");
        return Err(refusal(RefusalReason::TooLarge, detail));
    }
    Ok(())
}

/// A name of a kind or field is snake_case ASCII, so that it is the same bytes everywhere.
fn name(what: &str, name: &str) -> Result<(), Refusal> {
    if name.len() > NAME_BYTES_MAX {
        let detail = format!("the name of a {what} is longer than {NAME_BYTES_MAX} bytes");
        return Err(refusal(RefusalReason::TooLarge, detail));
    }
    let snake_case = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if !name.starts_with(|first: char| first.is_ascii_lowercase()) || !name.bytes().all(snake_case)
    {
        return Err(malformed(&format!(
            "the name of a {what} is not in snake_case"
        )));
    }
    Ok(())
}

/// A register is a field, or one member of a set: `tracks/Бібліотеки`. The member is a person's text.
fn field_name(field: &str) -> Result<(), Refusal> {
    let (set, member) = field.split_once('/').unwrap_or((field, "-"));
    if field.len() > NAME_BYTES_MAX {
        return name("field", field);
    }
    if member.is_empty() {
        return Err(malformed("a member of a set has no name"));
    }
    name("field", set)
}

fn register(field: &str, value: &[u8]) -> Result<(), Refusal> {
    field_name(field)?;
    if value.len() > FIELD_BYTES_MAX {
        let detail = format!("the value of {field} is longer than {FIELD_BYTES_MAX} bytes");
        return Err(refusal(RefusalReason::TooLarge, detail));
    }
    if field == DELETED && value != TRUE && value != FALSE {
        return Err(malformed("deleted is true or false"));
    }
    Ok(())
}

/// People settle a question; what it asks is the server's.
fn filed_by_server(kind: &str, field: &FieldChange) -> Result<(), Refusal> {
    let by_people = [two_versions::SETTLED, DELETED];
    if kind == two_versions::KIND && !by_people.contains(&field.name.as_str()) {
        let detail = format!("{} of a two_versions record", field.name);
        return Err(refusal(RefusalReason::FiledByServer, detail));
    }
    Ok(())
}

/// A device cannot have seen a change of its own that it had yet to make.
fn earlier(version: Version, seen: Option<Version>) -> Result<(), Refusal> {
    match seen {
        Some(seen) if seen.device == version.device && seen.dev_seq >= version.dev_seq => {
            Err(malformed("a change replaces only what was made before it"))
        }
        _ => Ok(()),
    }
}

fn whole(bytes: usize) -> Result<(), Refusal> {
    if bytes > CHANGE_BYTES_MAX {
        let detail = format!("the values of one change exceed {CHANGE_BYTES_MAX} bytes");
        return Err(refusal(RefusalReason::TooLarge, detail));
    }
    Ok(())
}

fn rising<'a>(names: impl IntoIterator<Item = &'a str>) -> bool {
    names.into_iter().is_sorted_by(|one, next| one < next)
}

fn malformed(detail: &str) -> Refusal {
    refusal(RefusalReason::Malformed, detail.to_owned())
}

fn refusal(reason: RefusalReason, detail: String) -> Refusal {
    Refusal { reason, detail }
}

#[cfg(test)]
mod member_tests {
    use super::*;

    #[test]
    fn a_member_of_a_set_may_be_any_text_but_none() {
        for field in [
            "title",
            "tracks/Libraries",
            "tracks/Бібліотеки",
            "tracks/a/b",
        ] {
            assert_eq!(field_name(field), Ok(()), "{field}");
        }
        for field in ["Title", "tracks/", "Tracks/a", "/a", ""] {
            assert!(field_name(field).is_err(), "{field}");
        }
    }
}
