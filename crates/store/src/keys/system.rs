//! A key in the system's key store: Keychain, Credential Manager, Secret Service.

use std::path::Path;

use keyring::v1::{Entry, Error};
use rand::TryRngCore;
use rand::rngs::OsRng;
use uuid::Uuid;

use super::file::write_secret;
use super::{Keeping, Kept, KeyError, key_of, path, read_if_there};
use crate::key::Key;

/// Under which service the entries stand.
const SERVICE: &str = "org.delegationdesk.desktop";
/// The file that says that the key is in the store, and under which name.
const NAME: &str = "key-name";

/// The name under which the store has this folder's key, `None` where it is not kept so.
pub(super) fn name(folder: &Path) -> Result<Option<String>, KeyError> {
    let path = path(folder, NAME);
    let Some(bytes) = read_if_there(&path)? else {
        return Ok(None);
    };
    let name = String::from_utf8(bytes).map_err(|_| KeyError::Damaged { path })?;
    Ok(Some(name.trim().to_owned()))
}

/// Reads the key of this name.
pub(super) async fn read(name: String) -> Result<Kept, KeyError> {
    let secret = blocking(move || Entry::new(SERVICE, &name)?.get_password()).await;
    match secret {
        Ok(hex) => match key_of(&hex) {
            Some(key) => Ok(Kept {
                key,
                keeping: Keeping::System,
            }),
            None => Err(KeyError::NotGiven {
                reason: "its entry is no key".to_owned(),
            }),
        },
        Err(reason) => Err(KeyError::NotGiven { reason }),
    }
}

/// Keeps a key. Returns whether there is a store that took it, and gives it back when asked.
pub(super) async fn write(folder: &Path, key: &Key) -> Result<bool, KeyError> {
    // A name of its own for each folder: two users' data, or a test's, never share an entry.
    let mut drawn = [0; 16];
    OsRng
        .try_fill_bytes(&mut drawn)
        .expect("the system has random numbers");
    let name = Uuid::from_bytes(drawn).to_string();
    let (entry, hex) = (name.clone(), key.hex());
    let kept = blocking(move || {
        let entry = Entry::new(SERVICE, &entry)?;
        entry.set_password(&hex)?;
        Ok(entry.get_password()? == *hex)
    });
    match kept.await {
        Ok(true) => write_secret(&path(folder, NAME), name.as_bytes()).map(|()| true),
        Ok(false) => Ok(false),
        Err(reason) => {
            tracing::info!(reason, "the system has no key store that takes the key");
            Ok(false)
        }
    }
}

/// Asks the store off the runtime's threads: it may wait for a person to unlock it.
async fn blocking<T: Send + 'static>(
    ask: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, String> {
    match tokio::task::spawn_blocking(ask).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(error.to_string()),
        Err(panicked) => Err(panicked.to_string()),
    }
}
