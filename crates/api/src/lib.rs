//! What crosses between the program and its user interface: requests, views, error codes.
//!
//! Views are for drawing: they hold what a screen needs, with times as the wall clocks show them (`HH:MM`), days as
//! `YYYY-MM-DD`, and ids as text. Words for people are never in them: they carry codes and names, and the message
//! catalogues of the user interface word them. TypeScript is generated from here; see [`typescript`].

pub mod calendar;
pub mod data;
pub mod duplicate;
pub mod error;
pub mod import;
pub mod itinerary;
pub mod journal;
pub mod overview;
pub mod participants;
pub mod partnerships;
pub mod people;
pub mod quick;
pub mod records;
pub mod schema;
pub mod state;
pub mod steps;
pub mod sync;
pub mod tasks;
pub mod today;
pub mod typescript;

pub use error::{Code, Error};
pub use schema::Request;
