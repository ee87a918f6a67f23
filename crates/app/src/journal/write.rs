//! Writing down what happens. Times are those of the visit's clocks.

use chrono::{NaiveDateTime, Timelike};
use desk_api::journal::{AttendanceSet, JournalAdd, Leave};
use desk_api::state::ActionLabel;
use desk_domain::journal::{attendance_of, status_after_leaving};
use desk_domain::kinds::{
    JournalEntry, JournalEntryKind, Participation, ParticipationStatus, Person, Visit,
};
use desk_domain::values::LongText;
use desk_domain::{Id, Kind};

use crate::error::{Error, Result};
use crate::label::{With, label};
use crate::parse;
use crate::participants;
use crate::programme::edit;
use crate::work::Work;

/// The most minutes that one entry of hours may say: a day.
const MINUTES_MAX: i64 = 24 * 60;
/// After how many characters a note is broken off where it only tells which one is meant.
const BEGINNING_CHARS: usize = 40;

/// Writes something down at the moment asked for; day and time are `now`'s where none is given.
///
/// # Errors
/// [`Error::BadValue`] where a note has no text, hours have no volunteer or no minutes, or a word does not fit.
pub async fn add(
    work: &mut Work<'_>,
    request: JournalAdd,
    now: NaiveDateTime,
) -> Result<ActionLabel> {
    let JournalAdd {
        visit,
        kind,
        text,
        day,
        time,
        person,
        minutes,
    } = request;
    let visit = parse::id::<Visit>("visit", &visit)?;
    let words = JournalEntryKind::WORDS;
    let kind = parse::word("kind", &kind, JournalEntryKind::from_word, words)?;
    let day = parse::optional(day.as_deref(), |text| parse::day("day", text))?;
    let time = parse::optional(time.as_deref(), |text| parse::time("time", text))?;
    let now = whole_minute(now);
    let mut entry = JournalEntry {
        visit: Some(visit),
        kind: Some(kind),
        at: Some(
            day.unwrap_or(now.date())
                .and_time(time.unwrap_or(now.time())),
        ),
        ..JournalEntry::new(Id::new(work.new_id()))
    };
    let text = text.trim();
    if !text.is_empty() {
        entry.text = Some(LongText(text.to_owned()));
    }
    match kind {
        JournalEntryKind::Hours => {
            let volunteer = parse::optional(person.as_deref(), |id| parse::id("person", id))?;
            let volunteer = volunteer.ok_or_else(|| {
                Error::bad_value("person", "", "the volunteer who gave the hours")
            })?;
            entry.person = Some(volunteer);
            entry.minutes = Some(fitting_minutes(minutes.unwrap_or_default().into())?);
        }
        JournalEntryKind::Attendance => {
            let expected = "a note, a remark or hours; attendance has an item";
            return Err(Error::bad_value("kind", kind.word(), expected));
        }
        JournalEntryKind::Note | JournalEntryKind::Arrival | JournalEntryKind::Departure => {
            parse::filled("text", text)?;
        }
    }
    work.put(visit.uuid, &entry).await?;
    Ok(match (entry.person, entry.minutes) {
        (Some(volunteer), Some(minutes)) => label("hours_noted")
            .with("name", work.title(Person::SPEC.name, volunteer.uuid).await?)
            .with("minutes", minutes),
        _ => label("note_added").with("text", beginning(text)),
    })
}

/// Notes who was at an item, over what was noted before; nobody at all takes the note back.
///
/// A first note is dated at the item's end or start, else at `now`.
pub async fn set_attendance(
    work: &mut Work<'_>,
    request: &AttendanceSet,
    now: NaiveDateTime,
) -> Result<ActionLabel> {
    let item = edit::get(work, parse::id("item", &request.item)?).await?;
    let visit = item
        .visit
        .ok_or_else(|| Error::bad_value("item", &request.item, "an item of a visit"))?;
    let present = request
        .present
        .iter()
        .map(|id| parse::id::<Participation>("present", id))
        .collect::<Result<_>>()?;
    let id = attendance_of(visit, item.id);
    let noted = work.get::<JournalEntry>(id.uuid).await?;
    let mut entry = noted.unwrap_or_else(|| JournalEntry::new(id));
    let slot = item.slot.as_ref();
    let of_item = slot.and_then(|slot| slot.ends_at().or_else(|| slot.starts_at()));
    entry.visit = Some(visit);
    entry.programme_item = Some(item.id);
    entry.kind = Some(JournalEntryKind::Attendance);
    entry.at = entry.at.or(of_item).or(Some(whole_minute(now)));
    entry.present = present;
    entry.head_count = request.head_count.map(i64::from).filter(|count| *count > 0);
    entry.deleted = entry.present.is_empty() && entry.head_count.is_none();
    work.put(visit.uuid, &entry).await?;
    let title = item.title.unwrap_or_default();
    Ok(label("attendance_noted")
        .with("title", title)
        .with("count", entry.present.len()))
}

/// Notes that people left at `at`, or takes that back.
pub async fn leave(
    work: &mut Work<'_>,
    visit: &Visit,
    request: &Leave,
    at: NaiveDateTime,
) -> Result<()> {
    for id in &request.participations {
        let mut part = participants::get(work, parse::id("participations", id)?).await?;
        part.departed_at = request.departed.then_some(at);
        part.status = Some(if request.departed {
            status_after_leaving(visit, at.date())
        } else if part.arrived_at.is_some() {
            ParticipationStatus::Arrived
        } else {
            ParticipationStatus::Confirmed
        });
        work.put_here(&part).await?;
    }
    Ok(())
}

/// The first words of a note, as its step is called by.
fn beginning(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(BEGINNING_CHARS) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

fn fitting_minutes(minutes: i64) -> Result<i64> {
    if (1..=MINUTES_MAX).contains(&minutes) {
        Ok(minutes)
    } else {
        let expected = format!("minutes from 1 to {MINUTES_MAX}");
        Err(Error::bad_value("minutes", minutes.to_string(), &expected))
    }
}

/// The journal is kept by the minute.
fn whole_minute(at: NaiveDateTime) -> NaiveDateTime {
    let whole = at.with_second(0).and_then(|at| at.with_nanosecond(0));
    whole.unwrap_or(at)
}
