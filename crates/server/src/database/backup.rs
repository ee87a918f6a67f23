//! Copies of the database, and putting one back.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use desk_sync::EpochId;

use super::{Database, DatabaseError, FILE_NAME, Result, epochs};
use crate::draw;

/// Where a copy is made ready before it takes the database's place.
const STAGING: &str = "restoring";

impl Database {
    /// Writes a copy of the database, as of one moment, to a file that is not there yet.
    pub async fn backup(&self, file: &Path) -> Result<()> {
        sqlx::query("VACUUM INTO $1")
            .bind(file.to_string_lossy().into_owned())
            .execute(&self.writer)
            .await?;
        let synced = File::open(file).and_then(|copy| copy.sync_all());
        synced.map_err(at(file))
    }

    /// Puts a backup in the place of the database of `folder`, in a new epoch, and returns where the database
    /// that was there is kept. The caller has made sure that nobody serves the folder.
    ///
    /// It is made ready beside the database and then renamed over it, so that a crash leaves one or the other.
    ///
    /// # Errors
    /// When `file` is no backup; nothing has changed then.
    pub async fn restore(folder: &Path, file: &Path, now_us: u64) -> Result<Option<PathBuf>> {
        let staging = folder.join(STAGING);
        if staging.exists() {
            fs::remove_dir_all(&staging).map_err(at(&staging))?;
        }
        fs::create_dir_all(&staging).map_err(at(&staging))?;
        let staged = staging.join(FILE_NAME);
        fs::copy(file, &staged).map_err(at(file))?;
        begin_epoch(&staging, now_us).await?;
        File::open(&staged)
            .and_then(|it| it.sync_all())
            .map_err(at(&staged))?;

        let present = folder.join(FILE_NAME);
        let kept = match present.exists() {
            true => Some(keep(folder, now_us).await?),
            false => None,
        };
        fs::rename(&staged, &present).map_err(at(&present))?;
        File::open(folder)
            .and_then(|it| it.sync_all())
            .map_err(at(folder))?;
        fs::remove_dir_all(&staging).map_err(at(&staging))?;
        Ok(kept)
    }
}

/// Begins the copy's own epoch.
async fn begin_epoch(staging: &Path, now_us: u64) -> Result<()> {
    let copy = Database::connect(staging).await?;
    let mut tx = copy.write().await?;
    if !epochs::has_begun(&mut tx).await? {
        let table = "epochs";
        let id = "the file, which is no backup of this program,".into();
        return Err(DatabaseError::Inconsistent {
            table,
            column: "epoch_id",
            id,
        });
    }
    epochs::begin_restored(&mut tx, EpochId(draw::id(now_us)), now_us).await?;
    tx.commit().await?;
    copy.close().await;
    Ok(())
}

/// Keeps a copy of the present database, and closes it so that nothing of it is left in a log beside it.
async fn keep(folder: &Path, now_us: u64) -> Result<PathBuf> {
    let kept = folder.join(format!("before-restore-{}.sqlite3", now_us / 1_000_000));
    let database = Database::connect(folder).await?;
    database.backup(&kept).await?;
    database.close().await;
    for suffix in ["-wal", "-shm"] {
        let left = folder.join(format!("{FILE_NAME}{suffix}"));
        if left.exists() {
            fs::remove_file(&left).map_err(at(&left))?;
        }
    }
    Ok(kept)
}

fn at(path: &Path) -> impl FnOnce(std::io::Error) -> DatabaseError {
    let path = path.to_owned();
    |source| DatabaseError::Folder { path, source }
}
