//! The command table: one arm per command of `desk-api`; a forgotten one does not compile.

mod desk;
mod journal;
mod participants;
mod partnerships;
mod programme;
mod records;
mod sync;
mod tasks;
mod visits;

use desk_api::Request;
use desk_api::records::Nothing;
use desk_api::state::Preferences;
use serde::Serialize;
use serde_json::Value;

use self::desk::Desk;
use crate::app::{App, chapter_id};
use crate::error::{Error, Result};
use crate::programme::findings;
use crate::steps::{self, Way};
use crate::{calendar, directory, import, maintenance, overview, parse};

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
            crate::sync::join::join(app, &request).await?;
            json(app.state().await?)
        }
        Request::ChapterSwitch(request) => {
            app.switch_chapter(chapter_id(&request.chapter)?).await?;
            json(app.state().await?)
        }
        Request::Connect(request) => {
            crate::sync::join::connect(app, &request).await?;
            json(app.state().await?)
        }
        Request::DataRestore(request) => json(maintenance::restore(app, &request).await?),
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
            let sync = crate::sync::summary::of(&chapter).await?;
            json(crate::today::view(store, &desk.setting, sync, (app.edges().steady_us)()).await?)
        }
        Request::Calendar(request) => json(calendar::view(store, &desk.setting, &request).await?),
        Request::Partnerships(Nothing {}) => {
            json(crate::partnerships::list(store, &desk.setting).await?)
        }
        Request::Partnership(request) => json(desk.partnership(request).await?),
        Request::PartnershipAdd(request) => json(desk.add_partnership(request).await?),
        Request::ContactAdd(request) => json(desk.add_contact(request).await?),
        Request::ContactRemove(request) => json(desk.remove_contact(request).await?),
        Request::CitySetPosition(request) => json(desk.set_position(request).await?),
        Request::Tasks(request) => json(desk.tasks(request).await?),
        Request::TaskAdd(request) => json(desk.add_task(request).await?),
        Request::TaskSetDone(request) => json(desk.set_task_done(request).await?),
        Request::TaskPlans(request) => json(desk.task_plans(request).await?),
        Request::TasksPlan(request) => json(desk.plan_tasks(request).await?),
        Request::Overview(request) => {
            let data = desk.visit(&request.visit).await?;
            json(overview::view(store, &desk.setting, &data).await?)
        }
        Request::Journal(request) => json(desk.journal(request).await?),
        Request::JournalAdd(request) => json(desk.add_to_journal(request).await?),
        Request::AttendanceSet(request) => json(desk.set_attendance(request).await?),
        Request::Leave(request) => json(desk.leave(request).await?),
        Request::Itinerary(request) => json(desk.itinerary(request).await?),
        Request::Review(request) => json(findings::of(&desk.visit(&request.visit).await?)),
        Request::QuickEntry(request) => json(desk.quick_entry(request).await?),
        Request::ItemAdd(request) => json(desk.add_item(request).await?),
        Request::ItemMove(request) => json(desk.move_item(&request).await?),
        Request::ItemProbe(request) => json(desk.probe_item(request).await?),
        Request::ItemSetPlace(request) => json(desk.set_item_place(request).await?),
        Request::ItemDuplicate(request) => json(desk.duplicate_item(request).await?),
        Request::FindingAccept(request) => json(desk.accept_finding(request).await?),
        Request::Participants(request) => json(desk.participants(request).await?),
        Request::People(request) => json(directory::view(store, &desk.setting, &request).await?),
        Request::Person(request) => json(desk.person(request).await?),
        Request::PersonPrivate(request) => {
            json(crate::participants::private(store, parse::id("person", &request.person)?).await?)
        }
        Request::ParticipantAdd(request) => json(desk.add_participant(request).await?),
        Request::CheckIn(request) => json(desk.check_in(request).await?),
        Request::PrecedenceMove(request) => json(desk.move_precedence(request).await?),
        Request::ImportPreview(request) => {
            let data = desk.visit(&request.visit).await?;
            json(import::preview(store, &data, &request).await?)
        }
        Request::ImportCommit(request) => json(desk.import(request).await?),
        Request::RecordList(request) => json(crate::records::list(store, &request).await?),
        Request::RecordGet(request) => json(
            crate::records::get(store, &request.kind, crate::records::uuid(&request.id)?).await?,
        ),
        Request::RecordAdd(request) => json(desk.add_record(request).await?),
        Request::RecordSet(request) => json(desk.set_record(request).await?),
        Request::RecordsSet(request) => json(desk.set_records(request).await?),
        Request::RecordsDelete(request) => json(desk.delete_records(request).await?),
        Request::RecordDelete(request) => json(desk.delete_record(request).await?),
        Request::RecordRestore(request) => json(desk.restore_record(request).await?),
        Request::History(request) => json(
            crate::records::history(store, &request.kind, crate::records::uuid(&request.id)?)
                .await?,
        ),
        Request::RecordsRestore(request) => json(desk.restore_records(request).await?),
        Request::Steps(Nothing {}) => json(steps::list(store).await?),
        Request::Trash(Nothing {}) => json(crate::records::trash(store).await?),
        Request::Search(request) => {
            json(crate::records::search(store, &request.text, request.limit).await?)
        }
        Request::SyncView(Nothing {}) => json(crate::sync::view::view(&chapter).await?),
        Request::SyncNow(Nothing {}) => json(chapter.sync.exchange_now(app, &chapter).await?),
        Request::Settle(request) => json(desk.settle(request).await?),
        Request::SetAsideRetry(request) => json(desk.retry_set_aside(request).await?),
        Request::SetAsideDiscard(request) => json(desk.discard_set_aside(request).await?),
        Request::Data(Nothing {}) => json(maintenance::view(app, &chapter).await?),
        Request::DataBackup(request) => json(maintenance::backup(&chapter, &request).await?),
        Request::DataCheck(request) => json(maintenance::check(&chapter, request).await?),
        Request::AppState(_)
        | Request::Preferences(_)
        | Request::PreferencesSet(_)
        | Request::ChapterStart(_)
        | Request::ChapterJoin(_)
        | Request::ChapterSwitch(_)
        | Request::Connect(_)
        | Request::DataRestore(_)
        | Request::Undo(_)
        | Request::Redo(_)
        | Request::UndoTo(_)
        | Request::RedoTo(_) => unreachable!("answered without a chapter"),
    }
}

fn set_preferences(app: &App, preferences: Preferences) -> Result<Preferences> {
    app.preferences().save(&preferences)?;
    Ok(preferences)
}

fn json<T: Serialize>(answer: T) -> Result<Value> {
    serde_json::to_value(answer)
        .map_err(|error| Error::Broken(format!("an answer that is no JSON: {error}")))
}
