//! Rules about interpreters (D31): somebody, in the right languages, and not for too long. Those about an interpreter
//! in two places are in [`super::pairs`].
//!
//! Sources: <http://www.link-translations.com/simultaneous-consecutive-interpretation/>,
//! <https://www.masterword.com/interpreting/in-person/>.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::entry::Entry;
use super::finding::{Finding, Severity};
use super::languages::Tags;
use super::programme::Programme;
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
