//! How long the review takes for the largest visit that is planned for: 40 people, 10 days, 200 items.
//!
//! A drag on the board asks [`Programme::probe`] at every step of the pointer, so that one frame has to be plenty.

use std::collections::BTreeSet;
use std::hint::black_box;

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::America;
use criterion::{Criterion, criterion_group, criterion_main};
use desk_domain::Id;
use desk_domain::kinds::{Participation, Person, ProgrammeItem, ProgrammeItemKind, Venue, Visit};
use desk_domain::review::{Programme, ReviewInput, review};
use desk_domain::values::{Position, Slot};
use uuid::Uuid;

const PEOPLE: u128 = 40;
const DAYS: u64 = 10;
const ITEMS_A_DAY: u128 = 20;
const TRACKS: [&str; 4] = ["council", "fire", "schools", "water"];

fn bench(criterion: &mut Criterion) {
    let plan = Plan::new();
    let input = plan.input();
    let programme = Programme::new(&input);
    let findings = programme.findings();
    let moved = &plan.items[plan.items.len() / 2];
    let slot = moved.slot.clone().expect("every item has one");
    let changed = BTreeSet::from([moved.id]);

    criterion.bench_function("review: everything", |b| {
        b.iter(|| review(black_box(&input)))
    });
    criterion.bench_function("review: make ready", |b| {
        b.iter(|| Programme::new(black_box(&input)))
    });
    criterion.bench_function("review: what one change touches", |b| {
        b.iter(|| programme.findings_touching(black_box(&changed)));
    });
    criterion.bench_function("review: refresh after one change", |b| {
        b.iter_batched(
            || findings.clone(),
            |before| programme.refreshed(before, black_box(&changed)),
            criterion::BatchSize::SmallInput,
        );
    });
    criterion.bench_function("review: probe one slot", |b| {
        b.iter(|| programme.probe(moved.id, black_box(&slot)));
    });
    criterion.bench_function("review: suggest a slot", |b| {
        b.iter(|| programme.suggest(black_box(moved.id)))
    });
}

struct Plan {
    visit: Visit,
    items: Vec<ProgrammeItem>,
    participations: Vec<Participation>,
    people: Vec<Person>,
    venues: Vec<Venue>,
}

impl Plan {
    /// Four tracks with five items each a day; every fourth is for everybody, and some run into each other.
    fn new() -> Self {
        let first = NaiveDate::from_ymd_opt(2026, 10, 17).expect("a day");
        let visit = Visit {
            starts_on: Some(first),
            ends_on: Some(first + Days::new(DAYS - 1)),
            zone: Some(America::New_York),
            ..Visit::new(id(1))
        };
        let people = (0..PEOPLE).map(|number| Person {
            latin_name: Some(format!("Guest {number}")),
            ..Person::new(id(number))
        });
        let parts = (0..PEOPLE)
            .zip(TRACKS.into_iter().cycle())
            .map(|(number, track)| Participation {
                person: Some(id(number)),
                track: Some(track.to_owned()),
                ..Participation::new(id(number))
            });
        let venues = (0..8u8).map(|number| Venue {
            position: Some(Position {
                lat: 38.9,
                lon: -77.0 - f64::from(number) / 50.0,
            }),
            ..Venue::new(id(number.into()))
        });
        let days = first
            .iter_days()
            .take(usize::try_from(DAYS).expect("ten days"));
        Self {
            visit,
            items: days
                .zip(0..)
                .flat_map(|(day, number)| items_of(day, number))
                .collect(),
            participations: parts.collect(),
            people: people.collect(),
            venues: venues.collect(),
        }
    }

    fn input(&self) -> ReviewInput<'_> {
        ReviewInput {
            visit: &self.visit,
            items: &self.items,
            participations: &self.participations,
            people: &self.people,
            venues: &self.venues,
            vehicles: &[],
            accepted: &[],
            host_city: None,
            guest_city: None,
            home_zone: America::New_York,
            today: NaiveDate::from_ymd_opt(2026, 10, 1).expect("a day"),
        }
    }
}

fn items_of(day: NaiveDate, day_number: u128) -> impl Iterator<Item = ProgrammeItem> {
    let eight = NaiveTime::from_hms_opt(8, 0, 0).expect("a time of day");
    (0..ITEMS_A_DAY)
        .zip(TRACKS.into_iter().cycle())
        .map(move |(number, track)| {
            let round = i64::try_from(number / 4).expect("few rounds");
            let start = eight + TimeDelta::minutes(150 * round);
            // The third round is longer than its share and runs into the fourth.
            let length = if round == 2 { 165 } else { 120 };
            let mut item = ProgrammeItem::new(id(1000 + day_number * ITEMS_A_DAY + number));
            item.title = Some(format!("Item {number}"));
            item.kind = Some(ProgrammeItemKind::SiteVisit);
            item.venue = Some(id(number % 8));
            item.slot = Some(Slot {
                day: Some(day),
                start: Some(start),
                end: Some(start + TimeDelta::minutes(length)),
                ..Slot::unplaced(America::New_York)
            });
            if round % 4 != 3 {
                item.tracks.insert(track.to_owned());
            } else if number % 4 != 0 {
                item.tracks.insert("nobody".to_owned());
            }
            item
        })
}

fn id<K>(number: u128) -> Id<K> {
    Id::new(Uuid::from_u128(number))
}

criterion_group!(benches, bench);
criterion_main!(benches);
