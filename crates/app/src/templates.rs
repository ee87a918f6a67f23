//! Templates: what a visit of a sort usually needs, as items to place and tasks with their lead times.
//!
//! The data are in `demo/templates.json`, in English and Ukrainian; a template is written down in the language of the
//! person who plans the visit, and in English for those who use the program in another. Lead times name where they come
//! from.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use desk_domain::Id;
use desk_domain::kinds::{
    Direction, ProgrammeItem, ProgrammeItemKind, Task, TaskStatus, Visit, VisitType,
};
use desk_domain::values::{Slot, Zone};
use serde::Deserialize;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::work::Work;

/// The language of a text that is missing in the one asked for.
const FALLBACK_LANGUAGE: &str = "en";

/// Fills a visit with the items and tasks of a template.
///
/// # Errors
/// [`Error::BadValue`] where no template has this name.
pub async fn apply(work: &mut Work<'_>, visit: &Visit, name: &str, language: &str) -> Result<()> {
    let library = Library::read();
    let Some(template) = library.templates.get(name) else {
        return Err(unknown(name));
    };
    let plan = Plan {
        library: &library,
        template,
        visit,
        zone: visit.zone.unwrap_or(work.setting.zone),
        today: work.setting.today,
        language,
    };
    let visit_type = visit.visit_type.or(Some(template.visit_type));
    let visit = Visit {
        visit_type,
        ..visit.clone()
    };
    work.put(visit.id.uuid, &visit).await?;
    for item in plan.items(&mut || work.new_id()) {
        work.put(visit.id.uuid, &item).await?;
    }
    for task in plan.tasks() {
        let task = task.for_visit(visit.id, Id::new(work.new_id()));
        work.put(visit.id.uuid, &task).await?;
    }
    Ok(())
}

/// The tasks that each template has for such a visit, by the template's name, the earliest first.
pub fn task_plans(
    visit: &Visit,
    today: NaiveDate,
    language: &str,
) -> BTreeMap<String, Vec<PlannedTask>> {
    let library = Library::read();
    let plans = library.templates.iter().map(|(name, template)| {
        let plan = Plan {
            library: &library,
            template,
            visit,
            zone: visit.zone.unwrap_or(Zone::UTC),
            today,
            language,
        };
        let mut tasks = plan.tasks();
        tasks.sort_by_key(|task| (task.from, task.days));
        (name.clone(), tasks)
    });
    plans.collect()
}

/// The type of visit that a template is made for.
pub fn visit_type(name: &str) -> Option<VisitType> {
    let library = Library::read();
    library.templates.get(name).map(|it| it.visit_type)
}

/// The phases of work that tasks of templates belong to.
pub fn phases(language: &str) -> Vec<String> {
    let library = Library::read();
    let phases = library.phases.values();
    phases.map(|phase| worded(phase, language)).collect()
}

/// That no template has this name.
pub fn unknown(name: &str) -> Error {
    let library = Library::read();
    let names: Vec<&str> = library.templates.keys().map(String::as_str).collect();
    Error::bad_value("template", name, &names.join(", "))
}

/// A task of a template, dated for a visit.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedTask {
    /// Its number in the template, from 0.
    pub number: u32,
    /// What.
    pub title: String,
    /// The phase it belongs to.
    pub phase: Option<String>,
    /// From which day of the visit it is counted.
    pub from: Anchor,
    /// Days after that day, negative before it.
    pub days: i32,
    /// The day on which it is due, `None` where the visit's days are not known.
    pub due_on: Option<NaiveDate>,
}

impl PlannedTask {
    /// The task itself.
    pub fn for_visit(&self, visit: Id<Visit>, id: Id<Task>) -> Task {
        Task {
            title: Some(self.title.clone()),
            visit: Some(visit),
            due_on: self.due_on,
            status: Some(TaskStatus::Open),
            phase: self.phase.clone(),
            ..Task::new(id)
        }
    }
}

/// Every template, as the file says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Library {
    /// Where lead times come from, by the word that tasks use: an address, or that nothing was read.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "for readers of the file, and for its test")
    )]
    sources: BTreeMap<String, String>,
    /// The sections of work, by the word that tasks use.
    phases: BTreeMap<String, Worded>,
    templates: BTreeMap<String, Template>,
}

/// A text by language, each a BCP 47 tag of one part.
type Worded = BTreeMap<String, String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    visit_type: VisitType,
    items: Vec<TemplateItem>,
    tasks: Vec<TemplateTask>,
}

/// Something that such a visit usually has, to be placed by a person.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateItem {
    title: Worded,
    kind: ProgrammeItemKind,
    length_minutes: i64,
}

/// Something that such a visit usually needs done.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateTask {
    title: Worded,
    phase: String,
    /// Only for visits of this direction.
    direction: Option<Direction>,
    /// From which day of the visit it is counted.
    #[serde(default)]
    from: Anchor,
    /// Weeks after that day, negative before it.
    #[serde(default)]
    weeks: i32,
    /// Days after that day, negative before it, beside the weeks.
    #[serde(default)]
    days: i32,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "for readers of the file, and for its test")
    )]
    source: String,
}

/// The day of a visit from which lead times are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// The first: the T of "T minus 12 weeks".
    #[default]
    Start,
    /// The last.
    End,
}

impl Anchor {
    /// The word by which screens know it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
        }
    }
}

impl Library {
    fn read() -> Self {
        serde_json::from_str(include_str!("../demo/templates.json"))
            .expect("a test reads the file that is compiled in")
    }
}

impl TemplateTask {
    /// Days after the anchor, negative before it.
    fn days_after(&self) -> i32 {
        self.weeks * 7 + self.days
    }
}

/// A template about to be written into a visit.
struct Plan<'a> {
    library: &'a Library,
    template: &'a Template,
    visit: &'a Visit,
    zone: Zone,
    today: NaiveDate,
    language: &'a str,
}

impl Plan<'_> {
    fn items(&self, new_id: &mut dyn FnMut() -> Uuid) -> Vec<ProgrammeItem> {
        let items = self.template.items.iter().zip(1..);
        items
            .map(|(item, sequence)| ProgrammeItem {
                title: Some(self.worded(&item.title)),
                visit: Some(self.visit.id),
                kind: Some(item.kind),
                slot: Some(Slot::unplaced(self.zone)),
                length_minutes: Some(item.length_minutes),
                sequence: Some(sequence),
                ..ProgrammeItem::new(Id::new(new_id()))
            })
            .collect()
    }

    fn tasks(&self) -> Vec<PlannedTask> {
        let fits = |task: &&TemplateTask| {
            let direction = self.visit.direction;
            task.direction.is_none_or(|only| direction == Some(only))
        };
        let tasks = (0..).zip(&self.template.tasks);
        tasks
            .filter(|(_, task)| fits(task))
            .map(|(number, task)| PlannedTask {
                number,
                title: self.worded(&task.title),
                phase: self
                    .library
                    .phases
                    .get(&task.phase)
                    .map(|it| self.worded(it)),
                from: task.from,
                days: task.days_after(),
                due_on: self.due_on(task),
            })
            .collect()
    }

    /// The day on which a task is due, `None` where the visit's days are not known.
    ///
    /// What should have been done before anybody planned the visit here is due today: nobody is late yet, and
    /// nothing that has to be looked at is hidden.
    fn due_on(&self, task: &TemplateTask) -> Option<NaiveDate> {
        let anchor = match task.from {
            Anchor::Start => self.visit.starts_on,
            Anchor::End => self.visit.ends_on.or(self.visit.starts_on),
        };
        let due_on = anchor? + TimeDelta::days(task.days_after().into());
        Some(due_on.max(self.today))
    }

    fn worded(&self, text: &Worded) -> String {
        worded(text, self.language)
    }
}

fn worded(text: &Worded, language: &str) -> String {
    let language = language.split('-').next().unwrap_or_default();
    let worded = text.get(language).or_else(|| text.get(FALLBACK_LANGUAGE));
    worded.cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_template_that_the_first_run_offers_is_there() {
        let names: Vec<_> = Library::read().templates.into_keys().collect();
        assert_eq!(
            names,
            ["firefighter_exchange", "mayoral_visit", "student_group"]
        );
    }

    #[test]
    fn every_text_is_there_in_english_and_ukrainian() {
        let library = Library::read();
        let templates = || library.templates.values();
        let items = templates().flat_map(|it| &it.items).map(|it| &it.title);
        let tasks = templates().flat_map(|it| &it.tasks).map(|it| &it.title);
        for text in items.chain(tasks).chain(library.phases.values()) {
            let languages: Vec<_> = text.keys().collect();
            assert_eq!(languages, ["en", "uk"], "{text:?}");
            assert!(text.values().all(|text| !text.trim().is_empty()));
        }
    }

    #[test]
    fn every_task_names_a_phase_and_a_source_that_are_there_and_none_is_unused() {
        let library = Library::read();
        let tasks = || library.templates.values().flat_map(|it| &it.tasks);
        let phases: BTreeSet<_> = tasks().map(|task| &task.phase).collect();
        assert_eq!(phases, library.phases.keys().collect());
        let sources: BTreeSet<_> = tasks().map(|task| &task.source).collect();
        assert_eq!(sources, library.sources.keys().collect());
    }

    #[test]
    fn items_go_to_the_tray_with_their_kind_and_length() {
        let (items, _) = planned("mayoral_visit", "en");
        let call = items
            .iter()
            .find(|item| item.title.as_deref() == Some("Mayor receives mayor"))
            .unwrap();
        assert_eq!(call.kind, Some(ProgrammeItemKind::CourtesyCall));
        assert_eq!(call.length_minutes, Some(45));
        let in_tray = Some(Slot::unplaced(Zone::Europe__Kyiv));
        assert!(items.iter().all(|item| item.slot == in_tray));
    }

    #[test]
    fn lead_times_are_counted_from_the_first_day_and_thanks_from_the_last() {
        let (_, tasks) = planned("firefighter_exchange", "en");
        assert_eq!(
            due_on(&tasks, "Brief hosts and drivers"),
            Some(day("2027-05-18"))
        );
        assert_eq!(due_on(&tasks, "Thank-you letters"), Some(day("2027-06-18")));
    }

    #[test]
    fn what_should_have_been_done_long_ago_is_due_today() {
        let (_, tasks) = planned("firefighter_exchange", "en");
        assert_eq!(due_on(&tasks, "First serious talks"), Some(TODAY));
    }

    #[test]
    fn tasks_of_the_other_direction_are_left_out() {
        let (_, tasks) = planned("student_group", "en");
        assert!(due_on(&tasks, "Home visits").is_some());
        assert_eq!(due_on(&tasks, "Choose leader and chaperones"), None);
    }

    #[test]
    fn a_template_is_written_in_the_language_of_the_person_and_else_in_english() {
        let day_at_school = |language| planned("student_group", language).0[3].title.clone();
        assert_eq!(day_at_school("uk-UA").as_deref(), Some("День у школі"));
        assert_eq!(day_at_school("nl").as_deref(), Some("Day at school"));
    }

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");

    /// What a template makes of an inbound visit of June 2027, planned on [`TODAY`].
    fn planned(template: &str, language: &str) -> (Vec<ProgrammeItem>, Vec<PlannedTask>) {
        let library = Library::read();
        let visit = Visit {
            direction: Some(Direction::Inbound),
            starts_on: Some(day("2027-06-01")),
            ends_on: Some(day("2027-06-11")),
            ..Visit::default()
        };
        let plan = Plan {
            library: &library,
            template: &library.templates[template],
            visit: &visit,
            zone: Zone::Europe__Kyiv,
            today: TODAY,
            language,
        };
        let mut last = 0;
        let mut new_id = || {
            last += 1;
            Uuid::from_u128(last)
        };
        (plan.items(&mut new_id), plan.tasks())
    }

    /// When the task of this title is due, `None` where there is no such task.
    fn due_on(tasks: &[PlannedTask], title: &str) -> Option<NaiveDate> {
        tasks.iter().find(|it| it.title == title)?.due_on
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }
}
