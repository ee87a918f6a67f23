//! The store from outside: what it keeps, shows, sends, takes in and takes back.

mod edits;
mod exchange;
mod safety;
mod search;
mod support;
mod undo;
