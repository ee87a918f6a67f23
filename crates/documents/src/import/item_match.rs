//! Pairs the rows of a corrected programme with the items that an earlier one became.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{NaiveDate, NaiveTime};

use super::column::Column;
use super::mapping::RowMatch;
use super::programme::{ItemFields, ProgrammeRow};
use super::time::Certainty;
use super::words::fold;

/// An item that is planned already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExistingItem {
    /// Its id, handed back in a [`RowMatch`].
    pub id: String,
    /// What is planned.
    pub item: ItemFields,
}

/// Titles at least this alike, on one day, are one item that was reworded or moved to another hour.
const TITLE_LIKENESS_MIN: f64 = 0.7;

/// Titles at least this alike are one item if day, track and start are the same too.
const TITLE_LIKENESS_AT_SAME_START_MIN: f64 = 0.35;

/// Pairs each row with at most one item, and each item with at most one row.
///
/// The answer has one entry for each row, in order. What a row does not say changes nothing: a file
/// without places leaves the places that somebody filled in.
pub fn match_programme(existing: &[ExistingItem], rows: &[ProgrammeRow]) -> Vec<RowMatch> {
    let existing_keys: Vec<Key> = existing
        .iter()
        .map(|existing| Key::of(&existing.item))
        .collect();
    let row_keys: Vec<Key> = rows.iter().map(|row| Key::of(&row.item)).collect();
    let mut pairs = Pairs::new(rows.len());
    pairs.take_equal(&existing_keys, &row_keys);
    pairs.take_best(candidates(&existing_keys, &row_keys, &pairs));
    pairs.take_best(moved_days(&existing_keys, &row_keys, &pairs));
    let answer = |(row, partner): (&ProgrammeRow, &Option<usize>)| match partner {
        None => RowMatch::New,
        Some(index) => compared(&existing[*index], &row.item),
    };
    rows.iter()
        .zip(&pairs.existing_of_row)
        .map(answer)
        .collect()
}

fn compared(existing: &ExistingItem, item: &ItemFields) -> RowMatch {
    let id = existing.id.clone();
    let changed = changed_columns(&existing.item, item);
    if changed.is_empty() {
        RowMatch::Same { id }
    } else {
        RowMatch::Update { id, changed }
    }
}

/// Lists the columns in which a row says something else. A certainty counts as part of the start.
fn changed_columns(old: &ItemFields, new: &ItemFields) -> Vec<Column> {
    let ItemFields {
        date,
        time,
        title,
        place,
        wet_weather_place,
        track,
        kind,
        lead,
        participants,
        interpreter,
        note,
    } = new;
    let says_certainty =
        time.start.is_some() || time.end.is_some() || time.certainty != Certainty::Fixed;
    let start_differs = time.start.is_some() && time.start != old.time.start;
    let end_differs = time.end.is_some()
        && (time.end, time.ends_next_day) != (old.time.end, old.time.ends_next_day);
    let texts = [
        (Column::Place, place, &old.place),
        (
            Column::WetWeatherPlace,
            wet_weather_place,
            &old.wet_weather_place,
        ),
        (Column::Track, track, &old.track),
        (Column::Kind, kind, &old.kind),
        (Column::Lead, lead, &old.lead),
        (Column::Participants, participants, &old.participants),
        (Column::Interpreter, interpreter, &old.interpreter),
        (Column::Note, note, &old.note),
    ];
    let slots = [
        (Column::Date, date.is_some() && *date != old.date),
        (
            Column::Start,
            start_differs || says_certainty && time.certainty != old.time.certainty,
        ),
        (Column::End, end_differs),
        (Column::Title, *title != old.title),
    ];
    let texts = texts
        .into_iter()
        .map(|(column, new, old)| (column, new.is_some() && new != old));
    slots
        .into_iter()
        .chain(texts)
        .filter(|(_, differs)| *differs)
        .map(|(column, _)| column)
        .collect()
}

/// What items are compared by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    date: Option<NaiveDate>,
    start: Option<NaiveTime>,
    title: String,
    place: String,
    track: String,
}

impl Key {
    fn of(item: &ItemFields) -> Key {
        let folded = |text: &Option<String>| fold(text.as_deref().unwrap_or_default());
        Key {
            date: item.date,
            start: item.time.start,
            title: fold(&item.title),
            place: folded(&item.place),
            track: folded(&item.track),
        }
    }

    /// Returns how well two items of one day go together, or nothing where they cannot be one.
    fn score(&self, other: &Key) -> Option<f64> {
        let title = title_likeness(&self.title, &other.title);
        let same_start = self.start == other.start;
        let same_track = self.track == other.track;
        let same_place = !self.place.is_empty() && self.place == other.place;
        let stays_put = same_start
            && self.start.is_some()
            && same_track
            && (title >= TITLE_LIKENESS_AT_SAME_START_MIN || same_place);
        let is_one = title >= TITLE_LIKENESS_MIN
            && (same_track || same_start || self.track.is_empty() || other.track.is_empty())
            || stays_put;
        let bonus = |holds: bool, weight: f64| if holds { weight } else { 0.0 };
        is_one.then(|| {
            0.6 * title + bonus(same_start, 0.2) + bonus(same_track, 0.12) + bonus(same_place, 0.08)
        })
    }
}

/// Likeness of titles, 0 to 1, by letters or by pairs of letters: the first forgives a slip of the
/// keyboard, the second words in another order.
fn title_likeness(left: &str, right: &str) -> f64 {
    if left == right {
        return 1.0;
    }
    strsim::normalized_levenshtein(left, right).max(strsim::sorensen_dice(left, right))
}

/// A possible pair.
struct Candidate {
    score: f64,
    existing: usize,
    row: usize,
}

/// Pairs of one day that could be one item, among those not settled.
fn candidates(existing: &[Key], rows: &[Key], pairs: &Pairs) -> Vec<Candidate> {
    let mut by_date: BTreeMap<Option<NaiveDate>, Vec<usize>> = BTreeMap::new();
    for (index, key) in existing
        .iter()
        .enumerate()
        .filter(|(index, _)| !pairs.taken.contains(index))
    {
        by_date.entry(key.date).or_default().push(index);
    }
    let free_rows = rows
        .iter()
        .enumerate()
        .filter(|(row, _)| pairs.existing_of_row[*row].is_none());
    let pairs = free_rows.flat_map(|(row, key)| {
        let same_day = by_date.get(&key.date).into_iter().flatten();
        same_day.map(move |existing| (*existing, row, key))
    });
    pairs
        .filter_map(|(index, row, key)| {
            existing[index].score(key).map(|score| Candidate {
                score,
                existing: index,
                row,
            })
        })
        .collect()
}

/// Items that moved to another day: the same title and track, left over once on each side. A dinner on
/// every day is no sign of a move.
fn moved_days(existing: &[Key], rows: &[Key], pairs: &Pairs) -> Vec<Candidate> {
    let left_over = |keys: &'_ [Key], is_free: &dyn Fn(usize) -> bool| {
        let mut by_title: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        for (index, key) in keys
            .iter()
            .enumerate()
            .filter(|(index, key)| is_free(*index) && !key.title.is_empty())
        {
            by_title
                .entry((key.title.clone(), key.track.clone()))
                .or_default()
                .push(index);
        }
        by_title
    };
    let existing = left_over(existing, &|index| !pairs.taken.contains(&index));
    let rows = left_over(rows, &|index| pairs.existing_of_row[index].is_none());
    let pair = |(title, indices): (&(String, String), &Vec<usize>)| match (
        existing.get(title).map(Vec::as_slice),
        indices.as_slice(),
    ) {
        (Some([existing]), [row]) => Some(Candidate {
            score: 1.0,
            existing: *existing,
            row: *row,
        }),
        _ => None,
    };
    rows.iter().filter_map(pair).collect()
}

/// Pairs settled so far.
pub(super) struct Pairs {
    pub(super) existing_of_row: Vec<Option<usize>>,
    taken: BTreeSet<usize>,
}

impl Pairs {
    pub(super) fn new(rows: usize) -> Pairs {
        Pairs {
            existing_of_row: vec![None; rows],
            taken: BTreeSet::new(),
        }
    }

    /// Settles items that did not change, in order: most of a corrected programme, and cheap to tell.
    fn take_equal(&mut self, existing: &[Key], rows: &[Key]) {
        let mut by_key: BTreeMap<&Key, VecDeque<usize>> = BTreeMap::new();
        for (index, key) in existing.iter().enumerate() {
            by_key.entry(key).or_default().push_back(index);
        }
        for (row, key) in rows.iter().enumerate() {
            if let Some(index) = by_key.get_mut(key).and_then(VecDeque::pop_front) {
                self.settle(index, row);
            }
        }
    }

    /// Settles candidates from the best down; among equals the earlier in both lists comes first.
    fn take_best(&mut self, mut candidates: Vec<Candidate>) {
        candidates.sort_by(|left, right| {
            right
                .score
                .total_cmp(&left.score)
                .then((left.row, left.existing).cmp(&(right.row, right.existing)))
        });
        for Candidate { existing, row, .. } in candidates {
            self.settle(existing, row);
        }
    }

    fn settle(&mut self, existing: usize, row: usize) {
        if self.existing_of_row[row].is_none() && self.taken.insert(existing) {
            self.existing_of_row[row] = Some(existing);
        }
    }

    /// Settles scored pairs of existing record and row.
    pub(super) fn take_best_of(&mut self, scored: impl IntoIterator<Item = (f64, usize, usize)>) {
        self.take_best(
            scored
                .into_iter()
                .map(|(score, existing, row)| Candidate {
                    score,
                    existing,
                    row,
                })
                .collect(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::time::ParsedTime;

    fn item(date: &str, start: &str, title: &str) -> ItemFields {
        ItemFields {
            date: Some(date.parse().unwrap()),
            time: ParsedTime {
                start: start.parse().ok(),
                ..ParsedTime::default()
            },
            title: title.to_owned(),
            ..ItemFields::default()
        }
    }

    fn matched(existing: &[ItemFields], rows: &[ItemFields]) -> Vec<RowMatch> {
        let existing = existing
            .iter()
            .enumerate()
            .map(|(index, item)| ExistingItem {
                id: index.to_string(),
                item: item.clone(),
            });
        let rows = rows.iter().zip(0..).map(|(item, position)| ProgrammeRow {
            position,
            line: position + 1,
            row_key: String::new(),
            item: item.clone(),
        });
        match_programme(&existing.collect::<Vec<_>>(), &rows.collect::<Vec<_>>())
    }

    fn update(id: &str, changed: &[Column]) -> RowMatch {
        RowMatch::Update {
            id: id.to_owned(),
            changed: changed.to_vec(),
        }
    }

    #[test]
    fn an_unchanged_file_changes_nothing() {
        let items = [
            item("2018-05-10", "09:00:00", "Coffee"),
            item("2018-05-10", "11:00:00", "Coffee"),
            item("2018-05-11", "09:00:00", "Coffee"),
        ];
        let same = |id: &str| RowMatch::Same { id: id.to_owned() };
        assert_eq!(matched(&items, &items), [same("0"), same("1"), same("2")]);
    }

    #[test]
    fn a_moved_or_reworded_item_is_updated_and_not_doubled() {
        let old = [
            item("2018-05-11", "10:00:00", "Working meeting of the mayors"),
            item("2018-05-11", "18:00:00", "Dinner"),
        ];
        let new = [
            item("2018-05-11", "11:00:00", "Working meeting of the mayors"),
            item("2018-05-11", "18:00:00", "Dinner with the fire brigade"),
            item("2018-05-11", "21:00:00", "Concert"),
        ];
        assert_eq!(
            matched(&old, &new),
            [
                update("0", &[Column::Start]),
                update("1", &[Column::Title]),
                RowMatch::New
            ]
        );
    }

    #[test]
    fn an_item_moved_to_another_day_is_found_if_its_title_is_unique() {
        let old = [
            item("2018-05-11", "10:00:00", "Harbour cruise"),
            item("2018-05-11", "18:00:00", "Dinner"),
            item("2018-05-12", "18:00:00", "Dinner"),
        ];
        let new = [
            item("2018-05-12", "14:00:00", "Harbour cruise"),
            item("2018-05-13", "18:00:00", "Dinner"),
        ];
        assert_eq!(
            matched(&old, &new),
            [update("0", &[Column::Date, Column::Start]), RowMatch::New]
        );
    }

    #[test]
    fn one_title_in_two_tracks_stays_two_items() {
        let track = |name: &str, item: ItemFields| ItemFields {
            track: Some(name.to_owned()),
            ..item
        };
        let old = [
            track("A", item("2018-05-11", "09:00:00", "Lunch")),
            track("B", item("2018-05-11", "10:00:00", "Lunch")),
        ];
        let new = [old[1].clone(), old[0].clone()];
        let same = |id: &str| RowMatch::Same { id: id.to_owned() };
        assert_eq!(matched(&old, &new), [same("1"), same("0")]);
    }

    #[test]
    fn what_a_file_does_not_say_stays_as_it_is() {
        let old = ItemFields {
            place: Some("Town hall".to_owned()),
            lead: Some("Protocol".to_owned()),
            ..item("2018-05-11", "09:00:00", "Lunch")
        };
        let new = item("2018-05-11", "", "Lunch");
        assert_eq!(
            matched(&[old], &[new]),
            [RowMatch::Same { id: "0".to_owned() }]
        );
    }
}
