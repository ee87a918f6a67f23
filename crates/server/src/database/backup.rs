//! Copies of the database, and putting one back.
//!
//! A backup is a SQLite file, whatever it is a copy of, and either database takes it back. So it also moves a server
//! from one to the other.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use desk_sync::EpochId;

use super::copy::copy_all;
use super::sqlite::at;
use super::{
    Database, DatabaseError, FILE_NAME, Place, PostgresDatabase, PostgresUrl, Result,
    SqliteDatabase, Transaction, epochs,
};
use crate::draw;

/// Where a copy is made ready before it takes the database's place.
const STAGING: &str = "restoring";

impl Database {
    /// Writes a copy of the database, as of one moment, to a file that is not there yet.
    pub async fn backup(&self, file: &Path) -> Result<()> {
        match self {
            Self::Sqlite(database) => database.copy_to(file).await?,
            Self::Postgres(database) => write_copy(database, file).await?,
        }
        sync(file)
    }

    /// Puts a backup in the place of the database, in a new epoch, and returns where the database that was there is
    /// kept: beside the database's file, and of PostgreSQL beside the backup.
    ///
    /// All of it happens or nothing. The caller has made sure that nobody serves the folder; PostgreSQL may be served,
    /// since servers keep nothing of it in mind.
    ///
    /// # Errors
    /// When `file` is no backup; nothing has changed then.
    pub async fn restore(place: &Place, file: &Path, now_us: u64) -> Result<Option<PathBuf>> {
        match place {
            Place::Folder(folder) => restore_folder(folder, file, now_us).await,
            Place::Postgres(url) => restore_postgres(url, file, now_us).await,
        }
    }
}

/// It is made ready beside the database and then renamed over it, so that a crash leaves one or the other.
async fn restore_folder(folder: &Path, file: &Path, now_us: u64) -> Result<Option<PathBuf>> {
    fs::create_dir_all(folder).map_err(at(folder))?;
    let staging = Staging::begin(folder.join(STAGING))?;
    let copy = staging.open_copy(file).await?;
    let mut tx = Transaction::Sqlite(copy.write().await?);
    epochs::begin_restored(&mut tx, EpochId(draw::id(now_us)), now_us).await?;
    tx.commit().await?;
    copy.close().await;
    sync(&staging.file())?;

    let present = folder.join(FILE_NAME);
    let kept = match present.exists() {
        true => Some(keep(folder, now_us).await?),
        false => None,
    };
    fs::rename(staging.file(), &present).map_err(at(&present))?;
    sync(folder)?;
    Ok(kept)
}

/// Keeps a copy of the present database, and closes it so that nothing of it is left in a log beside it.
async fn keep(folder: &Path, now_us: u64) -> Result<PathBuf> {
    let kept = kept_in(folder, now_us);
    let database = SqliteDatabase::connect(folder).await?;
    database.copy_to(&kept).await?;
    sync(&kept)?;
    database.close().await;
    for suffix in ["-wal", "-shm"] {
        let left = folder.join(format!("{FILE_NAME}{suffix}"));
        if left.exists() {
            fs::remove_file(&left).map_err(at(&left))?;
        }
    }
    Ok(kept)
}

/// One transaction that keeps all writers out; readers see what was there or what is there then.
async fn restore_postgres(url: &PostgresUrl, file: &Path, now_us: u64) -> Result<Option<PathBuf>> {
    let beside = folder_of(file);
    let staging = Staging::begin(beside.join(STAGING))?;
    let copy = staging.open_copy(file).await?;
    let database = PostgresDatabase::connect(url).await?;
    let mut from = Transaction::Sqlite(copy.read().await?);
    let mut to = Transaction::Postgres(database.write().await?);
    let kept = match epochs::has_begun(&mut to).await? {
        true => Some(kept_in(&beside, now_us)),
        false => None,
    };
    if let Some(kept) = &kept {
        // Nobody else writes meanwhile, and what another connection reads is what this one replaces.
        write_copy(&database, kept).await?;
        sync(kept)?;
    }
    copy_all(&mut from, &mut to).await?;
    epochs::begin_restored(&mut to, EpochId(draw::id(now_us)), now_us).await?;
    to.commit().await?;
    drop(from);
    copy.close().await;
    database.close().await;
    Ok(kept)
}

/// Writes what is in a PostgreSQL schema to a SQLite file, whole or not at all.
async fn write_copy(database: &PostgresDatabase, file: &Path) -> Result<()> {
    let mut folder = file.as_os_str().to_owned();
    folder.push(".writing");
    let staging = Staging::begin(folder.into())?;
    let copy = SqliteDatabase::connect(&staging.folder).await?;
    let mut from = Transaction::Postgres(database.read().await?);
    let mut to = Transaction::Sqlite(copy.write().await?);
    copy_all(&mut from, &mut to).await?;
    to.commit().await?;
    copy.close().await;
    if file.exists() {
        return Err(at(file)(ErrorKind::AlreadyExists.into()));
    }
    fs::rename(staging.file(), file).map_err(at(file))
}

/// A folder for a database that is not ready, gone when it is dropped.
struct Staging {
    folder: PathBuf,
}

impl Staging {
    /// Makes the folder, empty: one that is there was left by a crash.
    fn begin(folder: PathBuf) -> Result<Self> {
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(at(&folder))?;
        }
        fs::create_dir(&folder).map_err(at(&folder))?;
        Ok(Self { folder })
    }

    fn file(&self) -> PathBuf {
        self.folder.join(FILE_NAME)
    }

    /// Copies a backup here, brings it up to date, and checks that it is one.
    async fn open_copy(&self, backup: &Path) -> Result<SqliteDatabase> {
        fs::copy(backup, self.file()).map_err(at(backup))?;
        let copy = SqliteDatabase::connect(&self.folder).await?;
        let mut tx = Transaction::Sqlite(copy.read().await?);
        if epochs::has_begun(&mut tx).await? {
            return Ok(copy);
        }
        Err(DatabaseError::Inconsistent {
            table: "epochs",
            column: "epoch_id",
            id: "the file, which is no backup of this program,".into(),
        })
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed is in nobody's way, and the next one that begins here removes it.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Returns where to keep what a restore replaces: a name that no file has.
fn kept_in(folder: &Path, now_us: u64) -> PathBuf {
    let second = now_us / 1_000_000;
    let first = folder.join(format!("before-restore-{second}.sqlite3"));
    let further = (2..).map(|n| folder.join(format!("before-restore-{second}-{n}.sqlite3")));
    std::iter::once(first)
        .chain(further)
        .find(|path| !path.exists())
        .expect("some number is free")
}

fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Waits until a file or folder is on the disk.
fn sync(path: &Path) -> Result<()> {
    File::open(path)
        .and_then(|it| it.sync_all())
        .map_err(at(path))
}
