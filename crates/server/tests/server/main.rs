//! The server as devices meet it: through its router, and as a process that can be killed.
//!
//! The whole suite runs on SQLite, and again on the PostgreSQL that `DESK_TEST_DATABASE_URL` names.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]

mod access;
mod backup;
mod commands;
mod copies;
mod database;
mod desk;
mod doctor;
mod exchange;
mod home;
mod join;
mod laptop;
mod nodes;
mod process;
mod restored;
mod strangers;
mod wake;
