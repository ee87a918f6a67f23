//! The record kinds of the field, one file a kind. Names are those of the trade; see the vocabulary in `docs/`.

mod accepted_finding;
mod chapter;
mod city;
mod device;
mod initiative;
mod journal_entry;
mod participation;
mod partnership;
mod person;
mod person_private;
mod programme_item;
mod task;
mod vehicle;
mod venue;
mod visit;

pub use accepted_finding::AcceptedFinding;
pub use chapter::Chapter;
pub use city::City;
pub use device::Device;
pub use initiative::{Initiative, InitiativeStatus};
pub use journal_entry::{JournalEntry, JournalEntryKind};
pub use participation::{Participation, ParticipationRole, ParticipationStatus, Side};
pub use partnership::{Partnership, PartnershipStatus};
pub use person::{NameOrder, Person};
pub use person_private::PersonPrivate;
pub use programme_item::{InterpretationMode, ProgrammeItem, ProgrammeItemKind};
pub use task::{Task, TaskStatus};
pub use vehicle::Vehicle;
pub use venue::Venue;
pub use visit::{Direction, Visit, VisitStatus, VisitType};

use crate::kind::{Kind, KindSpec};

/// Every kind that this version knows, owners before what they own.
pub const KINDS: &[&KindSpec] = &[
    Chapter::SPEC,
    Device::SPEC,
    City::SPEC,
    Partnership::SPEC,
    Initiative::SPEC,
    Person::SPEC,
    PersonPrivate::SPEC,
    Venue::SPEC,
    Visit::SPEC,
    Participation::SPEC,
    ProgrammeItem::SPEC,
    Vehicle::SPEC,
    Task::SPEC,
    JournalEntry::SPEC,
    AcceptedFinding::SPEC,
];

/// Returns the declaration of a kind, or `None` where this version does not know it.
pub fn spec(kind: &str) -> Option<&'static KindSpec> {
    KINDS.iter().copied().find(|spec| spec.name == kind)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::kind::FieldType;

    #[test]
    fn no_two_kinds_or_fields_share_a_name() {
        let names: BTreeSet<_> = KINDS.iter().map(|spec| spec.name).collect();
        assert_eq!(names.len(), KINDS.len());
        for spec in KINDS {
            let fields: BTreeSet<_> = spec.fields.iter().map(|field| field.name).collect();
            assert_eq!(fields.len(), spec.fields.len(), "fields of {}", spec.name);
        }
    }

    #[test]
    fn references_name_kinds_that_exist_and_titles_fields() {
        for spec_of in KINDS {
            for field in spec_of.fields {
                if let FieldType::Reference(kind) | FieldType::SetOf(kind) = field.holds {
                    assert!(
                        spec(kind).is_some(),
                        "{}.{} → {kind}",
                        spec_of.name,
                        field.name
                    );
                }
            }
            if let Some(title) = spec_of.title {
                assert!(
                    spec_of.field_of(title).is_some(),
                    "title of {}",
                    spec_of.name
                );
            }
        }
    }

    #[test]
    fn a_record_survives_its_registers() {
        let mut item = ProgrammeItem::new(crate::Id::new(uuid::Uuid::from_u128(7)));
        item.title = Some("Lunch".to_owned());
        item.kind = Some(ProgrammeItemKind::Meal);
        item.tracks.insert("Libraries".to_owned());
        let again = ProgrammeItem::from_registers(item.id.uuid, &item.registers());
        assert_eq!(again, item);
    }

    #[test]
    fn emptying_a_field_and_leaving_a_set_are_changes() {
        let mut before = ProgrammeItem::new(crate::Id::new(uuid::Uuid::from_u128(7)));
        before.title = Some("Lunch".to_owned());
        before.tracks.insert("Libraries".to_owned());
        let after = ProgrammeItem::new(before.id);
        let changes = after.changes_from(&before);
        assert_eq!(changes["title"], b"null");
        assert_eq!(changes["tracks/Libraries"], b"false");
        assert_eq!(changes.len(), 2);
        assert!(after.changes_from(&after).is_empty());
    }
}
