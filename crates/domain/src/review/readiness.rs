//! Rules about what should be settled before the programme is printed: rain (D9) and appointments (D10).

use super::finding::{Finding, Severity};
use super::programme::{Entry, Programme};
use super::reason::Reason;
use super::thresholds::{CONFIRM_DAYS, CONFIRM_DAYS_LAST};
use crate::kinds::{ProgrammeItem, ProgrammeItemKind};
use crate::values::{Certainty, ConfirmationState};

/// Checks an item that is still to come.
pub(super) fn check(programme: &Programme, entry: &Entry, found: &mut Vec<Finding>) {
    let Some(day) = entry.slot.day else { return };
    if day < programme.input.today {
        return;
    }
    check_rain(programme, entry, found);
    check_appointment(programme, entry, found);
}

/// Real programmes name a wet-weather place for each outdoor item.
fn check_rain(programme: &Programme, entry: &Entry, found: &mut Vec<Finding>) {
    let is_outdoor = |venue: &&crate::kinds::Venue| venue.outdoor == Some(true);
    let Some(venue) = entry.venue.filter(is_outdoor) else {
        return;
    };
    let alternative = entry
        .item
        .wet_weather_venue
        .and_then(|id| programme.venue(id));
    if alternative.is_none_or(|alternative| is_outdoor(&alternative)) {
        let venue = venue.name.clone().unwrap_or_default();
        let reason = Reason::OutdoorWithoutWetWeatherPlace {
            item: entry.item_ref(),
            venue,
        };
        found.push(Finding::new(Severity::Warning, reason));
    }
}

fn check_appointment(programme: &Programme, entry: &Entry, found: &mut Vec<Finding>) {
    let (item, confirmation) = (entry.item_ref(), entry.item.confirmation.as_ref());
    if let Some(refusal) = confirmation.filter(|it| it.state == ConfirmationState::Declined) {
        let by = refusal.by.clone();
        found.push(Finding::new(Severity::Error, Reason::Declined { item, by }));
        return;
    }
    let Some((days_left, severity)) = urgency(programme) else {
        return;
    };
    if entry.slot.certainty == Certainty::ToBeConfirmed {
        let item = item.clone();
        found.push(Finding::new(
            severity,
            Reason::StillToBeConfirmed { item, days_left },
        ));
    }
    let state = confirmation.map(|confirmation| confirmation.state);
    if is_open(entry.item, state) {
        let asked = state == Some(ConfirmationState::Asked);
        found.push(Finding::new(
            severity,
            Reason::Unconfirmed {
                item,
                asked,
                days_left,
            },
        ));
    }
}

/// The days to arrival, none less than 0, and how bad it is that something is open; `None` while there is time.
fn urgency(programme: &Programme) -> Option<(i64, Severity)> {
    let arrival = programme.input.visit.starts_on?;
    let days_left = (arrival - programme.input.today).num_days().max(0);
    let severity = if days_left <= CONFIRM_DAYS_LAST {
        Severity::Warning
    } else {
        Severity::Hint
    };
    (days_left <= CONFIRM_DAYS).then_some((days_left, severity))
}

/// Whether somebody else has yet to agree. What nobody marked is open only where it cannot be without the other side.
fn is_open(item: &ProgrammeItem, state: Option<ConfirmationState>) -> bool {
    use ProgrammeItemKind::{
        Bilateral, Briefing, Ceremony, CouncilMeeting, CourtesyCall, Press, Reception, RideAlong,
        SiteVisit, Training,
    };
    match state {
        Some(ConfirmationState::Confirmed | ConfirmationState::Declined) => false,
        Some(ConfirmationState::NotAsked | ConfirmationState::Asked) => true,
        None => matches!(
            item.kind,
            Some(
                Bilateral
                    | Briefing
                    | Ceremony
                    | CouncilMeeting
                    | CourtesyCall
                    | Press
                    | Reception
                    | RideAlong
                    | SiteVisit
                    | Training
            )
        ),
    }
}
