//! The command table: one arm per command of `desk-api`; a forgotten one does not compile.

use chrono::NaiveDateTime;
use desk_api::Request;
use desk_api::duplicate::VisitDuplicate;
use desk_api::itinerary::{ItemMove, ItemView};
use desk_api::journal::Leave;
use desk_api::participants::{CheckIn, ParticipantRow};
use desk_api::partnerships::PartnershipId;
use desk_api::records::{Nothing, RecordView};
use desk_api::state::{ActionLabel, Done, Preferences, VisitRow};
use desk_api::tasks::TaskView;
use desk_domain::Id;
use desk_domain::kind::Kind;
use desk_domain::kinds::{Participation, ProgrammeItem, Task, Visit};
use serde::Serialize;
use serde_json::Value;

use crate::app::{App, OpenChapter, chapter_id};
use crate::chapter::Setting;
use crate::error::{Error, Result};
use crate::label::{With, label};
use crate::programme::data::VisitData;
use crate::programme::{edit, findings, view};
use crate::steps::{self, Way};
use crate::work::Work;
use crate::{
    calendar, duplicate, import, journal, overview, parse, participants, partnerships, people,
    quick, records, sync, tasks, today, visits,
};

/// Does what a command asks and answers what the screen draws.
///
/// # Errors
/// As the command's own function; the caller turns them into the one error shape.
pub async fn handle(app: &App, request: Request) -> Result<Value> {
    match request {
        Request::AppState(Nothing {}) => json(app.state().await?),
        Request::Preferences(Nothing {}) => json(app.preferences().load()?),
        Request::PreferencesSet(preferences) => json(set_preferences(app, preferences)?),
        Request::ChapterStart(request) => {
            app.start_chapter(&request).await?;
            json(app.state().await?)
        }
        Request::ChapterJoin(request) => {
            sync::join::join(app, &request).await?;
            json(app.state().await?)
        }
        Request::ChapterSwitch(request) => {
            app.switch_chapter(chapter_id(&request.chapter)?).await?;
            json(app.state().await?)
        }
        Request::Connect(request) => {
            sync::join::connect(app, &request).await?;
            json(app.state().await?)
        }
        Request::Undo(Nothing {}) => json(steps::reverse(app, Way::Back, None).await?),
        Request::Redo(Nothing {}) => json(steps::reverse(app, Way::Again, None).await?),
        Request::UndoTo(to) => json(steps::reverse(app, Way::Back, Some(&to.step)).await?),
        Request::RedoTo(to) => json(steps::reverse(app, Way::Again, Some(&to.step)).await?),
        request => in_chapter(app, request).await,
    }
}

/// The commands that need a chapter.
async fn in_chapter(app: &App, request: Request) -> Result<Value> {
    let chapter = app.chapter().await?;
    let desk = Desk {
        app,
        setting: app.setting(&chapter).await?,
        chapter: &chapter,
    };
    let store = &chapter.store;
    match request {
        Request::VisitAdd(request) => json(desk.add_visit(request).await?),
        Request::VisitDuplicate(request) => json(desk.duplicate_visit(&request).await?),
        Request::Today(Nothing {}) => {
            let sync = sync::summary::of(&chapter).await?;
            json(today::view(store, &desk.setting, sync, (app.edges().steady_us)()).await?)
        }
        Request::Calendar(request) => json(calendar::view(store, &desk.setting, &request).await?),
        Request::Partnerships(Nothing {}) => json(partnerships::list(store, &desk.setting).await?),
        Request::Partnership(request) => {
            let id = parse::id("partnership", &request.partnership)?;
            json(partnerships::one(store, &desk.setting, id).await?)
        }
        Request::PartnershipAdd(request) => {
            let mut work = desk.begin().await?;
            let added = partnerships::edit::add(&mut work, request).await?;
            let title = added.title.as_deref().unwrap_or_default();
            let label = label("partnership_added").with("title", title);
            let partnership = added.id.to_string();
            json(
                desk.finish(work, PartnershipId { partnership }, label)
                    .await?,
            )
        }
        Request::ContactAdd(request) => {
            let mut work = desk.begin().await?;
            let name = partnerships::edit::add_contact(&mut work, request).await?;
            let label = label("contact_added").with("name", name);
            json(desk.finish(work, Nothing {}, label).await?)
        }
        Request::ContactRemove(request) => {
            let mut work = desk.begin().await?;
            let name = partnerships::edit::remove_contact(&mut work, request).await?;
            let label = label("contact_removed").with("name", name);
            json(desk.finish(work, Nothing {}, label).await?)
        }
        Request::CitySetPosition(request) => {
            let mut work = desk.begin().await?;
            let city = partnerships::edit::set_position(&mut work, request).await?;
            let name = city.name.as_deref().unwrap_or_default();
            let label = label("city_placed").with("city", name);
            json(desk.finish(work, Nothing {}, label).await?)
        }
        Request::Tasks(request) => {
            let visit = parse::id("visit", &request.visit)?;
            json(tasks::view(store, &desk.setting, visit, &desk.language()?).await?)
        }
        Request::TaskAdd(request) => {
            let mut work = desk.begin().await?;
            let task = tasks::add(&mut work, request).await?;
            let done = app
                .commit(
                    &chapter,
                    work,
                    label("task_added").with("title", task_title(&task)),
                )
                .await?;
            json(desk.task_done(&task, done).await?)
        }
        Request::TaskSetDone(request) => {
            let mut work = desk.begin().await?;
            let task =
                tasks::set_done(&mut work, parse::id("task", &request.task)?, request.done).await?;
            let code = if request.done {
                "task_done"
            } else {
                "task_reopened"
            };
            let done = app
                .commit(&chapter, work, label(code).with("title", task_title(&task)))
                .await?;
            json(desk.task_done(&task, done).await?)
        }
        Request::TaskPlans(request) => {
            let visit = parse::id("visit", &request.visit)?;
            json(tasks::plans(store, &desk.setting, visit, &desk.language()?).await?)
        }
        Request::TasksPlan(request) => {
            let mut work = desk.begin().await?;
            let count = tasks::plan(&mut work, &request, &desk.language()?).await?;
            let label = label("tasks_planned").with("count", count);
            json(desk.finish(work, Nothing {}, label).await?)
        }
        Request::Overview(request) => {
            let data = desk.visit(&request.visit).await?;
            json(overview::view(store, &desk.setting, &data).await?)
        }
        Request::Journal(request) => {
            let data = desk.visit(&request.visit).await?;
            let day = parse::optional(request.day.as_deref(), |day| parse::day("day", day))?;
            let now = desk.now_at(&data);
            json(journal::view(store, &data, day, now).await?)
        }
        Request::JournalAdd(request) => {
            let now = desk.now_at(&desk.visit(&request.visit).await?);
            let mut work = desk.begin().await?;
            let label = journal::add(&mut work, request, now).await?;
            json(desk.finish(work, Nothing {}, label).await?)
        }
        Request::AttendanceSet(request) => {
            let item = parse::id("item", &request.item)?;
            let now = desk.now_at(&desk.visit_of_item(item).await?);
            let mut work = desk.begin().await?;
            let label = journal::set_attendance(&mut work, &request, now).await?;
            json(desk.finish(work, Nothing {}, label).await?)
        }
        Request::Leave(request) => json(desk.leave(request).await?),
        Request::Itinerary(request) => {
            let data = desk.visit(&request.visit).await?;
            let findings = findings::of(&data);
            json(view::itinerary(&data, findings))
        }
        Request::Review(request) => json(findings::of(&desk.visit(&request.visit).await?)),
        Request::QuickEntry(request) => {
            let data = desk.visit(&request.visit).await?;
            json(quick::read(&data, &request, app.edges())?)
        }
        Request::ItemAdd(request) => {
            let zone = desk.visit(&request.visit).await?.zone();
            let mut work = desk.begin().await?;
            let item = edit::add(&mut work, zone, request).await?;
            json(desk.item_done(work, item, label("item_added")).await?)
        }
        Request::ItemMove(request) => json(desk.move_item(&request).await?),
        Request::ItemProbe(request) => {
            let item = parse::id::<ProgrammeItem>("item", &request.item)?;
            let data = desk.visit_of_item(item).await?;
            let found = data.items.iter().find(|it| it.id == item);
            let found =
                found.ok_or_else(|| Error::not_found(ProgrammeItem::SPEC.name, item.uuid))?;
            let slot = edit::moved_slot(found, data.zone(), &request)?;
            json(findings::probe(&data, item, &slot))
        }
        Request::ItemSetPlace(request) => {
            let mut work = desk.begin().await?;
            let item = parse::id("item", &request.item)?;
            let item =
                edit::set_place(&mut work, item, &request.place, request.wet_weather).await?;
            json(
                desk.item_done(
                    work,
                    item,
                    label("item_place").with("place", request.place.trim()),
                )
                .await?,
            )
        }
        Request::ItemDuplicate(request) => {
            let mut work = desk.begin().await?;
            let item = edit::duplicate(&mut work, parse::id("item", &request.item)?).await?;
            json(desk.item_done(work, item, label("item_duplicated")).await?)
        }
        Request::FindingAccept(request) => {
            let visit = parse::id("visit", &request.visit)?;
            let mut work = desk.begin().await?;
            findings::accept(&mut work, visit, &request.finding, &request.reason).await?;
            let accepted = !request.reason.trim().is_empty();
            let code = if accepted {
                "finding_accepted"
            } else {
                "finding_reopened"
            };
            json(desk.finish(work, Nothing {}, label(code)).await?)
        }
        Request::Participants(request) => {
            let data = desk.visit(&request.visit).await?;
            json(participants::view(store, &data, desk.setting.coordinator).await?)
        }
        Request::People(Nothing {}) => json(people::view(store, &desk.setting).await?),
        Request::Person(request) => {
            let person = parse::id("person", &request.person)?;
            json(people::person(store, &desk.setting, person).await?)
        }
        Request::PersonPrivate(request) => {
            json(participants::private(store, parse::id("person", &request.person)?).await?)
        }
        Request::ParticipantAdd(request) => json(desk.add_participant(request).await?),
        Request::CheckIn(request) => json(desk.check_in(request).await?),
        Request::PrecedenceMove(request) => {
            let id = parse::id::<Participation>("participation", &request.participation)?;
            let data = desk.visit_of_participation(id).await?;
            let mut work = desk.begin().await?;
            participants::move_precedence(&mut work, &data, id, request.number).await?;
            let name = desk.participant_name(id).await?;
            let label = label("precedence_moved")
                .with("name", name)
                .with("number", request.number);
            json(desk.finish(work, Nothing {}, label).await?)
        }
        Request::ImportPreview(request) => {
            let data = desk.visit(&request.visit).await?;
            json(import::preview(store, &data, &request).await?)
        }
        Request::ImportCommit(request) => json(desk.import(request).await?),
        Request::RecordList(request) => json(records::list(store, &request).await?),
        Request::RecordGet(request) => {
            json(records::get(store, &request.kind, records::uuid(&request.id)?).await?)
        }
        Request::RecordAdd(request) => {
            let mut work = desk.begin().await?;
            let record = records::add(
                &mut work,
                &request.kind,
                request.visit.as_deref(),
                &request.fields,
            )
            .await?;
            json(desk.record_done(work, record, "record_added").await?)
        }
        Request::RecordSet(request) => {
            let id = records::uuid(&request.id)?;
            let mut work = desk.begin().await?;
            let record = records::set(&mut work, &request.kind, id, &request.fields).await?;
            json(desk.record_done(work, record, "record_changed").await?)
        }
        Request::RecordsSet(request) => {
            let mut work = desk.begin().await?;
            let label = records::set_all(&mut work, &request).await?;
            json(desk.finish(work, Nothing {}, label).await?)
        }
        Request::RecordsDelete(request) => {
            let mut work = desk.begin().await?;
            let label = records::delete_all(&mut work, &request).await?;
            json(desk.finish(work, Nothing {}, label).await?)
        }
        Request::RecordDelete(request) => {
            let id = records::uuid(&request.id)?;
            let label = desk.label_for("record_deleted", &request.kind, id).await?;
            let mut work = desk.begin().await?;
            work.delete(&request.kind, id).await?;
            json(desk.finish(work, Nothing {}, label).await?)
        }
        Request::RecordRestore(request) => {
            let id = records::uuid(&request.id)?;
            let label = desk.label_for("record_restored", &request.kind, id).await?;
            let mut work = desk.begin().await?;
            work.restore(&request.kind, id).await?;
            json(desk.finish(work, Nothing {}, label).await?)
        }
        Request::History(request) => {
            json(records::history(store, &request.kind, records::uuid(&request.id)?).await?)
        }
        Request::RecordsRestore(request) => {
            let mut work = desk.begin().await?;
            let label = records::restore_all(&mut work, &request).await?;
            json(desk.finish(work, Nothing {}, label).await?)
        }
        Request::Steps(Nothing {}) => json(steps::list(store).await?),
        Request::Trash(Nothing {}) => json(records::trash(store).await?),
        Request::Search(request) => {
            json(records::search(store, &request.text, request.limit).await?)
        }
        Request::SyncView(Nothing {}) => json(sync::view::view(&chapter).await?),
        Request::SyncNow(Nothing {}) => json(chapter.sync.exchange_now(app, &chapter).await?),
        Request::Settle(request) => {
            let mut work = desk.begin().await?;
            let label = sync::settle::settle(store, &mut work, &request).await?;
            json(desk.finish(work, Nothing {}, label).await?)
        }
        Request::SetAsideRetry(request) => {
            sync::view::retry(store, &request.id, (app.edges().steady_us)()).await?;
            chapter.sync.edited();
            json(Nothing {})
        }
        Request::SetAsideDiscard(request) => {
            sync::view::discard(store, &request.id).await?;
            json(Nothing {})
        }
        Request::AppState(_)
        | Request::Preferences(_)
        | Request::PreferencesSet(_)
        | Request::ChapterStart(_)
        | Request::ChapterJoin(_)
        | Request::ChapterSwitch(_)
        | Request::Connect(_)
        | Request::Undo(_)
        | Request::Redo(_)
        | Request::UndoTo(_)
        | Request::RedoTo(_) => unreachable!("answered without a chapter"),
    }
}

/// The chapter in work, with what its commands share.
struct Desk<'a> {
    app: &'a App,
    setting: Setting,
    chapter: &'a OpenChapter,
}

impl Desk<'_> {
    async fn begin(&self) -> Result<Work<'_>> {
        self.app.begin(self.chapter, &self.setting).await
    }

    async fn finish<T>(&self, work: Work<'_>, result: T, label: ActionLabel) -> Result<Done<T>> {
        let done = self.app.commit(self.chapter, work, label).await?;
        self.app.done(self.chapter, result, done).await
    }

    /// The language of the person, empty where the system's is used.
    fn language(&self) -> Result<String> {
        Ok(self.app.preferences().load()?.language.unwrap_or_default())
    }

    async fn visit(&self, id: &str) -> Result<VisitData> {
        VisitData::load(
            &self.chapter.store,
            &self.setting,
            parse::id::<Visit>("visit", id)?,
        )
        .await
    }

    async fn visit_of_item(&self, item: Id<ProgrammeItem>) -> Result<VisitData> {
        let found = self.chapter.store.get::<ProgrammeItem>(item.uuid).await?;
        let visit = found.and_then(|item| item.visit);
        let visit = visit.ok_or_else(|| Error::not_found(ProgrammeItem::SPEC.name, item.uuid))?;
        VisitData::load(&self.chapter.store, &self.setting, visit).await
    }

    async fn visit_of_participation(&self, id: Id<Participation>) -> Result<VisitData> {
        let found = self.chapter.store.get::<Participation>(id.uuid).await?;
        let visit = found.and_then(|part| part.visit);
        let visit = visit.ok_or_else(|| Error::not_found(Participation::SPEC.name, id.uuid))?;
        VisitData::load(&self.chapter.store, &self.setting, visit).await
    }

    async fn add_visit(&self, request: desk_api::state::VisitAdd) -> Result<Done<VisitRow>> {
        let language = self.language()?;
        let mut work = self.begin().await?;
        let title = request.title.trim().to_owned();
        let visit = visits::add(&mut work, request, &language).await?;
        let done = self
            .app
            .commit(
                self.chapter,
                work,
                label("visit_added").with("title", title),
            )
            .await?;
        let data = VisitData::load(&self.chapter.store, &self.setting, visit).await?;
        let row = visits::row(&data, findings::clashes(&data));
        self.app.done(self.chapter, row, done).await
    }

    async fn duplicate_visit(&self, request: &VisitDuplicate) -> Result<Done<VisitRow>> {
        let original = self.visit(&request.visit).await?;
        let mut work = self.begin().await?;
        let copy = duplicate::visit(&mut work, &original, request).await?;
        let of = original.visit.title.as_deref().unwrap_or_default();
        let label = label("visit_duplicated")
            .with("of", of)
            .with("title", request.title.trim());
        let done = self.app.commit(self.chapter, work, label).await?;
        let data = VisitData::load(&self.chapter.store, &self.setting, copy).await?;
        let row = visits::row(&data, findings::clashes(&data));
        self.app.done(self.chapter, row, done).await
    }

    async fn task_done(&self, task: &Task, done: Option<ActionLabel>) -> Result<Done<TaskView>> {
        let task = std::slice::from_ref(task);
        let mut rows = tasks::rows(&self.chapter.store, &self.setting, task).await?;
        let view = rows.pop().expect("a row is answered for each task");
        self.app.done(self.chapter, view, done).await
    }

    async fn move_item(&self, request: &ItemMove) -> Result<Done<ItemView>> {
        let id = parse::id::<ProgrammeItem>("item", &request.item)?;
        let zone = self.visit_of_item(id).await?.zone();
        let mut work = self.begin().await?;
        let item = edit::get(&mut work, id).await?;
        let slot = edit::moved_slot(&item, zone, request)?;
        let item = edit::set_slot(&mut work, id, slot).await?;
        let slot = item.slot.as_ref();
        let label = match (
            slot.and_then(|slot| slot.day),
            slot.and_then(|slot| slot.start),
        ) {
            (Some(day), Some(start)) => label("item_moved")
                .with("day", day)
                .with("time", start.format("%H:%M")),
            (Some(day), None) => label("item_moved_to_day").with("day", day),
            (None, _) => label("item_to_tray"),
        };
        self.item_done(work, item, label).await
    }

    async fn item_done(
        &self,
        work: Work<'_>,
        item: ProgrammeItem,
        label: ActionLabel,
    ) -> Result<Done<ItemView>> {
        let label = label.with("title", item.title.as_deref().unwrap_or_default());
        let done = self.app.commit(self.chapter, work, label).await?;
        let data = self.visit_of_item(item.id).await?;
        self.app
            .done(self.chapter, view::item_view(&data, &item), done)
            .await
    }

    async fn add_participant(
        &self,
        request: desk_api::participants::ParticipantAdd,
    ) -> Result<Done<ParticipantRow>> {
        let visit = request.visit.clone();
        let mut work = self.begin().await?;
        let part = participants::add(&mut work, request).await?;
        let name = work.title(Participation::SPEC.name, part.id.uuid).await?;
        let done = self
            .app
            .commit(
                self.chapter,
                work,
                label("participant_added").with("name", name),
            )
            .await?;
        let data = self.visit(&visit).await?;
        let row = participants::row_of(
            &self.chapter.store,
            &data,
            part.id,
            self.setting.coordinator,
        )
        .await?;
        self.app.done(self.chapter, row, done).await
    }

    async fn check_in(&self, request: CheckIn) -> Result<Done<Nothing>> {
        let CheckIn {
            participations,
            arrived,
            at,
        } = request;
        let parts: Vec<Id<Participation>> = participations
            .iter()
            .map(|id| parse::id("participations", id))
            .collect::<Result<_>>()?;
        let Some(first) = parts.first() else {
            return Err(Error::bad_value(
                "participations",
                "",
                "at least one participation",
            ));
        };
        let zone = self.visit_of_participation(*first).await?.zone();
        let at: Option<NaiveDateTime> =
            parse::optional(at.as_deref(), |text| parse::date_time("at", text))?;
        let at = at.unwrap_or_else(|| self.app.edges().local_now(zone));
        let name = self.participant_name(*first).await?;
        let mut work = self.begin().await?;
        participants::check_in(&mut work, &parts, arrived, at).await?;
        let code = if arrived {
            "checked_in"
        } else {
            "check_in_undone"
        };
        self.finish(
            work,
            Nothing {},
            label(code).with("name", name).with("count", parts.len()),
        )
        .await
    }

    async fn leave(&self, request: Leave) -> Result<Done<Nothing>> {
        let first = request.participations.first().map_or("", String::as_str);
        let first = parse::id::<Participation>("participations", first)?;
        let data = self.visit_of_participation(first).await?;
        let at = parse::optional(request.at.as_deref(), |text| parse::date_time("at", text))?;
        let at = at.unwrap_or_else(|| self.now_at(&data));
        let name = self.participant_name(first).await?;
        let mut work = self.begin().await?;
        journal::leave(&mut work, &data.visit, &request, at).await?;
        let code = if request.departed {
            "departed"
        } else {
            "departure_undone"
        };
        let label = label(code)
            .with("name", name)
            .with("count", request.participations.len());
        self.finish(work, Nothing {}, label).await
    }

    /// What the clocks of a visit show now.
    fn now_at(&self, data: &VisitData) -> NaiveDateTime {
        self.app.edges().local_now(data.zone())
    }

    async fn participant_name(&self, id: Id<Participation>) -> Result<String> {
        records::title(&self.chapter.store, Participation::SPEC.name, id.uuid).await
    }

    async fn import(
        &self,
        request: desk_api::import::ImportRequest,
    ) -> Result<Done<desk_api::import::ImportPreview>> {
        let data = self.visit(&request.visit).await?;
        let mut work = self.begin().await?;
        let (preview, label) =
            import::commit(&self.chapter.store, &mut work, &data, &request).await?;
        let done = self.app.commit(self.chapter, work, label).await?;
        import::remember(
            &self.chapter.store,
            &data,
            &request,
            (self.app.edges().steady_us)(),
        )
        .await?;
        self.app.done(self.chapter, preview, done).await
    }

    async fn record_done(
        &self,
        mut work: Work<'_>,
        record: RecordView,
        code: &str,
    ) -> Result<Done<RecordView>> {
        let title = work.title(&record.kind, records::uuid(&record.id)?).await?;
        let label = label(code).with("kind", &record.kind).with("title", title);
        self.finish(work, record, label).await
    }

    async fn label_for(&self, code: &str, kind: &str, id: uuid::Uuid) -> Result<ActionLabel> {
        let title = records::title(&self.chapter.store, kind, id).await?;
        Ok(label(code).with("kind", kind).with("title", title))
    }
}

fn set_preferences(app: &App, preferences: Preferences) -> Result<Preferences> {
    app.preferences().save(&preferences)?;
    Ok(preferences)
}

fn task_title(task: &Task) -> &str {
    task.title.as_deref().unwrap_or_default()
}

fn json<T: Serialize>(answer: T) -> Result<Value> {
    serde_json::to_value(answer)
        .map_err(|error| Error::Broken(format!("an answer that is no JSON: {error}")))
}
