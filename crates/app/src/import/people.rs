//! Names in a list, as people who are known.

use std::collections::BTreeSet;

use desk_domain::Id;
use desk_domain::kinds::{Participation, Person};

use crate::programme::data::VisitData;

/// The people whom a list may name.
pub(super) struct Directory<'a> {
    data: &'a VisitData,
    /// Everybody the chapter knows.
    people: Vec<Person>,
}

impl<'a> Directory<'a> {
    pub(super) fn new(data: &'a VisitData, people: Vec<Person>) -> Self {
        Self { data, people }
    }

    /// The one person of this name; nobody where there are two.
    pub(super) fn person(&self, name: &str) -> Option<Id<Person>> {
        let wanted = name.trim().to_lowercase();
        let mut of_name = self.people.iter().filter(|person| {
            let names = [
                &person.latin_name,
                &person.native_name,
                &person.preferred_name,
            ];
            names
                .into_iter()
                .flatten()
                .any(|known| known.to_lowercase() == wanted)
        });
        match (of_name.next(), of_name.next()) {
            (Some(person), None) => Some(person.id),
            _ => None,
        }
    }

    /// The name, where it is nobody's that is known, so that it can be kept as a note.
    pub(super) fn unknown(&self, name: &str) -> Option<String> {
        self.person(name).is_none().then(|| name.trim().to_owned())
    }

    /// The participations of people named in a row apart by commas or semicolons; none where one is not known.
    pub(super) fn participations(&self, names: &str) -> Option<BTreeSet<Id<Participation>>> {
        let names = names
            .split([',', ';', '\n'])
            .map(str::trim)
            .filter(|name| !name.is_empty());
        names
            .map(|name| {
                let person = self.person(name)?;
                let part = self
                    .data
                    .participations
                    .iter()
                    .find(|part| part.person == Some(person))?;
                Some(part.id)
            })
            .collect()
    }
}
