//! Tasks: what is to be done for a visit, and what visits of a sort usually need done.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::itinerary::PersonNameView;

/// All that the tasks of a visit show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TasksView {
    /// Today in the chapter's city.
    pub date: String,
    /// Every task, by group and due day.
    pub tasks: Vec<TaskView>,
    /// Who can be asked to do one: who leads the visit, our own side, and whoever has a task already.
    pub people: Vec<TaskPerson>,
    /// Phases to choose from: those of the templates in the person's language.
    pub phases: Vec<String>,
}

/// In which group of a list a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskGroup {
    /// Today or overdue.
    Now,
    /// Within seven days.
    Week,
    /// Somebody else has to answer.
    Waiting,
    /// Later or without a day.
    Later,
    /// Done.
    Done,
}

/// A task in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TaskView {
    /// Its record id.
    pub id: String,
    /// What.
    pub title: String,
    /// For which visit.
    pub visit: String,
    /// That visit's title.
    pub visit_title: String,
    /// In which group it stands.
    pub group: TaskGroup,
    /// By when.
    pub due_on: Option<String>,
    /// Days late, 0 where it is not.
    pub days_late: u32,
    /// `open`, `waiting` or `done`.
    pub status: String,
    /// On whom it waits.
    pub waiting_on: Option<String>,
    /// Who does it.
    pub assignee: Option<TaskPerson>,
    /// The phase or section it belongs to.
    pub phase: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// Adds a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TaskAdd {
    /// For which visit.
    pub visit: String,
    /// What.
    pub title: String,
    /// By when.
    pub due_on: Option<String>,
}

/// Marks a task done or open again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TaskSetDone {
    /// Which.
    pub task: String,
    /// Whether it is done.
    pub done: bool,
}

/// Somebody who does a task, or could.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TaskPerson {
    /// Their record id.
    pub person: String,
    /// Their name.
    pub name: PersonNameView,
}

/// What a template would add to the tasks of a visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TaskPlanView {
    /// The template's name.
    pub template: String,
    /// Whether it is made for visits of this one's type.
    pub fits: bool,
    /// Its tasks, the earliest first.
    pub tasks: Vec<PlannedTaskView>,
}

/// A task of a template, dated for a visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PlannedTaskView {
    /// Its number in the template, from 0.
    pub number: u32,
    /// What.
    pub title: String,
    /// The phase it belongs to.
    pub phase: Option<String>,
    /// By when: never before today; none where the visit has no days.
    pub due_on: Option<String>,
    /// How many days after its anchor it is due, negative before it.
    pub days: i32,
    /// The anchor: the visit's first day `start` or its last `end`.
    pub from: String,
    /// Whether the visit has a task of this title already.
    pub there: bool,
}

/// Adds tasks of a template to a visit, as one step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TasksPlan {
    /// To which visit.
    pub visit: String,
    /// The template's name.
    pub template: String,
    /// Which of its tasks, by their numbers.
    pub numbers: Vec<u32>,
}
