//! What a person prefers, kept on this computer only.

use std::path::PathBuf;
use std::sync::Mutex;

use desk_api::state::Preferences;

use crate::data_folder::replace_file;
use crate::error::{Error, Result};

/// Where preferences are kept. The desktop shell keeps them by its store plugin, every other host in a file.
pub trait PreferenceStore: Send + Sync {
    /// What is kept; the defaults where nothing is.
    fn load(&self) -> Result<Preferences>;
    /// Keeps these, whole.
    fn save(&self, preferences: &Preferences) -> Result<()>;
}

/// Preferences in a JSON file.
pub struct PreferenceFile {
    path: PathBuf,
    /// Writers take turns: each replaces the file.
    turn: Mutex<()>,
}

impl PreferenceFile {
    /// Preferences in the file at `path`, which need not be there.
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            turn: Mutex::new(()),
        }
    }
}

impl PreferenceStore for PreferenceFile {
    fn load(&self) -> Result<Preferences> {
        match std::fs::read(&self.path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|error| Error::Broken(format!("{}: {error}", self.path.display()))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Ok(Preferences::default())
            }
            Err(error) => Err(Error::file(&self.path)(error)),
        }
    }

    fn save(&self, preferences: &Preferences) -> Result<()> {
        let _turn = self
            .turn
            .lock()
            .expect("nothing panics while it writes preferences");
        let json = serde_json::to_vec_pretty(preferences).expect("preferences are JSON");
        replace_file(&self.path, &json)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_saved_is_loaded() {
        let folder = tempfile::tempdir().unwrap();
        let file = PreferenceFile::new(folder.path().join("preferences.json"));
        assert_eq!(file.load().unwrap(), Preferences::default());
        let preferences = Preferences {
            language: Some("uk".to_owned()),
            ..Preferences::default()
        };
        file.save(&preferences).unwrap();
        assert_eq!(file.load().unwrap(), preferences);
    }
}
