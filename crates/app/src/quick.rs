//! Quick entry: what one typed line means for a visit.

use chrono::NaiveDate;
use desk_api::itinerary::ItemAdd;
use desk_api::quick::{QuickEntry, QuickEntryView};
use desk_documents::import::Certainty as ReadCertainty;
use desk_documents::quick::{QuickContext, QuickItem, read_line};
use desk_domain::values::Certainty;

use crate::edges::Edges;
use crate::error::Result;
use crate::parse;
use crate::programme::data::VisitData;

/// How long an item lasts whose line states no end, in minutes; the form for a new item begins with the same.
const LENGTH_MINUTES: i32 = 60;

/// Reads a line as an item of this visit. Nothing is saved.
///
/// # Errors
/// Names the day where it is none.
pub fn read(data: &VisitData, request: &QuickEntry, edges: &Edges) -> Result<QuickEntryView> {
    let day = parse::optional(request.day.as_deref(), |text| parse::day("day", text))?;
    let today = edges.today(data.zone());
    let context = QuickContext {
        today,
        first_day: data.visit.starts_on,
        last_day: data.visit.ends_on,
        venues: data
            .venues
            .iter()
            .filter_map(|it| it.name.as_deref())
            .collect(),
        tracks: data.tracks(),
    };
    let item = read_line(&request.text, &context);
    let states_when = item
        .as_ref()
        .is_some_and(|item| item.day.is_some() || item.start.is_some());
    let new_place = item
        .as_ref()
        .and_then(|item| item.place.as_ref())
        .is_some_and(|place| !place.known);
    let item = item.map(|item| item_add(data, item, day, today));
    let days = data.days();
    let is_outside = |day: &NaiveDate| !days.is_empty() && !days.contains(day);
    let day = item.as_ref().and_then(|item| item.day.as_deref());
    Ok(QuickEntryView {
        states_when,
        outside: day
            .and_then(|day| day.parse().ok())
            .is_some_and(|day| is_outside(&day)),
        new_place,
        item,
    })
}

/// A time without a day is meant for the day in view, else for today while the visit runs, else for its first day.
fn item_add(
    data: &VisitData,
    item: QuickItem,
    in_view: Option<NaiveDate>,
    today: NaiveDate,
) -> ItemAdd {
    let QuickItem {
        title,
        kind,
        day,
        start,
        end,
        certainty,
        place,
        track,
    } = item;
    let running = || data.days().into_iter().find(|day| *day == today);
    let otherwise = || in_view.or_else(running).or(data.visit.starts_on);
    let day = day.or_else(|| start.and_then(|_| otherwise()));
    let start = start.filter(|_| day.is_some());
    let clock = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
    let certainty = match certainty {
        ReadCertainty::Fixed => None,
        ReadCertainty::Tentative => Some(Certainty::Tentative),
        ReadCertainty::ToBeConfirmed => Some(Certainty::ToBeConfirmed),
    };
    ItemAdd {
        visit: data.visit.id.to_string(),
        title,
        kind: kind.map(str::to_owned),
        day: day.map(|day| day.to_string()),
        start: start.map(clock),
        end: start.and(end).map(clock),
        length_minutes: (start.is_some() && end.is_none()).then_some(LENGTH_MINUTES),
        place: place.map(|place| place.name),
        tracks: track.into_iter().collect(),
        certainty: certainty.map(|it| it.word().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use desk_documents::import::item_kind;
    use desk_domain::kinds::ProgrammeItemKind;

    #[test]
    fn every_kind_that_a_line_can_name_is_a_kind_of_item() {
        for name in [
            "lunch",
            "arrival",
            "departure",
            "transfer",
            "courtesy call",
            "meeting",
            "briefing",
            "tour",
            "training",
            "ride along",
            "ceremony",
            "gifts",
            "reception",
            "museum",
            "host family",
            "free time",
            "press",
            "council",
            "rest",
        ] {
            let word = item_kind(name).unwrap();
            assert!(
                ProgrammeItemKind::from_word(word).is_some(),
                "{name}: {word}"
            );
        }
    }
}
