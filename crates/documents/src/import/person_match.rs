//! Pairs the rows of a corrected list of delegates with the people known already.

use super::column::Column;
use super::item_match::Pairs;
use super::mapping::RowMatch;
use super::names::likeness;
use super::participants::{ParticipantRow, PersonFields};

/// A person known already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExistingPerson {
    /// The person's id, handed back in a [`RowMatch`].
    pub id: String,
    /// What is known. A caller who may not see private fields leaves them empty: they then count as
    /// changed wherever the list states them.
    pub person: PersonFields,
    /// The last characters of the passport number, for callers who know no more of it.
    pub passport_tail: Option<String>,
}

/// Names at least this alike are one person's, transliterated or with a slip of the keyboard.
const NAME_LIKENESS_MIN: f64 = 0.85;

/// Names at least this alike are one person's if the birth date or the passport agrees.
const NAME_LIKENESS_WITH_PROOF_MIN: f64 = 0.6;

/// Shortest passport tail that proves anything.
const PASSPORT_TAIL_CHARS_MIN: usize = 3;

/// Pairs each row with at most one person, and each person with at most one row.
///
/// The answer has one entry for each row, in order. What a row does not say changes nothing.
pub fn match_participants(existing: &[ExistingPerson], rows: &[ParticipantRow]) -> Vec<RowMatch> {
    let existing_names: Vec<_> = existing
        .iter()
        .map(|existing| existing.person.name_spellings())
        .collect();
    let row_names: Vec<_> = rows.iter().map(|row| row.person.name_spellings()).collect();
    let mut scored = Vec::new();
    for (row_index, row) in rows.iter().enumerate() {
        for (index, known) in existing.iter().enumerate() {
            let likeness = best_likeness(&existing_names[index], &row_names[row_index]);
            scored
                .extend(score(known, &row.person, likeness).map(|score| (score, index, row_index)));
        }
    }
    let mut pairs = Pairs::new(rows.len());
    pairs.take_best_of(scored);
    let answer = |(row, partner): (&ParticipantRow, &Option<usize>)| match partner {
        None => RowMatch::New,
        Some(index) => compared(&existing[*index], &row.person),
    };
    rows.iter()
        .zip(&pairs.existing_of_row)
        .map(answer)
        .collect()
}

fn best_likeness(left: &[Vec<String>], right: &[Vec<String>]) -> f64 {
    let pairs = left
        .iter()
        .flat_map(|left| right.iter().map(move |right| likeness(left, right)));
    pairs.fold(0.0, f64::max)
}

/// Returns how well a row goes with a person, or nothing where they cannot be one.
///
/// A birth date that differs parts people whose names are merely alike. Where the names are equal it is
/// more often a corrected date than a namesake in one delegation; a namesake with the right date scores
/// higher and is taken first.
fn score(known: &ExistingPerson, person: &PersonFields, likeness: f64) -> Option<f64> {
    let births = known.person.date_of_birth.zip(person.date_of_birth);
    let same_birth = births.is_some_and(|(left, right)| left == right);
    let other_birth = births.is_some_and(|(left, right)| left != right);
    let same_passport = has_same_passport(known, person);
    let threshold = match (same_birth || same_passport, other_birth) {
        (true, _) => NAME_LIKENESS_WITH_PROOF_MIN,
        (false, true) => 1.0,
        (false, false) => NAME_LIKENESS_MIN,
    };
    let bonus = |holds: bool| if holds { 1.0 } else { 0.0 };
    (likeness >= threshold)
        .then(|| likeness + bonus(same_birth) + bonus(same_passport) - bonus(other_birth))
}

fn has_same_passport(known: &ExistingPerson, person: &PersonFields) -> bool {
    let plain = |number: &str| {
        number
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect::<String>()
            .to_uppercase()
    };
    let known = known
        .person
        .passport_number
        .as_deref()
        .or(known.passport_tail.as_deref())
        .map(plain);
    match (known, person.passport_number.as_deref().map(plain)) {
        (Some(known), Some(stated)) => {
            known.chars().count() >= PASSPORT_TAIL_CHARS_MIN && stated.ends_with(&known)
        }
        _ => false,
    }
}

fn compared(known: &ExistingPerson, person: &PersonFields) -> RowMatch {
    let id = known.id.clone();
    let mut changed = changed_columns(&known.person, person);
    if known.person.passport_number.is_none() && has_same_passport(known, person) {
        changed.retain(|column| *column != Column::PassportNumber);
    }
    if changed.is_empty() {
        RowMatch::Same { id }
    } else {
        RowMatch::Update { id, changed }
    }
}

/// Lists the columns in which a row states something else.
fn changed_columns(old: &PersonFields, new: &PersonFields) -> Vec<Column> {
    let PersonFields {
        number,
        latin_name,
        family_name,
        given_names,
        native_name,
        passport_name,
        pronunciation,
        courtesy_title,
        rank,
        position,
        organisation,
        role,
        status,
        track,
        gender,
        date_of_birth,
        nationality,
        passport_number,
        passport_expiry,
        email,
        phone,
        diet,
        allergies,
        languages,
        arrives_on,
        leaves_on,
        note,
    } = new;
    let changes = [
        (Column::Number, differs(number, &old.number)),
        (Column::LatinName, differs(latin_name, &old.latin_name)),
        (Column::FamilyName, differs(family_name, &old.family_name)),
        (Column::GivenNames, differs(given_names, &old.given_names)),
        (Column::NativeName, differs(native_name, &old.native_name)),
        (
            Column::PassportName,
            differs(passport_name, &old.passport_name),
        ),
        (
            Column::Pronunciation,
            differs(pronunciation, &old.pronunciation),
        ),
        (
            Column::CourtesyTitle,
            differs(courtesy_title, &old.courtesy_title),
        ),
        (Column::Rank, differs(rank, &old.rank)),
        (Column::Position, differs(position, &old.position)),
        (
            Column::Organisation,
            differs(organisation, &old.organisation),
        ),
        (Column::Role, differs(role, &old.role)),
        (Column::Status, differs(status, &old.status)),
        (Column::Track, differs(track, &old.track)),
        (Column::Gender, differs(gender, &old.gender)),
        (
            Column::DateOfBirth,
            differs(date_of_birth, &old.date_of_birth),
        ),
        (Column::Nationality, differs(nationality, &old.nationality)),
        (
            Column::PassportNumber,
            differs(passport_number, &old.passport_number),
        ),
        (
            Column::PassportExpiry,
            differs(passport_expiry, &old.passport_expiry),
        ),
        (Column::Email, differs(email, &old.email)),
        (Column::Phone, differs(phone, &old.phone)),
        (Column::Diet, differs(diet, &old.diet)),
        (Column::Allergies, differs(allergies, &old.allergies)),
        (Column::Languages, differs(languages, &old.languages)),
        (Column::ArrivesOn, differs(arrives_on, &old.arrives_on)),
        (Column::LeavesOn, differs(leaves_on, &old.leaves_on)),
        (Column::Note, differs(note, &old.note)),
    ];
    changes
        .into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(column, _)| column)
        .collect()
}

fn differs<T: PartialEq>(new: &Option<T>, old: &Option<T>) -> bool {
    new.is_some() && new != old
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An invented person by the name in Latin letters and a birth date, empty for none.
    fn person(latin_name: &str, birth: &str) -> PersonFields {
        PersonFields {
            latin_name: Some(latin_name.to_owned()),
            date_of_birth: birth.parse().ok(),
            ..PersonFields::default()
        }
    }

    fn matched(existing: &[PersonFields], rows: &[PersonFields]) -> Vec<RowMatch> {
        let existing = existing
            .iter()
            .enumerate()
            .map(|(index, person)| ExistingPerson {
                id: index.to_string(),
                person: person.clone(),
                passport_tail: None,
            });
        let rows = rows
            .iter()
            .zip(0..)
            .map(|(person, position)| ParticipantRow {
                position,
                line: position + 1,
                row_key: String::new(),
                person: person.clone(),
            });
        match_participants(&existing.collect::<Vec<_>>(), &rows.collect::<Vec<_>>())
    }

    fn partner(answer: &RowMatch) -> Option<&str> {
        match answer {
            RowMatch::Same { id } | RowMatch::Update { id, .. } => Some(id),
            RowMatch::New => None,
        }
    }

    #[test]
    fn a_person_is_known_again_in_any_order_case_accents_and_script() {
        let known = [person("Zoë Müller", ""), person("Oleksii Ivanenko", "")];
        let native = PersonFields {
            native_name: Some("Іваненко Олексій".to_owned()),
            ..PersonFields::default()
        };
        let answers = matched(&known, &[native, person("MULLER Zoe", "")]);
        assert_eq!(
            answers.iter().map(partner).collect::<Vec<_>>(),
            [Some("1"), Some("0")]
        );
    }

    #[test]
    fn relatives_with_one_surname_stay_two_people() {
        let answers = matched(
            &[person("Volodymyr Chernetskyi", "")],
            &[person("Oleksi Chernetskyi", "")],
        );
        assert_eq!(answers, [RowMatch::New]);
    }

    #[test]
    fn namesakes_are_told_apart_by_their_birth_dates() {
        let known = [
            person("Jan Jansen", "1950-01-01"),
            person("Jan Jansen", "1980-01-01"),
        ];
        let answers = matched(
            &known,
            &[
                person("Jan Jansen", "1980-01-01"),
                person("Jan Jansen", "1950-01-01"),
            ],
        );
        let same = |id: &str| RowMatch::Same { id: id.to_owned() };
        assert_eq!(answers, [same("1"), same("0")]);
    }

    #[test]
    fn a_corrected_birth_date_updates() {
        let answers = matched(
            &[person("Jan Jansen", "1950-01-01")],
            &[person("Jan Jansen", "1950-01-10")],
        );
        assert_eq!(
            answers,
            [RowMatch::Update {
                id: "0".to_owned(),
                changed: vec![Column::DateOfBirth]
            }]
        );
    }

    #[test]
    fn a_passport_tail_proves_a_respelled_name() {
        let known = ExistingPerson {
            id: "0".to_owned(),
            person: person("Olena Koval", ""),
            passport_tail: Some("4567".to_owned()),
        };
        let person = PersonFields {
            passport_number: Some("FA 1234567".to_owned()),
            ..person("Helena Kowal", "")
        };
        let row = ParticipantRow {
            position: 0,
            line: 2,
            row_key: String::new(),
            person,
        };
        assert_eq!(
            match_participants(&[known], &[row]),
            [RowMatch::Update {
                id: "0".to_owned(),
                changed: vec![Column::LatinName]
            }]
        );
    }
}
