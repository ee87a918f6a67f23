//! Histories that lose nothing, and faults that the oracle finds.

use std::collections::BTreeMap;

use desk_testkit::{Fault, Invariant, Report, run};

/// How many histories each of the four tests lives through.
const SEEDS: u64 = 75;
/// How many histories a planted fault may hide in.
const SEEDS_TO_FIND: u64 = 60;

async fn nothing_is_wrong(from: u64) {
    let mut counted: BTreeMap<Invariant, u64> = BTreeMap::new();
    for seed in from..from + SEEDS {
        let ended = run(seed, None).await;
        let Report {
            counted: one,
            wrong,
        } = ended.unwrap_or_else(|error| panic!("seed {seed}: {error:#}"));
        assert!(wrong.is_empty(), "seed {seed}: {wrong:#?}");
        for (invariant, count) in one {
            *counted.entry(invariant).or_default() += count;
        }
    }
    assert_eq!(counted.len(), 7, "each was looked at: {counted:?}");
}

#[tokio::test]
async fn nothing_is_lost_in_the_first_histories() {
    nothing_is_wrong(0).await;
}

#[tokio::test]
async fn nothing_is_lost_in_the_second_histories() {
    nothing_is_wrong(SEEDS).await;
}

#[tokio::test]
async fn nothing_is_lost_in_the_third_histories() {
    nothing_is_wrong(2 * SEEDS).await;
}

#[tokio::test]
async fn nothing_is_lost_in_the_fourth_histories() {
    nothing_is_wrong(3 * SEEDS).await;
}

/// Lives until the oracle finds the fault by the invariant that it breaks.
async fn is_found(fault: Fault, by: Invariant) {
    for seed in 0..SEEDS_TO_FIND {
        let Ok(Report { wrong, .. }) = run(seed, Some(fault)).await else {
            // A fault may also stop the simulator, which says less.
            continue;
        };
        if wrong.iter().any(|(invariant, _)| *invariant == by) {
            return;
        }
    }
    panic!("{fault:?} was not found in {SEEDS_TO_FIND} histories");
}

#[tokio::test]
async fn a_dropped_outbox_row_is_found() {
    is_found(Fault::OutboxRowDropped, Invariant::I4).await;
}

#[tokio::test]
async fn an_acknowledgement_before_the_commit_is_found() {
    is_found(Fault::AcknowledgedBeforeCommit, Invariant::I4).await;
}

#[tokio::test]
async fn a_received_change_that_a_power_cut_takes_is_found() {
    is_found(Fault::CommitNotDurable, Invariant::I5).await;
}

#[tokio::test]
async fn a_skipped_number_is_found_on_the_wire() {
    is_found(Fault::NumberSkipped, Invariant::I7).await;
}

#[tokio::test]
async fn a_skipped_number_is_found_on_the_screen() {
    is_found(Fault::NumberSkipped, Invariant::I1).await;
}

#[tokio::test]
async fn a_forgotten_question_is_found() {
    is_found(Fault::QuestionForgotten, Invariant::I4).await;
}

#[tokio::test]
async fn a_server_that_takes_a_repeat_twice_is_found() {
    is_found(Fault::RepeatsForgotten, Invariant::I6).await;
}

#[tokio::test]
async fn numbers_out_of_order_are_found() {
    is_found(Fault::NumbersOutOfOrder, Invariant::I2).await;
}

#[tokio::test]
async fn a_screen_out_of_step_with_the_records_is_found() {
    is_found(Fault::ScreenOutOfStep, Invariant::I3).await;
}
