//! What tests of the whole need: the built programs, processes that end with the test, and a driven window.

pub mod desktop;
pub mod process;
pub mod programs;
