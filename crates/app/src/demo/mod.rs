//! The demo chapters: real partnerships and a few real visits, with the facts that are known and where they come
//! from, and invented visits beside them that say so.
//!
//! Suggested reading order: `seed` (the data as written), `calendar` (how invented visits stay ahead of today),
//! `resolve` (records as they are stored), `load` (the chapters on this computer).

mod calendar;
mod load;
mod resolve;
mod seed;

pub use load::load;

#[cfg(test)]
mod tests;
