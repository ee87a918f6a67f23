//! Rules about interpreters (D31): somebody, in the right languages, and not for too long. Those about an interpreter
//! in two places are in [`super::pairs`].
//!
//! Sources: <http://www.link-translations.com/simultaneous-consecutive-interpretation/>,
//! <https://www.masterword.com/interpreting/in-person/>.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::finding::{Finding, Severity};
use super::languages;
use super::programme::{Entry, Programme};
use super::reason::Reason;
use super::thresholds::{INTERPRETING_DAY_MINUTES, SIMULTANEOUS_ALONE_MINUTES_MAX};
use crate::Id;
use crate::kinds::{InterpretationMode, Person, ProgrammeItem, ProgrammeItemKind};

type Languages = BTreeSet<&'static str>;

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
        let spans = entries
            .iter()
            .filter_map(|entry| entry.timing)
            .map(|timing| timing.whole);
        let minutes = spans.map(|span| span.minutes()).sum();
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

/// Interpreters who could take `entry`, by the languages that they and the people there speak; those who already
/// travel with the delegation first.
pub(super) fn candidates(programme: &Programme, entry: &Entry) -> Vec<Id<Person>> {
    let deaf = cannot_follow(programme, entry);
    let able = |person: &Id<Person>| {
        let speaks = speaks(programme, *person);
        speaks.is_some_and(|speaks| lacking(programme, &speaks, &deaf).is_none())
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
    let deaf = cannot_follow(programme, entry);
    let someone_helps = others_who_interpret(programme, entry, None).any(|person| {
        speaks(programme, person).is_none_or(|speaks| lacking(programme, &speaks, &deaf).is_none())
    });
    if !deaf.is_empty() && !someone_helps {
        let people = programme.person_refs(deaf.into_keys());
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
    let Some(speaks) = speaks(programme, interpreter) else {
        return;
    };
    if let Some(needed) = lacking(programme, &speaks, &cannot_follow(programme, entry)) {
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
fn cannot_follow(programme: &Programme, entry: &Entry) -> BTreeMap<Id<Person>, Languages> {
    let Some(hosts) = programme.input.host_city.and_then(languages::of_city) else {
        return BTreeMap::new();
    };
    let usual = programme.input.guest_city.and_then(languages::of_city);
    let guests = programme
        .parts_of(entry)
        .into_iter()
        .filter(|part| part.takes_part && part.is_guest());
    guests
        .filter_map(|part| {
            Some((
                part.person,
                speaks(programme, part.person).or_else(|| usual.clone())?,
            ))
        })
        .filter(|(_, speaks)| speaks.is_disjoint(&hosts))
        .collect()
}

/// The languages of which an interpreter who `speaks` these has none and would need one: those of the hosts, or of
/// the first guest they cannot help. `None` where they can help everybody.
fn lacking(
    programme: &Programme,
    speaks: &Languages,
    deaf: &BTreeMap<Id<Person>, Languages>,
) -> Option<Languages> {
    let hosts = programme.input.host_city.and_then(languages::of_city)?;
    if deaf.is_empty() {
        return None;
    }
    if speaks.is_disjoint(&hosts) {
        return Some(hosts);
    }
    deaf.values()
        .find(|needed| !needed.is_empty() && needed.is_disjoint(speaks))
        .cloned()
}

fn speaks(programme: &Programme, person: Id<Person>) -> Option<Languages> {
    programme
        .people
        .get(&person)
        .and_then(|person| languages::spoken(person))
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
