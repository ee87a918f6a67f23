//! Where a database's key is kept between starts.
//!
//! In the system's key store where there is one. Where there is none, in a file wrapped by a passphrase; and only where
//! nobody gives one, in a file that this user alone may read, of which the person is told.
//!
//! **Invariant:** a new key is never made where a database exists: a locked key store says "no such entry", and a new
//! key would make the data unreadable for ever.

mod file;
mod system;
mod wrapped;

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::key::{KEY_BYTES, Key};

/// How a key is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// In the system's key store.
    System,
    /// In a file, wrapped by a passphrase.
    Passphrase,
    /// In a file that this user alone may read.
    File,
}

/// A key and how it is kept.
#[derive(Clone)]
pub struct Kept {
    /// The key.
    pub key: Key,
    /// How it is kept.
    pub keeping: Keeping,
}

/// Where to look for a key, and what to do where there is none.
#[derive(Debug, Clone)]
pub struct Lookup<'a> {
    /// The folder of the databases; files about the key lie in it.
    pub folder: &'a Path,
    /// Whether a database exists that this key has to open.
    pub has_database: bool,
    /// The passphrase, where the person gave one.
    pub passphrase: Option<&'a str>,
    /// Whether to ask the system's key store; a machine without a person has none.
    pub use_system: bool,
}

/// What can go wrong with a key.
#[derive(Debug, Error)]
pub enum KeyError {
    /// The key is in the system's key store, which does not give it: it is locked, absent, or was emptied.
    #[error(
        "the system's key store does not give the key of this data ({reason}): unlock it and start again"
    )]
    NotGiven {
        /// What the store said.
        reason: String,
    },
    /// The key is wrapped by a passphrase, and none was given.
    #[error("the key of this data is kept under a passphrase: give it in DESK_PASSPHRASE")]
    PassphraseNeeded,
    /// The passphrase does not unwrap the key.
    #[error("that is not the passphrase of this data")]
    WrongPassphrase,
    /// There are databases, and nothing here tells where their key is.
    #[error("there is data in {folder}, but nothing tells where its key is kept")]
    Lost {
        /// The folder.
        folder: PathBuf,
    },
    /// A file about the key is damaged.
    #[error("{path} is damaged")]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// A file about the key could not be read or written.
    #[error("{path}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// Returns the key of a folder's databases, making one on the first start.
///
/// # Errors
/// [`KeyError`] where there is a key that cannot be had now; never is another one made in its place.
pub async fn obtain(lookup: Lookup<'_>, random: [u8; KEY_BYTES]) -> Result<Kept, KeyError> {
    let Lookup {
        folder,
        has_database,
        passphrase,
        use_system,
    } = lookup;
    if let Some(kept) = wrapped::read(folder, passphrase)? {
        return Ok(kept);
    }
    if let Some(kept) = file::read(folder)? {
        return Ok(kept);
    }
    if let Some(name) = system::name(folder)? {
        return system::read(name).await;
    }
    if has_database {
        return Err(KeyError::Lost {
            folder: folder.to_owned(),
        });
    }
    make(folder, passphrase, use_system, Key::new(random)).await
}

/// Keeps a new key in the best place that there is.
async fn make(
    folder: &Path,
    passphrase: Option<&str>,
    use_system: bool,
    key: Key,
) -> Result<Kept, KeyError> {
    if let Some(passphrase) = passphrase {
        wrapped::write(folder, passphrase, &key)?;
        return Ok(Kept {
            key,
            keeping: Keeping::Passphrase,
        });
    }
    if use_system && system::write(folder, &key).await? {
        return Ok(Kept {
            key,
            keeping: Keeping::System,
        });
    }
    file::write(folder, &key)?;
    Ok(Kept {
        key,
        keeping: Keeping::File,
    })
}

/// Where a file about the key lies.
fn path(folder: &Path, name: &str) -> PathBuf {
    folder.join(name)
}

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> KeyError + '_ {
    move |source| KeyError::File {
        path: path.to_owned(),
        source,
    }
}

/// Reads a file, `None` where there is none.
fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, KeyError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(path)(error)),
    }
}

/// A key of this many hexadecimal digits.
fn key_of(hex: &str) -> Option<Key> {
    let text = hex.trim();
    let byte = |at: usize| u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok();
    let bytes: Vec<u8> = (0..KEY_BYTES).map(byte).collect::<Option<_>>()?;
    (text.len() == 2 * KEY_BYTES)
        .then(|| Key::from_slice(&bytes))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANDOM: [u8; KEY_BYTES] = [7; KEY_BYTES];

    fn lookup<'a>(folder: &'a Path, passphrase: Option<&'a str>, has_database: bool) -> Lookup<'a> {
        Lookup {
            folder,
            has_database,
            passphrase,
            use_system: false,
        }
    }

    #[tokio::test]
    async fn without_a_key_store_the_key_lies_in_a_file_of_this_user_alone() {
        let folder = tempfile::tempdir().unwrap();
        let made = obtain(lookup(folder.path(), None, false), RANDOM)
            .await
            .unwrap();
        assert_eq!(made.keeping, Keeping::File);
        let again = obtain(lookup(folder.path(), None, true), [8; KEY_BYTES])
            .await
            .unwrap();
        assert!(
            again.key.bytes() == made.key.bytes(),
            "the same key is found again"
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(path(folder.path(), file::NAME))
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[tokio::test]
    async fn a_passphrase_wraps_the_key_and_only_it_unwraps_it() {
        let folder = tempfile::tempdir().unwrap();
        let made = obtain(lookup(folder.path(), Some("correct horse"), false), RANDOM)
            .await
            .unwrap();
        assert_eq!(made.keeping, Keeping::Passphrase);
        let stored = std::fs::read(path(folder.path(), wrapped::NAME)).unwrap();
        assert!(
            !stored.windows(KEY_BYTES).any(|bytes| bytes == RANDOM),
            "the key is not in the file"
        );
        let again = obtain(lookup(folder.path(), Some("correct horse"), true), RANDOM)
            .await
            .unwrap();
        assert!(again.key.bytes() == made.key.bytes());
        let wrong = obtain(lookup(folder.path(), Some("wrong"), true), RANDOM).await;
        assert!(matches!(wrong, Err(KeyError::WrongPassphrase)));
        let none = obtain(lookup(folder.path(), None, true), RANDOM).await;
        assert!(matches!(none, Err(KeyError::PassphraseNeeded)));
    }

    #[tokio::test]
    async fn where_there_is_data_no_new_key_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let lost = obtain(lookup(folder.path(), None, true), RANDOM).await;
        assert!(matches!(lost, Err(KeyError::Lost { .. })));
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            0,
            "nothing was written"
        );
    }

    #[tokio::test]
    async fn a_damaged_key_file_is_named_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(path(folder.path(), file::NAME), "zz").unwrap();
        let damaged = obtain(lookup(folder.path(), None, true), RANDOM).await;
        assert!(matches!(damaged, Err(KeyError::Damaged { .. })));
        assert_eq!(
            std::fs::read(path(folder.path(), file::NAME)).unwrap(),
            b"zz"
        );
    }
}
