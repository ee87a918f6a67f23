//! Drawing from a seed: numbers, choices, ids.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use desk_domain::{Id, Kind};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use uuid::Uuid;

/// Where ids begin: version 7, and of a time before any real one, so that they come in the order of making.
const FIRST_ID: u128 = 0x0100_0000_0000_7000_8000_0000_0000_0000;

/// Where everything that is left to chance comes from.
pub(super) struct Draw {
    random: StdRng,
    ids: Ids,
}

/// Ids in the order in which they are given out.
#[derive(Clone)]
pub(super) struct Ids {
    seed: u64,
    given: Arc<AtomicU64>,
}

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            random: StdRng::seed_from_u64(seed),
            ids: Ids {
                seed,
                given: Arc::default(),
            },
        }
    }

    /// The ids that this gives out, for somebody else too.
    pub(super) fn ids(&self) -> Ids {
        self.ids.clone()
    }

    pub(super) fn id<K: Kind>(&self) -> Id<K> {
        Id::new(self.ids.next())
    }

    /// One of them.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.place(of)]
    }

    /// The place of one of them.
    pub(super) fn place<T>(&mut self, of: &[T]) -> usize {
        self.random.random_range(0..of.len())
    }

    /// From `least` to `most`.
    pub(super) fn number(&mut self, least: u32, most: u32) -> u32 {
        self.random.random_range(least..=most)
    }

    /// True in `percent` of a hundred cases.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.number(1, 100) <= percent
    }
}

impl Ids {
    /// The next: its number in the place of the time, then the seed.
    pub(super) fn next(&self) -> Uuid {
        let number = u128::from(self.given.fetch_add(1, Ordering::Relaxed));
        Uuid::from_u128(FIRST_ID + (number << 80) + u128::from(self.seed & 0xffff_ffff))
    }
}
