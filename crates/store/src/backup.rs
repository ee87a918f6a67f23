//! Backups: one file, whole at one moment, encrypted by the same key.

use std::fs;
use std::path::{Path, PathBuf};

use desk_sync::{DeviceId, RecordId};
use sqlx::{Connection, SqliteConnection};

use crate::error::{Error, Result};
use crate::key::Key;
use crate::mark::{Mark, sync_folder};
use crate::opening::connect;
use crate::projection;
use crate::renumber::renumber;
use crate::store::{NewId, Store, installation};

/// A restored database.
pub struct Restored {
    /// The database, open.
    pub store: Store,
    /// What was there before, as a backup: restoring it undoes the step. `None` where nothing was there.
    pub before: Option<PathBuf>,
}

impl Store {
    /// Writes all that is stored into one file, whole as of this moment and encrypted by the same key. Edits go on
    /// meanwhile.
    ///
    /// # Errors
    /// [`Error::Exists`] where the file is there already; it is left as it is.
    pub async fn backup(&self, file: &Path) -> Result<()> {
        if file.exists() {
            return Err(Error::Exists {
                path: file.to_owned(),
            });
        }
        let mut conn = self.read_alone().await?;
        write_backup(&mut conn, file).await?;
        conn.close().await?;
        Ok(())
    }

    /// Puts a backup in the place of the database at `path`, which must be closed.
    ///
    /// The backup is checked before anything is touched, and what was there is kept beside it. The restored database
    /// gets another device id, so that no number that was given out since is given out again.
    ///
    /// # Errors
    /// [`Error::WrongKey`] or [`Error::Damaged`] where the file is no backup by this key, [`Error::OtherChapter`]
    /// where it is one of another chapter; then everything is as it was.
    pub async fn restore(
        path: &Path,
        key: &Key,
        file: &Path,
        now_us: u64,
        new_id: NewId<'_>,
    ) -> Result<Restored> {
        let incoming = path.with_extension("incoming");
        let checked = check(path, key, file, &incoming, new_id).await;
        if let Err(error) = checked {
            remove_database(&incoming)?;
            return Err(error);
        }
        let before = keep_present(path, key, now_us).await?;
        remove_database(path)?;
        fs::rename(&incoming, path).map_err(Error::file("renaming", &incoming))?;
        sync_folder(path).map_err(Error::file("syncing", path))?;
        let mut mark = Mark::open(path)?;
        let connections = connect(path, key, false).await?;
        let here = installation(&mut *connections.writer.acquire().await?).await?;
        mark.raise(here.last())?;
        let store = Self::new(connections, mark);
        Ok(Restored { store, before })
    }
}

/// Copies the backup beside the database, and makes sure that it can take its place.
async fn check(
    path: &Path,
    key: &Key,
    file: &Path,
    incoming: &Path,
    new_id: NewId<'_>,
) -> Result<()> {
    if !file.exists() {
        return Err(Error::Absent {
            path: file.to_owned(),
        });
    }
    remove_database(incoming)?;
    fs::copy(file, incoming).map_err(Error::file("copying", file))?;
    let connections = connect(incoming, key, false).await?;
    let mut tx = connections.writer.begin_with("BEGIN IMMEDIATE").await?;
    let problems = integrity(&mut tx).await?;
    if !problems.is_empty() {
        return Err(Error::Damaged {
            path: file.to_owned(),
            problems,
        });
    }
    let here = installation(&mut tx).await?;
    if path.exists() {
        same_chapter(path, key, file, here.chapter).await?;
    }
    projection::bring_up_to_date(&mut tx).await?;
    renumber(&mut tx, here, DeviceId(new_id())).await?;
    tx.commit().await?;
    connections.close().await;
    Ok(())
}

async fn same_chapter(path: &Path, key: &Key, file: &Path, chapter: RecordId) -> Result<()> {
    let connections = connect(path, key, false).await?;
    let present = installation(&mut *connections.writer.acquire().await?).await?;
    connections.close().await;
    if present.chapter == chapter {
        return Ok(());
    }
    Err(Error::OtherChapter {
        path: file.to_owned(),
        chapter: chapter.0,
    })
}

/// Writes what is at `path` into a backup beside it.
async fn keep_present(path: &Path, key: &Key, now_us: u64) -> Result<Option<PathBuf>> {
    if !path.exists() {
        return Ok(None);
    }
    let before = path.with_extension(format!("before-{now_us}.backup"));
    let connections = connect(path, key, false).await?;
    write_backup(&mut *connections.writer.acquire().await?, &before).await?;
    connections.close().await;
    Ok(Some(before))
}

pub(crate) async fn write_backup(conn: &mut SqliteConnection, file: &Path) -> Result<()> {
    let name = file.to_str().ok_or_else(|| Error::Name {
        path: file.to_owned(),
    })?;
    sqlx::query("VACUUM INTO $1")
        .bind(name)
        .execute(conn)
        .await?;
    let written = fs::File::open(file).and_then(|file| file.sync_all());
    written.map_err(Error::file("syncing", file))
}

/// Returns what SQLite finds wrong with the file; nothing in a sound one.
pub(crate) async fn integrity(conn: &mut SqliteConnection) -> Result<Vec<String>> {
    let mut problems: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_all(&mut *conn)
        .await?;
    problems.retain(|problem| problem != "ok");
    Ok(problems)
}

/// Removes a closed database with the files that SQLite keeps beside it.
fn remove_database(path: &Path) -> Result<()> {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        remove_file(Path::new(&name))?;
    }
    Ok(())
}

/// Removes a file, which need not be there.
pub(crate) fn remove_file(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::file("removing", path)(error))
        }
        _ => Ok(()),
    }
}
