//! The journal of a visit: writing down what happens, and reading a day of it.

mod view;
mod write;

pub use view::view;
pub use write::{add, leave, set_attendance};
