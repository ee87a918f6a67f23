//! Random histories of a few laptops and a server, held against an oracle that knows what everybody was shown.
//!
//! The laptops and the server are small and in memory, but every rule is the crate's own: fold, overlay, offers,
//! scopes, stamps and the messages as they lie on the wire. Clocks are wrong, answers get lost, pages are short,
//! changes travel between laptops by file and the server is restored from old backups. The seed of a failing
//! history is printed, and replays it.

mod client;
mod oracle;
mod random;
mod server;
mod world;

use world::{Fault, Features, run};

const STEPS: usize = 40;

#[test]
fn nothing_is_lost_between_laptops_with_right_clocks() {
    all_well(0..250, Features::default());
}

#[test]
fn nothing_is_lost_with_wrong_clocks() {
    let features = Features {
        skew: true,
        ..Features::default()
    };
    all_well(0..250, features);
}

#[test]
fn nothing_is_lost_when_changes_travel_by_file() {
    let features = Features {
        skew: true,
        bundles: true,
        ..Features::default()
    };
    all_well(0..250, features);
}

#[test]
fn nothing_is_lost_when_the_server_is_restored_from_an_old_backup() {
    let features = Features {
        restores: true,
        ..Features::default()
    };
    all_well(0..250, features);
}

#[test]
fn nothing_is_lost_when_all_of_it_happens() {
    let features = Features {
        skew: true,
        bundles: true,
        restores: true,
    };
    all_well(0..800, features);
}

#[test]
fn the_oracle_finds_a_laptop_that_forgets_what_it_sent() {
    found(Fault::OutboxRowDropped);
}

#[test]
fn the_oracle_finds_a_server_that_acknowledges_before_it_commits() {
    found(Fault::AcknowledgedBeforeCommit);
}

#[test]
fn the_oracle_finds_a_cursor_that_skips_a_number() {
    found(Fault::NumberSkipped);
}

#[test]
fn the_oracle_finds_an_overlay_that_ends_at_the_acknowledgement() {
    found(Fault::OverlayEndsAtAcknowledgement);
}

#[test]
fn the_oracle_finds_a_server_that_files_no_question() {
    found(Fault::QuestionNotFiled);
}

#[test]
fn the_oracle_finds_a_laptop_that_offers_nothing_after_a_restore() {
    found(Fault::NothingOffered);
}

fn all_well(seeds: std::ops::Range<u64>, features: Features) {
    for seed in seeds {
        let wrong = run(seed, STEPS, features, None);
        assert!(wrong.is_empty(), "seed {seed} of {features:?}: {wrong:#?}");
    }
}

/// A planted fault shows in some history, or the oracle is blind.
fn found(fault: Fault) {
    let features = Features {
        bundles: fault == Fault::OverlayEndsAtAcknowledgement,
        restores: fault == Fault::NothingOffered,
        ..Features::default()
    };
    let blind = (0..400).all(|seed| run(seed, STEPS, features, Some(fault)).is_empty());
    assert!(!blind, "{fault:?} goes unnoticed");
}
