//! The data on this computer: where it lies, copies of it, and whether it is sound.

use std::path::{Path, PathBuf};

use desk_api::data::{
    CopyView, DataBackup, DataCheck, DataReport, DataRestore, DataRestored, DataView, DeviceView,
};
use desk_api::records::Nothing;
use desk_domain::kinds::Device;

use crate::app::{App, OpenChapter};
use crate::copies;
use crate::error::{Error, Result};

/// Where the data lies, and on which computers it is worked on.
pub async fn view(app: &App, chapter: &OpenChapter) -> Result<DataView> {
    let here = chapter.store.identity().await?.device;
    let mut devices: Vec<DeviceView> = chapter
        .store
        .list::<Device>(None)
        .await?
        .into_iter()
        .map(|device| DeviceView {
            id: device.id.to_string(),
            person_name: device.person_name,
            computer_name: device.computer_name,
            here: device.id.uuid == here,
        })
        .collect();
    devices.sort_by(|one, other| {
        let order = |it: &DeviceView| (!it.here, it.person_name.clone(), it.computer_name.clone());
        order(one).cmp(&order(other))
    });
    let path = app.database(chapter);
    let file = std::fs::metadata(&path).map_err(Error::file(&path))?;
    Ok(DataView {
        folder: app.data_path().display().to_string(),
        bytes: bytes(file.len()),
        devices,
        copies: copies::list(&app.copies(chapter))?
            .into_iter()
            .map(|copy| CopyView {
                day: copy.day.to_string(),
                file: copy.file.display().to_string(),
                bytes: bytes(copy.bytes),
            })
            .collect(),
        copy_failure: chapter.copies.failure(),
    })
}

/// Writes a copy of the chapter's database, encrypted as it is.
///
/// A file that is replaced stays until the copy is whole.
pub async fn backup(chapter: &OpenChapter, request: &DataBackup) -> Result<Nothing> {
    let file = Path::new(&request.file);
    if !request.replace || !file.exists() {
        chapter.store.backup(file).await?;
        return Ok(Nothing {});
    }
    let beside = beside(file);
    remove(&beside)?;
    chapter.store.backup(&beside).await?;
    std::fs::rename(&beside, file).map_err(Error::file(file))?;
    Ok(Nothing {})
}

/// Goes back to a copy. What is there now is copied first; going back to that takes the step back.
pub async fn restore(app: &App, request: &DataRestore) -> Result<DataRestored> {
    let before = app.restore(Path::new(&request.file)).await?;
    Ok(DataRestored {
        before: before.map(|path| path.display().to_string()),
    })
}

/// Looks whether what is stored agrees with itself; with `repair`, makes anew what can be.
pub async fn check(chapter: &OpenChapter, request: DataCheck) -> Result<DataReport> {
    let findings = chapter.store.doctor(request.repair).await?;
    let rows = findings.tables.iter().map(|(_, rows)| rows).sum();
    let repaired = request.repair && findings.file.is_empty();
    Ok(DataReport {
        sound: repaired || findings.is_sound(),
        damage: findings.file,
        rows: count(rows),
        overlays: count(findings.overlays),
        records: count(findings.records),
        waiting: count(findings.waiting),
    })
}

/// What is wrong, a sentence each, for the command line.
pub fn problems(report: &DataReport) -> Vec<String> {
    let mut problems = report.damage.clone();
    if report.rows > 0 {
        problems.push(format!("{} rows differ from the records", report.rows));
    }
    if report.overlays > 0 {
        problems.push(format!(
            "{} records show something else than is stored",
            report.overlays
        ));
    }
    problems
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// Removes what an attempt before may have left.
fn remove(file: &Path) -> Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::file(file)(error)),
        _ => Ok(()),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "exact up to nine petabytes, and shown in megabytes"
)]
fn bytes(number: u64) -> f64 {
    number as f64
}

fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
