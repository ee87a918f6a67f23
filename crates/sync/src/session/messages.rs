//! What a session is told and what it says.

use crate::clock::Skew;
use crate::exchange::ExchangeAnswer;
use crate::scope::Scope;

/// When an input happened, with the luck to use for it.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// Monotonic time in microseconds from any start.
    pub now_us: u64,
    /// The laptop's wall clock as [`crate::clock`] wants it.
    pub clock_us: u64,
    /// Any random number; spreads the laptops that come back after an outage.
    pub random: u64,
}

/// What happened.
#[derive(Debug)]
pub enum Input {
    /// There is a network.
    Online,
    /// There is none.
    Offline,
    /// Somebody edited something, so that there are changes to send.
    Edited,
    /// The server says that there is something new.
    Woken,
    /// The answer to the exchange in flight came.
    Answered(Box<ExchangeAnswer>),
    /// The exchange in flight failed.
    Failed(Failure),
    /// The answer was stored, all of it, and this is left to send.
    Applied(Left),
    /// The answer could not be stored (a full disk): it is as if it had not come.
    NotApplied,
    /// The time asked for by [`Output::WakeAt`] has come.
    Tick,
    /// The person, or the end of the program, wants no more.
    Stopped,
}

/// Why an exchange failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// No answer, or none that makes sense.
    Unreachable,
    /// The server asks to come back later, in microseconds from the answer.
    Busy {
        /// How long it asks for.
        retry_after_us: u64,
    },
    /// This program is too old for the server. Everything is kept until it is upgraded.
    TooOld,
    /// The device's token has ended.
    Revoked,
}

/// What the laptop still has to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Left {
    /// Changes that no answer has acknowledged.
    pub changes: bool,
    /// Records to offer a restored server.
    pub offers: bool,
}

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Output {
    /// Put together one page and send it.
    Exchange(Plan),
    /// Store this in one transaction, then say [`Input::Applied`] or [`Input::NotApplied`].
    Apply {
        /// The answer.
        answer: Box<ExchangeAnswer>,
        /// The laptop's clock when the request left; for [`crate::clock::StampClock::learn`].
        sent_us: u64,
        /// And when the answer came.
        received_us: u64,
    },
    /// Say [`Input::Tick`] at this monotonic time; replaces any time asked for before.
    WakeAt(u64),
    /// Tell the person.
    Tell(Notice),
}

/// What one exchange carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Offers go alone and before all changes: changes may build on what they bring back.
    pub send: Send,
    /// The request's `pull`.
    pub pull: bool,
}

/// What a page is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Send {
    /// The next page of offers.
    Offers,
    /// The next page of changes, in the order in which they entered the overlay; there may be none.
    Changes,
}

/// What a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The server was restored from a backup; what is missing there is being sent again.
    ServerRestored,
    /// The program must be upgraded before it can exchange again. Nothing is lost meanwhile.
    AppTooOld,
    /// The device was revoked. What it had not sent is kept here, or aside on the server.
    Revoked,
    /// So many changes were refused and lie in quarantine with their reasons.
    Refused {
        /// How many in this answer.
        count: usize,
    },
    /// This laptop's data is a copy of another's: it takes a new device id and sends again what is unsent.
    CopiedLaptop,
    /// These may be seen from here on.
    AccessGained(Vec<Scope>),
    /// These may no longer be seen.
    AccessLost(Vec<Scope>),
    /// The laptop's clock is off.
    ClockOff(Skew),
    /// The answer could not be stored on this laptop.
    NotStored,
}
