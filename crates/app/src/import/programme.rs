//! A programme: each row becomes a programme item, or changes one that is there.

use desk_api::import::ImportPreview;
use desk_documents::import::{
    Certainty as ReadCertainty, ExistingItem, ItemFields, Parsed, ParsedTime, ProgrammeRow,
    RowMatch, is_everyone, item_kind, match_programme, parse_programme,
};
use desk_domain::Id;
use desk_domain::kinds::{ProgrammeItem, ProgrammeItemKind};
use desk_domain::values::{Certainty, LongText, Slot};

use super::people::Directory;
use super::preview::{Shown, preview};
use super::reading::Reading;
use crate::error::{Error, Result};
use crate::programme::data::VisitData;
use crate::programme::edit::{lasting, venue_by_name};
use crate::work::Work;

/// What to do with each row of a programme.
pub(super) struct Plan {
    parsed: Parsed<ProgrammeRow>,
    matches: Vec<RowMatch>,
}

impl Plan {
    pub(super) fn new(data: &VisitData, reading: &Reading) -> Self {
        let parsed = parse_programme(&reading.table, &reading.mapping, &reading.context);
        let existing: Vec<ExistingItem> =
            data.items.iter().map(|item| existing(data, item)).collect();
        let rows: Vec<ProgrammeRow> = parsed.read().cloned().collect();
        let matches = match_programme(&existing, &rows);
        Self { parsed, matches }
    }

    pub(super) fn preview(&self, reading: &Reading) -> ImportPreview {
        preview(reading, &self.parsed, &self.matches, |row| Shown {
            title: row.item.title.clone(),
            day: row.item.date.map(|day| day.to_string()),
            time: shown_time(&row.item.time),
            detail: row.item.place.clone(),
        })
    }

    pub(super) async fn carry_out(&self, work: &mut Work<'_>, data: &VisitData) -> Result<()> {
        let directory = Directory::new(data, work.list(None).await?);
        for (row, matched) in self.parsed.read().zip(&self.matches) {
            let item = match matched {
                RowMatch::Same { .. } => continue,
                RowMatch::New => ProgrammeItem {
                    visit: Some(data.visit.id),
                    sequence: Some(i64::from(row.position) + 1),
                    ..ProgrammeItem::new(Id::new(work.new_id()))
                },
                RowMatch::Update { id, .. } => {
                    let id = crate::parse::id("id", id)?;
                    crate::programme::edit::get(work, id).await?
                }
            };
            let item = filled(work, data, &directory, item, &row.item).await?;
            work.put(data.visit.id.uuid, &item).await?;
        }
        Ok(())
    }
}

/// The item with everything that the row says; what it does not say stays.
async fn filled(
    work: &mut Work<'_>,
    data: &VisitData,
    directory: &Directory<'_>,
    mut item: ProgrammeItem,
    row: &ItemFields,
) -> Result<ProgrammeItem> {
    item.title = Some(row.title.clone());
    item.slot = Some(slot(data, item.slot.take(), row)?);
    if let Some(place) = &row.place {
        item.venue = Some(venue_by_name(work, place).await?);
    }
    if let Some(place) = &row.wet_weather_place {
        item.wet_weather_venue = Some(venue_by_name(work, place).await?);
    }
    if let Some(track) = &row.track {
        item.tracks = if is_everyone(track) {
            Default::default()
        } else {
            [track.clone()].into()
        };
    }
    let mut notes: Vec<String> = row.note.clone().into_iter().collect();
    if let Some(kind) = &row.kind {
        let word = kind.trim().to_lowercase().replace([' ', '-'], "_");
        let named = || item_kind(kind).and_then(ProgrammeItemKind::from_word);
        match ProgrammeItemKind::from_word(&word).or_else(named) {
            Some(kind) => item.kind = Some(kind),
            None => notes.push(kind.clone()),
        }
    }
    if let Some(name) = &row.lead {
        item.lead = directory.person(name).or(item.lead);
        notes.extend(directory.unknown(name));
    }
    if let Some(name) = &row.interpreter {
        item.interpreter = directory.person(name).or(item.interpreter);
        notes.extend(directory.unknown(name));
    }
    if let Some(names) = row
        .participants
        .as_deref()
        .filter(|names| !is_everyone(names))
    {
        match directory.participations(names) {
            Some(participations) => item.participants = participations,
            None => notes.push(names.to_owned()),
        }
    }
    if !notes.is_empty() {
        item.public_note = Some(LongText(notes.join("\n")));
    }
    Ok(item)
}

/// The slot that a row states, on the clocks of the programme.
///
/// An end before its start was reported in the preview; it is stored as written, and the review finds it.
fn slot(data: &VisitData, before: Option<Slot>, row: &ItemFields) -> Result<Slot> {
    let day = row
        .date
        .ok_or_else(|| Error::Broken("a row was read without a day".to_owned()))?;
    let zone = before
        .as_ref()
        .map_or_else(|| data.zone(), |slot| slot.zone);
    let time = &row.time;
    let lasted = before
        .as_ref()
        .and_then(Slot::duration)
        .filter(|_| time.end.is_none());
    let end_day = (time.ends_next_day && time.end.is_some())
        .then(|| day.succ_opt())
        .flatten();
    let slot = Slot {
        day: Some(day),
        start: time.start,
        end: time.end,
        end_day,
        certainty: match time.certainty {
            ReadCertainty::Fixed => Certainty::Fixed,
            ReadCertainty::Tentative => Certainty::Tentative,
            ReadCertainty::ToBeConfirmed => Certainty::ToBeConfirmed,
        },
        ..Slot::unplaced(zone)
    };
    // What a list does not say stays: an item without an end keeps its length.
    Ok(lasted.map_or(slot.clone(), |lasted| lasting(slot, lasted)))
}

/// An item that is there, as the columns of a list would state it.
fn existing(data: &VisitData, item: &ProgrammeItem) -> ExistingItem {
    let slot = item
        .slot
        .clone()
        .unwrap_or_else(|| Slot::unplaced(data.zone()));
    let venue = |id| data.venue_ref(id).map(|venue| venue.name);
    let person = |id| Some(data.person_name(id)).filter(|name| !name.is_empty());
    let time = ParsedTime {
        start: slot.start,
        end: slot.end,
        ends_next_day: slot.end_day.is_some(),
        certainty: match slot.certainty {
            Certainty::Fixed => ReadCertainty::Fixed,
            Certainty::Tentative => ReadCertainty::Tentative,
            Certainty::ToBeConfirmed => ReadCertainty::ToBeConfirmed,
        },
        remark: None,
    };
    let fields = ItemFields {
        date: slot.day,
        time,
        title: item.title.clone().unwrap_or_default(),
        place: item.venue.and_then(venue),
        wet_weather_place: item.wet_weather_venue.and_then(venue),
        track: item.tracks.first().cloned(),
        kind: item.kind.map(|kind| kind.word().to_owned()),
        lead: item.lead.and_then(person),
        participants: None,
        interpreter: item.interpreter.and_then(person),
        note: item.public_note.clone().map(|note| note.0),
    };
    ExistingItem {
        id: item.id.to_string(),
        item: fields,
    }
}

fn shown_time(time: &ParsedTime) -> Option<String> {
    let shown = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
    match (time.start, time.end) {
        (Some(start), Some(end)) => Some(format!("{}–{}", shown(start), shown(end))),
        (Some(start), None) => Some(shown(start)),
        (None, Some(end)) => Some(format!("–{}", shown(end))),
        (None, None) => None,
    }
}
