//! Rules about interpreters (D31): somebody, in the right languages, and not for too long. Those about an interpreter
//! in two places are in [`super::pairs`].
//!
//! Sources: <http://www.link-translations.com/simultaneous-consecutive-interpretation/>,
//! <https://www.masterword.com/interpreting/in-person/>.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::finding::{Finding, Severity};
use super::languages::Tags;
use super::programme::{Entry, Programme};
use super::reason::Reason;
use super::thresholds::{INTERPRETING_DAY_MINUTES, SIMULTANEOUS_ALONE_MINUTES_MAX};
use crate::Id;
use crate::kinds::{InterpretationMode, Person, ProgrammeItem, ProgrammeItemKind};

/// Checks how one item is interpreted.
pub(super) fn check(programme: &Programme, entry: &Entry, found: &mut Vec<Finding>) {
    match entry.item.interpreter {
        None => check_missing(programme, entry, found),
        Some(interpreter) => {
            check_languages(programme, entry, interpreter, found);
            check_length(programme, entry, interpreter, found);
        }
    }
}

/// Checks the days on which one interpreter works alone from morning to evening.
pub(super) fn check_visit(programme: &Programme, found: &mut Vec<Finding>) {
    let mut days: BTreeMap<(NaiveDate, Id<Person>), Vec<&Entry>> = BTreeMap::new();
    for entry in &programme.entries {
        if let (Some(day), Some(interpreter)) = (entry.slot.day, entry.item.interpreter)
            && entry
                .timing
                .is_some_and(|timing| !timing.start_assumed && !timing.end_assumed)
            && is_alone(programme, entry, interpreter)
        {
            days.entry((day, interpreter)).or_default().push(entry);
        }
    }
    for ((day, interpreter), entries) in days {
        let minutes = minutes_covered(&entries);
        if minutes > INTERPRETING_DAY_MINUTES {
            let reason = Reason::InterpreterAllDay {
                day,
                interpreter: programme.person_ref(interpreter),
                items: entries.iter().map(|entry| entry.item_ref()).collect(),
                minutes,
            };
            found.push(Finding::new(Severity::Warning, reason));
        }
    }
}

/// How long it is from the first to the last of them without the gaps; `entries` are in the order of their starts.
/// What is at the same time is counted once: that it is at the same time is another finding.
fn minutes_covered(entries: &[&Entry]) -> i64 {
    let mut minutes = 0;
    let mut until = None;
    for span in entries
        .iter()
        .filter_map(|entry| entry.timing)
        .map(|timing| timing.whole)
    {
        let from = until.map_or(span.from, |until| span.from.max(until));
        minutes += (span.to - from).num_minutes().max(0);
        until = until.max(Some(span.to));
    }
    minutes
}

/// Interpreters who could take `entry`, by the languages that they and the people there speak; those who already
/// travel with the delegation first.
pub(super) fn candidates(programme: &Programme, entry: &Entry) -> Vec<Id<Person>> {
    let left_out = cannot_follow(programme, entry);
    let able = |person: &Id<Person>| {
        let speaks = programme.languages.of(*person);
        speaks.is_some_and(|speaks| lacking(programme, speaks, &left_out).is_none())
    };
    let interpreters = programme
        .parts
        .iter()
        .filter(|part| part.takes_part && part.is_interpreter());
    let mut by_side: Vec<_> = interpreters
        .map(|part| (!part.is_guest(), part.person))
        .collect();
    by_side.sort_unstable();
    by_side
        .into_iter()
        .map(|(_, person)| person)
        .filter(able)
        .collect()
}

/// Guests who share no language with their hosts, at an item that is about talking, where no interpreter of the
/// delegation is present either.
fn check_missing(programme: &Programme, entry: &Entry, found: &mut Vec<Finding>) {
    if !is_about_talking(entry.item) || entry.slot.day.is_none() {
        return;
    }
    let left_out = cannot_follow(programme, entry);
    let someone_helps = others_who_interpret(programme, entry, None).any(|person| {
        programme
            .languages
            .of(person)
            .is_none_or(|speaks| lacking(programme, speaks, &left_out).is_none())
    });
    if !left_out.is_empty() && !someone_helps {
        let people = programme.person_refs(left_out.into_keys());
        let item = entry.item_ref();
        found.push(Finding::new(
            Severity::Warning,
            Reason::InterpreterMissing { item, people },
        ));
    }
}

fn check_languages(
    programme: &Programme,
    entry: &Entry,
    interpreter: Id<Person>,
    found: &mut Vec<Finding>,
) {
    let Some(speaks) = programme.languages.of(interpreter) else {
        return;
    };
    if let Some(needed) = lacking(programme, speaks, &cannot_follow(programme, entry)) {
        let reason = Reason::InterpreterWrongLanguage {
            item: entry.item_ref(),
            interpreter: programme.person_ref(interpreter),
            needed: needed.iter().map(|tag| (*tag).to_owned()).collect(),
        };
        found.push(Finding::new(Severity::Warning, reason));
    }
}

fn check_length(
    programme: &Programme,
    entry: &Entry,
    interpreter: Id<Person>,
    found: &mut Vec<Finding>,
) {
    let is_simultaneous = entry.item.interpretation_mode == Some(InterpretationMode::Simultaneous);
    let Some(timing) = entry.timing.filter(|_| is_simultaneous) else {
        return;
    };
    let minutes = timing.whole.minutes();
    if minutes > SIMULTANEOUS_ALONE_MINUTES_MAX && is_alone(programme, entry, interpreter) {
        let is_assumed = timing.start_assumed || timing.end_assumed;
        let severity = if is_assumed {
            Severity::Hint
        } else {
            Severity::Warning
        };
        let (item, interpreter) = (entry.item_ref(), programme.person_ref(interpreter));
        found.push(Finding::new(
            severity,
            Reason::InterpreterTooLong {
                item,
                interpreter,
                minutes,
            },
        ));
    }
}

/// The guests at an item who share no language with the hosts, and what they speak. Of whom nothing is known is
/// taken to speak what their city speaks; where that is unknown too, nothing is found.
fn cannot_follow<'p>(programme: &'p Programme, entry: &Entry) -> BTreeMap<Id<Person>, &'p Tags> {
    let Some(hosts) = &programme.languages.hosts else {
        return BTreeMap::new();
    };
    let usual = programme.languages.guests.as_ref();
    let parts = programme.parts_of(entry).into_iter();
    parts
        .filter(|part| part.takes_part && part.is_guest())
        .filter_map(|part| Some((part.person, programme.languages.of(part.person).or(usual)?)))
        .filter(|(_, speaks)| speaks.is_disjoint(hosts))
        .collect()
}

/// The languages of which an interpreter who `speaks` these has none and would need one: those of the hosts, or of
/// the first guest they cannot help. `None` where they can help everybody.
fn lacking<'p>(
    programme: &'p Programme,
    speaks: &Tags,
    left_out: &BTreeMap<Id<Person>, &'p Tags>,
) -> Option<&'p Tags> {
    let hosts = programme.languages.hosts.as_ref()?;
    if left_out.is_empty() {
        return None;
    }
    if speaks.is_disjoint(hosts) {
        return Some(hosts);
    }
    let mut guests = left_out.values().copied();
    guests.find(|needed| !needed.is_empty() && needed.is_disjoint(speaks))
}

fn is_alone(programme: &Programme, entry: &Entry, interpreter: Id<Person>) -> bool {
    others_who_interpret(programme, entry, Some(interpreter))
        .next()
        .is_none()
}

/// Interpreters of the delegation or of the hosts who are at an item, beside the one who is named.
fn others_who_interpret(
    programme: &Programme,
    entry: &Entry,
    named: Option<Id<Person>>,
) -> impl Iterator<Item = Id<Person>> {
    let parts = programme.parts_of(entry).into_iter();
    let people = parts
        .filter(|part| part.takes_part && part.is_interpreter())
        .map(|part| part.person);
    people.filter(move |person| Some(*person) != named)
}

/// A walk or a meal goes without words; an explanation does not.
const fn is_about_talking(item: &ProgrammeItem) -> bool {
    use ProgrammeItemKind::{
        Bilateral, Briefing, Ceremony, CouncilMeeting, CourtesyCall, Press, Reception, RideAlong,
        SiteVisit, Training,
    };
    matches!(
        item.kind,
        Some(
            Bilateral
                | Briefing
                | Ceremony
                | CouncilMeeting
                | CourtesyCall
                | Press
                | Reception
                | RideAlong
                | SiteVisit
                | Training
        )
    )
}

#[cfg(test)]
mod tests {
    use super::super::finding::FindingCode::{
        InterpreterAllDay, InterpreterMissing, InterpreterTooLong,
    };
    use super::super::testing::{Expected, Plan};
    use super::super::ways_out::WayOut;
    use super::*;
    use crate::kinds::ParticipationRole;

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
}
