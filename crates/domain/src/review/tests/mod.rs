//! Tests of the review as a whole.

mod interpreters;
mod pairs;
mod programmes;
mod refreshing;
mod sentences;

use super::finding::FindingCode;
use super::testing::Plan;
use crate::Id;
use crate::kinds::AcceptedFinding;

#[test]
fn an_accepted_finding_stays_and_says_why() {
    let mut plan = Plan::new();
    plan.guests(["Taras Marchuk", "Sofiia Kravets"]);
    plan.item("Drill", "2026-10-20 09:00-12:00");
    plan.item("Interview", "2026-10-20 11:00-12:30");
    let key = plan.review()[0].key.clone();
    plan.accepted.push(AcceptedFinding {
        finding: Some(key.clone()),
        reason: Some("they leave the drill early".into()),
        ..AcceptedFinding::new(Id::default())
    });
    let reason = |plan: &Plan| plan.review()[0].accepted.clone();
    assert_eq!(reason(&plan).as_deref(), Some("they leave the drill early"));

    plan.items[1].slot.as_mut().unwrap().start = super::testing::time("11:30").into();
    assert_eq!(
        plan.review()[0].key,
        key,
        "another time is the same finding"
    );
    plan.guest("Iryna Kovalchuk");
    assert_eq!(
        reason(&plan),
        None,
        "one more person in two places is another finding"
    );
    plan.participations.pop();
    plan.accepted[0].deleted = true;
    assert_eq!(reason(&plan), None, "no longer accepted");
}

#[test]
fn keys_are_the_same_on_every_machine() {
    let mut plan = Plan::new();
    plan.guest("Taras Marchuk");
    plan.item("Drill", "2026-10-20 09:00-12:00");
    plan.item("Interview", "2026-10-20 11:00-12:30");
    let key = plan.review()[0].key.clone();
    plan.items.reverse();
    assert_eq!(
        plan.review()[0].key,
        key,
        "whatever the order of the records"
    );
    // They are stored in accepted findings and sent to others: this one may never change.
    assert_eq!(
        key,
        "person_in_two_places/9cd4bce6-7fc4-53ac-bc4e-9fe2551a1aa1"
    );
}

#[test]
fn records_in_the_trash_are_not_reviewed() {
    let mut plan = Plan::new();
    let [guest] = plan.guests(["Taras Marchuk"]);
    plan.item("Drill", "2026-10-20 09:00-12:00");
    plan.item("Interview", "2026-10-20 11:00-12:30");
    plan.items[1].deleted = true;
    assert_eq!(plan.found(), []);
    plan.items[1].deleted = false;
    plan.part(guest).deleted = true;
    assert_eq!(plan.found(), []);
}

#[test]
fn the_word_of_a_code_is_the_tag_of_its_reason() {
    for finding in sentences::one_of_each() {
        let json = serde_json::to_value(&finding.reason).unwrap();
        assert_eq!(json["code"], finding.code().word());
    }
}

#[test]
fn every_code_can_be_found() {
    let found: std::collections::BTreeSet<_> = sentences::one_of_each()
        .iter()
        .map(|it| it.code().word())
        .collect();
    let all: std::collections::BTreeSet<_> = FindingCode::WORDS.iter().copied().collect();
    assert_eq!(found, all);
}
