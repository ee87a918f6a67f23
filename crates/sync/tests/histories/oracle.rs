//! The oracle: it knows what each author had been shown, and so what may be replaced without asking.

use std::collections::{BTreeMap, BTreeSet};

use desk_sync::record::DELETED;
use desk_sync::two_versions::KIND;
use desk_sync::{Change, Folded, Outcome, Record, RecordKey, TwoVersions, Version};

use crate::server::Server;

/// A register's address.
pub(crate) type Register = (RecordKey, String);
type ShownTo = BTreeMap<Register, BTreeSet<Version>>;

#[derive(Default)]
pub(crate) struct Oracle {
    /// Every value that anybody ever saved.
    saved: BTreeMap<(Register, Version), Vec<u8>>,
    /// What the author of each change had been shown before making it.
    shown_to: BTreeMap<Version, ShownTo>,
    /// Who deleted something.
    deletions: BTreeSet<Version>,
    /// What gave way without a question, and to what, restored away or not.
    silent: BTreeSet<(Register, Version, Version)>,
    /// What gave way to someone who had been shown it, or who said the same: two deletions of one record do.
    rightly: BTreeMap<(Register, Version), BTreeSet<Version>>,
    /// Every question ever asked, restored away or not.
    asked: BTreeSet<(Register, Version, Version)>,
}

impl Oracle {
    pub(crate) fn saved(&mut self, change: &Change, shown_to_author: &ShownTo) {
        self.shown_to
            .insert(change.version, shown_to_author.clone());
        if change.deletes() {
            self.deletions.insert(change.version);
        }
        for field in &change.fields {
            let register = (change.key.clone(), field.name.clone());
            let value = field.value.clone();
            self.saved.insert((register, change.version), value);
        }
    }

    pub(crate) fn asked(&mut self, question: &TwoVersions) {
        let register = (question.about.clone(), question.field.clone());
        let sides = (question.first.version, question.second.version);
        self.asked.insert((register, sides.0, sides.1));
    }

    /// Takes note of what gave way in one fold. `incoming` names the version that came to each register.
    pub(crate) fn folded(
        &mut self,
        key: &RecordKey,
        before: &Record,
        after: &Record,
        folded: &Folded,
        incoming: impl Fn(&str) -> Version,
    ) {
        if key.kind == KIND {
            return;
        }
        let is_asked = |name: &str, version: Version| {
            folded.two_versions.iter().any(|question| {
                let sides = [question.first.version, question.second.version];
                question.field == name && sides.contains(&version)
            })
        };
        for (name, present) in &before.fields {
            let stands = &after.fields[name];
            if stands.version == present.version || is_asked(name, present.version) {
                continue;
            }
            let register = (key.clone(), name.clone());
            let same = stands.value == present.value;
            self.gave_way(register, present.version, incoming(name), same);
        }
        for (name, outcome) in &folded.fields {
            let register = (key.clone(), name.clone());
            let (came, stands) = (incoming(name), &after.fields[name]);
            let same = self.saved.get(&(register.clone(), came)) == Some(&stands.value);
            match outcome {
                Outcome::Older => self.gave_way(register, came, stands.version, same),
                Outcome::SameValue => {
                    self.gave_way(register, came, before.fields[name].version, true);
                }
                Outcome::Stood | Outcome::Lost | Outcome::Known => {}
            }
        }
    }

    fn gave_way(&mut self, register: Register, lost: Version, to: Version, same_value: bool) {
        if lost == to {
            return;
        }
        if same_value || self.was_shown(&register, lost, to) {
            let rightly = self.rightly.entry((register.clone(), lost)).or_default();
            rightly.insert(to);
        }
        if !same_value {
            self.silent.insert((register, lost, to));
        }
    }

    /// Returns what is wrong with the end of a history.
    pub(crate) fn judge(&self, server: &Server, needless_questions: bool) -> Vec<String> {
        let questions: BTreeSet<(Register, Version)> = server
            .questions()
            .flat_map(|question| {
                let register = (question.about, question.field);
                let sides = [question.first.version, question.second.version];
                sides.map(|version| (register.clone(), version))
            })
            .collect();
        let mut wrong = Vec::new();
        for (register, lost, to) in &self.silent {
            if !self.accounted(register, *lost, *to, &questions, &mut BTreeSet::new()) {
                wrong.push(format!("silent loss of {lost:?} to {to:?} in {register:?}"));
            }
        }
        for (register, version) in self.saved.keys() {
            let (key, name) = register;
            let field = server
                .records
                .get(key)
                .and_then(|record| record.fields.get(name));
            let gave_way = |(silent, lost, _): &&(Register, Version, Version)| {
                silent == register && lost == version
            };
            if field.is_none_or(|field| field.version != *version)
                && !self.silent.iter().any(|silent| gave_way(&silent))
                && !questions.contains(&(register.clone(), *version))
                && !self.rightly.contains_key(&(register.clone(), *version))
            {
                wrong.push(format!("unaccounted {version:?} in {register:?}"));
            }
        }
        if !needless_questions {
            wrong.extend(self.needless());
        }
        wrong.extend(self.hidden_edits(server, &questions));
        wrong
    }

    /// Shown to `by`'s author, kept in a question, or rightly replaced by something of which that is true.
    fn accounted(
        &self,
        register: &Register,
        lost: Version,
        by: Version,
        questions: &BTreeSet<(Register, Version)>,
        tried: &mut BTreeSet<Version>,
    ) -> bool {
        if self.was_shown_through(register, lost, by)
            || questions.contains(&(register.clone(), lost))
        {
            return true;
        }
        let rightly = self.rightly.get(&(register.clone(), lost));
        rightly.into_iter().flatten().any(|next| {
            *next == by
                || (tried.insert(*next) && self.accounted(register, *next, by, questions, tried))
        })
    }

    fn was_shown(&self, register: &Register, earlier: Version, to: Version) -> bool {
        let own = earlier.device == to.device && earlier.dev_seq < to.dev_seq;
        let shown = self.shown_to.get(&to).and_then(|shown| shown.get(register));
        own || shown.is_some_and(|shown| shown.contains(&earlier))
    }

    /// What an author was shown, and what the authors of that were shown, and so on.
    fn was_shown_through(&self, register: &Register, earlier: Version, to: Version) -> bool {
        let mut reached = BTreeSet::from([to]);
        let mut left = vec![to];
        while let Some(version) = left.pop() {
            if self.was_shown(register, earlier, version) {
                return true;
            }
            let shown = self
                .shown_to
                .get(&version)
                .and_then(|shown| shown.get(register));
            let next = shown.into_iter().flatten();
            left.extend(next.filter(|version| reached.insert(**version)));
        }
        false
    }

    /// Questions about what one of the two authors had been shown.
    fn needless(&self) -> Vec<String> {
        self.asked
            .iter()
            .filter(|(register, one, other)| {
                self.was_shown(register, *one, *other) || self.was_shown(register, *other, *one)
            })
            .map(|needless| format!("needless question {needless:?}"))
            .collect()
    }

    /// Edits hidden by a deletion, where its author knew of none, nobody who deleted the record knew of the edit,
    /// and nobody was asked.
    fn hidden_edits(
        &self,
        server: &Server,
        questions: &BTreeSet<(Register, Version)>,
    ) -> Vec<String> {
        let mut wrong = Vec::new();
        for (key, record) in server
            .records
            .iter()
            .filter(|(_, record)| record.is_deleted())
        {
            let deleted = (key.clone(), DELETED.to_owned());
            let deletion = record.fields[DELETED].version;
            let asked = questions.iter().any(|(register, _)| *register == deleted);
            for (name, field) in record.fields.iter().filter(|(name, _)| *name != DELETED) {
                let register = (key.clone(), name.clone());
                let knew = self.shown_to.get(&field.version).is_some_and(|shown| {
                    let seen = shown.get(&deleted).into_iter().flatten();
                    seen.into_iter()
                        .any(|version| self.deletions.contains(version))
                });
                let mut deleters = self
                    .deletions
                    .iter()
                    .filter(|version| self.saved.contains_key(&(deleted.clone(), **version)));
                let was_seen =
                    deleters.any(|by| self.was_shown_through(&register, field.version, *by));
                if !(asked || knew || was_seen || field.version == deletion) {
                    wrong.push(format!("{deletion:?} hides {:?} of {key:?}", field.version));
                }
            }
        }
        wrong
    }
}
