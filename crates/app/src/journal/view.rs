//! One day of the journal as the screen shows it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use desk_api::itinerary::{NamedRef, ParticipantRef};
use desk_api::journal::{
    HoursView, JournalDayView, JournalItem, JournalLine, JournalPerson, JournalView,
};
use desk_domain::Id;
use desk_domain::journal::{self, Event, Hours, Line};
use desk_domain::kinds::{
    JournalEntry, JournalEntryKind, Participation, Person, ProgrammeItem, Side,
};
use desk_domain::order::name_key;
use desk_domain::review::Programme;
use desk_store::Store;

use crate::error::Result;
use crate::programme::data::{VisitData, sentence_name};
use crate::programme::{findings, view::participant};
use crate::visits;

/// One day of a visit's journal; `now` on the clocks of the visit.
pub async fn view(
    store: &Store,
    data: &VisitData,
    asked: Option<NaiveDate>,
    now: NaiveDateTime,
) -> Result<JournalView> {
    let entries: Vec<JournalEntry> = store.list(Some(data.visit.id.uuid)).await?;
    // Who helps need take no other part in the visit.
    let everybody: Vec<Person> = store.list(None).await?;
    let days = days(data, &entries, now.date());
    let day = asked.unwrap_or_else(|| nearest(&days, now.date()));
    let review = data.review_input();
    let programme = Programme::new(&review);
    let told = Told {
        data,
        programme: &programme,
        entries: &entries,
    };
    let of_day = entries
        .iter()
        .filter(|entry| entry.at.is_some_and(|at| at.date() == day));
    Ok(JournalView {
        visit: visits::row(data, findings::clashes(data)),
        zone: data.zone().name().to_owned(),
        now: moment(now),
        day: day.to_string(),
        days: days
            .iter()
            .map(|(date, lines)| JournalDayView {
                date: date.to_string(),
                lines: count(*lines),
            })
            .collect(),
        lines: journal::lines(&entries, &data.participations, day)
            .into_iter()
            .map(|line| told.line(line))
            .collect(),
        people: told.people(),
        items: told.items(day),
        volunteers: volunteers(data, &everybody),
        hours: hours_view(journal::hours(of_day)),
        hours_in_all: hours_view(journal::hours(&entries)),
    })
}

/// The days of the visit, and every other day on which something happened or that is today while it may run.
fn days(
    data: &VisitData,
    entries: &[JournalEntry],
    today: NaiveDate,
) -> BTreeMap<NaiveDate, usize> {
    let mut days: BTreeMap<_, _> = data.days().into_iter().map(|day| (day, 0)).collect();
    if days.is_empty() {
        days.insert(today, 0);
    }
    days.extend(journal::days(entries, &data.participations));
    days
}

/// Today where it can be chosen, else the chosen day that is nearest.
fn nearest(days: &BTreeMap<NaiveDate, usize>, today: NaiveDate) -> NaiveDate {
    let distance = |day: &&NaiveDate| (**day - today).num_days().abs();
    days.keys().min_by_key(distance).copied().unwrap_or(today)
}

/// What the lines of a day are told from.
struct Told<'a> {
    data: &'a VisitData,
    programme: &'a Programme<'a>,
    entries: &'a [JournalEntry],
}

impl Told<'_> {
    fn line(&self, line: Line) -> JournalLine {
        let time = line.at.format("%H:%M").to_string();
        match line.event {
            Event::Arrival(parts) => self.travelled("arrival", time, &parts),
            Event::Departure(parts) => self.travelled("departure", time, &parts),
            Event::Entry(entry) => self.written(time, entry),
        }
    }

    fn travelled(&self, kind: &str, time: String, parts: &[Id<Participation>]) -> JournalLine {
        JournalLine {
            key: format!("{kind} {time}"),
            kind: kind.to_owned(),
            people: self.named(&parts.iter().copied().collect()),
            ..empty_line(time)
        }
    }

    fn written(&self, time: String, entry: &JournalEntry) -> JournalLine {
        let kind = entry.kind.unwrap_or(JournalEntryKind::Note);
        let item = entry
            .programme_item
            .and_then(|id| self.data.items.iter().find(|item| item.id == id));
        JournalLine {
            key: entry.id.to_string(),
            entry: Some(entry.id.to_string()),
            kind: kind.word().to_owned(),
            text: entry.text.clone().map(|text| text.0),
            people: self.named(&entry.present),
            item: item.map(|item| NamedRef {
                id: item.id.to_string(),
                name: item.title.clone().unwrap_or_default(),
            }),
            expected: item.map_or(0, |item| count(self.programme.attending(item.id).len())),
            head_count: entry.head_count.and_then(fitting),
            volunteer: entry.person.map(|person| NamedRef {
                id: person.to_string(),
                name: self.data.person_name(person),
            }),
            minutes: entry.minutes.and_then(fitting),
            ..empty_line(time)
        }
    }

    /// Participants by name, in protocol order.
    fn named(&self, parts: &BTreeSet<Id<Participation>>) -> Vec<ParticipantRef> {
        self.data
            .in_protocol_order()
            .filter(|part| parts.contains(&part.id))
            .map(|part| participant(self.data, part))
            .collect()
    }

    fn people(&self) -> Vec<JournalPerson> {
        let taking_part = self
            .data
            .in_protocol_order()
            .filter(|part| part.status.is_none_or(|status| status.takes_part()));
        let mut people: Vec<_> = taking_part
            .map(|part| JournalPerson {
                who: participant(self.data, part),
                arrived_at: part.arrived_at.map(moment),
                departed_at: journal::departed_at(part).map(moment),
            })
            .collect();
        people.sort_by_key(|person| person.who.side != Side::Guest.word());
        people
    }

    fn items(&self, day: NaiveDate) -> Vec<JournalItem> {
        let is_on =
            |item: &&ProgrammeItem| item.slot.as_ref().and_then(|slot| slot.day) == Some(day);
        let mut items: Vec<&ProgrammeItem> = self.data.items.iter().filter(is_on).collect();
        items.sort_by_key(|item| {
            let slot = item.slot.as_ref();
            let start = slot.and_then(|slot| slot.start);
            (
                start.is_none(),
                start,
                slot.and_then(|slot| slot.end),
                item.id,
            )
        });
        items.into_iter().map(|item| self.item(item)).collect()
    }

    fn item(&self, item: &ProgrammeItem) -> JournalItem {
        let time = |time: Option<chrono::NaiveTime>| time.map(|it| it.format("%H:%M").to_string());
        let slot = item.slot.as_ref();
        let noted = self.entries.iter().find(|entry| {
            entry.kind == Some(JournalEntryKind::Attendance)
                && entry.programme_item == Some(item.id)
        });
        let ids = |parts: &mut dyn Iterator<Item = Id<Participation>>| {
            parts.map(|id| id.to_string()).collect::<Vec<_>>()
        };
        JournalItem {
            id: item.id.to_string(),
            title: item.title.clone().unwrap_or_default(),
            kind: item.kind.map(|kind| kind.word().to_owned()),
            start: time(slot.and_then(|slot| slot.start)),
            end: time(slot.and_then(|slot| slot.end)),
            expected: ids(&mut self.programme.attending(item.id).iter().copied()),
            present: noted.map(|entry| ids(&mut entry.present.iter().copied())),
            head_count: noted.and_then(|entry| entry.head_count).and_then(fitting),
        }
    }
}

/// Those of the receiving side first, since they volunteer most; then everybody by name.
fn volunteers(data: &VisitData, everybody: &[Person]) -> Vec<NamedRef> {
    let hosts: BTreeSet<Id<Person>> = data
        .participations
        .iter()
        .filter(|part| VisitData::side(part) == Side::Host)
        .filter_map(|part| part.person)
        .chain(data.visit.lead)
        .chain(data.visit.deputy)
        .collect();
    let mut people: Vec<&Person> = everybody.iter().collect();
    people.sort_by_cached_key(|person| (!hosts.contains(&person.id), name_key(person)));
    people
        .into_iter()
        .map(|person| NamedRef {
            id: person.id.to_string(),
            name: sentence_name(person),
        })
        .filter(|person| !person.name.is_empty())
        .collect()
}

fn empty_line(time: String) -> JournalLine {
    JournalLine {
        key: String::new(),
        entry: None,
        kind: String::new(),
        time,
        text: None,
        people: Vec::new(),
        item: None,
        expected: 0,
        head_count: None,
        volunteer: None,
        minutes: None,
    }
}

fn hours_view(hours: Hours) -> HoursView {
    HoursView {
        minutes: u32::try_from(hours.minutes).unwrap_or_default(),
        volunteers: count(hours.volunteers),
    }
}

fn moment(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}

/// A figure as screens take it; one that is out of all measure is as if it were not there.
fn fitting(figure: i64) -> Option<i32> {
    i32::try_from(figure).ok()
}

fn count(all: usize) -> u32 {
    u32::try_from(all).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_journal_opens_on_today_or_on_the_day_nearest_to_it() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let days = BTreeMap::from([(day("2026-10-17"), 0), (day("2026-10-18"), 2)]);
        let opened = |today| nearest(&days, day(today)).to_string();
        assert_eq!(opened("2026-10-06"), "2026-10-17");
        assert_eq!(opened("2026-10-18"), "2026-10-18");
        assert_eq!(opened("2027-01-01"), "2026-10-18");
    }
}
