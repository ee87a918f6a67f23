//! Stamps, and what a laptop learns about its clock from the server.
//!
//! **Invariant:** a wrong clock locks nobody out and is never a reason to refuse. Stamps only choose which of
//! two rivals stands for the time being.
//!
//! `now_us` is always the caller's reading of the wall clock when the program started, plus monotonic time
//! since: setting the clock while the program runs changes nothing here.

use minicbor::{Decode, Encode};

use crate::ids::Stamp;
use crate::limits::{SKEW_TOLD_US_MIN, STAMP_AHEAD_US_MAX};

/// What stamps a device's changes. Stored in the same transaction as each change it stamps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(array)]
pub struct StampClock {
    /// The highest stamp issued or seen.
    #[n(0)]
    pub last: Stamp,
    /// What to add to this laptop's clock to have the server's, in microseconds.
    #[n(1)]
    pub offset_us: i64,
}

/// By how much a laptop's clock is off, for its owner to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skew {
    /// Positive when the laptop's clock runs ahead of the server's, in microseconds.
    pub ahead_us: i64,
}

impl StampClock {
    /// Issues the stamp of one action: the corrected time, or the next after [`StampClock::last`] when that
    /// time stands still or goes back.
    pub fn stamp(&mut self, now_us: u64) -> Stamp {
        let corrected = now_us.saturating_add_signed(self.offset_us);
        self.last = Stamp(corrected.max(self.last.0.saturating_add(1)));
        self.last
    }

    /// Takes note of a stamp that came from the server, so that what is written next comes after it.
    ///
    /// One from far ahead is cut as the server cuts it: it moves the clock by a minute, never by a year.
    pub fn observe(&mut self, seen: Stamp, now_us: u64) {
        let corrected = now_us.saturating_add_signed(self.offset_us);
        self.last = self.last.max(filed(seen, corrected));
    }

    /// Learns the offset from one exchange: what the server's clock said, between sending and receiving.
    ///
    /// Returns the skew when its owner should be told.
    pub fn learn(&mut self, server_us: u64, sent_us: u64, received_us: u64) -> Option<Skew> {
        let halfway = sent_us.midpoint(received_us.max(sent_us));
        self.offset_us = server_us
            .cast_signed()
            .saturating_sub(halfway.cast_signed());
        (self.offset_us.unsigned_abs() >= SKEW_TOLD_US_MIN).then_some(Skew {
            ahead_us: self.offset_us.saturating_neg(),
        })
    }
}

/// The stamp under which a server files a change: the author's, but no further ahead than a minute.
pub fn filed(stamp: Stamp, server_now_us: u64) -> Stamp {
    stamp.min(Stamp(server_now_us.saturating_add(STAMP_AHEAD_US_MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE_US: u64 = 60_000_000;

    #[test]
    fn stamps_rise_while_the_clock_stands_or_goes_back() {
        let mut clock = StampClock::default();
        let stamps = [500, 500, 90, 501].map(|now_us| clock.stamp(now_us).0);
        assert_eq!(stamps, [500, 501, 502, 503]);
    }

    #[test]
    fn an_hour_of_skew_is_corrected_and_told() {
        let mut clock = StampClock::default();
        let hour_us = 60 * MINUTE_US;
        let skew = clock.learn(
            10 * MINUTE_US,
            hour_us + 10 * MINUTE_US,
            hour_us + 10 * MINUTE_US,
        );
        let ahead_us = i64::try_from(hour_us).unwrap();
        assert_eq!(skew, Some(Skew { ahead_us }));
        assert_eq!(clock.stamp(hour_us + 11 * MINUTE_US), Stamp(11 * MINUTE_US));
    }

    #[test]
    fn a_slow_network_is_no_skew() {
        let mut clock = StampClock::default();
        assert_eq!(clock.learn(1_010_000, 1_000_000, 1_020_000), None);
        assert_eq!(clock.offset_us, 0);
    }

    #[test]
    fn a_stamp_from_next_year_moves_a_clock_by_a_minute_only() {
        let mut clock = StampClock::default();
        clock.observe(Stamp(u64::MAX), 1000);
        assert_eq!(clock.last, Stamp(1000 + MINUTE_US));
        assert_eq!(filed(Stamp(u64::MAX), u64::MAX), Stamp(u64::MAX));
    }

    #[test]
    fn extreme_clocks_do_not_overflow() {
        let mut clock = StampClock {
            last: Stamp(u64::MAX),
            offset_us: i64::MIN,
        };
        assert_eq!(clock.stamp(0), Stamp(u64::MAX));
        clock.learn(0, u64::MAX, 0);
        clock.learn(u64::MAX, 0, u64::MAX);
        clock.observe(Stamp(0), u64::MAX);
    }
}
