//! Rules about interpreters, at their edges.

use super::super::finding::FindingCode::{
    InterpreterAllDay, InterpreterMissing, InterpreterTooLong,
};
use super::super::testing::{Expected, Plan};
use super::super::thresholds::INTERPRETING_DAY_MINUTES;
use super::super::{Reason, Severity, WayOut};
use crate::Id;
use crate::kinds::{InterpretationMode, ParticipationRole, Person, ProgrammeItemKind};
use Severity::{Hint, Warning};

/// English-speaking hosts, and one guest who speaks `languages`, at a briefing.
fn briefing(languages: &str) -> (Plan, Id<Person>) {
    let mut plan = Plan::new();
    plan.host_city.languages = Some("en".into());
    plan.guest_city.languages = Some("uk".into());
    let [guest] = plan.guests(["Yurii Savchuk"]);
    plan.people[0].languages = Some(languages.into());
    plan.item_for(&[guest], "Briefing", "2026-10-20 09:00-10:00")
        .kind = Some(ProgrammeItemKind::Briefing);
    (plan, guest)
}

fn interpreter(plan: &mut Plan, name: &str, languages: &str) -> Id<Person> {
    let [person] = plan.guests([name]);
    plan.part(person).role = Some(ParticipationRole::Interpreter);
    plan.people.last_mut().unwrap().languages = Some(languages.into());
    person
}

#[test]
fn guests_who_share_no_language_with_their_hosts_need_an_interpreter() {
    let cases: [(&str, Expected); 5] = [
        ("Ukrainian", &[(InterpreterMissing, Warning)]),
        ("Ukrainian, some English", &[(InterpreterMissing, Warning)]),
        ("Ukrainian, English", &[]),
        // Of whom nothing is known is taken to speak what their city speaks.
        ("", &[(InterpreterMissing, Warning)]),
        ("en", &[]),
    ];
    for (languages, expected) in cases {
        assert_eq!(briefing(languages).0.found(), expected, "{languages}");
    }
}

#[test]
fn where_nothing_is_known_of_languages_nothing_is_missing() {
    let (mut plan, _) = briefing("Ukrainian");
    plan.host_city.languages = None;
    assert_eq!(plan.found(), []);
    let (mut plan, _) = briefing("");
    plan.guest_city.languages = None;
    assert_eq!(plan.found(), []);
}

#[test]
fn a_meal_goes_without_words_and_an_interpreter_at_hand_helps() {
    let (mut plan, _) = briefing("Ukrainian");
    plan.items[0].kind = Some(ProgrammeItemKind::Meal);
    assert_eq!(plan.found(), []);
    let (mut plan, _) = briefing("Ukrainian");
    let khrystyna = interpreter(&mut plan, "Khrystyna Petriv", "Ukrainian, English");
    assert_eq!(
        plan.found(),
        [(InterpreterMissing, Warning)],
        "she is not at the briefing"
    );
    plan.items[0].participants.insert(Id::new(khrystyna.uuid));
    assert_eq!(plan.found(), []);
}

#[test]
fn the_interpreter_speaks_with_both_sides() {
    let cases = [
        ("Ukrainian, English", None),
        ("Polish, English", Some("uk")),
        ("Ukrainian, Polish", Some("en")),
        ("", None),
    ];
    for (languages, needed_language) in cases {
        let (mut plan, _) = briefing("Ukrainian");
        let person = interpreter(&mut plan, "Khrystyna Petriv", languages);
        plan.items[0].interpreter = Some(person);
        let findings = plan.review();
        let needed_found = findings.first().map(|finding| match &finding.reason {
            Reason::InterpreterWrongLanguage { needed, .. } => needed.join(" "),
            other => panic!("{other:?}"),
        });
        assert_eq!(needed_found.as_deref(), needed_language, "{languages}");
    }
}

#[test]
fn an_interpreter_is_proposed_who_speaks_both_and_is_free() {
    let (mut plan, _) = briefing("Ukrainian");
    let item = plan.items[0].id;
    interpreter(&mut plan, "Polish only", "Polish, English");
    let busy = interpreter(&mut plan, "Busy", "Ukrainian, English");
    let free = interpreter(&mut plan, "Free", "Ukrainian, English");
    plan.item_for(&[busy], "Interview", "2026-10-20 09:30-10:30");
    let proposed = |plan: &Plan| {
        let programme = plan.programme();
        programme.way_out(&programme.findings()[0])
    };
    assert_eq!(
        proposed(&plan),
        Some(WayOut::AssignInterpreter {
            item,
            interpreter: free
        })
    );
    plan.part(free).status = Some(crate::kinds::ParticipationStatus::Withdrawn);
    assert_eq!(proposed(&plan), None);
}

#[test]
fn one_cannot_interpret_simultaneously_alone_for_long() {
    use InterpretationMode::{Consecutive, Simultaneous};
    let cases: [(&str, _, Expected); 4] = [
        ("2026-10-20 09:00-09:30", Simultaneous, &[]),
        (
            "2026-10-20 09:00-09:31",
            Simultaneous,
            &[(InterpreterTooLong, Warning)],
        ),
        (
            "2026-10-20 09:00-",
            Simultaneous,
            &[(InterpreterTooLong, Hint)],
        ),
        ("2026-10-20 09:00-12:00", Consecutive, &[]),
    ];
    for (when, mode, expected) in cases {
        let mut plan = Plan::new();
        let person = interpreter(&mut plan, "Khrystyna Petriv", "Ukrainian, English");
        let item = plan.item_for(&[], "Lecture", when);
        (item.interpreter, item.interpretation_mode) = (Some(person), Some(mode));
        item.tracks.insert("none".into());
        assert_eq!(plan.found(), expected, "{when} {mode:?}");
        let second = interpreter(&mut plan, "A second", "Ukrainian, English");
        plan.items[0].participants.insert(Id::new(second.uuid));
        assert_eq!(plan.found(), [], "in pairs: {when} {mode:?}");
    }
}

#[test]
fn an_all_day_assignment_takes_two() {
    assert_eq!(INTERPRETING_DAY_MINUTES, 360, "the cases are at this edge");
    let cases: [(&str, Expected); 2] = [
        ("2026-10-20 13:00-16:00", &[]),
        ("2026-10-20 13:00-16:01", &[(InterpreterAllDay, Warning)]),
    ];
    for (afternoon, expected) in cases {
        let mut plan = Plan::new();
        let person = interpreter(&mut plan, "Khrystyna Petriv", "Ukrainian, English");
        plan.item("Drill", "2026-10-20 09:00-12:00").interpreter = Some(person);
        plan.item("Lecture", afternoon).interpreter = Some(person);
        plan.item("Another day", "2026-10-21 09:00-12:00")
            .interpreter = Some(person);
        assert_eq!(plan.found(), expected, "{afternoon}");
    }
}
