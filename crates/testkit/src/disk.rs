//! What a power cut leaves, and what a cloned disk has: the files as they are, taken while nobody closes them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Copies the files of a folder, and none of what only its open processes use.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("making {}", to.display()))?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        // Shared memory is no file: after a power cut it is made anew from the write-ahead log.
        if entry.file_type()?.is_file() && !name.to_string_lossy().ends_with("-shm") {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}
