//! How often one address may be wrong about an invitation code.
//!
//! A code has 60 bits, so nobody guesses one; this keeps whoever tries from costing anything.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// Wrong codes that one address may send within [`WINDOW_US`].
pub const WRONG_MAX: u32 = 10;
/// How long wrong codes count, from the first one, in microseconds.
pub const WINDOW_US: u64 = 10 * 60 * 1_000_000;
/// Addresses remembered at a time; the one whose count began first makes room.
const ADDRESSES_MAX: usize = 10_000;

/// The wrong codes of late, by address. Kept in memory: after a restart everybody begins anew.
#[derive(Debug, Default)]
pub struct WrongTries {
    by_address: Mutex<BTreeMap<IpAddr, Wrong>>,
}

#[derive(Debug, Clone, Copy)]
struct Wrong {
    count: u32,
    since_us: u64,
}

impl WrongTries {
    /// Returns how many seconds an address has to wait, or none if it may try.
    pub fn wait_s(&self, address: IpAddr, now_us: u64) -> Option<u64> {
        let tries = self
            .by_address
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let wrong = tries.get(&network(address))?;
        let left_us = (wrong.since_us + WINDOW_US)
            .checked_sub(now_us)
            .filter(|it| *it > 0)?;
        (wrong.count >= WRONG_MAX).then(|| left_us.div_ceil(1_000_000))
    }

    /// Counts a wrong code.
    pub fn add(&self, address: IpAddr, now_us: u64) {
        let mut tries = self
            .by_address
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let address = network(address);
        if tries.len() >= ADDRESSES_MAX && !tries.contains_key(&address) {
            let oldest = tries
                .iter()
                .min_by_key(|(_, wrong)| wrong.since_us)
                .map(|(it, _)| *it);
            oldest.map(|it| tries.remove(&it));
        }
        let wrong = tries.entry(address).or_insert(Wrong {
            count: 0,
            since_us: now_us,
        });
        if now_us >= wrong.since_us + WINDOW_US {
            *wrong = Wrong {
                count: 0,
                since_us: now_us,
            };
        }
        wrong.count += 1;
    }
}

/// What counts as one address: a household has 2⁶⁴ of the sixth version.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(four) => IpAddr::V4(four),
        IpAddr::V6(six) => IpAddr::V6((six.to_bits() >> 64 << 64).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START_US: u64 = 1_000_000_000;

    #[test]
    fn an_address_that_was_wrong_too_often_waits_and_others_do_not() {
        let tries = WrongTries::default();
        for _ in 0..WRONG_MAX {
            assert_eq!(tries.wait_s(address("192.0.2.1"), START_US), None);
            tries.add(address("192.0.2.1"), START_US);
        }
        assert_eq!(tries.wait_s(address("192.0.2.1"), START_US), Some(600));
        assert_eq!(
            tries.wait_s(address("::ffff:192.0.2.1"), START_US),
            Some(600)
        );
        assert_eq!(tries.wait_s(address("192.0.2.2"), START_US), None);
    }

    #[test]
    fn the_wait_ends() {
        let tries = WrongTries::default();
        (0..WRONG_MAX).for_each(|_| tries.add(address("192.0.2.1"), START_US));
        let end_us = START_US + WINDOW_US;
        assert_eq!(tries.wait_s(address("192.0.2.1"), end_us - 1), Some(1));
        assert_eq!(tries.wait_s(address("192.0.2.1"), end_us), None);
        tries.add(address("192.0.2.1"), end_us);
        assert_eq!(
            tries.wait_s(address("192.0.2.1"), end_us),
            None,
            "the count began anew"
        );
    }

    #[test]
    fn a_network_of_the_sixth_version_counts_as_one_address() {
        let tries = WrongTries::default();
        for host in 0..WRONG_MAX {
            tries.add(address(&format!("2001:db8::{host:x}")), START_US);
        }
        assert!(tries.wait_s(address("2001:db8::ffff"), START_US).is_some());
        assert!(tries.wait_s(address("2001:db8:0:1::1"), START_US).is_none());
    }

    #[test]
    fn memory_stays_bounded_whoever_tries() {
        let tries = WrongTries::default();
        for host in 0..ADDRESSES_MAX as u32 + 5 {
            tries.add(IpAddr::V4(host.into()), START_US + u64::from(host));
        }
        assert_eq!(tries.by_address.lock().unwrap().len(), ADDRESSES_MAX);
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }
}
