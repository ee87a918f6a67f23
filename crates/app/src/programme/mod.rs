//! A visit's programme: loading it, showing it, changing it.

pub mod data;
pub mod edit;
pub mod findings;
pub mod view;
