//! The orders in which people are listed: by protocol, and by name.

use std::collections::BTreeMap;

use crate::kinds::{NameOrder, Participation, ParticipationRole, Person, Side};

/// Participations in protocol order. Those of people whose records are missing come last of their like.
pub fn protocol_order<'a>(
    participations: impl IntoIterator<Item = &'a Participation>,
    people: impl IntoIterator<Item = &'a Person>,
) -> Vec<&'a Participation> {
    let people: BTreeMap<_, _> = people
        .into_iter()
        .map(|person| (person.id, person))
        .collect();
    let mut order: Vec<_> = participations.into_iter().collect();
    order.sort_by_cached_key(|part| {
        let person = part.person.and_then(|id| people.get(&id).copied());
        protocol_key(part, person)
    });
    order
}

/// What a list in protocol order is sorted by: the place in the order of precedence, then guests before hosts, then
/// the role, then the name.
///
/// The number is the delegation's own and comes first; nothing here overrules it. People without one follow those
/// with one.
pub fn protocol_key(participation: &Participation, person: Option<&Person>) -> impl Ord + use<> {
    let number = participation
        .precedence_number
        .filter(|number| *number >= 1);
    (
        number.unwrap_or(i64::MAX),
        participation.side.unwrap_or(Side::Guest),
        role_rank(participation.role),
        person.is_none(),
        person.map(name_key),
        participation.id,
    )
}

/// What a list by name is sorted by: the family name without its prefix, then what tells two of that name apart.
///
/// "von" and "van" are sorted under the main part of the name (Meetings & Conventions, *International attendee
/// concerns*, <http://www.meetings-conventions.com/Resources/Planner-Basics/Checklist/International-Attendee-Concerns/>).
/// Accents are left out of the first comparison, so that Élise stands at E.
pub fn name_key(person: &Person) -> impl Ord + use<> {
    let family = family_name(person);
    let (prefix, main) = split_prefix(&family);
    let given = person.given_names.clone().unwrap_or_default();
    (
        folded(main),
        folded(&given),
        folded(prefix),
        main.to_owned(),
        given,
        person.id,
    )
}

/// Head of delegation first, then those who speak for it, then those who help them.
fn role_rank(role: Option<ParticipationRole>) -> u8 {
    match role {
        Some(ParticipationRole::HeadOfDelegation) => 0,
        Some(ParticipationRole::Delegate) => 1,
        Some(ParticipationRole::Spouse) => 2,
        Some(ParticipationRole::Staff) => 3,
        Some(ParticipationRole::Chaperone) => 4,
        Some(ParticipationRole::Facilitator) => 5,
        Some(ParticipationRole::Interpreter) => 6,
        Some(ParticipationRole::Press) => 7,
        Some(ParticipationRole::Observer) => 8,
        Some(ParticipationRole::Host) => 9,
        None => 10,
    }
}

/// Where only the whole name is known, its last word in the order that gives the given names first, else its first.
fn family_name(person: &Person) -> String {
    if let Some(family) = person
        .family_name
        .as_ref()
        .filter(|family| !family.trim().is_empty())
    {
        return family.trim().to_owned();
    }
    let whole = person.latin_name.as_ref().or(person.native_name.as_ref());
    let whole = whole.map_or("", |name| name.trim());
    let words: Vec<&str> = whole.split_whitespace().collect();
    let family = if person.name_order == Some(NameOrder::FamilyFirst) {
        words.first().copied()
    } else {
        // With its prefix, so that two who differ in nothing else keep an order.
        let main = words.len().saturating_sub(1);
        let prefixed = words[..main]
            .iter()
            .rposition(|word| !is_prefix(word))
            .map_or(0, |at| at + 1);
        return words[prefixed..].join(" ");
    };
    family.unwrap_or_default().to_owned()
}

/// Splits "van den Berg" into "van den" and "Berg". What would leave nothing is no prefix.
fn split_prefix(family: &str) -> (&str, &str) {
    let mut main = family;
    while let Some((word, rest)) = main.split_once(' ') {
        if !is_prefix(word) {
            break;
        }
        main = rest.trim_start();
    }
    (family[..family.len() - main.len()].trim_end(), main)
}

/// Dutch and German prefixes with their articles. "de" of French and Spanish names is sorted differently from country
/// to country, and is left where it is unless "van" or "von" precedes it.
fn is_prefix(word: &str) -> bool {
    const PREFIXES: &[&str] = &[
        "van", "von", "vom", "zu", "zur", "zum", "der", "den", "dem", "ter", "ten", "’t", "'t",
    ];
    PREFIXES.contains(&word.to_lowercase().as_str())
}

fn folded(name: &str) -> String {
    any_ascii::any_ascii(name).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;
    use uuid::Uuid;

    fn person(number: u128, family: &str, given: &str) -> Person {
        Person {
            family_name: (!family.is_empty()).then(|| family.to_owned()),
            given_names: Some(given.to_owned()),
            ..Person::new(Id::new(Uuid::from_u128(number)))
        }
    }

    fn by_name(mut people: Vec<Person>) -> Vec<String> {
        people.sort_by_cached_key(name_key);
        people
            .into_iter()
            .filter_map(|person| person.family_name.or(person.latin_name))
            .collect()
    }

    #[test]
    fn prefixes_are_sorted_under_the_main_part() {
        let people = vec![
            person(1, "Visser", "Jan"),
            person(2, "van den Berg", "Anna"),
            person(3, "Von Braun", "Karl"),
            person(4, "Bakker", "Piet"),
            person(5, "Čapek", "Karel"),
            person(6, "de la Cruz", "Juan"),
        ];
        let expected = [
            "Bakker",
            "van den Berg",
            "Von Braun",
            "Čapek",
            "de la Cruz",
            "Visser",
        ];
        assert_eq!(by_name(people), expected);
    }

    #[test]
    fn a_name_that_is_all_prefix_is_a_name() {
        assert_eq!(split_prefix("Van"), ("", "Van"));
        assert_eq!(split_prefix("Ten Van"), ("Ten", "Van"));
        assert_eq!(split_prefix(""), ("", ""));
    }

    #[test]
    fn a_whole_name_is_sorted_by_its_family_name() {
        let whole = |number, name: &str, order| Person {
            latin_name: Some(name.to_owned()),
            name_order: Some(order),
            given_names: None,
            ..person(number, "", "")
        };
        let people = vec![
            whole(1, "Nguyen Thi Lan", NameOrder::FamilyFirst),
            whole(2, "Taras Marchuk", NameOrder::GivenFirst),
            whole(3, "Anna van Aken", NameOrder::GivenFirst),
        ];
        assert_eq!(
            by_name(people),
            ["Anna van Aken", "Taras Marchuk", "Nguyen Thi Lan"]
        );
    }

    #[test]
    fn protocol_goes_by_number_then_role_then_name() {
        let part = |number, precedence_number, role| Participation {
            person: Some(Id::new(Uuid::from_u128(number))),
            precedence_number,
            role: Some(role),
            side: Some(Side::Guest),
            ..Participation::new(Id::new(Uuid::from_u128(number)))
        };
        use ParticipationRole::{Delegate, HeadOfDelegation, Interpreter};
        let parts = [
            part(1, None, Interpreter),
            part(2, None, Delegate),
            part(3, None, Delegate),
            part(4, None, HeadOfDelegation),
            part(5, Some(2), Delegate),
            part(6, Some(1), Delegate),
            part(7, Some(0), Delegate),
            part(8, None, Delegate),
        ];
        let names = [
            "Adam",
            "Zoria",
            "Bilyk",
            "Yurchenko",
            "Alpha",
            "Omega",
            "Aaa",
        ];
        let people: Vec<_> = (1..)
            .zip(names)
            .map(|(number, name)| person(number, name, ""))
            .collect();
        let order = protocol_order(&parts, &people)
            .into_iter()
            .map(|part| part.id.uuid.as_u128());
        assert_eq!(order.collect::<Vec<_>>(), [6, 5, 4, 7, 3, 2, 8, 1]);
    }
}
