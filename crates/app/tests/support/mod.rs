//! A computer with the program and nothing else.

use desk_api::state::KeyKeeping;
use desk_app::app::Options;
use desk_app::preferences::PreferenceFile;
use desk_app::{App, Edges};
use desk_store::Key;

/// The program with a data folder of its own, which goes with it.
pub(crate) struct Computer {
    /// The program.
    pub(crate) app: App,
    _data: tempfile::TempDir,
}

impl Computer {
    /// A computer on which the program starts for the first time.
    pub(crate) async fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        let options = Options {
            data: data.path().to_owned(),
            edges: Edges::real(),
            preferences: Box::new(PreferenceFile::new(data.path().join("preferences.json"))),
            key: Key::new([7; 32]),
            key_kept_in: KeyKeeping::KeyFile,
            background: false,
        };
        let app = App::open(options).await.unwrap();
        Self { app, _data: data }
    }
}
