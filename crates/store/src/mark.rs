//! The high-water mark: the highest number that ever left this laptop, kept beside the database.
//!
//! A database that was restored from a copy would give out numbers again that others have seen with other content.
//! The mark betrays it: it names a change that the database has not made. Only numbers that left can do harm, so
//! the mark is written and synced before a page of changes goes out, and edits cost nothing for it.
//!
//! The file has two lines of one length. A mark that rises is written over the line with the lower number: where the
//! power goes meanwhile, the other line stands. A line gives its number twice, so that a torn one is not believed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use desk_sync::{DeviceId, Version};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::own::Own;

/// How long a line is: an id, twice a number in as many digits as the longest one, what parts them, and its end.
const LINE_BYTES: usize = 36 + 1 + 20 + 1 + 20 + 1;

/// The mark of one database.
#[derive(Debug)]
pub(crate) struct Mark {
    path: PathBuf,
    last: Option<Version>,
    /// Where the line begins that is written next; none while the file has no two lines of this device.
    next_at: Option<usize>,
}

impl Mark {
    /// Reads the mark beside a database. An absent or torn file is as if nothing had left.
    pub(crate) fn open(database: &Path) -> Result<Self> {
        let path = database.with_extension("mark");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Error::file("reading", path)(error)),
        };
        let has_two_lines = text.len() == 2 * LINE_BYTES;
        let parse = if has_two_lines { parse } else { parse_earlier };
        let lines: Vec<Option<Version>> = text.lines().map(parse).collect();
        let last = lines.iter().flatten().copied();
        let last = last.max_by_key(|version| version.dev_seq);
        Ok(Self {
            path,
            last,
            next_at: has_two_lines
                .then(|| other_line(if lines[0] == last { 0 } else { LINE_BYTES })),
        })
    }

    /// Returns whether a database that wrote `own` is an older copy of the one that this mark was made by.
    pub(crate) fn is_ahead_of(&self, own: &Own) -> bool {
        self.last.is_some_and(|last| !own.wrote(last))
    }

    /// Writes that numbers up to this one leave. Returns once that is durable.
    pub(crate) fn raise(&mut self, version: Version) -> Result<()> {
        let before = self.last.filter(|last| last.device == version.device);
        if before.is_some_and(|before| before.dev_seq >= version.dev_seq) {
            return Ok(());
        }
        let line = line(version);
        let (written, at) = match self.next_at.filter(|_| before.is_some()) {
            Some(at) => (write_in_place(&self.path, at, &line), at),
            None => (write_durably(&self.path, &line.repeat(2)), 0),
        };
        written.map_err(Error::file("writing", &self.path))?;
        self.last = Some(version);
        self.next_at = Some(other_line(at));
        Ok(())
    }
}

const fn other_line(at: usize) -> usize {
    LINE_BYTES - at
}

fn line(Version { device, dev_seq }: Version) -> String {
    format!("{device} {dev_seq:020} {dev_seq:020}\n")
}

/// Reads a line, unless it is torn.
fn parse(line: &str) -> Option<Version> {
    let (once, again) = line.trim_end().rsplit_once(' ')?;
    let version = parse_earlier(once)?;
    (again.parse() == Ok(version.dev_seq)).then_some(version)
}

/// Reads the one line of programs before this one, which gave the number once.
fn parse_earlier(line: &str) -> Option<Version> {
    let (device, dev_seq) = line.trim_end().split_once(' ')?;
    Some(Version {
        device: DeviceId(Uuid::try_parse(device).ok()?),
        dev_seq: dev_seq.parse().ok()?,
    })
}

/// Writes over a part of a file that stays as long as it is, so that there is nothing to sync but that part.
fn write_in_place(path: &Path, at: usize, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let at = u64::try_from(at).expect("a line begins within the file");
    file.seek(SeekFrom::Start(at))?;
    file.write_all(text.as_bytes())?;
    file.sync_data()
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

    #[test]
    fn a_mark_rises_line_by_line_and_is_read_back_after_each() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("chapter.desk");
        let mut mark = Mark::open(&database).unwrap();
        for at in [
            version(1, 7),
            version(1, 8),
            version(1, 1000),
            version(2, 3),
            version(2, 4),
        ] {
            mark.raise(at).unwrap();
            let mut again = Mark::open(&database).unwrap();
            assert_eq!(again.last, Some(at));
            again.raise(at).unwrap();
            assert_eq!(
                again.next_at, mark.next_at,
                "either goes on in the same place"
            );
        }
    }

    #[test]
    fn of_a_torn_line_the_other_one_stands() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("chapter.desk");
        let mut mark = Mark::open(&database).unwrap();
        mark.raise(version(1, 99)).unwrap();
        let path = database.with_extension("mark");
        let before = fs::read(&path).unwrap();
        mark.raise(version(1, 100)).unwrap();
        let after = fs::read(&path).unwrap();
        let written: Vec<usize> = (0..after.len())
            .filter(|at| before[*at] != after[*at])
            .collect();
        let (first, last) = (written[0], written[written.len() - 1]);
        for cut in first + 1..=last {
            let torn = [&after[..cut], &before[cut..]].concat();
            fs::write(&path, torn).unwrap();
            let mut torn = Mark::open(&database).unwrap();
            assert_eq!(torn.last, Some(version(1, 99)), "cut at {cut}");
            torn.raise(version(1, 101)).unwrap();
            assert_eq!(Mark::open(&database).unwrap().last, Some(version(1, 101)));
        }
    }

    #[test]
    fn a_mark_of_an_earlier_program_is_read_and_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("chapter.desk");
        let text = format!("{} 41\n", version(1, 0).device);
        fs::write(database.with_extension("mark"), text).unwrap();
        let mut mark = Mark::open(&database).unwrap();
        assert_eq!(mark.last, Some(version(1, 41)));
        mark.raise(version(1, 42)).unwrap();
        assert_eq!(Mark::open(&database).unwrap().last, Some(version(1, 42)));
    }
}
