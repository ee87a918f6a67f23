//! A key in a file that this user alone may read.

use std::io::Write;
use std::path::Path;

use super::{Keeping, Kept, KeyError, failed, key_of, path, read_if_there};
use crate::key::Key;

/// The file's name.
pub(super) const NAME: &str = "key";

/// Reads the key, `None` where it is not kept so.
pub(super) fn read(folder: &Path) -> Result<Option<Kept>, KeyError> {
    let path = path(folder, NAME);
    let Some(bytes) = read_if_there(&path)? else {
        return Ok(None);
    };
    let key = String::from_utf8(bytes).ok().and_then(|hex| key_of(&hex));
    let key = key.ok_or(KeyError::Damaged { path })?;
    Ok(Some(Kept {
        key,
        keeping: Keeping::File,
    }))
}

/// Keeps a key. Returns once that is durable.
pub(super) fn write(folder: &Path, key: &Key) -> Result<(), KeyError> {
    write_secret(&path(folder, NAME), key.hex().as_bytes())
}

/// Writes a new file that this user alone may read.
pub(super) fn write_secret(path: &Path, bytes: &[u8]) -> Result<(), KeyError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(failed(path))
}
