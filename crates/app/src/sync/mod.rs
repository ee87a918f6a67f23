//! Exchange with the server: by itself in the background, and when a person asks.
//!
//! When to exchange is `desk-sync`'s to decide; what is sent and stored is the store's. Here is the driver between
//! them, the network and the windows.

mod drive;
pub mod http;
pub mod join;
mod listen;
pub mod settle;
mod status;
pub mod summary;
pub mod view;
mod worker;

pub use worker::SyncWorker;
