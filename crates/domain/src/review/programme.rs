//! A visit's programme made ready for the rules: records by id, items by time, and who is at which.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};

use super::attendance::{self, Part};
use super::entry::{Entry, starts_before, title_key, when};
use super::finding::Finding;
use super::input::ReviewInput;
use super::languages::Languages;
use super::reason::PersonRef;
use super::thresholds::TRAVEL_MINUTES_MAX;
use super::timing::Timing;
use super::{clocks, days, interpreters, pairs, readiness, stays, vehicles};
use crate::Id;
use crate::kinds::{Participation, Person, ProgrammeItem, Vehicle, Venue};
use crate::order::protocol_order;
use crate::values::{Slot, Zone};

/// A visit's programme made ready for the rules. Built in a fraction of a millisecond, for one state of the records.
#[derive(Debug)]
pub struct Programme<'a> {
    pub(super) input: ReviewInput<'a>,
    /// The zone of the visit: of its programme, its joins and its leaves.
    pub(super) zone: Zone,
    /// The parts in the visit, in protocol order.
    pub(super) parts: Vec<Part<'a>>,
    /// Those who have a part in the visit and do not take it.
    pub(super) absent: BTreeSet<Id<Person>>,
    /// The place of each person in protocol order, from 0.
    places: BTreeMap<Id<Person>, usize>,
    pub(super) people: BTreeMap<Id<Person>, &'a Person>,
    /// What they, their hosts and their interpreters speak.
    pub(super) languages: Languages,
    venues: BTreeMap<Id<Venue>, &'a Venue>,
    vehicles: BTreeMap<Id<Vehicle>, &'a Vehicle>,
    accepted: BTreeMap<&'a str, &'a str>,
    /// Every item: those with a time by its start, then the others.
    pub(super) entries: Vec<Entry<'a>>,
    /// How many of `entries` have a time.
    timed: usize,
    /// The longest of them.
    longest: TimeDelta,
    by_id: BTreeMap<Id<ProgrammeItem>, usize>,
    /// Items of one title on one day.
    by_title: BTreeMap<(NaiveDate, String), Vec<usize>>,
}

impl<'a> Programme<'a> {
    /// Makes a visit's programme ready.
    pub fn new(input: &ReviewInput<'a>) -> Self {
        let input = *input;
        let host_zone = input.host_city.and_then(|city| city.zone);
        let zone = input.visit.zone.or(host_zone).unwrap_or(input.home_zone);
        let live_parts = input.participations.iter().filter(|part| !part.deleted);
        let parts: Vec<Part> = protocol_order(live_parts, input.people)
            .into_iter()
            .filter_map(|part| Part::new(part, zone))
            .collect();
        let mut programme = Self {
            input,
            zone,
            languages: Languages::new(&input),
            absent: absent(&parts),
            places: parts.iter().map(|part| part.person).zip(0..).collect(),
            parts,
            people: input
                .people
                .iter()
                .map(|person| (person.id, person))
                .collect(),
            venues: live(input.venues, |venue| {
                (!venue.deleted).then_some((venue.id, venue))
            }),
            vehicles: live(input.vehicles, |vehicle| {
                (!vehicle.deleted).then_some((vehicle.id, vehicle))
            }),
            accepted: live(input.accepted, |accepted| {
                let reason = accepted.reason.as_deref().unwrap_or_default();
                (!accepted.deleted).then_some((accepted.finding.as_deref()?, reason))
            }),
            entries: Vec::new(),
            timed: 0,
            longest: TimeDelta::zero(),
            by_id: BTreeMap::new(),
            by_title: BTreeMap::new(),
        };
        programme.enter_items();
        programme
    }

    /// Finds everything, the worst first.
    pub fn findings(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            self.check_alone(entry, &mut found);
            for later in self.after(at) {
                pairs::check(self, entry, later, &mut found);
            }
        }
        for same in self.by_title.values() {
            for (at, &first) in same.iter().enumerate() {
                for &second in &same[at + 1..] {
                    pairs::check_duplicate(&self.entries[first], &self.entries[second], &mut found);
                }
            }
        }
        self.check_visit(&mut found);
        self.finished(found)
    }

    /// Finds what concerns the items in `changed`, and what depends on the visit as a whole.
    ///
    /// With the findings before the change that do not [touch](Finding::touches) those items, this is all that
    /// [`Programme::findings`] would find; see [`Programme::refreshed`]. It holds where only items changed: a change
    /// to the visit, its people, venues or vehicles takes a full review.
    pub fn findings_touching(&self, changed: &BTreeSet<Id<ProgrammeItem>>) -> Vec<Finding> {
        let mut found = Vec::new();
        for &at in changed.iter().filter_map(|id| self.by_id.get(id)) {
            let entry = &self.entries[at];
            self.check_alone(entry, &mut found);
            // A pair of two changed items is checked at the one with the lower id.
            let is_here =
                |other: &Entry| !changed.contains(&other.item.id) || entry.item.id < other.item.id;
            for other in self.near(entry).filter(|other| is_here(other)) {
                pairs::check(self, entry, other, &mut found);
            }
            for other in self.same_title(entry).filter(|other| is_here(other)) {
                pairs::check_duplicate(entry, other, &mut found);
            }
        }
        self.check_visit(&mut found);
        self.finished(found)
    }

    /// The findings of this programme, made from those of the one before it in which only the items in `changed`
    /// were other, or absent: equal to a full review, and as quick as the change is small.
    pub fn refreshed(
        &self,
        before: Vec<Finding>,
        changed: &BTreeSet<Id<ProgrammeItem>>,
    ) -> Vec<Finding> {
        let kept = before
            .into_iter()
            .filter(|finding| !finding.touches(|id| changed.contains(&id)));
        let mut findings = self.findings_touching(changed);
        findings.extend(kept);
        sort(&mut findings);
        findings
    }

    /// Finds what would clash if `item` were at `slot`: of all findings that concern it, those that are about time.
    /// Nothing for an item that is not in the programme.
    pub fn probe(&self, item: Id<ProgrammeItem>, slot: &Slot) -> Vec<Finding> {
        let Some(&at) = self.by_id.get(&item) else {
            return Vec::new();
        };
        let entry = self.entry(self.entries[at].item, Cow::Borrowed(slot));
        let mut found = Vec::new();
        self.check_when(&entry, &mut found);
        for other in self.near(&entry) {
            pairs::check(self, &entry, other, &mut found);
        }
        for other in self.same_title(&entry) {
            pairs::check_duplicate(&entry, other, &mut found);
        }
        found.retain(|finding| finding.code().is_about_time());
        self.finished(found)
    }

    /// Whether [`Programme::probe`] would find nothing. It stops at the first clash, and most slots have one.
    pub(super) fn is_free(&self, item: Id<ProgrammeItem>, slot: &Slot) -> bool {
        let Some(entry) = self.get(item) else {
            return false;
        };
        let entry = self.entry(entry.item, Cow::Borrowed(slot));
        let finds_nothing = |check: &dyn Fn(&mut Vec<Finding>)| {
            let mut found = Vec::new();
            check(&mut found);
            found.iter().all(|finding| !finding.code().is_about_time())
        };
        finds_nothing(&|found| self.check_when(&entry, found))
            && self
                .near(&entry)
                .all(|other| finds_nothing(&|found| pairs::check(self, &entry, other, found)))
            && self
                .same_title(&entry)
                .all(|other| finds_nothing(&|found| pairs::check_duplicate(&entry, other, found)))
    }

    /// The rules that need one item.
    fn check_alone(&self, entry: &Entry, found: &mut Vec<Finding>) {
        self.check_when(entry, found);
        readiness::check(self, entry, found);
        interpreters::check(self, entry, found);
        vehicles::check(entry, found);
    }

    /// Those of them that are about time.
    fn check_when(&self, entry: &Entry, found: &mut Vec<Finding>) {
        stays::check(self, entry, found);
        days::check(self, entry, found);
        clocks::check(self, entry, found);
    }

    /// The rules that need the visit as a whole.
    fn check_visit(&self, found: &mut Vec<Finding>) {
        clocks::check_visit(self, found);
        interpreters::check_visit(self, found);
    }

    /// Notes what was accepted and puts the findings in order.
    fn finished(&self, mut found: Vec<Finding>) -> Vec<Finding> {
        for finding in &mut found {
            let reason = self.accepted.get(finding.key.as_str());
            finding.accepted = reason.map(|reason| (*reason).to_owned());
        }
        sort(&mut found);
        found
    }

    fn enter_items(&mut self) {
        let items = self.input.items.iter().filter(|item| !item.deleted);
        let mut entries: Vec<Entry> = items
            .map(|item| {
                let unplaced = || Cow::Owned(Slot::unplaced(self.zone));
                let slot = item.slot.as_ref().map_or_else(unplaced, Cow::Borrowed);
                self.entry(item, slot)
            })
            .collect();
        let start = |entry: &Entry| entry.timing.map(|timing| timing.whole.from);
        entries.sort_by_key(|entry| (start(entry).is_none(), start(entry), entry.item.id));
        self.timed = entries.partition_point(|entry| entry.timing.is_some());
        let lengths = entries
            .iter()
            .filter_map(|entry| entry.timing)
            .map(|timing| timing.whole.to - timing.whole.from);
        self.longest = lengths.max().unwrap_or_default();
        for (at, entry) in entries.iter().enumerate() {
            self.by_id.insert(entry.item.id, at);
            if let Some(title) = title_key(entry) {
                self.by_title.entry(title).or_default().push(at);
            }
        }
        self.entries = entries;
    }

    /// Makes an item ready as if it were at `slot`.
    fn entry(&self, item: &'a ProgrammeItem, slot: Cow<'a, Slot>) -> Entry<'a> {
        let timing = Timing::new(item, &slot);
        let when = when(timing, &slot);
        let vehicle = item.vehicle.and_then(|id| self.vehicles.get(&id).copied());
        let attending = attendance::parts_of(&self.parts, item, when);
        Entry {
            item,
            timing,
            venue: item.venue.and_then(|id| self.venue(id)),
            vehicle,
            present: attendance::presence(&attending, item, vehicle, &self.absent),
            slot,
        }
    }

    /// The items that start no earlier than the one at `at` and soon enough for it to matter.
    fn after(&self, at: usize) -> impl Iterator<Item = &Entry<'a>> {
        let until = self.entries[at]
            .timing
            .map(|timing| timing.whole.to + travel_max());
        let later = self.entries[..self.timed].get(at + 1..).unwrap_or_default();
        later
            .iter()
            .take_while(move |later| starts_before(later, until))
    }

    /// The items that are near enough in time to `entry` for a clash with it.
    fn near(&self, entry: &Entry) -> impl Iterator<Item = &Entry<'a>> {
        let span = entry.timing.map(|timing| timing.whole);
        let from = span.map(|span| span.from - self.longest - travel_max());
        let until = span.map(|span| span.to + travel_max());
        let timed = &self.entries[..self.timed];
        let first = timed.partition_point(|other| starts_before(other, from));
        let id = entry.item.id;
        timed[first..]
            .iter()
            .take_while(move |other| starts_before(other, until))
            .filter(move |other| other.item.id != id)
    }

    /// The other items of the same title on the same day.
    fn same_title(&self, entry: &Entry) -> impl Iterator<Item = &Entry<'a>> {
        let same = title_key(entry).and_then(|title| self.by_title.get(&title));
        let id = entry.item.id;
        let others = same.into_iter().flatten().map(|&at| &self.entries[at]);
        others.filter(move |other| other.item.id != id)
    }

    /// Those whom an item is for and who take part, guests and hosts, in protocol order. Nobody for an item that is
    /// not in the programme.
    pub fn attending(&self, item: Id<ProgrammeItem>) -> Vec<Id<Participation>> {
        let parts = self
            .get(item)
            .map(|entry| self.parts_of(entry))
            .unwrap_or_default();
        parts
            .into_iter()
            .filter(|part| part.takes_part)
            .map(|part| part.record.id)
            .collect()
    }

    pub(super) fn get(&self, item: Id<ProgrammeItem>) -> Option<&Entry<'a>> {
        self.by_id.get(&item).map(|&at| &self.entries[at])
    }

    pub(super) fn venue(&self, id: Id<Venue>) -> Option<&'a Venue> {
        self.venues.get(&id).copied()
    }

    pub(super) fn vehicles(&self) -> impl Iterator<Item = &'a Vehicle> {
        self.vehicles.values().copied()
    }

    /// The parts that `entry` is for, those that are withdrawn among them.
    pub(super) fn parts_of(&self, entry: &Entry) -> Vec<&Part<'a>> {
        attendance::parts_of(&self.parts, entry.item, entry.when())
    }

    /// People as reasons name them, in protocol order; those without a part in the visit follow.
    pub(super) fn person_refs(
        &self,
        people: impl IntoIterator<Item = Id<Person>>,
    ) -> Vec<PersonRef> {
        let mut people: Vec<_> = people.into_iter().collect();
        let place = |id: &Id<Person>| self.places.get(id).copied().unwrap_or(usize::MAX);
        people.sort_by_key(|id| (place(id), *id));
        people.into_iter().map(|id| self.person_ref(id)).collect()
    }

    /// A person as reasons name them.
    pub(super) fn person_ref(&self, id: Id<Person>) -> PersonRef {
        let person = self.people.get(&id);
        let name = person.and_then(|person| {
            person
                .latin_name
                .clone()
                .or_else(|| person.native_name.clone())
        });
        PersonRef {
            id,
            name: name.unwrap_or_default(),
        }
    }
}

/// Those of whose parts in the visit none is to be planned for.
fn absent(parts: &[Part]) -> BTreeSet<Id<Person>> {
    let (here, out): (Vec<&Part>, Vec<&Part>) = parts.iter().partition(|part| part.takes_part);
    let here: BTreeSet<_> = here.iter().map(|part| part.person).collect();
    out.iter()
        .map(|part| part.person)
        .filter(|person| !here.contains(person))
        .collect()
}

fn live<'a, R, K: Ord, V>(
    records: &'a [R],
    entry: impl Fn(&'a R) -> Option<(K, V)>,
) -> BTreeMap<K, V> {
    records.iter().filter_map(entry).collect()
}

fn travel_max() -> TimeDelta {
    TimeDelta::minutes(TRAVEL_MINUTES_MAX)
}

fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
}
