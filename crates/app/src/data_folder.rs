//! The folder that holds everything of this person on this computer: a database per chapter, and the list of them.
//!
//! The list holds names and ids of chapters only; everything else is in the encrypted databases.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::{Error, Result};

/// Where the folder of this person is, where nobody says; none without a home.
pub fn of_this_person() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("org", "Delegation Desk", "delegation-desk")?;
    Some(folders.data_dir().to_owned())
}

/// The folder and its list of chapters.
pub struct DataFolder {
    path: PathBuf,
    list: ChapterList,
}

/// What the list holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChapterList {
    /// The chapter in work, by id.
    pub current: Option<Uuid>,
    /// Every chapter on this computer, in the order in which they came.
    pub chapters: Vec<ChapterEntry>,
}

/// A chapter in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChapterEntry {
    /// Its record id. One that worked alone gets another when it is connected to its server.
    pub id: Uuid,
    /// The name of its database's file, which stays.
    pub file: Uuid,
    /// What it calls itself, when it was last open.
    pub name: String,
}

impl DataFolder {
    /// Opens the folder, making it if it is not there.
    ///
    /// # Errors
    /// [`Error::File`] where it cannot be made or its list cannot be read.
    pub fn open(path: &Path) -> Result<Self> {
        fs::create_dir_all(path.join("chapters")).map_err(Error::file(path))?;
        let file = path.join("chapters.json");
        let list = match fs::read(&file) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|error| Error::Broken(format!("{}: {error}", file.display())))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => ChapterList::default(),
            Err(error) => return Err(Error::file(&file)(error)),
        };
        Ok(Self {
            path: path.to_owned(),
            list,
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The chapters on this computer.
    pub fn list(&self) -> &ChapterList {
        &self.list
    }

    /// Where a chapter's database is.
    pub fn database(&self, file: Uuid) -> PathBuf {
        self.path.join("chapters").join(format!("{file}.desk"))
    }

    /// Where the copies of a chapter are that the program makes by itself.
    pub fn copies(&self, file: Uuid) -> PathBuf {
        self.path.join("copies").join(file.to_string())
    }

    /// A chapter in the list.
    pub fn entry(&self, id: Uuid) -> Option<&ChapterEntry> {
        self.list.chapters.iter().find(|entry| entry.id == id)
    }

    /// Whether any chapter's database is there, listed or not: then its key must not be made anew.
    pub fn has_databases(&self) -> Result<bool> {
        let folder = self.path.join("chapters");
        let entries = fs::read_dir(&folder).map_err(Error::file(&folder))?;
        for entry in entries {
            let path = entry.map_err(Error::file(&folder))?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "desk")
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Enters a chapter, or its new id and name, and makes it the one in work.
    pub fn enter(&mut self, entry: ChapterEntry) -> Result<()> {
        let mut list = self.list.clone();
        list.current = Some(entry.id);
        match list
            .chapters
            .iter_mut()
            .find(|known| known.file == entry.file)
        {
            Some(known) => *known = entry,
            None => list.chapters.push(entry),
        }
        self.write(list)
    }

    fn write(&mut self, list: ChapterList) -> Result<()> {
        if list == self.list {
            return Ok(());
        }
        let json = serde_json::to_vec_pretty(&list).expect("ids and names are JSON");
        replace_file(&self.path.join("chapters.json"), &json)?;
        self.list = list;
        Ok(())
    }
}

/// Writes a file whole or not at all, and durably.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let beside = path.with_extension("new");
    let written = fs::File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(Error::file(&beside))?;
    fs::rename(&beside, path).map_err(Error::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chapter_is_listed_once_and_its_new_id_and_name_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let entry = |id, name: &str| ChapterEntry {
            id: Uuid::from_u128(id),
            file: Uuid::from_u128(1),
            name: name.to_owned(),
        };
        let mut data = DataFolder::open(folder.path()).unwrap();
        data.enter(entry(1, "Arlington")).unwrap();
        data.enter(entry(2, "Arlington Sister Cities")).unwrap();
        let again = DataFolder::open(folder.path()).unwrap();
        let chapters = vec![entry(2, "Arlington Sister Cities")];
        assert_eq!(
            again.list(),
            &ChapterList {
                current: Some(Uuid::from_u128(2)),
                chapters
            }
        );
    }

    #[test]
    fn a_damaged_list_is_named_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("chapters.json"), "{").unwrap();
        let message = DataFolder::open(folder.path()).err().unwrap().to_string();
        assert!(message.contains("chapters.json"), "{message}");
        assert_eq!(fs::read(folder.path().join("chapters.json")).unwrap(), b"{");
    }
}
