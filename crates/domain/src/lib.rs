//! The records of the field and their rules: what a visit is, and what can be wrong with one.
//!
//! **Invariant:** this crate does no I/O, never asks what time it is and never draws a random number;
//! whoever calls it passes both.
//!
//! Suggested reading order: [`kind`] (what a record kind is), [`kinds`] (the kinds), [`values`] (what their
//! fields hold), [`review`] (what can be wrong with a programme), [`standing`] (what is
//! still to settle), [`agreement`], [`time`] and [`order`] (facts that screens and papers share).

pub mod agreement;
pub mod directory;
pub mod id;
pub mod journal;
pub mod kind;
pub mod kinds;
pub mod order;
pub mod review;
pub mod standing;
pub mod time;
pub mod values;

pub use id::Id;
pub use kind::{Audience, FieldSpec, FieldType, Kind, KindSpec, Owner, Register, Registers};
