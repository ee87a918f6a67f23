//! The review's findings as they cross to screens and scripts; accepting them.

use desk_api::itinerary::FindingView;
use desk_domain::Id;
use desk_domain::kinds::{AcceptedFinding, Visit};
use desk_domain::review::{Finding, Programme, Severity, WayOut};
use desk_domain::values::Slot;
use serde_json::Value;
use uuid::Uuid;

use super::data::VisitData;
use super::view::slot_view;
use crate::error::Result;
use crate::work::Work;

/// What a person should look at in a visit, the worst first.
pub fn of(data: &VisitData) -> Vec<FindingView> {
    let input = data.review_input();
    let programme = Programme::new(&input);
    programme
        .findings()
        .iter()
        .map(|finding| view(&programme, finding))
        .collect()
}

/// How many clashes nobody has accepted: findings of severity error.
pub fn clashes(data: &VisitData) -> u32 {
    let findings = Programme::new(&data.review_input()).findings();
    let open = findings
        .iter()
        .filter(|it| it.severity == Severity::Error && it.accepted.is_none());
    u32::try_from(open.count()).unwrap_or(u32::MAX)
}

/// What would be found if an item were at `slot`.
pub fn probe(
    data: &VisitData,
    item: Id<desk_domain::kinds::ProgrammeItem>,
    slot: &Slot,
) -> Vec<FindingView> {
    let input = data.review_input();
    let programme = Programme::new(&input);
    programme
        .probe(item, slot)
        .iter()
        .map(view_without_way_out)
        .collect()
}

/// Accepts a finding, or takes that back where `reason` is empty.
pub async fn accept(
    work: &mut Work<'_>,
    visit: Id<Visit>,
    finding: &str,
    reason: &str,
) -> Result<()> {
    // Two people who accept the same finding make one record.
    let id = Id::new(Uuid::new_v5(&visit.uuid, finding.as_bytes()));
    let mut accepted = work
        .get::<AcceptedFinding>(id.uuid)
        .await?
        .unwrap_or(AcceptedFinding::new(id));
    let reason = reason.trim();
    accepted.deleted = reason.is_empty();
    if !reason.is_empty() {
        accepted.visit = Some(visit);
        accepted.finding = Some(finding.to_owned());
        accepted.reason = Some(reason.to_owned());
    }
    work.put(visit.uuid, &accepted).await?;
    Ok(())
}

fn view(programme: &Programme<'_>, finding: &Finding) -> FindingView {
    // A way out is sought where something clashes, not for every hint.
    let clashes = finding.severity != Severity::Hint && finding.accepted.is_none();
    let move_to = match clashes.then(|| programme.way_out(finding)).flatten() {
        Some(WayOut::MoveTo { slot, .. }) => Some(slot_view(&slot)),
        _ => None,
    };
    FindingView {
        move_to,
        ..view_without_way_out(finding)
    }
}

fn view_without_way_out(finding: &Finding) -> FindingView {
    FindingView {
        key: finding.key.clone(),
        code: finding.code().word().to_owned(),
        severity: finding.severity.word().to_owned(),
        items: finding.items().map(|id| id.to_string()).collect(),
        people: finding.people().map(|id| id.to_string()).collect(),
        day: finding.day().map(|day| day.to_string()),
        args: serde_json::to_value(&finding.reason).unwrap_or(Value::Null),
        sentence: finding.sentence(),
        move_to: None,
        accepted: finding.accepted.clone(),
    }
}
