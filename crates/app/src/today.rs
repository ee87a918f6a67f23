//! Today: the next visit, what to do, what others did.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use desk_api::state::VisitRow;
use desk_api::sync::SyncSummary;
use desk_api::tasks::TaskView;
use desk_api::today::{AnniversaryView, LeadView, RecentView, TodayView};
use desk_domain::agreement::{Anniversary, next_anniversary};
use desk_domain::kinds::{
    City, ParticipationStatus, Partnership, PartnershipStatus, Task, TaskStatus, Visit,
};
use desk_domain::{Id, Kind};
use desk_store::Store;

use crate::chapter::Setting;
use crate::error::Result;
use crate::programme::data::VisitData;
use crate::records::{self, ms};
use crate::{parse, partnerships, tasks, visits};

/// How many months the season ribbon shows.
const RIBBON_MONTHS: u32 = 6;
/// How far ahead anniversaries are shown, in days.
const ANNIVERSARY_DAYS: u64 = 90;
/// How far back others' steps are shown, in microseconds: three days.
const RECENT_US: u64 = 3 * 24 * 3600 * 1_000_000;
/// How many of them at most.
const RECENT_ROWS_MAX: usize = 8;

/// All that Today shows.
pub async fn view(
    store: &Store,
    setting: &Setting,
    sync: SyncSummary,
    now_us: u64,
) -> Result<TodayView> {
    let rows = visits::rows(store, setting).await?;
    let from = setting.today.with_day(1).unwrap_or(setting.today);
    let until = from
        .checked_add_months(Months::new(RIBBON_MONTHS))
        .unwrap_or(from);
    let on_ribbon = |row: &&VisitRow| {
        let starts = row
            .starts_on
            .as_deref()
            .and_then(|day| day.parse::<NaiveDate>().ok());
        starts.is_some_and(|starts| from <= starts && starts < until)
    };
    let lead = match rows.iter().find(|row| !row.past && row.starts_on.is_some()) {
        Some(row) => Some(lead(store, setting, row).await?),
        None => None,
    };
    Ok(TodayView {
        date: setting.today.to_string(),
        lead,
        ribbon: rows.iter().filter(on_ribbon).cloned().collect(),
        tasks: open_tasks(store, setting, &rows).await?,
        sync,
        anniversaries: anniversaries(store, setting).await?,
        recent: recent(store, now_us.saturating_sub(RECENT_US)).await?,
        unreadable: rows
            .iter()
            .filter(|row| row.title.is_empty())
            .map(|row| row.id.clone())
            .collect(),
    })
}

async fn lead(store: &Store, setting: &Setting, row: &VisitRow) -> Result<LeadView> {
    let data = VisitData::load(store, setting, parse::id("visit", &row.id)?).await?;
    let starts_on = data.visit.starts_on.unwrap_or(setting.today);
    let here = |status: Option<ParticipationStatus>| status == Some(ParticipationStatus::Arrived);
    let count = |items: usize| u32::try_from(items).unwrap_or(u32::MAX);
    let is_placed = |slot: &Option<desk_domain::values::Slot>| {
        slot.as_ref().is_some_and(|slot| slot.day.is_some())
    };
    let placed = data
        .items
        .iter()
        .filter(|item| is_placed(&item.slot))
        .count();
    Ok(LeadView {
        visit: row.clone(),
        guests: count(data.guests_taking_part().count()),
        arrived: count(
            data.guests_taking_part()
                .filter(|part| here(part.status))
                .count(),
        ),
        days_until: visits::days_until(starts_on, setting.today),
        placed: count(placed),
        unplaced: count(data.items.len() - placed),
    })
}

/// Open tasks of the visits that are not past, by group and due day.
async fn open_tasks(
    store: &Store,
    setting: &Setting,
    visits: &[VisitRow],
) -> Result<Vec<TaskView>> {
    let coming = visits.iter().filter(|row| !row.past);
    let coming: Vec<Id<Visit>> = coming
        .map(|row| parse::id("visit", &row.id))
        .collect::<Result<_>>()?;
    let owners: Vec<_> = coming.iter().map(|visit| visit.uuid).collect();
    let mut open = store.list_owned::<Task>(&owners).await?;
    open.retain(|task| task.status != Some(TaskStatus::Done));
    // What is equal in all else stands in the order of the visits.
    let places: BTreeMap<_, _> = coming.iter().copied().zip(0..).collect();
    open.sort_by_key(|task| {
        (
            places.get(&task.visit.unwrap_or_default()).copied(),
            task.id,
        )
    });
    tasks::rows(store, setting, &open).await
}

/// Anniversaries of signed partnerships within the next days, the nearest first.
async fn anniversaries(store: &Store, setting: &Setting) -> Result<Vec<AnniversaryView>> {
    let until = setting
        .today
        .checked_add_days(Days::new(ANNIVERSARY_DAYS))
        .unwrap_or(setting.today);
    let mut views = Vec::new();
    for partnership in store.list::<Partnership>(None).await? {
        let Some(signed_on) = partnership
            .signed_on
            .filter(|_| partnership.status != Some(PartnershipStatus::Inactive))
        else {
            continue;
        };
        let next = next_anniversary(signed_on, setting.today).filter(|next| next.on <= until);
        let Some(Anniversary { on, years, round }) = next else {
            continue;
        };
        let name = |city: Option<Id<City>>| city.map_or(uuid::Uuid::nil(), |id| id.uuid);
        views.push(AnniversaryView {
            partnership: partnership.id.to_string(),
            home: records::title(store, City::SPEC.name, name(partnership.our_city)).await?,
            partner: records::title(store, City::SPEC.name, name(partnership.partner_city)).await?,
            hue: partnerships::hue(&partnership),
            years,
            round,
            on: on.to_string(),
        });
    }
    views.sort_by(|a, b| a.on.cmp(&b.on));
    Ok(views)
}

/// What others did, a row per person and kind of record, newest first.
async fn recent(store: &Store, since_us: u64) -> Result<Vec<RecentView>> {
    let mut rows: Vec<RecentView> = Vec::new();
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    for change in store.received_since(since_us).await? {
        let who = change.person.unwrap_or_default();
        let key = (who.clone(), change.kind.clone());
        if let Some(row) = seen.get(&key) {
            rows[*row].count += 1;
        } else if rows.len() < RECENT_ROWS_MAX {
            seen.insert(key, rows.len());
            rows.push(RecentView {
                title: records::title(store, &change.kind, change.id).await?,
                who,
                kind: change.kind,
                count: 1,
                at_ms: ms(change.at_us),
            });
        }
    }
    Ok(rows)
}
