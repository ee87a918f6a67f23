//! Planning a visit like one that is there: its chosen parts, on other days, with nothing settled yet.
//!
//! Everything moves by whole days, so that a wall clock shows the same time even where clocks were changed in between.
//! What somebody has agreed to belongs to the visit that they agreed to: confirmations, arrivals, approvals and done
//! tasks are not taken over.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use desk_api::duplicate::{VisitDuplicate, VisitParts};
use desk_domain::Id;
use desk_domain::kinds::{
    Participation, ParticipationStatus, Person, ProgrammeItem, Side, Task, TaskStatus, Vehicle,
    Visit, VisitStatus,
};
use desk_domain::values::Slot;

use crate::error::Result;
use crate::parse;
use crate::programme::data::VisitData;
use crate::work::Work;

/// Copies a visit with chosen parts to other days.
///
/// # Errors
/// [`crate::Error::BadValue`] names the field that is empty or no day.
pub async fn visit(
    work: &mut Work<'_>,
    original: &VisitData,
    request: &VisitDuplicate,
) -> Result<Id<Visit>> {
    let VisitDuplicate {
        visit: _,
        title,
        starts_on,
        parts,
    } = request;
    let title = parse::filled("title", title)?;
    let starts_on = parse::day("starts_on", starts_on)?;
    let tasks: Vec<Task> = work.list(Some(original.visit.id.uuid)).await?;
    let plan = Plan::new(work, original, *parts, starts_on);
    let visit = plan.visit(title, starts_on);
    let owner = visit.id.uuid;
    work.put(owner, &visit).await?;
    for part in plan.participations() {
        work.put(owner, &part).await?;
    }
    for vehicle in plan.vehicles() {
        work.put(owner, &vehicle).await?;
    }
    for item in original.items.iter().filter(|_| parts.programme) {
        let id = Id::new(work.new_id());
        work.put(owner, &plan.item(item, id)).await?;
    }
    for task in tasks.iter().filter(|_| parts.tasks) {
        let id = Id::new(work.new_id());
        let today = work.setting.today;
        work.put(owner, &plan.task(task, id, today)).await?;
    }
    Ok(visit.id)
}

/// What a copy takes over, and under which ids.
struct Plan<'a> {
    original: &'a VisitData,
    parts: VisitParts,
    visit: Id<Visit>,
    /// By how much everything is later; whole days.
    later: TimeDelta,
    /// The copied participations, by those that they are copies of.
    participations: BTreeMap<Id<Participation>, Id<Participation>>,
    /// The copied vehicles, likewise.
    vehicles: BTreeMap<Id<Vehicle>, Id<Vehicle>>,
    /// People of the original who are not of the copy: nothing of it may name them.
    left_out: BTreeSet<Id<Person>>,
}

impl<'a> Plan<'a> {
    fn new(
        work: &Work<'_>,
        original: &'a VisitData,
        parts: VisitParts,
        starts_on: NaiveDate,
    ) -> Self {
        let before = original.visit.starts_on;
        let (copied, left): (Vec<_>, Vec<_>) = original
            .participations
            .iter()
            .partition(|part| is_copied(part, parts));
        let people: BTreeSet<_> = copied.iter().filter_map(|part| part.person).collect();
        let left_out = left.iter().filter_map(|part| part.person);
        let vehicles = original.vehicles.iter().filter(|_| parts.vehicles);
        Self {
            original,
            parts,
            visit: Id::new(work.new_id()),
            later: before.map_or(TimeDelta::zero(), |before| starts_on - before),
            left_out: left_out.filter(|person| !people.contains(person)).collect(),
            participations: copied
                .iter()
                .map(|part| (part.id, Id::new(work.new_id())))
                .collect(),
            vehicles: vehicles
                .map(|vehicle| (vehicle.id, Id::new(work.new_id())))
                .collect(),
        }
    }

    /// A visit that is only proposed: nobody has approved it, nothing follows from it yet.
    fn visit(&self, title: String, starts_on: NaiveDate) -> Visit {
        let original = &self.original.visit;
        Visit {
            id: self.visit,
            title: Some(title),
            starts_on: Some(starts_on),
            ends_on: original.ends_on.map(|last| last + self.later),
            status: Some(VisitStatus::Proposed),
            status_reason: None,
            approval_body: None,
            approved_on: None,
            approval_resolution: None,
            follow_up: None,
            ..original.clone()
        }
    }

    /// Who takes part again: named, but not asked yet.
    fn participations(&self) -> impl Iterator<Item = Participation> {
        let parts = self.original.participations.iter();
        parts.filter_map(|part| {
            Some(Participation {
                id: *self.participations.get(&part.id)?,
                visit: Some(self.visit),
                joins_at: part.joins_at.map(|at| at + self.later),
                leaves_at: part.leaves_at.map(|at| at + self.later),
                status: Some(ParticipationStatus::Nominated),
                arrived_at: None,
                // Whoever was here is not here for the first time again.
                first_time: None,
                note: self.note(&part.note),
                ..part.clone()
            })
        })
    }

    fn vehicles(&self) -> impl Iterator<Item = Vehicle> {
        let vehicles = self.original.vehicles.iter();
        vehicles.filter_map(|vehicle| {
            Some(Vehicle {
                id: *self.vehicles.get(&vehicle.id)?,
                visit: Some(self.visit),
                driver: self.person(vehicle.driver),
                note: self.note(&vehicle.note),
                ..vehicle.clone()
            })
        })
    }

    /// The item on its later day, with nobody's word for it. One that was only for people who do not come is for
    /// everybody until somebody says otherwise.
    fn item(&self, item: &ProgrammeItem, id: Id<ProgrammeItem>) -> ProgrammeItem {
        let slot = item.slot.clone().map(|slot| Slot {
            day: slot.day.map(|day| day + self.later),
            end_day: slot.end_day.map(|day| day + self.later),
            ..slot
        });
        let coming = item.participants.iter();
        ProgrammeItem {
            id,
            visit: Some(self.visit),
            slot,
            lead: self.person(item.lead),
            interpreter: self.person(item.interpreter),
            vehicle: item.vehicle.and_then(|it| self.vehicles.get(&it).copied()),
            internal_note: self.note(&item.internal_note),
            confirmation: None,
            participants: coming
                .filter_map(|part| self.participations.get(part).copied())
                .collect(),
            ..item.clone()
        }
    }

    /// The task, to be done again. As in a template, what would be late already is due today.
    fn task(&self, task: &Task, id: Id<Task>, today: NaiveDate) -> Task {
        Task {
            id,
            visit: Some(self.visit),
            due_on: task.due_on.map(|due| (due + self.later).max(today)),
            assignee: self.person(task.assignee),
            status: Some(TaskStatus::Open),
            waiting_on: None,
            note: self.note(&task.note),
            ..task.clone()
        }
    }

    fn person(&self, person: Option<Id<Person>>) -> Option<Id<Person>> {
        person.filter(|person| !self.left_out.contains(person))
    }

    fn note<T: Clone>(&self, note: &Option<T>) -> Option<T> {
        note.clone().filter(|_| self.parts.notes)
    }
}

/// Whether somebody's part is taken over; never of one who did not come.
fn is_copied(part: &Participation, parts: VisitParts) -> bool {
    let wanted = match VisitData::side(part) {
        Side::Guest => parts.guests,
        Side::Host => parts.hosts,
    };
    wanted && part.status.is_none_or(ParticipationStatus::takes_part)
}
