//! A computer on which the chapter's work is done.

use crate::record_kind;

record_kind! {
    /// A computer on which the chapter's work is done; its record id is the id under which its changes are known.
    ///
    /// It gives a person's name to the author of a change.
    Device as "device", owner Chapter, audience Team, title person_name {
        /// Who works on it.
        person_name: String,
        /// What its owner calls it.
        computer_name: String,
    }
}
