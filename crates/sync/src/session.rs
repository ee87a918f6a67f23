//! The client's side of the conversation as a state machine: when to exchange, what next, whom to tell.
//!
//! Inputs and outputs are closed. Whoever drives it sends, stores and waits; this only decides.
//!
//! ```text
//!            Online, Edited, Woken, Tick            Answered             Applied
//! Offline ──────────▶ Waiting ───────▶ InFlight ───────────▶ Applying ──────────▶ InFlight while anything is left
//!    ▲                   ▲                │ Failed               │ NotApplied      Waiting otherwise
//!    └── Offline ────────┴────────────────┴──────────────────────┘
//! ```
//!
//! **Invariant:** at most one exchange is in flight, and none starts before the answer before is stored.

mod backoff;
mod messages;

use crate::clock::StampClock;
use crate::exchange::{ChangeResult, ExchangeAnswer};
use crate::ids::EpochId;
use crate::limits::POLL_US;
use crate::scope::Scope;
use backoff::Backoff;
pub use messages::{Failure, Input, Left, Moment, Notice, Output, Plan, Send};

/// One laptop's conversation with one server.
#[derive(Debug)]
pub struct Session {
    state: State,
    online: bool,
    epoch: Option<EpochId>,
    grants: Vec<Scope>,
    left: Left,
    /// Whether something happened during an exchange that the next one should carry.
    again: bool,
    backoff: Backoff,
    clock_told: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// No network: nothing is tried.
    Offline,
    /// Nothing in flight; the next try is at this time unless something happens before.
    Waiting { until_us: u64 },
    /// A request left when the laptop's clock said this.
    InFlight { plan: Plan, sent_us: u64 },
    /// An answer is being stored.
    Applying { next: Next },
    /// Too old, revoked or told to stop.
    Halted,
}

/// What an answer asks for, apart from what is left to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// The next page at once.
    Page,
    /// Nothing more, and the exchange got somewhere.
    Rest,
    /// Nothing, and the exchange changed nothing: asking again at once would ask for ever.
    Stuck,
}

impl Session {
    /// Starts offline, with what the local database knows: the epoch, the scopes it keeps cursors of, and what
    /// is left to send.
    pub fn new(epoch: Option<EpochId>, grants: Vec<Scope>, left: Left) -> Self {
        Self {
            state: State::Offline,
            online: false,
            epoch,
            grants,
            left,
            again: false,
            backoff: Backoff::default(),
            clock_told: false,
        }
    }

    /// Takes one input; returns what to do, in order.
    pub fn on(&mut self, input: Input, moment: Moment) -> Vec<Output> {
        if self.state == State::Halted {
            return Vec::new();
        }
        match input {
            Input::Online => {
                self.online = true;
                self.backoff = Backoff::default();
                self.nudge(moment)
            }
            Input::Offline => {
                self.online = false;
                if matches!(self.state, State::Waiting { .. }) {
                    self.state = State::Offline;
                }
                Vec::new()
            }
            Input::Edited => {
                self.left.changes = true;
                self.nudge(moment)
            }
            Input::Woken => self.nudge(moment),
            Input::Tick => self.tick(moment),
            Input::Answered(answer) => self.answered(answer, moment),
            Input::Failed(failure) => self.failed(failure, moment),
            Input::Applied(left) => self.applied(left, moment),
            Input::NotApplied => {
                let mut outputs = vec![Output::Tell(Notice::NotStored)];
                if matches!(self.state, State::Applying { .. }) {
                    outputs.extend(self.retry(0, moment));
                }
                outputs
            }
            Input::Stopped => {
                self.state = State::Halted;
                Vec::new()
            }
        }
    }

    /// Exchanges at once if nothing is in flight, else right after what is.
    fn nudge(&mut self, moment: Moment) -> Vec<Output> {
        match self.state {
            State::Waiting { .. } => self.exchange(moment),
            State::Offline if self.online => self.exchange(moment),
            State::InFlight { .. } | State::Applying { .. } => {
                self.again = true;
                Vec::new()
            }
            State::Offline | State::Halted => Vec::new(),
        }
    }

    fn tick(&mut self, moment: Moment) -> Vec<Output> {
        match self.state {
            State::Waiting { until_us } if moment.now_us >= until_us => self.exchange(moment),
            State::Waiting { until_us } => vec![Output::WakeAt(until_us)],
            _ => Vec::new(),
        }
    }

    fn exchange(&mut self, moment: Moment) -> Vec<Output> {
        let send = if self.left.offers {
            Send::Offers
        } else {
            Send::Changes
        };
        let plan = Plan {
            send,
            pull: !self.left.offers,
        };
        self.again = false;
        self.state = State::InFlight {
            plan,
            sent_us: moment.clock_us,
        };
        vec![Output::Exchange(plan)]
    }

    fn answered(&mut self, answer: Box<ExchangeAnswer>, moment: Moment) -> Vec<Output> {
        let State::InFlight { plan, sent_us } = self.state else {
            return Vec::new();
        };
        self.online = true;
        let notices = self.notices(&answer, sent_us, moment);
        let progress = plan.send == Send::Offers
            || self.epoch != Some(answer.epoch)
            || !answer.results.is_empty()
            || !answer.records.is_empty();
        let next = match (answer.more && plan.pull, progress) {
            (_, false) => Next::Stuck,
            (true, true) => Next::Page,
            (false, true) => Next::Rest,
        };
        self.state = State::Applying { next };
        self.epoch = Some(answer.epoch);
        self.grants.clone_from(&answer.grants);
        let mut outputs: Vec<Output> = notices.into_iter().map(Output::Tell).collect();
        outputs.push(Output::Apply {
            answer,
            sent_us,
            received_us: moment.clock_us,
        });
        outputs
    }

    fn notices(&mut self, answer: &ExchangeAnswer, sent_us: u64, moment: Moment) -> Vec<Notice> {
        let mut notices = Vec::new();
        if self.epoch.is_some_and(|epoch| epoch != answer.epoch) {
            notices.push(Notice::ServerRestored);
        }
        let of = |wanted: fn(&ChangeResult) -> bool| {
            answer
                .results
                .iter()
                .filter(|(_, result)| wanted(result))
                .count()
        };
        let refused = of(|result| matches!(result, ChangeResult::Refused(_)));
        let count = refused + answer.refused_offers.len();
        if count > 0 {
            notices.push(Notice::Refused { count });
        }
        // A member always has a scope, if only one visit's; a device without any is no longer one.
        let kept_aside = of(|result| matches!(result, ChangeResult::KeptAside));
        if kept_aside > 0 || answer.grants.is_empty() {
            notices.push(Notice::Revoked);
        }
        if of(|result| matches!(result, ChangeResult::OtherContent)) > 0 {
            notices.push(Notice::CopiedLaptop);
        }
        let gained = missing(&answer.grants, &self.grants);
        let lost = missing(&self.grants, &answer.grants);
        notices.extend((!gained.is_empty()).then_some(Notice::AccessGained(gained)));
        notices.extend((!lost.is_empty()).then_some(Notice::AccessLost(lost)));

        let skew = StampClock::default().learn(answer.server_us, sent_us, moment.clock_us);
        if !self.clock_told {
            notices.extend(skew.map(Notice::ClockOff));
        }
        self.clock_told = skew.is_some();
        notices
    }

    fn applied(&mut self, left: Left, moment: Moment) -> Vec<Output> {
        let State::Applying { next } = self.state else {
            return Vec::new();
        };
        self.left = left;
        let goes_on = next == Next::Page || self.again || left.changes || left.offers;
        match next {
            Next::Stuck if goes_on && !self.again => self.retry(0, moment),
            _ if goes_on => {
                self.backoff = Backoff::default();
                self.exchange(moment)
            }
            _ => {
                self.backoff = Backoff::default();
                self.wait(POLL_US, moment)
            }
        }
    }

    fn failed(&mut self, failure: Failure, moment: Moment) -> Vec<Output> {
        if !matches!(self.state, State::InFlight { .. }) {
            return Vec::new();
        }
        match failure {
            Failure::Unreachable => self.retry(0, moment),
            Failure::Busy { retry_after_us } => self.retry(retry_after_us.min(POLL_US), moment),
            Failure::TooOld => self.halt(Notice::AppTooOld),
            Failure::Revoked => self.halt(Notice::Revoked),
        }
    }

    fn retry(&mut self, at_least_us: u64, moment: Moment) -> Vec<Output> {
        let pause_us = self.backoff.next_us(moment.random);
        self.wait(pause_us.max(at_least_us), moment)
    }

    fn wait(&mut self, pause_us: u64, moment: Moment) -> Vec<Output> {
        if !self.online {
            self.state = State::Offline;
            return Vec::new();
        }
        let until_us = moment.now_us.saturating_add(pause_us);
        self.state = State::Waiting { until_us };
        vec![Output::WakeAt(until_us)]
    }

    fn halt(&mut self, notice: Notice) -> Vec<Output> {
        self.state = State::Halted;
        vec![Output::Tell(notice)]
    }
}

/// Returns those of `wanted` that `present` lacks.
fn missing(wanted: &[Scope], present: &[Scope]) -> Vec<Scope> {
    wanted
        .iter()
        .filter(|scope| !present.contains(scope))
        .copied()
        .collect()
}
