//! One visit of a large chapter, with all that it owns.

use anyhow::{Context, Result};
use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use desk_domain::kinds::{
    Direction, JournalEntry, JournalEntryKind, Participation, ParticipationRole,
    ParticipationStatus, ProgrammeItem, ProgrammeItemKind, Side, Task, TaskStatus, Vehicle, Visit,
    VisitStatus, VisitType,
};
use desk_domain::values::{Certainty, LongText, Slot, Zone};

use super::draw::Draw;
use super::words::{ITEMS, NOTES, TASKS};
use super::{Known, Size, Step};

/// How many participations and programme items each of ten visits has: 500 and 2,000 in all. The last is the
/// largest, and stands for a congress of ten days in six groups: of forty that are not over, the one that runs today.
const SIZES: [(u32, u32); 10] = [
    (20, 50),
    (30, 100),
    (40, 150),
    (50, 200),
    (50, 200),
    (60, 250),
    (40, 150),
    (50, 200),
    (40, 100),
    (120, 600),
];
/// How many days a visit lasts; the largest lasts the longest.
const DAYS: u32 = 7;
const DAYS_OF_THE_LARGEST: u32 = 10;
/// How many days there are from the start of one visit to the next one's.
const DAYS_APART: u64 = 7;
/// How many items one group has in a day.
const ITEMS_A_DAY: u32 = 10;
/// When the first begins, in minutes after midnight; how long one lasts, and how much later the next begins.
const FIRST_MINUTE: u32 = 8 * 60;
const LENGTH_MINUTES: u32 = 60;
const APART_MINUTES: u32 = 75;
/// How many of a hundred items are not placed, and how many begin in the one before.
const UNPLACED_PERCENT: u32 = 5;
const EARLY_PERCENT: u32 = 2;
/// How many places further on in the list of them the next item is.
const VENUES_APART: u32 = 7;
/// How many journal entries a visit that has begun has.
const ENTRIES: u32 = 6;
/// How many people a vehicle is for.
const PEOPLE_A_VEHICLE: u32 = 40;

/// Writes visit `number`, counted from the one that begins last.
pub(super) async fn write(
    step: &mut Step,
    draw: &mut Draw,
    known: &Known,
    size: Size,
    number: u32,
    today: NaiveDate,
) -> Result<()> {
    let place = number as usize % SIZES.len();
    let (people, items) = SIZES[place];
    let days = if place + 1 == SIZES.len() {
        DAYS_OF_THE_LARGEST
    } else {
        DAYS
    };
    let starts_on = starts_on(size, number, today).context("a day in this age")?;
    let mut making = Making {
        zone: known.home.zone.unwrap_or(Zone::UTC),
        visit: visit(draw, known, number, starts_on, days, today),
        tracks: items.div_ceil(days * ITEMS_A_DAY),
        days,
        parts: Vec::new(),
        step,
        draw,
        known,
    };
    let id = making.visit.id.uuid;
    making.step.put_in(id, &making.visit).await?;
    making.participations(people).await?;
    making.vehicles(people).await?;
    making.items(items).await?;
    making.tasks().await?;
    if starts_on <= today {
        making.journal().await?;
    }
    Ok(())
}

/// The running visit begins today, and visits follow each other by weeks, the last one first.
fn starts_on(size: Size, number: u32, today: NaiveDate) -> Option<NaiveDate> {
    let running = size.coming.saturating_sub(1);
    let weeks = |count: u32| Days::new(u64::from(count) * DAYS_APART);
    if number <= running {
        today.checked_add_days(weeks(running - number))
    } else {
        // A week more: the running one's predecessor is over.
        today.checked_sub_days(weeks(number - running + 1))
    }
}

fn visit(
    draw: &mut Draw,
    known: &Known,
    number: u32,
    starts_on: NaiveDate,
    days: u32,
    today: NaiveDate,
) -> Visit {
    let place = draw.place(&known.cities);
    let (city, partnership) = (&known.cities[place], &known.partnerships[place]);
    let is_outbound = number % 4 == 3;
    let (host, guest) = if is_outbound {
        (city.id, known.home.id)
    } else {
        (known.home.id, city.id)
    };
    let status = match starts_on.cmp(&today) {
        std::cmp::Ordering::Less => VisitStatus::Completed,
        std::cmp::Ordering::Equal => VisitStatus::InProgress,
        std::cmp::Ordering::Greater => VisitStatus::Confirmed,
    };
    let name = city.name.as_deref().unwrap_or_default();
    Visit {
        title: Some(format!("Delegation of {name}, no. {number}")),
        direction: Some(if is_outbound {
            Direction::Outbound
        } else {
            Direction::Inbound
        }),
        visit_type: Some(VisitType::Official),
        partnership: Some(partnership.id),
        host_city: Some(host),
        guest_city: Some(guest),
        starts_on: Some(starts_on),
        ends_on: Some(starts_on + Days::new(u64::from(days) - 1)),
        zone: known.home.zone,
        status: Some(status),
        lead: Some(draw.one(&known.people).id),
        expected_count: Some(20),
        ..Visit::new(draw.id())
    }
}

/// A visit while what it owns is made.
struct Making<'a> {
    step: &'a mut Step,
    draw: &'a mut Draw,
    known: &'a Known,
    visit: Visit,
    zone: Zone,
    days: u32,
    tracks: u32,
    parts: Vec<Participation>,
}

impl Making<'_> {
    async fn participations(&mut self, count: u32) -> Result<()> {
        let people = &self.known.people;
        let first = self.draw.place(people);
        for number in 0..count {
            let is_host = number % 4 == 3;
            // One after the other, so that nobody takes part twice.
            let person = &people[(first + number as usize) % people.len()];
            let part = Participation {
                person: Some(person.id),
                visit: Some(self.visit.id),
                side: Some(if is_host { Side::Host } else { Side::Guest }),
                role: Some(match number {
                    0 => ParticipationRole::HeadOfDelegation,
                    _ if is_host => ParticipationRole::Host,
                    _ => ParticipationRole::Delegate,
                }),
                track: (self.tracks > 1).then(|| track(number % self.tracks)),
                status: Some(ParticipationStatus::Confirmed),
                ..Participation::new(self.draw.id())
            };
            self.step.put_in(self.visit.id.uuid, &part).await?;
            self.parts.push(part);
        }
        Ok(())
    }

    async fn vehicles(&mut self, people: u32) -> Result<()> {
        for number in 0..people.div_ceil(PEOPLE_A_VEHICLE) {
            let vehicle = Vehicle {
                name: Some(format!("Coach {}", number + 1)),
                visit: Some(self.visit.id),
                seats: Some(50),
                driver: Some(self.draw.one(&self.known.people).id),
                ..Vehicle::new(self.draw.id())
            };
            self.step.put_in(self.visit.id.uuid, &vehicle).await?;
        }
        Ok(())
    }

    async fn items(&mut self, count: u32) -> Result<()> {
        for number in 0..count {
            let item = self.item(number)?;
            self.step.put_in(self.visit.id.uuid, &item).await?;
        }
        Ok(())
    }

    /// Items follow each other through the day of a group, group by group, day by day.
    fn item(&mut self, number: u32) -> Result<ProgrammeItem> {
        let place = number % ITEMS_A_DAY;
        let group = number / ITEMS_A_DAY % self.tracks;
        let day = number / ITEMS_A_DAY / self.tracks % self.days;
        let (kind, title) = *self.draw.one(ITEMS);
        // Groups are at different places at a time.
        let venues = &self.known.venues;
        let venue = &venues[(number * VENUES_APART) as usize % venues.len()];
        let in_charge = self.draw.one(&self.parts);
        let is_of_group = self.tracks == 1 || in_charge.track == Some(track(group));
        let is_placed = !self.draw.chance(UNPLACED_PERCENT);
        let mut item = ProgrammeItem {
            title: Some(format!(
                "{title}, {}",
                venue.name.as_deref().unwrap_or_default()
            )),
            visit: Some(self.visit.id),
            kind: ProgrammeItemKind::from_word(kind),
            venue: Some(venue.id),
            lead: in_charge.person.filter(|_| is_of_group),
            sequence: Some(i64::from(number) + 1),
            ..ProgrammeItem::new(self.draw.id())
        };
        if self.tracks > 1 {
            item.tracks.insert(track(group));
        }
        if is_placed {
            let early = if self.draw.chance(EARLY_PERCENT) {
                30
            } else {
                0
            };
            item.slot = Some(self.slot(day, FIRST_MINUTE + place * APART_MINUTES - early)?);
        } else {
            item.length_minutes = Some(i64::from(LENGTH_MINUTES));
        }
        Ok(item)
    }

    fn slot(&self, day: u32, minute: u32) -> Result<Slot> {
        let first = self.visit.starts_on.context("every visit has its days")?;
        let start = NaiveTime::MIN + TimeDelta::minutes(i64::from(minute));
        Ok(Slot {
            day: Some(first + Days::new(u64::from(day))),
            start: Some(start),
            end: Some(start + TimeDelta::minutes(i64::from(LENGTH_MINUTES))),
            certainty: Certainty::Fixed,
            ..Slot::unplaced(self.zone)
        })
    }

    async fn tasks(&mut self) -> Result<()> {
        let first = self.visit.starts_on.context("every visit has its days")?;
        let is_over = self.visit.status == Some(VisitStatus::Completed);
        for title in TASKS {
            let task = Task {
                title: Some((*title).to_owned()),
                visit: Some(self.visit.id),
                due_on: Some(first - Days::new(u64::from(self.draw.number(0, 60)))),
                assignee: Some(self.draw.one(&self.known.people).id),
                status: Some(if is_over {
                    TaskStatus::Done
                } else {
                    TaskStatus::Open
                }),
                ..Task::new(self.draw.id())
            };
            self.step.put_in(self.visit.id.uuid, &task).await?;
        }
        Ok(())
    }

    async fn journal(&mut self) -> Result<()> {
        let first = self.visit.starts_on.context("every visit has its days")?;
        for number in 0..ENTRIES {
            let is_hours = number % 2 == 1;
            let at = first.and_time(NaiveTime::MIN) + TimeDelta::hours(i64::from(9 + number));
            let entry = JournalEntry {
                text: Some(LongText((*self.draw.one(NOTES)).to_owned())),
                visit: Some(self.visit.id),
                kind: Some(if is_hours {
                    JournalEntryKind::Hours
                } else {
                    JournalEntryKind::Note
                }),
                at: Some(at),
                minutes: is_hours.then_some(90),
                person: self.draw.one(&self.parts).person.filter(|_| is_hours),
                ..JournalEntry::new(self.draw.id())
            };
            self.step.put_in(self.visit.id.uuid, &entry).await?;
        }
        Ok(())
    }
}

fn track(number: u32) -> String {
    format!("Group {}", number + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sizes_of_ten_visits_make_what_a_large_chapter_has() {
        let people: u32 = SIZES.iter().map(|(people, _)| people).sum();
        let items: u32 = SIZES.iter().map(|(_, items)| items).sum();

        assert_eq!((people, items), (500, 2000));
    }

    #[test]
    fn one_visit_runs_today_and_those_before_it_are_over() {
        let today = NaiveDate::from_ymd_opt(2026, 10, 6).unwrap();
        let size = Size::of_visits(100);
        let starts: Vec<_> = (0..size.visits)
            .map(|number| starts_on(size, number, today).unwrap())
            .collect();

        let coming = starts.iter().filter(|day| **day >= today).count();
        assert_eq!(coming, size.coming as usize);
        assert!(starts.contains(&today));
        let last = starts.iter().filter(|day| **day < today).max().unwrap();
        let longest = Days::new(u64::from(DAYS_OF_THE_LARGEST) - 1);
        assert!(*last + longest < today, "{last} runs into {today}");
    }
}
