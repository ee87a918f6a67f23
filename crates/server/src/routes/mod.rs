//! What can be asked of the server, one module for each address.

pub mod exchange;
pub mod health;
pub mod join;
pub mod wake;
