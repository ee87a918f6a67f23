//! A local sister-city organisation.

use super::City;
use crate::{Id, record_kind};

record_kind! {
    /// A local sister-city organisation: the owner of everything that outlives one visit.
    Chapter as "chapter", owner Chapter, audience Team, title name {
        /// What it calls itself.
        name: String,
        /// Its own city.
        city: Id<City>,
        /// Its page on the web.
        website: String,
    }
}
