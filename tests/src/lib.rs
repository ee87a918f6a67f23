//! What tests of the whole need: the built programs, processes that end with the test, laptops and a server to work
//! with, and a driven window.

pub mod desktop;
pub mod hand;
pub mod laptop;
#[cfg(target_os = "linux")]
pub mod notices;
pub mod process;
pub mod programs;
pub mod served;
pub mod server;
pub mod town;
pub mod window;
