//! Finding, typing quickly, taking back, bringing back and copying, as the user interface asks for them.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

mod desk;
mod duplicate;
mod quick_entry;
mod search;
mod steps;
#[path = "../support/mod.rs"]
mod support;
mod trash;
