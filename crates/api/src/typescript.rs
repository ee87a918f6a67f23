//! The TypeScript side of this crate, written to `ui/src/lib/api/bindings.ts` by `cargo xtask codegen`.

use desk_domain::kind::FieldType;
use desk_domain::kinds::KINDS;
use ts_rs::{Config, TS};

use crate::{
    calendar, data, duplicate, error, import, itinerary, journal, overview, participants,
    partnerships, people, quick, records, schema, state, steps, sync, tasks, today,
};

macro_rules! declarations {
    ($config:expr; $( $type:ty, )+) => { vec![ $( <$type as TS>::decl($config), )+ ] };
}

/// What the program tells the user interface unasked.
#[derive(Debug, Clone, PartialEq, serde::Serialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// Records changed: reload what is shown.
    Changed {
        /// The visits concerned; empty where only the chapter's own records changed.
        visits: Vec<String>,
    },
    /// Sync moved on.
    Sync {
        /// Where it stands.
        summary: sync::SyncSummary,
    },
}

/// The whole file.
pub fn bindings() -> String {
    let config = Config::default();
    let mut text =
        String::from("// Generated from crates/api by `cargo xtask codegen`. Do not edit.\n\n");
    for declaration in types(&config) {
        text.push_str("export ");
        text.push_str(&declaration);
        text.push_str("\n\n");
    }
    text.push_str("export interface Commands {\n");
    for line in schema::typescript_commands(&config) {
        text.push_str(&line);
        text.push('\n');
    }
    text.push_str("}\n\n");
    text.push_str(&kinds());
    text
}

fn types(config: &Config) -> Vec<String> {
    declarations![config;
        serde_json::Value, error::Code, error::Error,
        state::ActionLabel, state::Done<records::Nothing>, state::AppState, state::KeyKeeping, state::ChapterView,
        state::ChapterRef, state::ClockCity, state::VisitRow, state::ChapterStart, state::ChapterJoin,
        state::ChapterSwitch, state::VisitAdd, state::Preferences,
        today::TodayView, today::LeadView,
        today::AnniversaryView, today::RecentView,
        tasks::TasksView, tasks::TaskGroup, tasks::TaskView, tasks::TaskPerson, tasks::TaskAdd, tasks::TaskSetDone,
        tasks::TaskPlanView, tasks::PlannedTaskView, tasks::TasksPlan,
        people::PeopleQuery, people::Whose, people::PeopleSort, people::PeopleView, people::PeopleCounts, people::PersonRow, people::LatestVisit, people::PersonView, people::PersonPart,
        people::PersonTask,
        itinerary::ItineraryView, itinerary::DayView, itinerary::SlotView, itinerary::ItemView, itinerary::NamedRef,
        itinerary::ParticipantRef, itinerary::PersonNameView, itinerary::FindingView, itinerary::VisitId,
        itinerary::ItemId, itinerary::ItemAdd, itinerary::ItemMove, itinerary::FindingAccept,
        itinerary::ItemSetPlace,
        overview::OverviewView, overview::VisitFields, overview::OverviewDay, overview::ToSettleView,
        overview::PlacedRef, overview::DueTask, overview::ReadinessView, overview::JourneyView, overview::StopView,
        overview::LegView, overview::CallView, overview::FirstDecisionView,
        journal::JournalDay, journal::JournalView, journal::JournalDayView, journal::JournalLine,
        journal::JournalPerson, journal::JournalItem, journal::HoursView, journal::JournalAdd,
        journal::AttendanceSet, journal::Leave,
        participants::ParticipantsView, participants::ParticipantRow, participants::PassportState,
        participants::PrivateView, participants::PersonId, participants::ParticipantAdd, participants::CheckIn,
        participants::PrecedenceMove,
        calendar::CalendarSpan, calendar::CalendarView, calendar::CalendarVisit, calendar::CalendarAnniversary,
        calendar::CalendarRenewal, calendar::CalendarTask,
        partnerships::PartnershipsView, partnerships::CityView, partnerships::PositionView,
        partnerships::PartnershipRow, partnerships::AnniversaryDay, partnerships::RenewalNearness,
        partnerships::RenewalDay, partnerships::VisitCounts, partnerships::PartnershipVisit,
        partnerships::PartnershipId, partnerships::PartnershipView, partnerships::ContactView,
        partnerships::InitiativeView, partnerships::PartnershipAdd, partnerships::CitySetPosition,
        partnerships::PartnershipSide, partnerships::ContactAdd, partnerships::ContactRemove,
        import::ListKind, import::ListSource, import::ImportRequest, import::ColumnChoice, import::ImportPreview,
        import::RowFate, import::ImportRow, import::ImportRemark, import::ImportCounts,
        records::Nothing, records::RecordRef, records::RecordSet, records::RecordsSet,
        records::RecordsDelete, records::RecordAdd, records::RecordList,
        records::RecordsRestore, quick::QuickEntry, quick::QuickEntryView, steps::StepRow, steps::StepId,
        steps::StepsReversed, duplicate::VisitDuplicate, duplicate::VisitParts,
        records::RecordView, records::HistoryRow, records::TrashRow, records::Search, records::SearchHit,
        sync::SyncState, sync::SyncSummary, sync::SyncView, sync::DecisionView, sync::VersionView,
        sync::WaitingView, sync::CombinedView, sync::SetAsideView, sync::SetAsideId, sync::Keep, sync::Settle,
        sync::Connect, sync::Exchanged,
        data::DataView, data::CopyView, data::DeviceView, data::DataBackup, data::DataRestore, data::DataRestored,
        data::DataCheck, data::DataReport,
        Event,
    ]
}

/// The record kinds with their fields, for forms that show every field: `KINDS`.
fn kinds() -> String {
    let mut text = String::from(
        "export interface FieldSpec {\n  name: string;\n  holds: string;\n  choices?: readonly string[];\n  \
         kind?: string;\n}\n\nexport interface KindSpec {\n  owner: 'chapter' | 'visit';\n  \
         audience: 'team' | 'coordinators';\n  title: string | null;\n  fields: readonly FieldSpec[];\n}\n\n\
         export const KINDS: Record<string, KindSpec> = {\n",
    );
    for spec in KINDS {
        let owner = format!("{:?}", spec.owner).to_lowercase();
        let audience = format!("{:?}", spec.audience).to_lowercase();
        let title = spec
            .title
            .map_or("null".to_owned(), |title| format!("'{title}'"));
        text.push_str(&format!(
            "  {}: {{\n    owner: '{owner}',\n    audience: '{audience}',\n    title: {title},\n    fields: [\n",
            spec.name
        ));
        for field in spec.fields {
            text.push_str(&format!(
                "      {{ name: '{}', {} }},\n",
                field.name,
                holds(field.holds)
            ));
        }
        text.push_str("    ],\n  },\n");
    }
    text.push_str("};\n");
    text
}

fn holds(field: FieldType) -> String {
    let holds = format!("holds: '{}'", holds_word(field));
    match field {
        FieldType::Choice(words) => {
            let words: Vec<_> = words.iter().map(|word| format!("'{word}'")).collect();
            format!("{holds}, choices: [{}]", words.join(", "))
        }
        FieldType::Reference(kind) | FieldType::SetOf(kind) => format!("{holds}, kind: '{kind}'"),
        _ => holds,
    }
}

/// The word by which the user interface knows what a field holds.
pub const fn holds_word(field: FieldType) -> &'static str {
    match field {
        FieldType::Text => "text",
        FieldType::LongText => "long_text",
        FieldType::Bool => "bool",
        FieldType::Integer => "integer",
        FieldType::Date => "date",
        FieldType::LocalDateTime => "local_date_time",
        FieldType::Zone => "zone",
        FieldType::Country => "country",
        FieldType::Choice(_) => "choice",
        FieldType::Reference(_) => "reference",
        FieldType::Slot => "slot",
        FieldType::Position => "position",
        FieldType::Confirmation => "confirmation",
        FieldType::SetOf(_) => "set_of",
        FieldType::SetOfText => "set_of_text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With `DESK_WRITE_BINDINGS` set it writes the file (that is what `cargo xtask codegen` does).
    #[test]
    fn the_committed_bindings_are_those_of_this_crate() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../ui/src/lib/api/bindings.ts"
        );
        if std::env::var_os("DESK_WRITE_BINDINGS").is_some() {
            std::fs::write(path, bindings()).expect("ui/src/lib/api is there");
        }
        let committed = std::fs::read_to_string(path).expect("bindings.ts is committed");
        assert!(
            committed == bindings(),
            "bindings.ts is stale: run `cargo xtask codegen`"
        );
    }
}
