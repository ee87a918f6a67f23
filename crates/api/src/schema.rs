//! Every command, once: its name, what it takes, what it gives back.

use serde::Deserialize;

use crate::calendar::{CalendarSpan, CalendarView};
use crate::data::{DataBackup, DataCheck, DataReport, DataRestore, DataRestored, DataView};
use crate::duplicate::VisitDuplicate;
use crate::import::{ImportPreview, ImportRequest};
use crate::itinerary::{
    FindingAccept, FindingView, ItemAdd, ItemId, ItemMove, ItemSetPlace, ItemView, ItineraryView,
    VisitId,
};
use crate::journal::{AttendanceSet, JournalAdd, JournalDay, JournalView, Leave};
use crate::overview::OverviewView;
use crate::participants::{
    CheckIn, ParticipantAdd, ParticipantRow, ParticipantsView, PersonId, PrecedenceMove,
    PrivateView,
};
use crate::partnerships::{
    CitySetPosition, ContactAdd, ContactRemove, PartnershipAdd, PartnershipId, PartnershipView,
    PartnershipsView,
};
use crate::people::{PeopleQuery, PeopleView, PersonView};
use crate::quick::{QuickEntry, QuickEntryView};
use crate::records::{
    HistoryRow, Nothing, RecordAdd, RecordList, RecordRef, RecordSet, RecordView, RecordsDelete,
    RecordsRestore, RecordsSet, Search, SearchHit, TrashRow,
};
use crate::state::{
    AppState, ChapterJoin, ChapterStart, ChapterSwitch, Done, Preferences, VisitAdd, VisitRow,
};
use crate::steps::{StepId, StepRow, StepsReversed};
use crate::sync::{Connect, Exchanged, SetAsideId, Settle, SyncView};
use crate::tasks::{TaskAdd, TaskPlanView, TaskSetDone, TaskView, TasksPlan, TasksView};
use crate::today::TodayView;

macro_rules! commands {
    ($( $(#[$doc:meta])* $name:ident as $variant:ident($request:ty) -> $response:ty; )+) => {
        /// Every command that the user interface can give, tagged by its name.
        #[derive(Debug, Clone, PartialEq, Deserialize)]
        #[serde(tag = "command", content = "request", rename_all = "snake_case")]
        pub enum Request {
            $( $(#[$doc])* $variant($request), )+
        }

        impl Request {
            /// The command's name.
            pub const fn name(&self) -> &'static str {
                match self { $( Self::$variant(_) => stringify!($name), )+ }
            }
        }

        /// One line of TypeScript per command: `name: { request: …; response: … };`.
        pub(crate) fn typescript_commands(config: &ts_rs::Config) -> Vec<String> {
            vec![ $( format!(
                "  {}: {{ request: {}; response: {} }};",
                stringify!($name),
                <$request as ts_rs::TS>::name(config),
                <$response as ts_rs::TS>::name(config),
            ), )+ ]
        }
    };
}

commands! {
    /// What the frame shows.
    app_state as AppState(Nothing) -> AppState;
    /// What this person prefers.
    preferences as Preferences(Nothing) -> Preferences;
    /// Keeps what this person prefers, whole.
    preferences_set as PreferencesSet(Preferences) -> Preferences;
    /// Sets up a chapter that works alone.
    chapter_start as ChapterStart(ChapterStart) -> AppState;
    /// Joins a chapter by an invitation code.
    chapter_join as ChapterJoin(ChapterJoin) -> AppState;
    /// Opens another chapter of this computer.
    chapter_switch as ChapterSwitch(ChapterSwitch) -> AppState;
    /// Plans a visit.
    visit_add as VisitAdd(VisitAdd) -> Done<VisitRow>;

    /// Plans a visit like one that is there.
    visit_duplicate as VisitDuplicate(VisitDuplicate) -> Done<VisitRow>;

    /// Today.
    today as Today(Nothing) -> TodayView;

    /// What falls into a span of days.
    calendar as Calendar(CalendarSpan) -> CalendarView;

    /// All partnerships of the chapter.
    partnerships as Partnerships(Nothing) -> PartnershipsView;
    /// One partnership.
    partnership as Partnership(PartnershipId) -> PartnershipView;
    /// Adds a partnership with a city.
    partnership_add as PartnershipAdd(PartnershipAdd) -> Done<PartnershipId>;
    /// Adds somebody to turn to.
    contact_add as ContactAdd(ContactAdd) -> Done<Nothing>;
    /// Takes somebody off those to turn to.
    contact_remove as ContactRemove(ContactRemove) -> Done<Nothing>;
    /// Says where a city lies.
    city_set_position as CitySetPosition(CitySetPosition) -> Done<Nothing>;

    /// The tasks of a visit.
    tasks as Tasks(VisitId) -> TasksView;
    /// Adds a task.
    task_add as TaskAdd(TaskAdd) -> Done<TaskView>;
    /// Marks a task done or open.
    task_set_done as TaskSetDone(TaskSetDone) -> Done<TaskView>;
    /// What each template would add to the tasks of a visit.
    task_plans as TaskPlans(VisitId) -> Vec<TaskPlanView>;
    /// Adds tasks of a template.
    tasks_plan as TasksPlan(TasksPlan) -> Done<Nothing>;

    /// A visit at a glance.
    overview as Overview(VisitId) -> OverviewView;

    /// A day of a visit's journal.
    journal as Journal(JournalDay) -> JournalView;
    /// Writes something down.
    journal_add as JournalAdd(JournalAdd) -> Done<Nothing>;
    /// Notes who was at an item.
    attendance_set as AttendanceSet(AttendanceSet) -> Done<Nothing>;
    /// Notes that people left, or takes that back.
    leave as Leave(Leave) -> Done<Nothing>;

    /// The day board of a visit.
    itinerary as Itinerary(VisitId) -> ItineraryView;
    /// What a line typed for an item means; nothing is saved.
    quick_entry as QuickEntry(QuickEntry) -> QuickEntryView;
    /// Adds a programme item.
    item_add as ItemAdd(ItemAdd) -> Done<ItemView>;
    /// Moves an item, to the tray where there is no day.
    item_move as ItemMove(ItemMove) -> Done<ItemView>;
    /// What would be found if the item were moved; nothing is saved.
    item_probe as ItemProbe(ItemMove) -> Vec<FindingView>;
    /// Puts an item at a place by its name.
    item_set_place as ItemSetPlace(ItemSetPlace) -> Done<ItemView>;
    /// A copy of an item, not placed yet.
    item_duplicate as ItemDuplicate(ItemId) -> Done<ItemView>;
    /// Accepts a finding, or takes that back.
    finding_accept as FindingAccept(FindingAccept) -> Done<Nothing>;
    /// What a person should look at in a visit.
    review as Review(VisitId) -> Vec<FindingView>;

    /// The participants of a visit.
    participants as Participants(VisitId) -> ParticipantsView;
    /// Everybody the chapter knows.
    people as People(PeopleQuery) -> PeopleView;
    /// One person over years.
    person as Person(PersonId) -> PersonView;
    /// A person's private half.
    person_private as PersonPrivate(PersonId) -> PrivateView;
    /// Adds a person and their part in a visit.
    participant_add as ParticipantAdd(ParticipantAdd) -> Done<ParticipantRow>;
    /// Checks people in, or takes that back.
    check_in as CheckIn(CheckIn) -> Done<Nothing>;
    /// Moves somebody in the order of precedence.
    precedence_move as PrecedenceMove(PrecedenceMove) -> Done<Nothing>;

    /// Reads a list without saving anything.
    import_preview as ImportPreview(ImportRequest) -> ImportPreview;
    /// Takes a list over, as one step that Undo takes back.
    import_commit as ImportCommit(ImportRequest) -> Done<ImportPreview>;

    /// Records of a kind.
    record_list as RecordList(RecordList) -> Vec<RecordView>;
    /// One record.
    record_get as RecordGet(RecordRef) -> RecordView;
    /// Adds a record.
    record_add as RecordAdd(RecordAdd) -> Done<RecordView>;
    /// Sets fields of a record.
    record_set as RecordSet(RecordSet) -> Done<RecordView>;
    /// Sets the same fields of several records.
    records_set as RecordsSet(RecordsSet) -> Done<Nothing>;
    /// Puts a record into the trash.
    record_delete as RecordDelete(RecordRef) -> Done<Nothing>;
    /// Puts several records into the trash.
    records_delete as RecordsDelete(RecordsDelete) -> Done<Nothing>;
    /// Takes a record out of the trash.
    record_restore as RecordRestore(RecordRef) -> Done<Nothing>;
    /// Takes several records out of the trash.
    records_restore as RecordsRestore(RecordsRestore) -> Done<Nothing>;
    /// What changed in a record, newest first.
    history as History(RecordRef) -> Vec<HistoryRow>;
    /// What lies in the trash, newest first.
    trash as Trash(Nothing) -> Vec<TrashRow>;
    /// Finds records in any script.
    search as Search(Search) -> Vec<SearchHit>;
    /// Takes the latest step back.
    undo as Undo(Nothing) -> Done<StepsReversed>;
    /// Does it again.
    redo as Redo(Nothing) -> Done<StepsReversed>;
    /// What was done on this computer, newest first.
    steps as Steps(Nothing) -> Vec<StepRow>;
    /// Takes every step back down to this one.
    undo_to as UndoTo(StepId) -> Done<StepsReversed>;
    /// Does every step again up to this one.
    redo_to as RedoTo(StepId) -> Done<StepsReversed>;

    /// Sync and changes.
    sync_view as SyncView(Nothing) -> SyncView;
    /// Exchanges with the server now.
    sync_now as SyncNow(Nothing) -> Exchanged;
    /// Connects this chapter to a server.
    connect as Connect(Connect) -> AppState;
    /// Settles a pair of versions.
    settle as Settle(Settle) -> Done<Nothing>;
    /// Sends a change that was set aside again.
    set_aside_retry as SetAsideRetry(SetAsideId) -> Nothing;
    /// Throws a change that was set aside away.
    set_aside_discard as SetAsideDiscard(SetAsideId) -> Nothing;

    /// Where the data lies, and on which computers it is worked on.
    data as Data(Nothing) -> DataView;
    /// Writes a copy of the data into a file.
    data_backup as DataBackup(DataBackup) -> Nothing;
    /// Goes back to a copy.
    data_restore as DataRestore(DataRestore) -> DataRestored;
    /// Looks whether the data is sound.
    data_check as DataCheck(DataCheck) -> DataReport;
}
