//! What a person can do: one module per feature, one function per action.
//!
//! **Invariant:** this crate knows no window and no terminal. The desktop shell, `desk serve`, the command line and the
//! tests all enter by [`rpc::handle`] or by [`App`]'s functions, and draw what they answer.

pub mod app;
pub mod calendar;
pub mod chapter;
pub mod copies;
pub mod data_folder;
pub mod demo;
pub mod directory;
pub mod duplicate;
pub mod edges;
pub mod error;
pub mod import;
pub mod journal;
pub mod keys;
pub mod label;
pub mod maintenance;
pub mod overview;
pub mod parse;
pub mod participants;
pub mod partnerships;
pub mod people;
pub mod preferences;
pub mod programme;
pub mod quick;
pub mod records;
pub mod rpc;
pub mod steps;
pub mod sync;
pub mod tasks;
pub mod templates;
pub mod to_settle;
pub mod today;
pub mod undo;
pub mod visits;
pub mod work;
pub mod zones;

pub use app::App;
pub use edges::Edges;
pub use error::{Error, Result};
