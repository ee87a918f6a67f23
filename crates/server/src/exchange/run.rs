//! Where a process begins to number in a life of the database, it leaves a gap.
//!
//! Numbers alone do not tell two lives of one database apart: an older copy gives again what it gave before it was
//! put back, and soon its head is past every cursor. With a gap before the first number that a process gives, the
//! numbers of a lost life lie in it, and a device that shows one gives the copy away however late it comes.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use desk_sync::{RecordId, Seq};

use crate::database::life::Life;

/// The smallest gap. No process gives as many numbers, so those of a lost life never reach past it.
const GAP_MIN: Seq = 1 << 31;

/// The chapters in which this process has given a number, and the life of the database in which it gave the last.
#[derive(Debug, Default)]
pub struct Run {
    begun: Mutex<BTreeMap<RecordId, Life>>,
}

impl Run {
    /// Returns the number after which this process goes on, given the last one in use and a random number:
    /// the same one, or where it has yet to begin in this life of the chapter one past a gap.
    pub(super) fn goes_on_after(
        &self,
        chapter: RecordId,
        life: &Life,
        head: Seq,
        random: u32,
    ) -> Seq {
        let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        if begun.get(&chapter) == Some(life) {
            return head;
        }
        // Random, so that two lives that both left one go on in different places.
        head + GAP_MIN + Seq::from(random >> 1)
    }

    /// Notes that a number was given and committed.
    pub(super) fn has_begun(&self, chapter: RecordId, life: Life) {
        self.begun
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(chapter, life);
    }
}
