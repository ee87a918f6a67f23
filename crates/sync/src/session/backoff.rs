//! Pauses between tries that fail: doubling, with jitter, up to five minutes.

use crate::limits::{PAUSE_US_MAX, PAUSE_US_MIN};

/// How many tries have failed in a row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Backoff {
    failures: u32,
}

impl Backoff {
    /// Counts a failure; returns how long to pause, between half of what doubling says and all of it.
    pub(super) fn next_us(&mut self, random: u64) -> u64 {
        let doubled = PAUSE_US_MIN.saturating_mul(1 << self.failures.min(32));
        self.failures = self.failures.saturating_add(1);
        let pause_us = doubled.min(PAUSE_US_MAX);
        pause_us / 2 + random % (pause_us / 2 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_five_minutes_and_luck_spreads_them() {
        let mut shortest = Backoff::default();
        let mut longest = Backoff::default();
        let mut last = 0;
        for failure in 0..40 {
            let low = shortest.next_us(0);
            let pause_us = (PAUSE_US_MIN << failure.min(20)).min(PAUSE_US_MAX);
            let high = longest.next_us(pause_us / 2);
            assert_eq!((low, high), (pause_us / 2, pause_us));
            assert!(high >= last);
            last = high;
        }
        assert_eq!(last, PAUSE_US_MAX);
    }
}
