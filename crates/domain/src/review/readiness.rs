//! Rules about what should be settled before the programme is printed: rain (D9) and appointments (D10).

use super::entry::Entry;
use super::finding::{Finding, Severity};
use super::programme::Programme;
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
    if is_appointment(entry.item) && !is_agreed(entry.item) {
        let asked = confirmation.is_some_and(|it| it.state == ConfirmationState::Asked);
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

/// Whether somebody else has to agree. What nobody marked is so only where it cannot be without the other side.
pub(crate) fn is_appointment(item: &ProgrammeItem) -> bool {
    use ProgrammeItemKind::{
        Bilateral, Briefing, Ceremony, CouncilMeeting, CourtesyCall, Press, Reception, RideAlong,
        SiteVisit, Training,
    };
    item.confirmation.is_some()
        || matches!(
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
        )
}

/// Whether they did.
pub(crate) fn is_agreed(item: &ProgrammeItem) -> bool {
    let state = item.confirmation.as_ref().map(|it| it.state);
    state == Some(ConfirmationState::Confirmed)
}

#[cfg(test)]
mod tests {
    use super::super::finding::FindingCode::{
        Declined, OutdoorWithoutWetWeatherPlace, StillToBeConfirmed, Unconfirmed,
    };
    use super::super::testing::{Plan, day};
    use super::*;
    use crate::values::Confirmation;

    use ConfirmationState::{Asked, Confirmed, NotAsked};
    use Severity::{Error, Hint, Warning};

    fn confirmation(state: ConfirmationState) -> Option<Confirmation> {
        Some(Confirmation {
            state,
            by: None,
            on: None,
        })
    }

    #[test]
    fn an_outdoor_item_needs_a_roof_to_go_to() {
        let mut plan = Plan::new();
        let (river, meadow, hall) = (
            plan.venue("River", None),
            plan.venue("Meadow", None),
            plan.venue("Hall", None),
        );
        plan.venues[0].outdoor = Some(true);
        plan.venues[1].outdoor = Some(true);
        plan.item("Drill", "2026-10-20 09:00-12:00").venue = Some(river);
        assert_eq!(plan.found(), [(OutdoorWithoutWetWeatherPlace, Warning)]);
        plan.items[0].wet_weather_venue = Some(meadow);
        assert_eq!(
            plan.found(),
            [(OutdoorWithoutWetWeatherPlace, Warning)],
            "it rains on the meadow too"
        );
        plan.items[0].wet_weather_venue = Some(hall);
        assert_eq!(plan.found(), []);
        plan.items[0].wet_weather_venue = None;
        plan.today = day("2026-10-21");
        assert_eq!(plan.found(), [], "the day is past");
    }

    #[test]
    fn open_appointments_become_pressing() {
        let cases = [
            ("2026-10-02", None),
            ("2026-10-03", Some(Hint)),
            ("2026-10-13", Some(Hint)),
            ("2026-10-14", Some(Warning)),
            ("2026-10-17", Some(Warning)),
            ("2026-10-20", Some(Warning)),
            ("2026-10-21", None),
        ];
        for (today, severity) in cases {
            let mut plan = Plan::new();
            plan.today = day(today);
            let item = plan.item("Call on the mayor", "2026-10-20 09:00-10:00");
            item.kind = Some(ProgrammeItemKind::CourtesyCall);
            item.slot.as_mut().unwrap().certainty = Certainty::ToBeConfirmed;
            let codes = [StillToBeConfirmed, Unconfirmed];
            let mut expected: Vec<_> = codes
                .into_iter()
                .filter_map(|code| Some((code, severity?)))
                .collect();
            let mut found = plan.found();
            expected.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, expected, "{today}");
        }
    }

    #[test]
    fn only_what_takes_two_sides_is_an_appointment() {
        use ProgrammeItemKind::{CourtesyCall, Meal, Transfer};
        let cases = [
            (CourtesyCall, None, true),
            (CourtesyCall, confirmation(Asked), true),
            (CourtesyCall, confirmation(Confirmed), false),
            (Meal, None, false),
            (Meal, confirmation(NotAsked), true),
            (Transfer, None, false),
        ];
        for (kind, confirmation, is_open) in cases {
            let mut plan = Plan::new();
            plan.today = day("2026-10-10");
            let item = plan.item("Item", "2026-10-20 09:00-10:00");
            (item.kind, item.confirmation) = (Some(kind), confirmation.clone());
            let expected = if is_open {
                vec![(Unconfirmed, Hint)]
            } else {
                vec![]
            };
            assert_eq!(plan.found(), expected, "{kind:?} {confirmation:?}");
        }
    }

    #[test]
    fn a_refusal_is_an_error_at_any_time() {
        let mut plan = Plan::new();
        plan.item("Call", "2026-10-20 09:00-10:00").confirmation =
            confirmation(ConfirmationState::Declined);
        assert_eq!(plan.found(), [(Declined, Error)]);
    }
}
