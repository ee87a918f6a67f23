//! The way there and back: two cities on a map, and the items that travel.

use desk_api::overview::{JourneyView, LegView, StopView};
use desk_domain::kinds::{City, ProgrammeItem, ProgrammeItemKind};

use crate::programme::data::VisitData;
use crate::programme::view::slot_view;

/// The way there and back.
pub(super) fn view(data: &VisitData) -> JourneyView {
    let outbound = data.is_outbound();
    let guest = data.guest_city.as_ref().and_then(|it| stop(it, outbound));
    let host = data.host_city.as_ref().and_then(|it| stop(it, !outbound));
    let mut travelling: Vec<&ProgrammeItem> =
        data.items.iter().filter(|item| is_leg(item)).collect();
    travelling.sort_by_key(|item| {
        let slot = item.slot.as_ref();
        (
            slot.and_then(|it| it.day),
            slot.and_then(|it| it.start),
            item.id,
        )
    });
    JourneyView {
        stops: guest
            .zip(host)
            .map_or_else(Vec::new, |(from, to)| vec![from, to]),
        legs: travelling.into_iter().filter_map(leg).collect(),
    }
}

/// Whether an item is part of the journey: placed, and an arrival, a departure, or over on other clocks.
fn is_leg(item: &ProgrammeItem) -> bool {
    let Some(slot) = item.slot.as_ref().filter(|slot| slot.day.is_some()) else {
        return false;
    };
    let travels = matches!(
        item.kind,
        Some(ProgrammeItemKind::Arrival | ProgrammeItemKind::Departure)
    );
    travels || slot.end_zone.is_some_and(|zone| zone != slot.zone)
}

fn leg(item: &ProgrammeItem) -> Option<LegView> {
    Some(LegView {
        item: item.id.to_string(),
        title: item.title.clone().unwrap_or_default(),
        kind: item.kind.map(|kind| kind.word().to_owned()),
        slot: slot_view(item.slot.as_ref()?),
    })
}

fn stop(city: &City, home: bool) -> Option<StopView> {
    let position = city.position?;
    Some(StopView {
        name: city.name.clone().or_else(|| city.native_name.clone())?,
        lat: position.lat,
        lon: position.lon,
        home,
    })
}
