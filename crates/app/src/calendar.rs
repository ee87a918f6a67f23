//! The calendar: what falls into a span of days, over all visits.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use desk_api::calendar::{
    CalendarAnniversary, CalendarRenewal, CalendarSpan, CalendarTask, CalendarView, CalendarVisit,
};
use desk_domain::Id;
use desk_domain::agreement::{anniversaries_between, renewal};
use desk_domain::kinds::{
    City, Direction, Partnership, PartnershipStatus, Task, TaskStatus, Visit,
};
use desk_store::Store;

use crate::chapter::Setting;
use crate::error::{Error, Result};
use crate::{parse, partnerships};

/// The longest span of days that is answered: a year, with the weeks that its first and last day lie in.
pub const SPAN_DAYS_MAX: i64 = 366 + 2 * 7;

/// What falls into a span of days.
///
/// # Errors
/// [`Error::BadValue`] where a day is none, or the span is empty or longer than [`SPAN_DAYS_MAX`].
pub async fn view(
    store: &Store,
    setting: &Setting,
    request: &CalendarSpan,
) -> Result<CalendarView> {
    let span = Span::read(request)?;
    let partnerships = store.list::<Partnership>(None).await?;
    let visits = store.list::<Visit>(None).await?;
    let tasks = store.list_between::<Task>("due_on", span.from, span.until);
    let tasks = tasks.await?;
    Ok(CalendarView {
        date: setting.today.to_string(),
        undated: u32::try_from(visits.iter().filter(|it| it.starts_on.is_none()).count())
            .unwrap_or(u32::MAX),
        visits: visits_in(&span, &visits, &partnerships, &store.list(None).await?),
        anniversaries: anniversaries(&span, &partnerships),
        renewals: renewals(&span, &partnerships, setting.today),
        tasks: tasks_of(tasks, &visits),
    })
}

/// Days from the first to the one before `until`.
struct Span {
    from: NaiveDate,
    until: NaiveDate,
}

impl Span {
    fn read(CalendarSpan { from, until }: &CalendarSpan) -> Result<Self> {
        let span = Self {
            from: parse::day("from", from)?,
            until: parse::day("until", until)?,
        };
        let days = (span.until - span.from).num_days();
        if (1..=SPAN_DAYS_MAX).contains(&days) {
            Ok(span)
        } else {
            Err(Error::bad_value(
                "until",
                until,
                &format!("1 to {SPAN_DAYS_MAX} days after {from}"),
            ))
        }
    }

    fn has(&self, day: NaiveDate) -> bool {
        self.from <= day && day < self.until
    }
}

fn visits_in(
    span: &Span,
    visits: &[Visit],
    partnerships: &[Partnership],
    cities: &[City],
) -> Vec<CalendarVisit> {
    let hues: BTreeMap<_, _> = partnerships
        .iter()
        .map(|it| (it.id, partnerships::hue(it)))
        .collect();
    let names: BTreeMap<_, _> = cities.iter().map(|city| (city.id, &city.name)).collect();
    let mut views: Vec<_> = visits
        .iter()
        .filter_map(|visit| {
            let first = visit.starts_on?;
            let last = visit.ends_on.filter(|last| *last >= first).unwrap_or(first);
            let partner = if visit.direction == Some(Direction::Outbound) {
                visit.host_city
            } else {
                visit.guest_city
            };
            (first < span.until && last >= span.from).then(|| CalendarVisit {
                id: visit.id.to_string(),
                title: visit.title.clone().unwrap_or_default(),
                starts_on: first.to_string(),
                ends_on: last.to_string(),
                direction: visit.direction.map(|it| it.word().to_owned()),
                status: visit.status.map(|it| it.word().to_owned()),
                hue: visit
                    .partnership
                    .and_then(|id| hues.get(&id).copied())
                    .unwrap_or_default(),
                partner: partner.and_then(|id| names.get(&id).copied().cloned().flatten()),
            })
        })
        .collect();
    // The longer first, so that a bar which runs on keeps the upper lane.
    views.sort_by(|a, b| {
        let by_start = a.starts_on.cmp(&b.starts_on);
        let by_length = b.ends_on.cmp(&a.ends_on);
        by_start.then(by_length).then_with(|| a.id.cmp(&b.id))
    });
    views
}

fn anniversaries(span: &Span, partnerships: &[Partnership]) -> Vec<CalendarAnniversary> {
    let mut views: Vec<_> = active(partnerships)
        .filter_map(|it| Some((it, it.signed_on?)))
        .flat_map(|(it, signed_on)| {
            anniversaries_between(signed_on, span.from, span.until).map(move |anniversary| {
                CalendarAnniversary {
                    partnership: it.id.to_string(),
                    title: it.title.clone().unwrap_or_default(),
                    hue: partnerships::hue(it),
                    anniversary: partnerships::anniversary_day(anniversary),
                }
            })
        })
        .collect();
    views.sort_by(|a, b| {
        (&a.anniversary.on, &a.partnership).cmp(&(&b.anniversary.on, &b.partnership))
    });
    views
}

fn renewals(span: &Span, partnerships: &[Partnership], today: NaiveDate) -> Vec<CalendarRenewal> {
    let mut views: Vec<_> = active(partnerships)
        .filter_map(|it| Some((it, renewal(it.renewal_on?, today))))
        .filter(|(_, renewal)| span.has(renewal.on) || span.has(renewal.text_by))
        .map(|(it, renewal)| CalendarRenewal {
            partnership: it.id.to_string(),
            title: it.title.clone().unwrap_or_default(),
            hue: partnerships::hue(it),
            renewal: partnerships::renewal_day(renewal),
        })
        .collect();
    views.sort_by(|a, b| (&a.renewal.on, &a.partnership).cmp(&(&b.renewal.on, &b.partnership)));
    views
}

fn tasks_of(tasks: Vec<Task>, visits: &[Visit]) -> Vec<CalendarTask> {
    let titles: BTreeMap<Id<Visit>, &str> = visits
        .iter()
        .map(|visit| (visit.id, visit.title.as_deref().unwrap_or_default()))
        .collect();
    let mut views: Vec<_> = tasks
        .into_iter()
        .filter_map(|task| {
            let due_on = task.due_on?;
            let visit = task.visit.unwrap_or_default();
            Some(CalendarTask {
                id: task.id.to_string(),
                title: task.title.unwrap_or_default(),
                visit: visit.to_string(),
                visit_title: titles.get(&visit).copied().unwrap_or_default().to_owned(),
                due_on: due_on.to_string(),
                done: task.status == Some(TaskStatus::Done),
            })
        })
        .collect();
    views.sort_by(|a, b| (&a.due_on, &a.id).cmp(&(&b.due_on, &b.id)));
    views
}

fn active(partnerships: &[Partnership]) -> impl Iterator<Item = &Partnership> {
    partnerships
        .iter()
        .filter(|it| it.status != Some(PartnershipStatus::Inactive))
}
