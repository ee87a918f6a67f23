//! What a person or a script typed, as values.

use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use desk_domain::values::{Country, Zone};
use desk_domain::{Id, Kind};

use crate::error::{Error, Result};

/// The id of a record of kind `K`.
pub fn id<K: Kind>(field: &str, text: &str) -> Result<Id<K>> {
    Id::from_str(text).map_err(|_| Error::bad_value(field, text, "an id"))
}

/// A day, `YYYY-MM-DD`.
pub fn day(field: &str, text: &str) -> Result<NaiveDate> {
    NaiveDate::from_str(text).map_err(|_| Error::bad_value(field, text, "a day like 2026-10-20"))
}

/// A time of day, `HH:MM`.
pub fn time(field: &str, text: &str) -> Result<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M")
        .or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S"))
        .map_err(|_| Error::bad_value(field, text, "a time like 14:30"))
}

/// A wall-clock time with its day, `YYYY-MM-DDTHH:MM`.
pub fn date_time(field: &str, text: &str) -> Result<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S"))
        .map_err(|_| Error::bad_value(field, text, "a day and time like 2026-10-20T14:30"))
}

/// An IANA zone.
pub fn zone(field: &str, text: &str) -> Result<Zone> {
    Zone::from_str(text).map_err(|_| Error::bad_value(field, text, "a time zone like Europe/Kyiv"))
}

/// A country code.
pub fn country(field: &str, text: &str) -> Result<Country> {
    Country::new(text).ok_or_else(|| Error::bad_value(field, text, "a country code of two letters"))
}

/// Text with something in it.
pub fn filled(field: &str, text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        Err(Error::bad_value(field, text, "some text"))
    } else {
        Ok(text.to_owned())
    }
}

/// One of a field's words.
pub fn word<T>(
    field: &str,
    text: &str,
    from: impl Fn(&str) -> Option<T>,
    words: &[&str],
) -> Result<T> {
    from(text).ok_or_else(|| Error::bad_value(field, text, &format!("one of {}", words.join(", "))))
}

/// Applies a parser to a value that may be missing or empty.
pub fn optional<T>(text: Option<&str>, parse: impl Fn(&str) -> Result<T>) -> Result<Option<T>> {
    text.filter(|text| !text.trim().is_empty())
        .map(parse)
        .transpose()
}
