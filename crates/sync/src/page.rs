//! How much of a page a message's parts fill, so that both ends cut pages alike.
//!
//! Bytes before compression, roughly: names and addresses are told once a page and not counted. A page is full
//! at [`crate::limits::PAGE_BYTES_MAX`] or [`crate::limits::PAGE_CHANGES_MAX`] parts, whichever comes first;
//! it always holds at least one part, and a page of records never ends within one number.

use crate::change::Change;
use crate::exchange::RecordNews;
use crate::limits::{PAGE_BYTES_MAX, PAGE_CHANGES_MAX};
use crate::offer::OfferedRecord;

/// An id, a head and their lengths.
const PART_BYTES: usize = 40;
/// The length of a value, its mark and what it replaced.
const CELL_BYTES: usize = 8;
/// A version seen, or a version and its numbers told in full.
const VERSION_BYTES: usize = 24;

/// Returns how much of a page a change fills.
pub fn of_change(change: &Change) -> usize {
    let values = change.fields.iter().map(|field| field.value.len());
    PART_BYTES + cells(values) + VERSION_BYTES * change.seen.len()
}

/// Returns how much of a page a record with its news fills.
pub fn of_news(news: &RecordNews) -> usize {
    PART_BYTES + cells(news.fields.values().map(|field| field.value.len()))
}

/// Returns how much of a page an offered record fills; its names and versions are told in full.
pub fn of_offer(offer: &OfferedRecord) -> usize {
    let values = offer.fields.values().map(|field| field.value.len());
    let names = offer
        .seen
        .iter()
        .map(|(name, _)| name.len() + VERSION_BYTES);
    PART_BYTES + cells(values) + 4 * VERSION_BYTES * offer.fields.len() + names.sum::<usize>()
}

/// What is left of a page while it is filled.
#[derive(Debug, Clone)]
pub struct Room {
    bytes: usize,
    parts: usize,
    empty: bool,
}

impl Room {
    /// Returns an empty page.
    pub fn new() -> Self {
        Self {
            bytes: PAGE_BYTES_MAX,
            parts: PAGE_CHANGES_MAX,
            empty: true,
        }
    }

    /// Takes a part of `bytes` if the page has room for it; returns whether it did.
    pub fn take(&mut self, bytes: usize) -> bool {
        let fits = self.parts > 0 && (self.empty || bytes <= self.bytes);
        if fits {
            self.bytes = self.bytes.saturating_sub(bytes);
            self.parts -= 1;
            self.empty = false;
        }
        fits
    }
}

impl Default for Room {
    fn default() -> Self {
        Self::new()
    }
}

fn cells(values: impl Iterator<Item = usize>) -> usize {
    values.map(|bytes| CELL_BYTES + bytes).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_ends_when_it_is_full_and_never_stays_empty() {
        let mut room = Room::new();
        assert!(
            room.take(PAGE_BYTES_MAX * 2),
            "one that is too large goes alone"
        );
        assert!(!room.take(1));

        let mut room = Room::new();
        assert!((0..PAGE_CHANGES_MAX).all(|_| room.take(1)));
        assert!(!room.take(1), "many small ones end a page too");
    }
}
