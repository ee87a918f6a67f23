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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use uuid::Uuid;

    use super::*;
    use crate::ids::{Audience, DeviceId, RecordId, RecordKey, Space, Stamp};
    use crate::record::Field;

    #[test]
    fn a_plain_change_is_taken() {
        assert_eq!(change(&valid()), Ok(()));
    }

    #[test]
    fn each_rule_refuses_by_its_name() {
        use RefusalReason::{FiledByServer, Malformed, TooLarge, TooManyFields};
        type Break = fn(&mut Change);
        let broken: [(&str, RefusalReason, Break); 15] = [
            ("a number from 0", Malformed, |it| it.version.dev_seq = 0),
            ("nothing written", Malformed, |it| it.fields.clear()),
            ("a name twice", Malformed, |it| {
                it.fields.push(field("title", b"1"));
            }),
            ("names that fall", Malformed, |it| {
                it.fields.push(field("place", b"1"));
            }),
            ("an empty name", Malformed, |it| it.fields[0].name.clear()),
            ("a name in capitals", Malformed, |it| {
                it.fields[0].name = "Title".to_owned();
            }),
            ("a kind with a space", Malformed, |it| {
                it.key.kind = "a task".to_owned();
            }),
            ("a long name", TooLarge, |it| {
                it.fields[0].name = "n".repeat(NAME_BYTES_MAX + 1);
            }),
            ("a long value", TooLarge, |it| {
                it.fields[0].value = vec![b'1'; FIELD_BYTES_MAX + 1];
            }),
            ("long values together", TooLarge, |it| {
                it.fields = (0..5)
                    .map(|number| field(&format!("f{number}"), &vec![b'1'; FIELD_BYTES_MAX]))
                    .collect();
            }),
            ("many fields", TooManyFields, |it| {
                it.fields = (0..=FIELDS_PER_RECORD_MAX)
                    .map(|number| field(&format!("f{number:03}"), b"1"))
                    .collect();
            }),
            ("half deleted", Malformed, |it| {
                it.fields = vec![field(DELETED, b"perhaps")];
            }),
            ("an edit that names all it saw", Malformed, |it| {
                it.seen = vec![("title".to_owned(), it.version)];
            }),
            ("its own successor replaced", Malformed, |it| {
                it.fields[0].replaces = Some(it.version);
            }),
            ("another question", FiledByServer, |it| {
                it.key.kind = two_versions::KIND.to_owned();
            }),
        ];
        for (what, reason, breaks) in broken {
            let mut broken = valid();
            breaks(&mut broken);
            let refused = change(&broken).map_err(|refusal| refusal.reason);
            assert_eq!(refused, Err(reason), "{what}");
        }
    }

    #[test]
    fn people_settle_a_question() {
        let mut settling = valid();
        settling.key.kind = two_versions::KIND.to_owned();
        settling.fields = vec![field(two_versions::SETTLED, TRUE)];
        assert_eq!(change(&settling), Ok(()));
    }

    #[test]
    fn a_record_has_room_up_to_its_limits_and_replacing_needs_none() {
        let record = Record {
            fields: (0..FIELDS_PER_RECORD_MAX)
                .map(|number| (format!("f{number:03}"), stored(vec![b'1'; 4096])))
                .collect(),
        };
        let one = |name: &str, bytes: usize| BTreeMap::from([(name.to_owned(), vec![b'2'; bytes])]);
        assert_eq!(room(&record, &one("f000", 4096)), Ok(()), "exactly full");
        let reason = |values: BTreeMap<String, Vec<u8>>| {
            room(&record, &values).map_err(|refusal| refusal.reason)
        };
        assert_eq!(reason(one("g", 0)), Err(RefusalReason::TooManyFields));
        assert_eq!(reason(one("f000", 4097)), Err(RefusalReason::TooLarge));
    }

    #[test]
    fn an_offer_is_held_to_the_same_limits() {
        let mut offer = OfferedRecord {
            key: valid().key,
            fields: BTreeMap::from([("title".to_owned(), stored(b"1".to_vec()))]),
            seen: Vec::new(),
        };
        assert_eq!(offered(&offer), Ok(()));
        let long = stored(vec![b'1'; FIELD_BYTES_MAX + 1]);
        offer.fields.insert("title".to_owned(), long);
        let refused = offered(&offer).map_err(|refusal| refusal.reason);
        assert_eq!(refused, Err(RefusalReason::TooLarge));
    }

    fn valid() -> Change {
        Change {
            version: version(5),
            stamp: Stamp(1),
            key: RecordKey {
                space: Space {
                    owner: RecordId(Uuid::from_u128(1)),
                    audience: Audience::Team,
                },
                kind: "task".to_owned(),
                id: RecordId(Uuid::from_u128(2)),
            },
            fields: vec![field("title", b"\"Buy gifts\"")],
            deletion_seen: None,
            seen: Vec::new(),
        }
    }

    fn field(name: &str, value: &[u8]) -> FieldChange {
        FieldChange {
            name: name.to_owned(),
            value: value.to_vec(),
            replaces: Some(version(4)),
        }
    }

    fn stored(value: Vec<u8>) -> Field {
        Field {
            value,
            version: version(4),
            stamp: Stamp(1),
            numbers: Vec::new(),
            replaces: None,
        }
    }

    fn version(dev_seq: u64) -> Version {
        Version {
            device: DeviceId(Uuid::from_u128(3)),
            dev_seq,
        }
    }
}
