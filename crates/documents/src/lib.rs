//! Paper and files: what partner cities send in, read without trusting it.
//!
//! **Invariant:** this crate does no file or network I/O and never asks the time. Callers pass bytes.

pub mod import;
pub mod quick;
