//! Does the conversation go on whatever happens, and never twice at once?

use desk_sync::exchange::{Refusal, RefusalReason};
use desk_sync::limits::{PAUSE_US_MAX, POLL_US};
use desk_sync::session::{Failure, Input, Left, Moment, Notice, Output, Plan, Send, Session};
use desk_sync::{
    Audience, ChangeResult, Cursor, DeviceId, EpochId, ExchangeAnswer, Scope, Version,
};
use proptest::prelude::*;
use uuid::Uuid;

const SEND: Output = Output::Exchange(Plan {
    send: Send::Changes,
    pull: true,
});
const CHANGES: Left = Left {
    changes: true,
    offers: false,
};
const OFFERS: Left = Left {
    changes: true,
    offers: true,
};
const NOTHING: Left = Left {
    changes: false,
    offers: false,
};

#[test]
fn it_exchanges_at_once_when_the_network_comes_and_when_someone_edits() {
    let mut session = session();
    assert_eq!(session.on(Input::Edited, at(0)), [], "no network");
    assert_eq!(session.on(Input::Online, at(1)), [SEND]);
    finish(&mut session, answer(), NOTHING);
    assert_eq!(session.on(Input::Edited, at(2)), [SEND]);
}

#[test]
fn only_one_exchange_is_in_flight_and_an_edit_meanwhile_goes_right_after() {
    let mut session = online();
    assert_eq!(session.on(Input::Edited, at(2)), []);
    assert_eq!(session.on(Input::Woken, at(2)), []);
    let applied = session.on(Input::Answered(Box::new(answer())), at(3));
    assert!(matches!(applied.as_slice(), [Output::Apply { .. }]));
    assert_eq!(
        session.on(Input::Edited, at(4)),
        [],
        "not before the answer is stored"
    );
    assert_eq!(session.on(Input::Applied(CHANGES), at(5)), [SEND]);
}

#[test]
fn pages_follow_each_other_until_nothing_is_left() {
    let mut session = online();
    assert_eq!(finish(&mut session, accepted(), CHANGES), [SEND]);
    let mut page = accepted();
    page.more = true;
    assert_eq!(finish(&mut session, page, NOTHING), [SEND]);
    let rest = finish(&mut session, accepted(), NOTHING);
    assert_eq!(rest, [Output::WakeAt(10 + POLL_US)]);
    assert_eq!(
        session.on(Input::Tick, at(11)),
        [Output::WakeAt(10 + POLL_US)],
        "too early"
    );
    assert_eq!(session.on(Input::Tick, at(10 + POLL_US)), [SEND]);
}

#[test]
fn a_server_that_answers_nothing_of_use_is_not_asked_for_ever() {
    let mut session = online();
    finish(&mut session, answer(), NOTHING);
    session.on(Input::Woken, at(11));
    let mut empty = answer();
    empty.more = true;
    let outputs = finish(&mut session, empty, CHANGES);
    assert!(
        matches!(outputs.as_slice(), [Output::WakeAt(_)]),
        "{outputs:?}"
    );
}

#[test]
fn after_a_failure_it_pauses_and_an_edit_tries_at_once() {
    let mut session = online();
    let paused = session.on(Input::Failed(Failure::Unreachable), at(100));
    let [Output::WakeAt(until_us)] = paused.as_slice() else {
        panic!("{paused:?}");
    };
    assert!(*until_us > 100 && *until_us <= 100 + PAUSE_US_MAX);
    assert_eq!(session.on(Input::Edited, at(101)), [SEND]);
}

#[test]
fn a_busy_server_is_left_alone_as_long_as_it_asks() {
    let mut session = online();
    let busy = Failure::Busy {
        retry_after_us: 90_000_000,
    };
    let outputs = session.on(Input::Failed(busy), at(0));
    assert_eq!(outputs, [Output::WakeAt(90_000_000)]);
}

#[test]
fn a_failure_without_a_network_waits_for_the_network() {
    let mut session = online();
    session.on(Input::Offline, at(2));
    assert_eq!(session.on(Input::Failed(Failure::Unreachable), at(3)), []);
    assert_eq!(session.on(Input::Edited, at(4)), []);
    assert_eq!(session.on(Input::Online, at(5)), [SEND]);
}

#[test]
fn after_a_restore_it_offers_first_and_takes_no_records_meanwhile() {
    let mut session = online();
    let restored = ExchangeAnswer {
        epoch: EpochId(Uuid::from_u128(2)),
        ..answer()
    };
    let told = session.on(Input::Answered(Box::new(restored.clone())), at(2));
    assert_eq!(told[0], Output::Tell(Notice::ServerRestored));
    let offering = Output::Exchange(Plan {
        send: Send::Offers,
        pull: false,
    });
    assert_eq!(session.on(Input::Applied(OFFERS), at(3)), [offering]);
    assert_eq!(finish(&mut session, restored, CHANGES), [SEND]);
}

#[test]
fn too_old_or_revoked_it_tells_once_and_stops() {
    for (failure, notice) in [
        (Failure::TooOld, Notice::AppTooOld),
        (Failure::Revoked, Notice::Revoked),
    ] {
        let mut session = online();
        let outputs = session.on(Input::Failed(failure), at(2));
        assert_eq!(outputs, [Output::Tell(notice)]);
        assert_eq!(session.on(Input::Edited, at(3)), []);
        assert_eq!(session.on(Input::Online, at(4)), []);
    }
}

#[test]
fn a_device_that_no_scope_is_granted_to_was_removed() {
    let mut session = online();
    let mut nothing = answer();
    nothing.grants.clear();
    let told = session.on(Input::Answered(Box::new(nothing)), at(0));
    assert_eq!(told.first(), Some(&Output::Tell(Notice::Revoked)));
}

#[test]
fn what_a_person_should_know_is_told() {
    let mut session = online();
    let mut news = answer();
    news.grants = vec![Scope::Chapter(Audience::Coordinators)];
    let refusal = Refusal {
        reason: RefusalReason::TooLarge,
        detail: String::new(),
    };
    news.results = vec![
        (version(1), ChangeResult::Refused(refusal)),
        (version(2), ChangeResult::KeptAside),
        (version(3), ChangeResult::OtherContent),
    ];
    news.server_us = 3_600_000_000;
    let mut told = session.on(Input::Answered(Box::new(news.clone())), at(0));
    told.pop();
    let [
        Output::Tell(Notice::Refused { count: 1 }),
        Output::Tell(Notice::Revoked),
        Output::Tell(Notice::CopiedLaptop),
        Output::Tell(Notice::AccessGained(_)),
        Output::Tell(Notice::AccessLost(_)),
        Output::Tell(Notice::ClockOff(skew)),
    ] = told.as_slice()
    else {
        panic!("{told:?}");
    };
    assert_eq!(skew.ahead_us, -3_600_000_000);

    session.on(Input::Applied(CHANGES), at(0));
    news.results.clear();
    let again = session.on(Input::Answered(Box::new(news)), at(0));
    assert_eq!(
        again.len(),
        1,
        "a clock that is off is told once: {again:?}"
    );
}

#[test]
fn a_full_disk_is_told_and_tried_again() {
    let mut session = online();
    session.on(Input::Answered(Box::new(answer())), at(2));
    let outputs = session.on(Input::NotApplied, at(3));
    assert!(matches!(
        outputs.as_slice(),
        [Output::Tell(Notice::NotStored), Output::WakeAt(_)]
    ));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the driver says in whatever order: one exchange at a time, and with a network and something to
    /// do there is always either an exchange, an answer being stored, or a time to wake.
    #[test]
    fn it_never_sends_twice_at_once_and_never_falls_asleep(
        inputs in proptest::collection::vec(0..9_u8, 1..60),
        random in any::<u64>(),
    ) {
        let mut session = session();
        session.on(Input::Online, at(0));
        let (mut in_flight, mut applying, mut wake) = (true, false, false);
        for (now_us, input) in (1..).zip(inputs) {
            let input = match input {
                0 => Input::Online,
                1 => Input::Edited,
                2 => Input::Woken,
                3 => Input::Tick,
                4 if in_flight => Input::Answered(Box::new(accepted())),
                5 if in_flight => Input::Failed(Failure::Unreachable),
                6 if applying => Input::Applied(NOTHING),
                7 if applying => Input::Applied(CHANGES),
                8 if applying => Input::NotApplied,
                _ => continue,
            };
            in_flight &= !matches!(input, Input::Answered(_) | Input::Failed(_));
            applying &= !matches!(input, Input::Applied(_) | Input::NotApplied);
            let moment = Moment { now_us, clock_us: now_us, random };
            for output in session.on(input, moment) {
                match output {
                    Output::Exchange(_) => {
                        prop_assert!(!in_flight && !applying, "one at a time");
                        in_flight = true;
                        wake = false;
                    }
                    Output::Apply { .. } => applying = true,
                    Output::WakeAt(_) => wake = true,
                    Output::Tell(_) => {}
                }
            }
            prop_assert!(in_flight || applying || wake, "it must not fall asleep");
        }
    }
}

fn session() -> Session {
    let grants = vec![Scope::Chapter(Audience::Team)];
    Session::new(Some(EpochId(Uuid::from_u128(1))), grants, CHANGES)
}

/// A session with its first exchange in flight.
fn online() -> Session {
    let mut session = session();
    assert_eq!(session.on(Input::Online, at(1)), [SEND]);
    session
}

fn finish(session: &mut Session, answer: ExchangeAnswer, left: Left) -> Vec<Output> {
    session.on(Input::Answered(Box::new(answer)), at(10));
    session.on(Input::Applied(left), at(10))
}

fn answer() -> ExchangeAnswer {
    ExchangeAnswer {
        epoch: EpochId(Uuid::from_u128(1)),
        common: None,
        server_us: 0,
        grants: vec![Scope::Chapter(Audience::Team)],
        results: Vec::new(),
        refused_offers: Vec::new(),
        records: Vec::new(),
        cursors: vec![Cursor {
            scope: Scope::Chapter(Audience::Team),
            seq: 1,
        }],
        more: false,
    }
}

fn accepted() -> ExchangeAnswer {
    ExchangeAnswer {
        results: vec![(version(1), ChangeResult::Accepted { seq: 1 })],
        ..answer()
    }
}

fn version(dev_seq: u64) -> Version {
    Version {
        device: DeviceId(Uuid::from_u128(7)),
        dev_seq,
    }
}

fn at(now_us: u64) -> Moment {
    Moment {
        now_us,
        clock_us: 0,
        random: 0,
    }
}
