//! The sentence of every code, read as a person reads it.

use chrono_tz::Asia;

use super::super::Finding;
use super::super::testing::{Plan, day, slot};
use crate::kinds::{Direction, InterpretationMode, ParticipationStatus, ProgrammeItemKind};
use crate::values::{Certainty, Confirmation, ConfirmationState};

/// Findings in which each code is found at least once.
pub(super) fn one_of_each() -> Vec<Finding> {
    let plans = [
        places(),
        times(),
        clocks(),
        call(),
        appointments(),
        interpreting(),
        riding(),
    ];
    plans.iter().flat_map(Plan::review).collect()
}

#[test]
fn findings_are_sentences_that_stand_alone() {
    let sentences: Vec<_> = one_of_each()
        .iter()
        .map(|finding| {
            format!(
                "{} [{}] {}",
                finding.severity.word(),
                finding.code().word(),
                finding.sentence()
            )
        })
        .collect();
    insta::assert_snapshot!(sentences.join("\n"));
}

#[test]
fn beside_an_item_the_other_one_is_named() {
    let mut plan = Plan::new();
    let [taras, _] = plan.guests(["Taras Marchuk", "Sofiia Kravets"]);
    plan.part(taras).precedence_number = Some(2);
    let drill = plan
        .item("High-rise rescue drill", "2026-10-20 09:00-12:00")
        .id;
    let interview = plan
        .item("Radio interview, WAMU", "2026-10-20 11:00-12:30")
        .id;
    let findings = plan.review();
    let finding = &findings[0];
    assert_eq!(
        finding.sentence_at(interview),
        "Taras Marchuk and Sofiia Kravets are also at “High-rise rescue drill”, 09:00–12:00."
    );
    assert_eq!(
        finding.sentence_at(drill),
        "Taras Marchuk and Sofiia Kravets are also at “Radio interview, WAMU”, 11:00–12:30."
    );
}

#[test]
fn a_coachload_is_counted_and_not_named() {
    let mut plan = Plan::new();
    plan.guests(["Ana", "Ben", "Eva", "Ida", "Leo", "Mia"]);
    plan.item("Drill", "2026-10-20 09:00-12:00");
    let interview = plan.item("Interview", "2026-10-20 11:00-12:30").id;
    let said = |plan: &Plan| plan.review()[0].sentence_at(interview);
    assert!(
        said(&plan).starts_with("Ana, Ben, Eva and 3 others are also"),
        "{}",
        said(&plan)
    );
    plan.participations.truncate(4);
    assert!(
        said(&plan).starts_with("Ana, Ben, Eva and Ida are also"),
        "{}",
        said(&plan)
    );
}

fn places() -> Plan {
    let mut plan = Plan::new();
    let [taras, sofiia, vasyl] = plan.guests(["Taras Marchuk", "Sofiia Kravets", "Vasyl Dziuba"]);
    let (anna, lan) = (plan.person("Anna Lindqvist"), plan.person("Lan Nguyen"));
    let (van_a, van_b) = (plan.vehicle("Van A", 8), plan.vehicle("Van B", 8));
    plan.vehicles[0].driver = Some(lan);
    plan.vehicles[1].driver = Some(lan);
    let hall = plan.venue("Government Center", Some((38.8902, -77.0841)));
    let studio = plan.venue("Studio", Some((38.9497, -77.0820)));
    plan.part(vasyl).status = Some(ParticipationStatus::VisaRefused);

    let item = plan.item_for(&[taras, sofiia, vasyl], "Drill", "2026-10-20 09:00-12:00");
    (item.interpreter, item.vehicle) = (Some(anna), Some(van_a));
    let item = plan.item_for(&[taras, sofiia], "Interview", "2026-10-20 11:00-12:30");
    (item.interpreter, item.vehicle) = (Some(anna), Some(van_b));
    let item = plan.item_for(&[], "Tour", "2026-10-21 09:00-");
    item.vehicle = Some(van_a);
    item.tracks.insert("LIB".into());
    let item = plan.item_for(&[], "Shopping", "2026-10-21 08:30-");
    item.vehicle = Some(van_a);
    item.tracks.insert("MAIN".into());
    plan.item_for(&[sofiia], "Welcome", "2026-10-22 09:00-10:00")
        .venue = Some(hall);
    plan.item_for(&[sofiia], "Press", "2026-10-22 10:10-11:00")
        .venue = Some(studio);
    plan.item_for(&[taras], "Lunch", "2026-10-22 12:00-13:00");
    plan.item_for(&[taras], "lunch", "2026-10-22 12:00-13:00");
    plan
}

fn times() -> Plan {
    let mut plan = Plan::new();
    let [iryna, oksana] = plan.guests(["Iryna Kovalchuk", "Oksana Hnatiuk"]);
    plan.part(iryna).joins_at = Some("2026-10-18T14:00:00".parse().unwrap());
    plan.part(oksana).joins_at = Some("2026-10-17T15:40:00".parse().unwrap());
    plan.part(oksana).leaves_at = Some("2026-10-18T08:00:00".parse().unwrap());
    plan.item_for(&[iryna, oksana], "Walk", "2026-10-18 09:00-10:00");
    plan.item("Supper", "2026-10-19 22:00-01:00");
    plan.item("Farewell", "2026-10-25 09:00-10:00");
    plan.item("Reception", "2025-10-20 18:00-20:00");
    plan
}

fn clocks() -> Plan {
    let mut plan = Plan::new();
    plan.visit_on("2026-10-26", "2026-11-01");
    plan.item("Night shift", "2026-11-01 01:30-");
    let mut skipped = slot("2026-10-27 01:30-");
    skipped.day = Some(day("2026-03-08"));
    skipped.start = Some(super::super::testing::time("02:30"));
    plan.item("Night train", "2026-10-27 01:30-").slot = Some(skipped);
    plan
}

fn call() -> Plan {
    let mut plan = Plan::new();
    plan.visit.direction = Some(Direction::Virtual);
    plan.guest_city.name = Some("Khabarovsk".into());
    plan.guest_city.zone = Some(Asia::Vladivostok);
    plan.item("Workshop", "2026-10-20 19:00-20:00");
    plan
}

fn appointments() -> Plan {
    let mut plan = Plan::new();
    plan.today = day("2026-10-10");
    let river = plan.venue("Potomac, Columbia Island", None);
    plan.venues[0].outdoor = Some(true);
    let confirmation = |state, by: Option<&str>| {
        Some(Confirmation {
            state,
            by: by.map(Into::into),
            on: None,
        })
    };
    plan.item("Swift-water drill", "2026-10-20 14:45-17:00")
        .venue = Some(river);
    plan.item("Call on the mayor", "2026-10-19 09:00-10:00")
        .kind = Some(ProgrammeItemKind::CourtesyCall);
    plan.item("Dinner", "2026-10-19 19:00-21:00").confirmation =
        confirmation(ConfirmationState::Asked, None);
    plan.item("Council", "2026-10-21 19:00-21:00").confirmation =
        confirmation(ConfirmationState::Declined, Some("The clerk"));
    plan.item("Museum", "2026-10-22")
        .slot
        .as_mut()
        .unwrap()
        .certainty = Certainty::ToBeConfirmed;
    plan
}

fn interpreting() -> Plan {
    let mut plan = Plan::new();
    plan.host_city.languages = Some("en".into());
    let [yurii] = plan.guests(["Yurii Savchuk"]);
    plan.people[0].languages = Some("Ukrainian".into());
    let anna = plan.person("Anna Lindqvist");
    plan.people[1].languages = Some("English, Swedish".into());
    let khrystyna = plan.person("Khrystyna Petriv");
    plan.people[2].languages = Some("Ukrainian, English".into());
    let mut briefing = |title: &str, when: &str| {
        let item = plan.item_for(&[yurii], title, when);
        item.kind = Some(ProgrammeItemKind::Briefing);
        plan.items.len() - 1
    };
    let wrong = (
        briefing("Introduction", "2026-10-19 09:00-10:00"),
        briefing("Prevention", "2026-10-19 10:00-11:00"),
    )
        .1;
    let (drill, lecture) = (
        briefing("Drill", "2026-10-20 08:00-12:00"),
        briefing("Lecture", "2026-10-20 13:00-16:30"),
    );
    plan.items[wrong].interpreter = Some(anna);
    plan.items[drill].interpreter = Some(khrystyna);
    plan.items[lecture].interpreter = Some(khrystyna);
    plan.items[lecture].interpretation_mode = Some(InterpretationMode::Simultaneous);
    plan
}

fn riding() -> Plan {
    let mut plan = Plan::new();
    for number in 1..=9 {
        plan.guest(&format!("Guest {number}"));
    }
    let (van, minibus) = (plan.vehicle("Van A", 8), plan.vehicle("Minibus", 15));
    plan.item("Pick-up", "2026-10-20 08:00-08:30").vehicle = Some(van);
    plan.item("Excursion", "2026-10-21 09:00-17:00").vehicle = Some(minibus);
    plan
}
