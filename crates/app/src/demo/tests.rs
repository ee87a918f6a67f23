//! What holds for the demo data as a whole.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};
use desk_domain::kinds::{self, *};
use desk_domain::review::{Finding, FindingCode, ReviewInput, Severity, review};
use desk_domain::values::{Country, Zone};
use desk_domain::{Id, Kind, Registers};

use super::resolve::{DemoRecord, INVENTED, SeedError, demo_id, remark_field, resolve};
use super::seed::{CHAPTERS, ChapterSeed, Entry, programme};

#[test]
fn every_name_reference_and_word_in_the_demo_data_resolves() {
    for seed in seeds() {
        let records = resolve(&seed, day("2026-10-06"));
        assert!(records.is_ok(), "{}: {records:?}", seed.chapter.name);
    }
}

#[test]
fn every_field_of_the_demo_data_reads_back_as_it_was_written() {
    for record in all_records("2026-10-06") {
        let again = reread(&record);
        assert_eq!(
            again, record.registers,
            "{} {}",
            record.spec.name, record.id
        );
    }
}

#[test]
fn everybody_and_every_visit_that_is_invented_says_so_in_the_record_itself() {
    for (seed, entry, kind) in entries(&["person", "visit"]) {
        let field = remark_field(kinds::spec(kind).unwrap()).unwrap();
        let id = demo_id(&seed.chapter.name, kind, &entry.key);
        let records = resolve(&seed, day("2026-10-06")).unwrap();
        let record = records.iter().find(|r| r.id == id && r.spec.name == kind);
        let text: String = desk_domain::kind::read(&record.unwrap().registers, field).unwrap();
        assert_eq!(text.contains(INVENTED), entry.invented, "{}", entry.key);
        assert_eq!(text.contains("Source: "), !entry.invented, "{}", entry.key);
    }
}

#[test]
fn nothing_private_is_said_of_a_real_person() {
    for (_, entry, _) in entries(&["person_private"]) {
        assert!(entry.invented, "{}", entry.key);
    }
}

#[test]
fn every_source_of_the_demo_data_is_used() {
    for seed in seeds() {
        let of_visits = seed.visits.iter().flat_map(|file| &file.records);
        let entries = seed.chapter.records.iter().chain(of_visits);
        let used: BTreeSet<_> = entries
            .flat_map(|(_, entries)| entries)
            .filter_map(|entry| entry.source.as_ref())
            .flat_map(|names| names.split(' '))
            .collect();
        let named: BTreeSet<_> = seed.chapter.sources.keys().map(String::as_str).collect();
        assert_eq!(used, named, "{}", seed.chapter.name);
    }
}

#[test]
fn made_again_on_a_later_day_the_demo_has_the_same_records() {
    let ids = |today| all_records(today).into_iter().map(|r| (r.spec.name, r.id));
    assert!(ids("2026-10-06").eq(ids("2027-03-01")));
}

#[test]
fn no_two_demo_records_of_a_kind_share_an_id() {
    let records = all_records("2026-10-06");
    let ids: BTreeSet<_> = records.iter().map(|r| (r.spec.name, r.id)).collect();
    assert_eq!(ids.len(), records.len());
}

#[test]
fn a_private_half_is_that_of_its_person() {
    assert_eq!(
        demo_id("arlington", "person_private", "savchuk"),
        demo_id("arlington", "person", "savchuk"),
    );
}

#[test]
fn data_that_name_nobody_are_refused_by_name() {
    let wrong = |entry: &str| {
        let text =
            format!(r#"{{ "name": "x", "sources": {{}}, "records": {{ "chapter": [{entry}] }} }}"#);
        let chapter = serde_json::from_str(&text).unwrap();
        let visits = Vec::new();
        resolve(&ChapterSeed { chapter, visits }, day("2026-10-06")).unwrap_err()
    };
    let city = wrong(r#"{ "key": "a", "invented": true, "city": "atlantis" }"#);
    assert_eq!(city.to_string(), r#"chapter a: city cannot be "atlantis""#);
    let unmarked = wrong(r#"{ "key": "a", "name": "A" }"#);
    assert!(matches!(unmarked, SeedError::Unmarked { .. }));
    let twice = wrong(r#"{ "key": "a", "invented": true }, { "key": "a", "invented": true }"#);
    assert!(matches!(twice, SeedError::Twice { .. }));
}

fn seeds() -> Vec<ChapterSeed> {
    CHAPTERS.iter().map(|text| text.read().unwrap()).collect()
}

fn all_records(today: &str) -> Vec<DemoRecord> {
    let resolved = seeds()
        .into_iter()
        .flat_map(|seed| resolve(&seed, day(today)).unwrap());
    resolved.collect()
}

/// Every entry of these kinds with its chapter.
fn entries(of: &[&'static str]) -> Vec<(ChapterSeed, Entry, &'static str)> {
    let mut found = Vec::new();
    for text in CHAPTERS {
        for kind in of {
            let mut seed = text.read().unwrap();
            let mut entries = seed.chapter.records.remove(*kind).unwrap_or_default();
            for file in &mut seed.visits {
                entries.extend(file.records.remove(*kind).unwrap_or_default());
            }
            let whole = || text.read().unwrap();
            found.extend(entries.into_iter().map(|entry| (whole(), entry, *kind)));
        }
    }
    found
}

/// What is left of a record's registers after its kind has read and written them.
fn reread(record: &DemoRecord) -> Registers {
    fn through<K: Kind>(record: &DemoRecord) -> Option<Registers> {
        let ours = K::SPEC.name == record.spec.name;
        ours.then(|| K::from_registers(record.id, &record.registers).registers())
    }
    None.or_else(|| through::<Chapter>(record))
        .or_else(|| through::<City>(record))
        .or_else(|| through::<Partnership>(record))
        .or_else(|| through::<Initiative>(record))
        .or_else(|| through::<Person>(record))
        .or_else(|| through::<PersonPrivate>(record))
        .or_else(|| through::<Venue>(record))
        .or_else(|| through::<Visit>(record))
        .or_else(|| through::<Participation>(record))
        .or_else(|| through::<ProgrammeItem>(record))
        .or_else(|| through::<Vehicle>(record))
        .or_else(|| through::<Task>(record))
        .expect("a kind of the demo")
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn every_programme_that_a_visit_names_is_there() {
    let named = seeds().into_iter().flat_map(|seed| seed.visits);
    let named: BTreeSet<_> = named.filter_map(|file| file.programme).collect();
    assert_eq!(named.len(), 3);
    for file in named {
        assert!(programme(&file).is_some(), "{file}");
    }
}

#[test]
fn every_demo_chapter_has_a_name_and_the_clocks_of_its_city() {
    for seed in seeds() {
        assert_ne!(seed.title(), seed.chapter.name);
        assert_ne!(seed.zone(), Zone::UTC, "{}", seed.chapter.name);
    }
}

#[test]
fn a_demo_city_is_the_one_that_a_person_would_have_entered() {
    let seed = CHAPTERS[0].read().unwrap();
    let records = resolve(&seed, day("2026-10-06")).unwrap();
    let aachen = crate::visits::city_id("Aachen", &Country::new("DE").unwrap());
    assert!(records.iter().any(|record| record.id == aachen.uuid));
}

#[test]
fn the_tuesday_of_the_firefighters_has_its_clashes_whenever_the_demo_is_made() {
    for today in ["2026-10-06", "2026-11-23", "2027-06-30"] {
        let found = findings(0, "firefighters", today);
        let errors: Vec<_> = found
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| (finding.code(), finding.day().unwrap().weekday()))
            .collect();
        assert_eq!(
            errors,
            [
                (FindingCode::InterpreterInTwoPlaces, Weekday::Tue),
                (FindingCode::PersonInTwoPlaces, Weekday::Tue),
            ],
            "made on {today}"
        );
        let hurries = found.iter().any(|finding| {
            let sentence = finding.sentence();
            finding.code() == FindingCode::NoTravelTime
                && sentence.contains("Sofiia Kravets has 15 min from “Dispatch centre tour”")
        });
        assert!(hurries, "made on {today}");
    }
}

#[test]
fn no_other_demo_visit_begins_with_an_error() {
    for (chapter, visit) in [
        (0, "exchange-2017"),
        (1, "mayor-of-gbarnga"),
        (1, "sustainable-cities"),
        (2, "rose-festival-2014"),
        (2, "clean-water-workshop"),
    ] {
        let found = findings(chapter, visit, "2026-10-06");
        let error = found.iter().find(|it| it.severity == Severity::Error);
        assert_eq!(error, None, "{visit}");
    }
}

/// What the review finds in a demo visit.
fn findings(chapter: usize, visit: &str, today: &str) -> Vec<Finding> {
    fn of<K: Kind>(records: &[DemoRecord]) -> Vec<K> {
        let ours = records
            .iter()
            .filter(|record| record.spec.name == K::SPEC.name);
        ours.map(|record| K::from_registers(record.id, &record.registers))
            .collect()
    }
    let seed = CHAPTERS[chapter].read().unwrap();
    let records = resolve(&seed, day(today)).unwrap();
    let cities: Vec<City> = of(&records);
    let id = Id::new(demo_id(&seed.chapter.name, "visit", visit));
    let visit = of::<Visit>(&records)
        .into_iter()
        .find(|v| v.id == id)
        .unwrap();
    let city = |id| cities.iter().find(|city| Some(city.id) == id);
    let mine: Vec<_> = records
        .iter()
        .filter(|r| r.visit == Some(id))
        .cloned()
        .collect();
    review(&ReviewInput {
        visit: &visit,
        items: &of(&mine),
        participations: &of(&mine),
        people: &of(&records),
        venues: &of(&records),
        vehicles: &of(&mine),
        accepted: &[],
        host_city: city(visit.host_city),
        guest_city: city(visit.guest_city),
        home_zone: Zone::UTC,
        today: day(today),
    })
}
