//! The server as devices meet it: through its router, and as a process that can be killed.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]

mod access;
mod commands;
mod copies;
mod desk;
mod exchange;
mod join;
mod laptop;
mod process;
mod restored;
mod strangers;
mod wake;
