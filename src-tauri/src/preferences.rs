//! What a person prefers, kept by Tauri's store plugin.

use std::path::Path;
use std::sync::Arc;

use desk_api::state::Preferences;
use desk_app::preferences::PreferenceStore;
use desk_app::{Error, Result};
use serde_json::{Map, Value};
use tauri::{AppHandle, Wry};
use tauri_plugin_store::{Store, StoreExt};

/// Preferences in the data folder. The file is the one that `desk serve` reads: an object with an entry for each.
pub(crate) struct StoredPreferences {
    store: Arc<Store<Wry>>,
}

impl StoredPreferences {
    /// Reads the file in `data`, which need not be there.
    ///
    /// # Errors
    /// [`Error::Broken`] where there is one that is not JSON.
    pub(crate) fn open(window: &AppHandle, data: &Path) -> Result<Self> {
        // Each change is saved when it is made, and what the command line changed meanwhile is not written over.
        let store = window
            .store_builder(data.join("preferences.json"))
            .disable_auto_save()
            .build()
            .map_err(broken)?;
        Ok(Self { store })
    }
}

impl PreferenceStore for StoredPreferences {
    fn load(&self) -> Result<Preferences> {
        let entries: Map<_, _> = self.store.entries().into_iter().collect();
        if entries.is_empty() {
            return Ok(Preferences::default());
        }
        serde_json::from_value(Value::Object(entries))
            .map_err(|error| Error::Broken(format!("preferences: {error}")))
    }

    fn save(&self, preferences: &Preferences) -> Result<()> {
        let entries = serde_json::to_value(preferences).expect("preferences are JSON");
        for (name, value) in entries.as_object().into_iter().flatten() {
            self.store.set(name, value.clone());
        }
        self.store.save().map_err(broken)
    }
}

fn broken(error: tauri_plugin_store::Error) -> Error {
    Error::Broken(format!("preferences: {error}"))
}
