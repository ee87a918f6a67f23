//! Opening the data folder from a command line.

use std::path::PathBuf;

use anyhow::Context;
use desk_app::app::Options;
use desk_app::preferences::PreferenceFile;
use desk_app::{App, Edges, data_folder, keys};

use crate::args::Args;

/// The environment variable that holds the passphrase, where the key is wrapped by one.
const PASSPHRASE: &str = "DESK_PASSPHRASE";

/// Opens the data folder of these arguments.
pub(crate) async fn app(args: &Args, background: bool) -> anyhow::Result<App> {
    let data = folder(args)?;
    let passphrase = std::env::var(PASSPHRASE).ok();
    let key = keys::obtain(&data, passphrase.as_deref())
        .await
        .map_err(desk_api::Error::from)?;
    if let Some(warning) = key.warning() {
        eprintln!("desk: {warning}");
    }
    let options = Options {
        preferences: Box::new(PreferenceFile::new(data.join("preferences.json"))),
        data,
        edges: Edges::real(),
        key: key.key,
        key_kept_in: key.kept_in,
        background,
    };
    Ok(App::open(options).await.map_err(desk_api::Error::from)?)
}

/// Who works on this computer, where nobody says.
pub(crate) fn person(given: Option<&str>) -> String {
    let user = || std::env::var("USER").or_else(|_| std::env::var("USERNAME"));
    given
        .map(str::to_owned)
        .or_else(|| user().ok())
        .unwrap_or_else(|| "desk".to_owned())
}

fn folder(args: &Args) -> anyhow::Result<PathBuf> {
    if let Some(data) = &args.data {
        return Ok(data.clone());
    }
    data_folder::of_this_person().context("this user has no home folder: name one with --data")
}
