//! Does folding keep every person's edit, whatever the order and the clocks?

mod common;

use common::{epoch, key, value, version, write};
use desk_sync::record::{DELETED, FALSE};
use desk_sync::two_versions::{self, TwoVersions};
use desk_sync::{Change, Outcome, Record, Seq, fold, fold_offered, offer, offers};
use proptest::prelude::*;

const ANN: u8 = 1;
const BEN: u8 = 2;
const CAROL: u8 = 3;

#[test]
fn what_saw_replaces_whatever_the_clocks_say() {
    let mut record = Record::default();
    let first = write(&record, version(ANN, 1), 900, &[("title", "a")]);
    fold(&mut record, &first, None);
    let late_clock = write(&record, version(BEN, 1), 5, &[("title", "b")]);
    let folded = fold(&mut record, &late_clock, None);
    assert_eq!(value(&record, "title"), "b");
    assert_eq!(folded.fields, [("title".to_owned(), Outcome::Stood)]);
    assert!(folded.two_versions.is_empty());
}

#[test]
fn what_comes_late_stays_history() {
    let first = write(&Record::default(), version(ANN, 1), 900, &[("title", "a")]);
    let mut seen = Record::default();
    fold(&mut seen, &first, None);
    let second = write(&seen, version(BEN, 1), 5, &[("title", "b")]);

    let mut record = Record::default();
    fold(&mut record, &second, None);
    let folded = fold(&mut record, &first, None);
    assert_eq!(value(&record, "title"), "b");
    assert_eq!(folded.fields, [("title".to_owned(), Outcome::Older)]);
    assert!(folded.two_versions.is_empty() && !folded.changed);
}

#[test]
fn rivals_are_both_kept_and_the_higher_stamp_stands() {
    let mut record = Record::default();
    let ann = write(&record, version(ANN, 1), 10, &[("title", "a")]);
    let ben = write(&record, version(BEN, 1), 20, &[("title", "b")]);
    fold(&mut record, &ben, None);
    let folded = fold(&mut record, &ann, None);
    assert_eq!(value(&record, "title"), "b");
    assert_eq!(folded.fields, [("title".to_owned(), Outcome::Lost)]);
    let [question] = folded.two_versions.as_slice() else {
        panic!("one question: {:?}", folded.two_versions);
    };
    assert_eq!(question.first.value, b"a");
    assert_eq!(question.second.value, b"b");
}

#[test]
fn what_stands_over_a_rival_takes_the_number_of_the_question() {
    let mut record = Record::default();
    let ann = write(&record, version(ANN, 1), 10, &[("title", "a")]);
    let ben = write(&record, version(BEN, 1), 20, &[("title", "b")]);
    fold(&mut record, &ben, Some((epoch(1), 1)));
    let folded = fold(&mut record, &ann, Some((epoch(1), 2)));
    assert!(folded.changed, "others must hear of the question");
    assert_eq!(record.fields["title"].version, version(BEN, 1));
    assert_eq!(record.fields["title"].numbers, [(epoch(1), 2)]);
}

#[test]
fn rivals_that_say_the_same_leave_nothing_to_ask() {
    let mut record = Record::default();
    let ann = write(&record, version(ANN, 1), 10, &[("title", "same")]);
    let ben = write(&record, version(BEN, 1), 20, &[("title", "same")]);
    fold(&mut record, &ann, None);
    let folded = fold(&mut record, &ben, None);
    assert_eq!(folded.fields, [("title".to_owned(), Outcome::SameValue)]);
    assert!(folded.two_versions.is_empty());
    assert_eq!(record.fields["title"].version, version(BEN, 1));
}

#[test]
fn other_fields_of_one_record_do_not_meet() {
    let mut record = Record::default();
    let ann = write(&record, version(ANN, 1), 10, &[("title", "a")]);
    let ben = write(&record, version(BEN, 1), 20, &[("place", "b")]);
    fold(&mut record, &ann, None);
    let folded = fold(&mut record, &ben, None);
    assert!(folded.two_versions.is_empty());
    assert_eq!(
        (value(&record, "title"), value(&record, "place")),
        ("a", "b")
    );
}

#[test]
fn a_change_folded_again_changes_nothing() {
    let mut record = Record::default();
    let ann = write(
        &record,
        version(ANN, 1),
        10,
        &[("title", "a"), (DELETED, "true")],
    );
    fold(&mut record, &ann, Some((epoch(1), 1)));
    let before = record.clone();
    let folded = fold(&mut record, &ann, Some((epoch(1), 2)));
    assert!(
        folded
            .fields
            .iter()
            .all(|(_, outcome)| *outcome == Outcome::Known)
    );
    assert!(!folded.changed && folded.two_versions.is_empty());
    assert_eq!(record, before);
}

#[test]
fn an_edit_of_what_another_deleted_is_a_question_and_the_later_stands() {
    for (edit_stamp, deleted) in [(30, false), (10, true)] {
        for deletion_first in [true, false] {
            let base = written(ANN, "a");
            let edit = write(&base, version(BEN, 1), edit_stamp, &[("title", "b")]);
            let deletion = write(&base, version(CAROL, 1), 20, &[(DELETED, "true")]);
            let order = if deletion_first {
                [&deletion, &edit]
            } else {
                [&edit, &deletion]
            };
            let mut record = base;
            let asked: Vec<TwoVersions> = order
                .into_iter()
                .flat_map(|change| fold(&mut record, change, None).two_versions)
                .collect();
            assert_eq!(record.is_deleted(), deleted);
            assert_eq!(
                value(&record, "title"),
                "b",
                "the edit stands in its register anyway"
            );
            assert_eq!(
                asked.len(),
                1,
                "one question, deletion first: {deletion_first}"
            );
            assert_eq!(asked[0].field, DELETED);
        }
    }
}

#[test]
fn an_edit_that_wins_over_a_deletion_says_the_record_is_there() {
    let base = written(ANN, "a");
    let edit = write(&base, version(BEN, 1), 30, &[("title", "b")]);
    let deletion = write(&base, version(CAROL, 1), 20, &[(DELETED, "true")]);
    let mut record = base;
    fold(&mut record, &edit, Some((epoch(1), 1)));
    let folded = fold(&mut record, &deletion, Some((epoch(1), 2)));
    assert_eq!(folded.fields, [(DELETED.to_owned(), Outcome::Lost)]);
    let presence = &record.fields[DELETED];
    assert_eq!(presence.value, FALSE);
    assert_eq!(presence.version, version(BEN, 1));
    assert_eq!(
        presence.numbers,
        [(epoch(1), 2)],
        "numbered by what was folded"
    );
}

#[test]
fn deleting_what_one_has_seen_asks_nobody() {
    let mut record = written(ANN, "a");
    let edit = write(&record, version(BEN, 1), 99, &[("title", "b")]);
    fold(&mut record, &edit, None);
    let deletion = write(&record, version(CAROL, 1), 5, &[(DELETED, "true")]);
    assert!(fold(&mut record, &deletion, None).two_versions.is_empty());
    assert!(record.is_deleted());

    let knowing = write(&record, version(BEN, 2), 100, &[("title", "c")]);
    assert!(
        fold(&mut record, &knowing, None).two_versions.is_empty(),
        "whoever edits a deleted record knowingly leaves it deleted"
    );
    assert!(record.is_deleted());
}

#[test]
fn a_device_deletes_its_own_unseen_edit_without_a_question() {
    let base = written(ANN, "a");
    let edit = write(&base, version(BEN, 1), 30, &[("title", "b")]);
    let deletion = write(&base, version(BEN, 2), 31, &[(DELETED, "true")]);
    let mut record = base;
    fold(&mut record, &edit, None);
    assert!(fold(&mut record, &deletion, None).two_versions.is_empty());
    assert!(record.is_deleted());
}

#[test]
fn two_deletions_ask_nothing() {
    let mut record = written(ANN, "a");
    let [one, other] =
        [BEN, CAROL].map(|who| write(&record, version(who, 1), 20, &[(DELETED, "true")]));
    fold(&mut record, &one, None);
    assert!(fold(&mut record, &other, None).two_versions.is_empty());
    assert!(record.is_deleted());
}

#[test]
fn numbers_are_kept_for_each_epoch() {
    let mut record = Record::default();
    let change = write(&record, version(ANN, 1), 10, &[("title", "a")]);
    fold(&mut record, &change, Some((epoch(1), 7)));
    offer::carry_numbers(&mut record, epoch(1), 7, epoch(2));
    offer::carry_numbers(&mut record, epoch(1), 7, epoch(2));
    assert_eq!(
        record.fields["title"].numbers,
        [(epoch(1), 7), (epoch(2), 7)]
    );
    offer::carry_numbers(&mut record, epoch(2), 6, epoch(3));
    assert_eq!(
        record.fields["title"].number_in(epoch(3)),
        None,
        "past the common point"
    );
}

#[test]
fn an_offered_value_stands_over_the_backups_by_the_old_order() {
    let mut backup = numbered(
        &write(&Record::default(), version(ANN, 1), 90, &[("title", "old")]),
        5,
    );
    let mut client = backup.clone();
    let rival = write(
        &Record::default(),
        version(BEN, 1),
        95,
        &[("title", "newer")],
    );
    fold(&mut client, &rival, Some((epoch(1), 8)));
    client.fields.get_mut("title").unwrap().replaces = None;
    let offered = offers(&key(1), &client, epoch(1), Some(6)).unwrap();
    assert_eq!(offered.fields.len(), 1);

    offer::carry_numbers(&mut backup, epoch(1), 6, epoch(2));
    let folded = fold_offered(&mut backup, &offered, Some((epoch(2), 7)));
    assert_eq!(folded.fields, [("title".to_owned(), Outcome::Stood)]);
    assert!(
        folded.two_versions.is_empty(),
        "the old server had ordered them"
    );
    assert_eq!(
        backup.fields["title"].numbers,
        [(epoch(1), 8), (epoch(2), 7)]
    );
    let again = fold_offered(&mut backup, &offered, Some((epoch(2), 8)));
    assert!(!again.changed, "a second client offers the same");
}

#[test]
fn an_offered_value_and_one_of_the_new_epoch_are_rivals() {
    let mut server = numbered(
        &write(&Record::default(), version(ANN, 1), 90, &[("title", "old")]),
        5,
    );
    let mut client = server.clone();
    let lost = write(
        &client,
        version(BEN, 1),
        91,
        &[("title", "lost with the old server")],
    );
    fold(&mut client, &lost, Some((epoch(1), 8)));
    offer::carry_numbers(&mut server, epoch(1), 6, epoch(2));
    let since = write(
        &server,
        version(CAROL, 1),
        92,
        &[("title", "written since")],
    );
    fold(&mut server, &since, Some((epoch(2), 7)));

    let offered = offers(&key(1), &client, epoch(1), Some(6)).unwrap();
    let folded = fold_offered(&mut server, &offered, Some((epoch(2), 8)));
    assert_eq!(value(&server, "title"), "written since");
    assert_eq!(folded.two_versions.len(), 1);
}

#[test]
fn an_offered_edit_and_a_deletion_of_the_new_epoch_meet() {
    let mut server = numbered(
        &write(&Record::default(), version(ANN, 1), 90, &[("title", "old")]),
        5,
    );
    let mut client = server.clone();
    let lost = write(&client, version(BEN, 1), 95, &[("title", "lost")]);
    fold(&mut client, &lost, Some((epoch(1), 8)));
    offer::carry_numbers(&mut server, epoch(1), 6, epoch(2));
    let deletion = write(&server, version(CAROL, 1), 92, &[(DELETED, "true")]);
    fold(&mut server, &deletion, Some((epoch(2), 7)));

    let offered = offers(&key(1), &client, epoch(1), Some(6)).unwrap();
    let folded = fold_offered(&mut server, &offered, Some((epoch(2), 8)));
    assert_eq!(folded.two_versions.len(), 1);
    assert!(!server.is_deleted(), "the edit is the later of the two");
}

#[test]
fn nothing_is_offered_that_both_hold_and_everything_when_that_is_unknown() {
    let record = numbered(
        &write(&Record::default(), version(ANN, 1), 90, &[("title", "a")]),
        5,
    );
    assert_eq!(offers(&key(1), &record, epoch(1), Some(5)), None);
    assert!(offers(&key(1), &record, epoch(1), Some(4)).is_some());
    assert!(offers(&key(1), &record, epoch(1), None).is_some());
    assert!(
        offers(&key(1), &record, epoch(9), Some(5)).is_some(),
        "never confirmed there"
    );
}

#[test]
fn a_question_reads_back_as_filed_and_filing_again_leaves_it_settled() {
    let mut record = Record::default();
    let ann = write(&record, version(ANN, 1), 10, &[("title", "\"a\"")]);
    let ben = write(&record, version(BEN, 1), 20, &[("title", "\"b\"")]);
    fold(&mut record, &ann, None);
    let question = fold(&mut record, &ben, None).two_versions.remove(0);

    let mut filed = Record::default();
    assert!(question.file(&mut filed, Some((epoch(1), 2))));
    assert_eq!(
        TwoVersions::read(&question.key(), &filed),
        Some(question.clone())
    );
    assert!(!two_versions::is_settled(&filed));
    let settling = write(
        &filed,
        version(CAROL, 1),
        30,
        &[(two_versions::SETTLED, "true")],
    );
    fold(&mut filed, &settling, Some((epoch(1), 3)));
    assert!(!question.file(&mut filed, Some((epoch(1), 4))));
    assert!(two_versions::is_settled(&filed));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Two changes by people who had seen the same: the same record and the same questions in either order.
    #[test]
    fn the_order_in_which_two_who_did_not_see_each_other_arrive_does_not_matter(
        base in history(),
        one in action(BEN),
        other in action(CAROL),
    ) {
        let states = replay(&base);
        let full = states.last().unwrap();
        let [one, other] =
            [one, other].map(|action| Action { seen: usize::MAX, ..action }.over(&states));
        let in_order = arrive(full, [&one, &other]);
        let reversed = arrive(full, [&other, &one]);
        prop_assert_eq!(in_order, reversed);
    }

    /// The fold is a function of the order alone, and its numbers say nothing about its outcome.
    #[test]
    fn numbering_changes_no_outcome(changes in history()) {
        let mut numbered = Record::default();
        let mut plain = Record::default();
        for (change, seq) in sent(&changes).iter().zip(1..) {
            let at = Some((epoch(1), seq));
            let one = fold(&mut numbered, change, at);
            let other = fold(&mut plain, change, None);
            prop_assert_eq!(one, other);
        }
        for field in numbered.fields.values_mut() {
            prop_assert_eq!(field.numbers.len(), 1);
            field.numbers.clear();
        }
        prop_assert_eq!(numbered, plain);
    }

    /// Whoever is shown everything writes over everything, and nobody is asked.
    #[test]
    fn a_change_over_the_present_state_always_stands(changes in history(), last in action(BEN)) {
        let states = replay(&changes);
        let mut record = states.last().unwrap().clone();
        let change = Action { seen: usize::MAX, ..last }.over(&states);
        let folded = fold(&mut record, &change, None);
        prop_assert!(folded.two_versions.is_empty());
        prop_assert!(folded.fields.iter().all(|(_, outcome)| *outcome == Outcome::Stood));
    }
}

/// One change in a random history: by whom, when, of what, and how much of the history its author had seen.
#[derive(Debug, Clone)]
struct Action {
    device: u8,
    stamp: u64,
    field: &'static str,
    value: &'static str,
    seen: usize,
    dev_seq: u64,
}

impl Action {
    fn over(&self, states: &[Record]) -> Change {
        let shown = &states[self.seen.min(states.len() - 1)];
        let version = version(self.device, self.dev_seq);
        write(shown, version, self.stamp, &[(self.field, self.value)])
    }
}

fn action(device: u8) -> impl Strategy<Value = Action> {
    let write = prop_oneof![
        Just(("title", "a")),
        Just(("title", "b")),
        Just(("place", "c")),
        Just((DELETED, "true")),
        Just((DELETED, "false")),
    ];
    (0..40_u64, write, 0..6_usize).prop_map(move |(stamp, (field, value), seen)| Action {
        device,
        stamp,
        field,
        value,
        seen,
        dev_seq: 1,
    })
}

/// Up to five changes, each by a device of its own.
fn history() -> impl Strategy<Value = Vec<Action>> {
    let actions = (10..15_u8).map(action).collect::<Vec<_>>();
    (actions, 0..=5_usize).prop_map(|(actions, length)| actions.into_iter().take(length).collect())
}

/// The states of a record as the history went on, from the empty one.
fn replay(actions: &[Action]) -> Vec<Record> {
    let mut states = vec![Record::default()];
    for action in actions {
        let mut record = states[states.len() - 1].clone();
        fold(&mut record, &action.over(&states), None);
        states.push(record);
    }
    states
}

fn sent(actions: &[Action]) -> Vec<Change> {
    let states = replay(actions);
    actions
        .iter()
        .enumerate()
        .map(|(at, action)| action.over(&states[..=at]))
        .collect()
}

fn arrive(base: &Record, changes: [&Change; 2]) -> (Record, Vec<String>) {
    let mut record = base.clone();
    let mut asked: Vec<String> = changes
        .into_iter()
        .flat_map(|change| fold(&mut record, change, None).two_versions)
        .map(|question| question.key().id.to_string())
        .collect();
    asked.sort();
    (record, asked)
}

fn written(device: u8, title: &str) -> Record {
    let mut record = Record::default();
    let change = write(&record, version(device, 1), 1, &[("title", title)]);
    fold(&mut record, &change, None);
    record
}

fn numbered(change: &Change, seq: Seq) -> Record {
    let mut record = Record::default();
    fold(&mut record, change, Some((epoch(1), seq)));
    record
}
