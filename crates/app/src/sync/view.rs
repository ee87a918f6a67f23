//! Sync and changes, as the screen shows them.

use desk_api::sync::{
    CombinedView, DecisionView, SetAsideView, SyncView, VersionView, WaitingView,
};
use desk_domain::Kind;
use desk_domain::kind::{FieldSpec, FieldType, KindSpec, Owner};
use desk_domain::kinds::{Visit, spec};
use desk_store::{
    Combined, HistoryEntry, QuarantineId, Quarantined, Question, Source, Store, Version,
};
use serde_json::Value;
use uuid::Uuid;

use super::summary;
use crate::app::OpenChapter;
use crate::error::{Error, Result};
use crate::label;
use crate::records::{self, ms};

/// How many records in which changes came together are shown.
const COMBINED_MAX: u32 = 50;

/// All that the screen shows.
pub async fn view(chapter: &OpenChapter) -> Result<SyncView> {
    let store = &chapter.store;
    let mut decisions = Vec::new();
    for question in store.inbox().await? {
        decisions.push(decision(store, question).await?);
    }
    let waiting = store.waiting_by_kind().await?;
    let mut set_aside = Vec::new();
    for held in store.quarantine().await? {
        set_aside.push(set_aside_view(store, held).await?);
    }
    Ok(SyncView {
        summary: summary::of(chapter).await?,
        decisions,
        waiting: waiting
            .into_iter()
            .map(|(kind, count)| WaitingView {
                kind,
                count: u32::try_from(count).unwrap_or(u32::MAX),
            })
            .collect(),
        combined: combined(store).await?,
        set_aside,
    })
}

/// Makes a change that was set aside again, to be sent anew.
pub async fn retry(store: &Store, id: &str, now_us: u64) -> Result<()> {
    let label = label::stored(&label::label("set_aside_retried"));
    store.quarantine_retry(number(id)?, label, now_us).await?;
    Ok(())
}

/// Throws a change that was set aside away.
pub async fn discard(store: &Store, id: &str) -> Result<()> {
    Ok(store.quarantine_discard(number(id)?).await?)
}

/// One question as the inbox words it.
pub async fn decision(store: &Store, question: Question) -> Result<DecisionView> {
    let Question {
        id,
        kind,
        record,
        owner,
        register,
        first,
        second,
        standing,
    } = question;
    let field = spec(&kind).and_then(|spec| spec.field_of(&register));
    let stands = match &standing {
        Some(value) if *value == first.value => "first",
        Some(value) if *value == second.value => "second",
        _ => "other",
    };
    let visit = visit_of(&kind, owner);
    Ok(DecisionView {
        id: id.to_string(),
        record: record.to_string(),
        title: records::title(store, &kind, record).await?,
        visit_title: match visit {
            Some(visit) => Some(records::title(store, Visit::SPEC.name, visit).await?),
            None => None,
        },
        visit: visit.map(|visit| visit.to_string()),
        before: before(store, &kind, record, &register, &first, &second).await?,
        first: version(store, field, first).await?,
        second: version(store, field, second).await?,
        stands: stands.to_owned(),
        holds: field
            .map_or("flag", |field| records::holds(field.holds))
            .to_owned(),
        field: register,
        kind,
    })
}

async fn version(
    store: &Store,
    field: Option<&FieldSpec>,
    version: Version,
) -> Result<VersionView> {
    let value: Value = serde_json::from_slice(&version.value).unwrap_or(Value::Null);
    let refers_to = match field.map(|field| field.holds) {
        Some(FieldType::Reference(kind)) => value
            .as_str()
            .and_then(|id| Uuid::try_parse(id).ok())
            .map(|id| (kind, id)),
        _ => None,
    };
    Ok(VersionView {
        shown: match refers_to {
            Some((kind, id)) => Some(records::title(store, kind, id).await?),
            None => None,
        },
        value,
        who: version.person.unwrap_or_default(),
        mine: version.mine,
        at_ms: ms(version.at_us),
    })
}

/// The value that one of the two was written over, where this computer's history knows it.
async fn before(
    store: &Store,
    kind: &str,
    record: Uuid,
    register: &str,
    first: &Version,
    second: &Version,
) -> Result<Option<Value>> {
    let history = store.history(kind, record).await?;
    let of_register = history
        .into_iter()
        .filter(|entry| entry.register == register);
    let older = of_register.filter_map(|entry| Some((entry.new, entry.old?)));
    let wrote = |new: &Vec<u8>| *new == first.value || *new == second.value;
    let before = older
        .filter(|(new, old)| wrote(new) && !wrote(old))
        .map(|(_, old)| old)
        .next_back();
    Ok(before.and_then(|value| serde_json::from_slice(&value).ok()))
}

async fn set_aside_view(store: &Store, held: Quarantined) -> Result<SetAsideView> {
    let Quarantined {
        id,
        kind,
        record,
        registers,
        reason,
        detail,
        at_us,
        ..
    } = held;
    let value = |bytes: Vec<u8>| serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    Ok(SetAsideView {
        id: id.0.to_string(),
        title: records::title(store, &kind, record).await?,
        kind,
        reason,
        detail,
        at_ms: ms(at_us),
        fields: Value::Object(
            registers
                .into_iter()
                .map(|(name, bytes)| (name, value(bytes)))
                .collect(),
        ),
    })
}

async fn combined(store: &Store) -> Result<Vec<CombinedView>> {
    let mut views = Vec::new();
    for one in store.combined(COMBINED_MAX).await? {
        let who = colleague(store.history(&one.kind, one.id).await?, &one);
        views.push(CombinedView {
            title: records::title(store, &one.kind, one.id).await?,
            visit: visit_of(&one.kind, one.owner).map(|visit| visit.to_string()),
            id: one.id.to_string(),
            who: who.unwrap_or_default(),
            fields: one.theirs.into_iter().collect(),
            at_ms: ms(one.at_us),
            kind: one.kind,
        });
    }
    Ok(views)
}

/// Who changed those fields elsewhere; of several, the one who did so last before it came together.
fn colleague(history: Vec<HistoryEntry>, one: &Combined) -> Option<String> {
    let of_theirs = |entry: &HistoryEntry| {
        entry.source == Source::Received && one.theirs.contains(&entry.register)
    };
    let mut theirs: Vec<_> = history.into_iter().filter(of_theirs).collect();
    // A colleague's clock may be ahead of ours: then the newest it is.
    let before = theirs.iter().position(|entry| entry.at_us <= one.at_us);
    (!theirs.is_empty()).then(|| theirs.swap_remove(before.unwrap_or_default()).person)?
}

fn visit_of(kind: &str, owner: Uuid) -> Option<Uuid> {
    let of_visit = |spec: &KindSpec| spec.owner == Owner::Visit;
    spec(kind).is_some_and(of_visit).then_some(owner)
}

fn number(id: &str) -> Result<QuarantineId> {
    id.parse()
        .map(QuarantineId)
        .map_err(|_| Error::bad_value("id", id, "the number of a change that was set aside"))
}
