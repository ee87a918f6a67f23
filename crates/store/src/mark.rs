//! The high-water mark: the highest number that ever left this laptop, kept beside the database.
//!
//! A database that was restored from a copy would give out numbers again that others have seen with other content.
//! The mark betrays it: it names a change that the database has not made. Only numbers that left can do harm, so
//! the mark is written and synced before a page of changes goes out, and edits cost nothing for it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use desk_sync::{DeviceId, Version};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::own::Own;

/// The mark of one database.
#[derive(Debug)]
pub(crate) struct Mark {
    path: PathBuf,
    last: Option<Version>,
}

impl Mark {
    /// Reads the mark beside a database. An absent or torn file is as if nothing had left.
    pub(crate) fn open(database: &Path) -> Result<Self> {
        let path = database.with_extension("mark");
        let last = match fs::read_to_string(&path) {
            Ok(text) => parse(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Error::file("reading", path)(error)),
        };
        Ok(Self { path, last })
    }

    /// Returns whether a database that wrote `own` is an older copy of the one that this mark was made by.
    pub(crate) fn is_ahead_of(&self, own: &Own) -> bool {
        self.last.is_some_and(|last| !own.wrote(last))
    }

    /// Writes that numbers up to this one leave. Returns once that is durable.
    pub(crate) fn raise(&mut self, version: Version) -> Result<()> {
        let risen = self
            .last
            .is_none_or(|last| last.device != version.device || last.dev_seq < version.dev_seq);
        if risen {
            write_durably(
                &self.path,
                &format!("{} {}\n", version.device, version.dev_seq),
            )
            .map_err(Error::file("writing", &self.path))?;
            self.last = Some(version);
        }
        Ok(())
    }
}

fn parse(text: &str) -> Option<Version> {
    let (device, dev_seq) = text.trim().split_once(' ')?;
    Some(Version {
        device: DeviceId(Uuid::try_parse(device).ok()?),
        dev_seq: dev_seq.parse().ok()?,
    })
}

/// Writes a small file whole or not at all.
fn write_durably(path: &Path, text: &str) -> io::Result<()> {
    let beside = path.with_extension("new");
    let mut file = File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    sync_folder(path)
}

/// A renamed file is durable once its folder is. Windows has no such call and needs none.
#[cfg(unix)]
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
pub(crate) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(device: u128, dev_seq: u64) -> Version {
        Version {
            device: DeviceId(Uuid::from_u128(device)),
            dev_seq,
        }
    }

    #[test]
    fn a_mark_that_is_ahead_betrays_an_old_copy() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("chapter.desk");
        Mark::open(&database).unwrap().raise(version(1, 7)).unwrap();

        let mark = Mark::open(&database).unwrap();
        let is_ahead_of = |device, dev_seq| mark.is_ahead_of(&version(device, dev_seq).into());
        assert!(is_ahead_of(1, 6), "it gave out 7 already");
        assert!(is_ahead_of(2, 9), "its device was given up since");
        assert!(!is_ahead_of(1, 7));
        assert!(!is_ahead_of(1, 8), "8 never left");
    }

    #[test]
    fn without_a_mark_nothing_had_left() {
        let folder = tempfile::tempdir().unwrap();
        let mark = Mark::open(&folder.path().join("chapter.desk")).unwrap();
        assert!(!mark.is_ahead_of(&version(1, 0).into()));
    }
}
