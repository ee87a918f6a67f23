//! The store from outside: what it keeps, shows, sends, takes in and takes back.

#![expect(
    clippy::unwrap_used,
    reason = "also outside of test functions, all of this is tests"
)]

mod directory;
mod edits;
mod exchange;
mod lists;
mod safety;
mod search;
mod sign_in;
mod steps;
mod support;
mod undo;
