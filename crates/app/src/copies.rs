//! Copies of the data that the program makes by itself: one on each day on which it is used.
//!
//! They are for what a person finds out later: somebody deleted the wrong visit last week. Against a broken disk only a
//! copy elsewhere helps, which the person makes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{Datelike, NaiveDate};
use desk_store::Store;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::app::{App, OpenChapter};
use crate::error::{Error, Result};

/// How many of the latest copies stay, whatever their age.
const LATEST_KEPT: usize = 7;
/// Of how many weeks before those the last copy stays.
const WEEKS_KEPT: usize = 4;
/// How long after a chapter was opened its copy is made: whoever opens it has something to do first.
const AFTER_OPENING: Duration = Duration::from_secs(60);
/// How often it is seen whether a day has begun.
const LOOK_EVERY: Duration = Duration::from_secs(3600);
const EXTENSION: &str = "backup";

/// A copy that the program made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// The day on which it was made, in the chapter's city.
    pub day: NaiveDate,
    /// Where it is.
    pub file: PathBuf,
    /// How large it is.
    pub bytes: u64,
}

/// Makes the copies of one open chapter.
#[derive(Default)]
pub struct Copies {
    task: Mutex<Option<JoinHandle<()>>>,
    failure: Mutex<Option<String>>,
}

impl Copies {
    /// Makes copies from now on.
    pub fn start(&self, app: App, chapter: Arc<OpenChapter>) {
        let task = tokio::spawn(async move {
            sleep(AFTER_OPENING).await;
            loop {
                let made = make(&app, &chapter).await;
                chapter.copies.remember(made.err());
                sleep(LOOK_EVERY).await;
            }
        });
        *self.task.lock().expect("nothing panics while it holds it") = Some(task);
    }

    /// Makes no more. A copy under way is given up, and made when the chapter is opened again.
    pub fn stop(&self) {
        let task = self
            .task
            .lock()
            .expect("nothing panics while it holds it")
            .take();
        if let Some(task) = task {
            task.abort();
        }
    }

    /// Why the latest copy could not be made; none where it could.
    pub fn failure(&self) -> Option<String> {
        let failure = self.failure.lock();
        failure.expect("nothing panics while it holds it").clone()
    }

    fn remember(&self, failure: Option<Error>) {
        if let Some(error) = &failure {
            tracing::warn!(%error, "no copy of the data could be made");
        }
        let told = failure.map(|error| error.to_string());
        *self
            .failure
            .lock()
            .expect("nothing panics while it holds it") = told;
    }
}

/// Makes the copy of this day, unless it is there, and lets go those that are not kept any more.
pub async fn make(app: &App, chapter: &OpenChapter) -> Result<()> {
    let today = app.setting(chapter).await?.today;
    let folder = app.copies(chapter);
    keep(&chapter.store, &folder, today).await?;
    let copies = list(&folder)?;
    let days = copies.iter().map(|copy| copy.day).collect();
    let kept = kept(&days);
    for copy in copies.iter().filter(|copy| !kept.contains(&copy.day)) {
        std::fs::remove_file(&copy.file).map_err(Error::file(&copy.file))?;
    }
    Ok(())
}

/// The copies of a chapter, the latest first.
pub fn list(folder: &Path) -> Result<Vec<Copy>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut copies = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(Error::file(folder))? {
        let entry = entry.map_err(Error::file(folder))?;
        let file = entry.path();
        // Nothing else in the folder is ours.
        if let Some(day) = day_of(&file) {
            let bytes = entry.metadata().map_err(Error::file(&file))?.len();
            copies.push(Copy { day, file, bytes });
        }
    }
    copies.sort_by_key(|copy| std::cmp::Reverse(copy.day));
    Ok(copies)
}

async fn keep(store: &Store, folder: &Path, today: NaiveDate) -> Result<()> {
    let file = folder.join(format!("{today}.{EXTENSION}"));
    if file.exists() {
        return Ok(());
    }
    std::fs::create_dir_all(folder).map_err(Error::file(folder))?;
    let part = file.with_extension("part");
    if part.exists() {
        // What was given up half-way.
        std::fs::remove_file(&part).map_err(Error::file(&part))?;
    }
    store.backup(&part).await?;
    std::fs::rename(&part, &file).map_err(Error::file(&file))
}

fn day_of(file: &Path) -> Option<NaiveDate> {
    let ours = file
        .extension()
        .is_some_and(|extension| extension == EXTENSION);
    let name = file.file_stem()?.to_str()?;
    name.parse().ok().filter(|_| ours)
}

/// The days whose copies stay: the latest few, and of the weeks before those the last of each.
///
/// Days without a copy count for nothing: who comes back after a winter finds what there was in autumn.
fn kept(days: &BTreeSet<NaiveDate>) -> BTreeSet<NaiveDate> {
    let mut latest_first = days.iter().rev().copied();
    let mut kept: BTreeSet<NaiveDate> = latest_first.by_ref().take(LATEST_KEPT).collect();
    let mut weeks = BTreeSet::new();
    for day in latest_first {
        let week = day.iso_week();
        if !weeks.contains(&week) && weeks.len() < WEEKS_KEPT {
            weeks.insert(week);
            kept.insert(day);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(texts: &[&str]) -> BTreeSet<NaiveDate> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn the_latest_copies_stay_and_of_older_weeks_the_last() {
        let first: NaiveDate = "2026-10-01".parse().unwrap();
        let all = first.iter_days().take(50).collect();

        let weeks = days(&["2026-10-25", "2026-11-01", "2026-11-08", "2026-11-12"]);
        let latest = "2026-11-13".parse::<NaiveDate>().unwrap();
        let latest = latest.iter_days().take(LATEST_KEPT).collect();
        assert_eq!(kept(&all), &weeks | &latest);
    }

    #[test]
    fn after_a_long_pause_the_old_copies_are_still_there() {
        let all = days(&["2025-03-01", "2025-03-02", "2026-11-20"]);
        assert_eq!(kept(&all), all);
    }

    #[test]
    fn a_day_is_read_from_our_own_names_only() {
        let day = |name: &str| day_of(Path::new(name));
        assert_eq!(
            day("2026-11-24.backup"),
            Some("2026-11-24".parse().unwrap())
        );
        assert_eq!(day("2026-11-24.part"), None);
        assert_eq!(day("2026-11-24 (2).backup"), None);
        assert_eq!(day("notes.backup"), None);
    }
}
