//! The key of this person's databases, wherever it is kept.

use std::path::Path;

use desk_api::state::KeyKeeping;
use desk_store::KEY_BYTES;
pub use desk_store::Key;
use desk_store::keys::{self, Keeping, Lookup};
use rand::TryRngCore;
use rand::rngs::OsRng;

use crate::data_folder::DataFolder;
use crate::error::{Error, Result};

/// The environment variable that switches the system's key store off, for servers and tests.
const NO_KEY_STORE: &str = "DESK_NO_KEY_STORE";

/// The key, and how it is kept.
pub struct Obtained {
    /// The key.
    pub key: Key,
    /// How it is kept.
    pub kept_in: KeyKeeping,
}

impl Obtained {
    /// What a person should know of it, in English for the command line.
    pub fn warning(&self) -> Option<&'static str> {
        (self.kept_in == KeyKeeping::KeyFile).then_some(
            "the key of this data lies in a file beside it, since the system has no key store; \
             anybody who can read this user's files can read the data",
        )
    }
}

/// Finds the key of a data folder, or makes one on the first start.
///
/// # Errors
/// Where there is a key that cannot be had now. Never is another one made in its place.
pub async fn obtain(data: &Path, passphrase: Option<&str>) -> Result<Obtained> {
    let folder = DataFolder::open(data)?;
    let mut random = [0; KEY_BYTES];
    OsRng
        .try_fill_bytes(&mut random)
        .map_err(|error| Error::Broken(format!("no random numbers: {error}")))?;
    let lookup = Lookup {
        folder: data,
        has_database: folder.has_databases()?,
        passphrase,
        use_system: std::env::var_os(NO_KEY_STORE).is_none(),
    };
    let kept = keys::obtain(lookup, random)
        .await
        .map_err(desk_store::Error::from)?;
    let kept_in = match kept.keeping {
        Keeping::System => KeyKeeping::KeyStore,
        Keeping::Passphrase => KeyKeeping::Passphrase,
        Keeping::File => KeyKeeping::KeyFile,
    };
    Ok(Obtained {
        key: kept.key,
        kept_in,
    })
}
