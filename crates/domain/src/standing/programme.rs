//! What the programme leaves open: what the review found, and items that wait for a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::StandingInput;
use super::lead_times::{FINAL_PROGRAMME_DAYS, SKELETON_DAYS};
use super::matter::{Matter, ToSettle};
use crate::Id;
use crate::kinds::ProgrammeItem;
use crate::review::thresholds::{CONFIRM_DAYS, CONFIRM_DAYS_LAST};
use crate::review::{Finding, FindingCode, Severity};

/// Finds what the programme leaves open.
pub(super) fn check(input: &StandingInput, found: &mut Vec<ToSettle>) {
    check_findings(input, found);
    let unplaced = input.review.items.iter().filter(|item| {
        let day = item.slot.as_ref().and_then(|slot| slot.day);
        !item.deleted && day.is_none()
    });
    let items: Vec<_> = unplaced.map(|item| item.id).collect();
    if !items.is_empty() {
        found.push(ToSettle {
            by: input.before_start(SKELETON_DAYS),
            severity: Severity::Warning,
            matter: Matter::NotPlaced { items },
        });
    }
}

/// What was found about the same items is one thing to settle: two people and their interpreter in two places are
/// mended by one move.
fn check_findings(input: &StandingInput, found: &mut Vec<ToSettle>) {
    let is_past = |finding: &Finding| finding.day().is_some_and(|day| day < input.review.today);
    let is_open = |finding: &&Finding| finding.accepted.is_none() && !is_past(finding);
    let mut by_items: BTreeMap<Vec<Id<ProgrammeItem>>, Vec<&Finding>> = BTreeMap::new();
    for finding in input.findings.iter().filter(is_open) {
        let mut items: Vec<_> = finding.items().collect();
        if items.is_empty() {
            found.push(entry(input, &[finding]));
        } else {
            items.sort_unstable();
            by_items.entry(items).or_default().push(finding);
        }
    }
    found.extend(by_items.values().map(|findings| entry(input, findings)));
}

/// `findings` are about the same items, the worst first.
fn entry(input: &StandingInput, findings: &[&Finding]) -> ToSettle {
    let severity = findings.iter().map(|finding| finding.severity).min();
    ToSettle {
        by: findings
            .iter()
            .filter_map(|finding| deadline(input, finding))
            .min(),
        severity: severity.unwrap_or(Severity::Hint),
        matter: Matter::Programme {
            items: findings
                .first()
                .map_or_else(Vec::new, |it| it.items().collect()),
            findings: findings.iter().map(|it| it.key.clone()).collect(),
        },
    }
}

/// Appointments are asked for at two dates before arrival; all else has to stand when the programme is final, or by its
/// own day, whichever comes first.
fn deadline(input: &StandingInput, finding: &Finding) -> Option<NaiveDate> {
    let days_before = |days: i64| input.before_start(days.unsigned_abs());
    let settled_by = match finding.code() {
        FindingCode::Unconfirmed | FindingCode::StillToBeConfirmed => days_before(CONFIRM_DAYS)
            .filter(|first| *first >= input.review.today)
            .or_else(|| days_before(CONFIRM_DAYS_LAST)),
        _ => input.before_start(FINAL_PROGRAMME_DAYS),
    };
    [settled_by, finding.day()].into_iter().flatten().min()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Plan, day};
    use super::*;
    use crate::kinds::{AcceptedFinding, ParticipationStatus, ProgrammeItemKind};

    /// A guest with two items at once on 20 October.
    fn clashing() -> Plan {
        let mut plan = Plan::new();
        let guest = plan.guest("Taras", Some(ParticipationStatus::Confirmed));
        plan.people[guest].diet = Some("Vegetarian".into());
        plan.coordinator = false;
        plan.item("Drill", "2026-10-20", "09:00", "12:00");
        plan.item("Interview", "2026-10-20", "11:00", "11:30");
        plan
    }

    #[test]
    fn all_that_is_found_about_two_items_is_one_entry() {
        let mut plan = clashing();
        plan.today = day("2026-09-01");
        plan.items[1].interpreter = Some(plan.people[0].id);
        plan.items[0].interpreter = Some(plan.people[0].id);
        let open = plan.to_settle();
        assert_eq!(open.len(), 1, "{open:?}");
        assert_eq!(
            open[0].by,
            Some(day("2026-10-10")),
            "the programme is final"
        );
        assert_eq!(open[0].severity, Severity::Error);
    }

    #[test]
    fn what_somebody_accepted_or_is_past_is_settled() {
        let mut plan = clashing();
        plan.today = day("2026-09-01");
        let keys: Vec<_> = plan.findings().into_iter().map(|it| it.key).collect();
        plan.accepted = keys
            .into_iter()
            .map(|key| AcceptedFinding {
                finding: Some(key),
                reason: Some("Only the first hour".into()),
                ..AcceptedFinding::default()
            })
            .collect();
        assert!(plan.to_settle().is_empty());
        plan.accepted.clear();
        plan.today = day("2026-10-21");
        assert!(plan.to_settle().is_empty());
    }

    #[test]
    fn an_appointment_is_due_at_the_first_date_and_then_at_the_last() {
        let mut plan = Plan::new();
        plan.item("Call on the mayor", "2026-10-20", "09:00", "10:00")
            .kind = Some(ProgrammeItemKind::CourtesyCall);
        for (today, by) in [("2026-10-03", "2026-10-03"), ("2026-10-04", "2026-10-14")] {
            plan.today = day(today);
            assert_eq!(plan.to_settle()[0].by, Some(day(by)), "on {today}");
        }
    }

    #[test]
    fn items_without_a_day_are_due_with_the_skeleton() {
        let mut plan = Plan::new();
        plan.item("Museum", "", "", "");
        plan.today = day("2026-09-01");
        let open = plan.to_settle();
        assert_eq!(open[0].by, Some(day("2026-08-22")));
        assert_eq!(open[0].matter.code(), "not_placed");
    }
}
