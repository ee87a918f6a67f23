//! Tasks: what is to be done for a visit, by whom and by when.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use desk_api::itinerary::PersonNameView;
use desk_api::tasks::{
    PlannedTaskView, TaskAdd, TaskGroup, TaskPerson, TaskPlanView, TaskView, TasksPlan, TasksView,
};
use desk_domain::kinds::{Direction, Participation, Person, Side, Task, TaskStatus, Visit};
use desk_domain::{Id, Kind};
use desk_store::Store;
use uuid::Uuid;

use crate::chapter::Setting;
use crate::error::{Error, Result};
use crate::parse;
use crate::programme::view::person_name;
use crate::templates::{self, PlannedTask};
use crate::work::Work;

/// How far ahead a task is due this week, in days.
const WEEK_DAYS: u64 = 7;

/// The tasks of one visit, done ones too; phases to choose from are in `language`.
pub async fn view(
    store: &Store,
    setting: &Setting,
    visit: Id<Visit>,
    language: &str,
) -> Result<TasksView> {
    let visit = get_visit(store, visit).await?;
    let tasks = store.list::<Task>(Some(visit.id.uuid)).await?;
    let people = people(store, &visit, &tasks).await?;
    Ok(TasksView {
        date: setting.today.to_string(),
        tasks: rows(store, setting, &tasks).await?,
        people,
        phases: templates::phases(language),
    })
}

/// Tasks as lists show them, by group and due day.
pub async fn rows(store: &Store, setting: &Setting, tasks: &[Task]) -> Result<Vec<TaskView>> {
    let visits = distinct(tasks.iter().filter_map(|task| task.visit));
    let visits = store.get_all::<Visit>(&visits).await?;
    let titles = visits
        .into_iter()
        .map(|visit| (visit.id.uuid, visit.title.unwrap_or_default()))
        .collect();
    let people = distinct(tasks.iter().filter_map(|task| task.assignee));
    let people = store.get_all::<Person>(&people).await?;
    let names = people
        .iter()
        .map(|person| (person.id.uuid, person_name(person)))
        .collect();
    let mut rows: Vec<TaskView> = tasks
        .iter()
        .map(|task| row(task, setting.today, &titles, &names))
        .collect();
    rows.sort_by(|a, b| rank(a).cmp(&rank(b)));
    Ok(rows)
}

/// Adds a task.
pub async fn add(work: &mut Work<'_>, request: TaskAdd) -> Result<Task> {
    let TaskAdd {
        visit,
        title,
        due_on,
    } = request;
    let visit = parse::id::<Visit>("visit", &visit)?;
    let task = Task {
        title: Some(parse::filled("title", &title)?),
        visit: Some(visit),
        due_on: parse::optional(due_on.as_deref(), |text| parse::day("due_on", text))?,
        status: Some(TaskStatus::Open),
        ..Task::new(Id::new(work.new_id()))
    };
    work.put(visit.uuid, &task).await?;
    Ok(task)
}

/// Marks a task done or open again.
pub async fn set_done(work: &mut Work<'_>, task: Id<Task>, done: bool) -> Result<Task> {
    let found = work
        .get::<Task>(task.uuid)
        .await?
        .filter(|task| !task.deleted);
    let mut task = found.ok_or_else(|| Error::not_found(Task::SPEC.name, task.uuid))?;
    let reopened = if task.waiting_on.is_some() {
        TaskStatus::Waiting
    } else {
        TaskStatus::Open
    };
    task.status = Some(if done { TaskStatus::Done } else { reopened });
    work.put_here(&task).await?;
    Ok(task)
}

/// What each template would add to a visit, the template made for its type first.
pub async fn plans(
    store: &Store,
    setting: &Setting,
    visit: Id<Visit>,
    language: &str,
) -> Result<Vec<TaskPlanView>> {
    let visit = get_visit(store, visit).await?;
    let tasks = store.list::<Task>(Some(visit.id.uuid)).await?;
    let known: BTreeSet<String> = tasks.into_iter().filter_map(|task| task.title).collect();
    let mut plans: Vec<TaskPlanView> = templates::task_plans(&visit, setting.today, language)
        .into_iter()
        .map(|(template, planned)| TaskPlanView {
            fits: templates::visit_type(&template) == visit.visit_type,
            tasks: planned
                .iter()
                .map(|task| planned_view(task, &known))
                .collect(),
            template,
        })
        .collect();
    plans.sort_by_key(|plan| !plan.fits);
    Ok(plans)
}

/// Adds tasks of a template; returns how many.
///
/// # Errors
/// [`Error::BadValue`] where the template, or one of the numbers, does not exist; then nothing is added.
pub async fn plan(work: &mut Work<'_>, request: &TasksPlan, language: &str) -> Result<usize> {
    let id = parse::id::<Visit>("visit", &request.visit)?;
    let visit = work.get::<Visit>(id.uuid).await?;
    let visit = visit.ok_or_else(|| Error::not_found(Visit::SPEC.name, id.uuid))?;
    let mut planned = templates::task_plans(&visit, work.setting.today, language)
        .remove(&request.template)
        .ok_or_else(|| templates::unknown(&request.template))?;
    let wanted: BTreeSet<u32> = request.numbers.iter().copied().collect();
    planned.retain(|task| wanted.contains(&task.number));
    if planned.is_empty() || planned.len() != wanted.len() {
        let numbers = format!("{:?}", request.numbers);
        return Err(Error::bad_value(
            "numbers",
            numbers,
            "numbers of the template's tasks",
        ));
    }
    for task in &planned {
        let task = task.for_visit(id, Id::new(work.new_id()));
        work.put(id.uuid, &task).await?;
    }
    Ok(planned.len())
}

async fn get_visit(store: &Store, id: Id<Visit>) -> Result<Visit> {
    let visit = store.get::<Visit>(id.uuid).await?;
    visit.ok_or_else(|| Error::not_found(Visit::SPEC.name, id.uuid))
}

/// Who can be asked: who leads the visit, those who take part on our side, and whoever has a task of it.
///
/// Guests are left out: they come to be looked after.
async fn people(store: &Store, visit: &Visit, tasks: &[Task]) -> Result<Vec<TaskPerson>> {
    let our_side = if visit.direction == Some(Direction::Outbound) {
        Side::Guest
    } else {
        Side::Host
    };
    let parts = store
        .list::<Participation>(Some(visit.id.uuid))
        .await?
        .into_iter()
        .filter(|part| part.side == Some(our_side))
        .filter_map(|part| part.person);
    let leads = visit.lead.into_iter().chain(visit.deputy);
    let assigned = tasks.iter().filter_map(|task| task.assignee);
    let ids = distinct(leads.chain(parts).chain(assigned));
    let known = store.get_all::<Person>(&ids).await?;
    let known: BTreeMap<_, _> = known.iter().map(|it| (it.id.uuid, it)).collect();
    let people = ids
        .iter()
        .filter_map(|id| known.get(id))
        .map(|person| TaskPerson {
            person: person.id.to_string(),
            name: person_name(person),
        });
    Ok(people.collect())
}

fn row(
    task: &Task,
    today: NaiveDate,
    titles: &BTreeMap<Uuid, String>,
    names: &BTreeMap<Uuid, PersonNameView>,
) -> TaskView {
    let visit = task.visit.unwrap_or_default();
    let group = group(task, today);
    let late = |due: NaiveDate| u32::try_from((today - due).num_days()).unwrap_or(0);
    let assignee = task.assignee.and_then(|person| {
        Some(TaskPerson {
            person: person.to_string(),
            name: names.get(&person.uuid)?.clone(),
        })
    });
    TaskView {
        id: task.id.to_string(),
        title: task.title.clone().unwrap_or_default(),
        visit: visit.to_string(),
        visit_title: titles.get(&visit.uuid).cloned().unwrap_or_default(),
        group,
        due_on: task.due_on.map(|day| day.to_string()),
        days_late: if group == TaskGroup::Done {
            0
        } else {
            task.due_on.map_or(0, late)
        },
        status: task.status.unwrap_or(TaskStatus::Open).word().to_owned(),
        waiting_on: task.waiting_on.clone(),
        assignee,
        phase: task.phase.clone(),
        note: task.note.clone().map(|note| note.0),
    }
}

/// The order of a list: by group, then by due day, those without one last.
fn rank(row: &TaskView) -> (u8, bool, Option<&str>, &str) {
    (
        row.group as u8,
        row.due_on.is_none(),
        row.due_on.as_deref(),
        &row.title,
    )
}

fn group(task: &Task, today: NaiveDate) -> TaskGroup {
    let in_a_week = today
        .checked_add_days(Days::new(WEEK_DAYS))
        .unwrap_or(today);
    match (task.status, task.due_on) {
        (Some(TaskStatus::Done), _) => TaskGroup::Done,
        (Some(TaskStatus::Waiting), _) => TaskGroup::Waiting,
        (_, Some(due)) if due <= today => TaskGroup::Now,
        (_, Some(due)) if due <= in_a_week => TaskGroup::Week,
        _ => TaskGroup::Later,
    }
}

fn planned_view(task: &PlannedTask, known: &BTreeSet<String>) -> PlannedTaskView {
    PlannedTaskView {
        number: task.number,
        title: task.title.clone(),
        phase: task.phase.clone(),
        due_on: task.due_on.map(|day| day.to_string()),
        days: task.days,
        from: task.from.word().to_owned(),
        there: known.contains(&task.title),
    }
}

/// Each id once, in the order in which they come.
fn distinct<K>(ids: impl Iterator<Item = Id<K>>) -> Vec<Uuid> {
    let mut seen = BTreeSet::new();
    ids.map(|id| id.uuid)
        .filter(|id| seen.insert(*id))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        parse::day("day", text).unwrap()
    }

    #[test]
    fn tasks_stand_by_what_is_due() {
        let task = |status, due: Option<&str>| Task {
            status: Some(status),
            due_on: due.map(day),
            ..Task::new(Id::default())
        };
        let at = |task: &Task| group(task, day("2026-10-06"));
        assert_eq!(
            at(&task(TaskStatus::Open, Some("2026-10-06"))),
            TaskGroup::Now
        );
        assert_eq!(
            at(&task(TaskStatus::Open, Some("2026-10-13"))),
            TaskGroup::Week
        );
        assert_eq!(
            at(&task(TaskStatus::Open, Some("2026-10-14"))),
            TaskGroup::Later
        );
        assert_eq!(at(&task(TaskStatus::Open, None)), TaskGroup::Later);
        assert_eq!(
            at(&task(TaskStatus::Waiting, Some("2026-10-01"))),
            TaskGroup::Waiting
        );
        assert_eq!(
            at(&task(TaskStatus::Done, Some("2026-10-01"))),
            TaskGroup::Done
        );
    }
}
