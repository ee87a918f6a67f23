//! Partnerships: the list of them, one of them, and the edits that are more than setting a field.

mod data;
pub mod edit;
mod position;
mod view;

pub(crate) use data::PAIR_HUES;
pub use data::hue;
pub(crate) use view::{anniversary_day, renewal_day};
pub use view::{list, one};
