//! The strip of a visit's days.

use desk_api::itinerary::FindingView;
use desk_api::overview::OverviewDay;
use desk_domain::kinds::{ProgrammeItem, ProgrammeItemKind};

use crate::programme::data::VisitData;
use crate::programme::view;

/// Every day of the visit, and every further day that has an item.
pub(super) fn strip(data: &VisitData, findings: &[FindingView]) -> Vec<OverviewDay> {
    view::days(data, findings)
        .into_iter()
        .map(|day| {
            let is_on = |item: &&ProgrammeItem| {
                let on = item.slot.as_ref().and_then(|slot| slot.day);
                on.is_some_and(|on| on.to_string() == day.date)
            };
            let items: Vec<&ProgrammeItem> = data.items.iter().filter(is_on).collect();
            OverviewDay {
                headline: headline(&items),
                items: u32::try_from(items.len()).unwrap_or(u32::MAX),
                clashes: day.clashes,
                clocks_change: day.clocks_change,
                within: day.within,
                date: day.date,
            }
        })
        .collect()
}

/// The title of the item that takes most of the day, the earlier of two; rides, meals and rest only where there is
/// nothing else.
fn headline(items: &[&ProgrammeItem]) -> Option<String> {
    use ProgrammeItemKind::{Free, Meal, Rest, Transfer};
    let weight = |item: &ProgrammeItem| {
        let incidental = matches!(item.kind, Some(Free | Meal | Rest | Transfer));
        let slot = item.slot.as_ref();
        let lasts = slot.and_then(|slot| slot.duration()).unwrap_or_default();
        let start = slot.and_then(|slot| slot.start);
        (incidental, -lasts, start, item.id)
    };
    let titled = items.iter().filter(|item| {
        let title = item.title.as_deref();
        title.is_some_and(|title| !title.trim().is_empty())
    });
    titled
        .min_by_key(|item| weight(item))
        .and_then(|item| item.title.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_domain::Id;
    use desk_domain::values::{Slot, Zone};

    fn item(title: &str, kind: ProgrammeItemKind, start: &str, end: &str) -> ProgrammeItem {
        ProgrammeItem {
            title: Some(title.to_owned()),
            kind: Some(kind),
            slot: Some(Slot {
                day: "2026-10-20".parse().ok(),
                start: start.parse().ok(),
                end: end.parse().ok(),
                ..Slot::unplaced(Zone::UTC)
            }),
            ..ProgrammeItem::new(Id::default())
        }
    }

    #[test]
    fn a_day_is_called_by_what_takes_most_of_it() {
        let ride = item("Ride", ProgrammeItemKind::Transfer, "08:00:00", "12:00:00");
        let drill = item("Drill", ProgrammeItemKind::Training, "13:00:00", "15:00:00");
        let call = item(
            "Call",
            ProgrammeItemKind::CourtesyCall,
            "16:00:00",
            "17:00:00",
        );
        let called = |items: &[&ProgrammeItem]| headline(items);
        assert_eq!(called(&[&ride, &call, &drill]).as_deref(), Some("Drill"));
        assert_eq!(called(&[&ride]).as_deref(), Some("Ride"));
        assert_eq!(called(&[]), None);
    }
}
