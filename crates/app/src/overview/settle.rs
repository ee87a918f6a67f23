//! What is still to settle, with the names that its sentences need.

use std::collections::{BTreeMap, BTreeSet};

use desk_api::itinerary::{FindingView, ParticipantRef};
use desk_api::overview::{DueTask, PlacedRef, ToSettleView};
use desk_domain::Id;
use desk_domain::kinds::{Participation, ProgrammeItem, Task};
use desk_domain::standing::{Matter, StandingInput, ToSettle, to_settle};

use crate::programme::data::VisitData;
use crate::programme::view::{participant, person_name};
use crate::visits;

/// What is still to settle, the nearest deadline first.
pub(super) fn views(
    data: &VisitData,
    standing: &StandingInput,
    findings: &[FindingView],
) -> Vec<ToSettleView> {
    let by_key: BTreeMap<&str, &FindingView> =
        findings.iter().map(|it| (it.key.as_str(), it)).collect();
    to_settle(standing)
        .iter()
        .map(|open| {
            let bare = bare(data, open);
            match &open.matter {
                Matter::Programme { items, findings } => ToSettleView {
                    items: placed(data, items),
                    findings: findings
                        .iter()
                        .filter_map(|key| by_key.get(key.as_str()).copied().cloned())
                        .collect(),
                    ..bare
                },
                Matter::NotPlaced { items } => ToSettleView {
                    items: placed(data, items),
                    ..bare
                },
                Matter::People { parts, .. } => ToSettleView {
                    people: in_protocol_order(data, parts),
                    ..bare
                },
                Matter::Task { task } => ToSettleView {
                    task: due_task(data, standing.tasks, *task),
                    ..bare
                },
            }
        })
        .collect()
}

/// An entry without whom and what it concerns.
fn bare(data: &VisitData, open: &ToSettle) -> ToSettleView {
    ToSettleView {
        code: open.matter.code().to_owned(),
        severity: open.severity.word().to_owned(),
        by: open.by.map(|by| by.to_string()),
        days_left: open.by.map(|by| visits::days_until(by, data.today)),
        items: Vec::new(),
        findings: Vec::new(),
        people: Vec::new(),
        task: None,
    }
}

fn placed(data: &VisitData, items: &[Id<ProgrammeItem>]) -> Vec<PlacedRef> {
    let found = items
        .iter()
        .filter_map(|id| data.items.iter().find(|item| item.id == *id));
    found
        .map(|item| PlacedRef {
            id: item.id.to_string(),
            title: item.title.clone().unwrap_or_default(),
            day: item
                .slot
                .as_ref()
                .and_then(|slot| slot.day)
                .map(|day| day.to_string()),
        })
        .collect()
}

fn in_protocol_order(data: &VisitData, parts: &[Id<Participation>]) -> Vec<ParticipantRef> {
    let wanted: BTreeSet<_> = parts.iter().collect();
    data.in_protocol_order()
        .filter(|part| wanted.contains(&part.id))
        .map(|part| participant(data, part))
        .collect()
}

fn due_task(data: &VisitData, tasks: &[Task], id: Id<Task>) -> Option<DueTask> {
    let task = tasks.iter().find(|task| task.id == id)?;
    let assignee = task.assignee.and_then(|person| data.person(person));
    Some(DueTask {
        id: task.id.to_string(),
        title: task.title.clone().unwrap_or_default(),
        assignee: assignee.map(person_name),
        waiting_on: task.waiting_on.clone(),
    })
}
