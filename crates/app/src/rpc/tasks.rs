//! Tasks of a visit.

use desk_api::itinerary::VisitId;
use desk_api::records::Nothing;
use desk_api::state::{ActionLabel, Done};
use desk_api::tasks::{TaskAdd, TaskPlanView, TaskSetDone, TaskView, TasksPlan, TasksView};
use desk_domain::kinds::Task;

use super::desk::Desk;
use crate::error::Result;
use crate::label::{With, label};
use crate::{parse, tasks};

impl Desk<'_> {
    pub(super) async fn tasks(&self, request: VisitId) -> Result<TasksView> {
        let visit = parse::id("visit", &request.visit)?;
        tasks::view(&self.chapter.store, &self.setting, visit, &self.language()?).await
    }

    pub(super) async fn add_task(&self, request: TaskAdd) -> Result<Done<TaskView>> {
        let mut work = self.begin().await?;
        let task = tasks::add(&mut work, request).await?;
        let done = self
            .app
            .commit(
                self.chapter,
                work,
                label("task_added").with("title", task_title(&task)),
            )
            .await?;
        self.task_done(&task, done).await
    }

    pub(super) async fn set_task_done(&self, request: TaskSetDone) -> Result<Done<TaskView>> {
        let mut work = self.begin().await?;
        let task =
            tasks::set_done(&mut work, parse::id("task", &request.task)?, request.done).await?;
        let code = if request.done {
            "task_done"
        } else {
            "task_reopened"
        };
        let done = self
            .app
            .commit(
                self.chapter,
                work,
                label(code).with("title", task_title(&task)),
            )
            .await?;
        self.task_done(&task, done).await
    }

    pub(super) async fn task_plans(&self, request: VisitId) -> Result<Vec<TaskPlanView>> {
        let visit = parse::id("visit", &request.visit)?;
        tasks::plans(&self.chapter.store, &self.setting, visit, &self.language()?).await
    }

    pub(super) async fn plan_tasks(&self, request: TasksPlan) -> Result<Done<Nothing>> {
        let mut work = self.begin().await?;
        let count = tasks::plan(&mut work, &request, &self.language()?).await?;
        let label = label("tasks_planned").with("count", count);
        self.finish(work, Nothing {}, label).await
    }

    async fn task_done(&self, task: &Task, done: Option<ActionLabel>) -> Result<Done<TaskView>> {
        let task = std::slice::from_ref(task);
        let mut rows = tasks::rows(&self.chapter.store, &self.setting, task).await?;
        let view = rows.pop().expect("a row is answered for each task");
        self.app.done(self.chapter, view, done).await
    }
}

fn task_title(task: &Task) -> &str {
    task.title.as_deref().unwrap_or_default()
}
