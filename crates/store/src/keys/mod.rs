//! Where a database's key is kept.

use thiserror::Error;

/// What can go wrong with a key.
#[derive(Debug, Error)]
pub enum KeyError {
    /// placeholder
    #[error("key")]
    Key,
}
