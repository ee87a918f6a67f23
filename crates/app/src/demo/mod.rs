//! The demo chapters: real partnerships and a few real visits, with the facts that are known and where they come
//! from, and invented visits beside them that say so.
//!
//! Suggested reading order: `seed` (the data as written), `calendar` (how invented visits stay ahead of today),
//! `resolve` (records as they are stored).

mod calendar;
mod resolve;
mod seed;

pub use resolve::{DemoRecord, INVENTED, SeedError, demo_id, resolve};
pub use seed::{CHAPTERS, ChapterSeed, ChapterText};

#[cfg(test)]
mod tests;
