//! The store's side of the exchange with the server.
//!
//! Whoever speaks to the network asks for the [`next request`](crate::Store::next_request), sends it, and hands the
//! answer to [`crate::Store::apply`], again and again while [`Applied::again`] says so. Everything may be repeated.

mod acknowledge;
mod apply;
mod epoch;
mod lost;
mod news;
mod request;
mod sign_in;

pub use apply::{Applied, Timing};
