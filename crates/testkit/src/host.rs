//! The server: its real router over a real database, with a clock that is set, and a disk that can be put back.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result, ensure};
use axum::body::{Body, to_bytes};
use axum::http::header::AUTHORIZATION;
use axum::http::{Request, StatusCode};
use desk_server::database::devices::NewDevice;
use desk_server::database::members::NewMember;
use desk_server::database::{Database, FILE_NAME, Place, chapters, devices, members, spaces};
use desk_server::router;
use desk_server::state::{AppState, Clock};
use desk_server::token::Token;
use desk_sync::{DeviceId, ExchangeAnswer, Membership, RecordId};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

use crate::disk;
use crate::registers::CHAPTER;

/// The server.
pub(crate) struct Host {
    root: TempDir,
    /// How often it was started: each life has a folder of its own, so that an ended one can hold nothing back.
    lives: u32,
    /// The present life's.
    folder: PathBuf,
    state: Arc<AppState>,
    now_us: Arc<AtomicU64>,
    backups: u32,
}

/// How a server is put back to an older copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PutBack {
    /// By its restore command, which begins an epoch.
    ByCommand,
    /// By copying the file, so that the server has to find out.
    ByHand,
}

impl Host {
    pub(crate) async fn start(now_us: u64) -> Result<Self> {
        let root = tempfile::tempdir()?;
        let now_us = Arc::new(AtomicU64::new(now_us));
        let folder = root.path().join("0");
        let state = open(&folder, &now_us).await?;
        let mut tx = state.database.write().await?;
        let chapter = RecordId(CHAPTER);
        let at_us = now_us.load(Ordering::SeqCst);
        chapters::add(&mut tx, chapter, "Chapter", at_us).await?;
        spaces::claim(&mut tx, chapter, chapter).await?;
        tx.commit().await?;
        Ok(Self {
            root,
            lives: 1,
            folder,
            state,
            now_us,
            backups: 0,
        })
    }

    /// Makes a member with one device, as an invitation does.
    pub(crate) async fn join(&self, device: Uuid, membership: Membership) -> Result<String> {
        let mut bytes = [0; 32];
        bytes[..16].copy_from_slice(device.as_bytes());
        let token = Token::from_random(bytes);
        let member = NewMember {
            id: device,
            chapter: RecordId(CHAPTER),
            name: "Somebody",
            membership,
        };
        let joined = NewDevice {
            id: DeviceId(device),
            name: "Laptop",
            chapter: RecordId(CHAPTER),
            member: device,
            token: token.hash(),
        };
        let mut tx = self.state.database.write().await?;
        members::add(&mut tx, &member, self.now_us()).await?;
        devices::add(&mut tx, &joined, self.now_us()).await?;
        tx.commit().await?;
        Ok(token.reveal())
    }

    /// One exchange, over the wire's own bytes.
    pub(crate) async fn exchange(&self, token: &str, body: Vec<u8>) -> Result<ExchangeAnswer> {
        let request = Request::post("/v1/exchange")
            .header(AUTHORIZATION, format!("Bearer {token}"))
            .body(Body::from(body))?;
        let response = router(self.state.clone()).oneshot(request).await?;
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await?;
        ensure!(
            status == StatusCode::OK,
            "the server answered {status}: {}",
            String::from_utf8_lossy(&body)
        );
        ExchangeAnswer::from_body(&body).context("reading an answer")
    }

    pub(crate) fn now_us(&self) -> u64 {
        self.now_us.load(Ordering::SeqCst)
    }

    pub(crate) fn set_clock(&self, now_us: u64) {
        self.now_us.store(now_us, Ordering::SeqCst);
    }

    /// The power goes and comes back: what was committed is in the files, nothing else is anywhere.
    pub(crate) async fn lose_power(&mut self) -> Result<()> {
        let next = self.next_folder();
        disk::copy(&self.folder, &next)?;
        self.live_in(next).await
    }

    pub(crate) async fn back_up(&mut self) -> Result<PathBuf> {
        self.backups += 1;
        let file = self.root.path().join(format!("{}.backup", self.backups));
        self.state.database.backup(&file).await?;
        Ok(file)
    }

    pub(crate) async fn put_back(&mut self, file: &PathBuf, how: PutBack) -> Result<()> {
        let next = self.next_folder();
        match how {
            PutBack::ByCommand => {
                std::fs::create_dir_all(&next)?;
                let place = Place::Folder(next.clone());
                Database::restore(&place, file, self.now_us()).await?;
            }
            PutBack::ByHand => {
                std::fs::create_dir_all(&next)?;
                std::fs::copy(file, next.join(FILE_NAME))?;
            }
        }
        self.live_in(next).await
    }

    /// Runs a statement that no server runs: a planted fault.
    pub(crate) async fn spoil(&self, statement: &'static str) -> Result<()> {
        let mut tx = self.state.database.write().await?;
        tx.execute(statement).await?;
        Ok(tx.commit().await?)
    }

    fn next_folder(&mut self) -> PathBuf {
        self.lives += 1;
        self.root.path().join(self.lives.to_string())
    }

    async fn live_in(&mut self, folder: PathBuf) -> Result<()> {
        self.state.database.close().await;
        std::fs::remove_dir_all(&self.folder)?;
        self.state = open(&folder, &self.now_us).await?;
        self.folder = folder;
        Ok(())
    }
}

async fn open(folder: &Path, now_us: &Arc<AtomicU64>) -> Result<Arc<AppState>> {
    let clock = Clock::from_fn({
        let now_us = now_us.clone();
        move || now_us.load(Ordering::SeqCst)
    });
    let database = Database::open(&Place::Folder(folder.to_owned()), &clock).await?;
    Ok(AppState::new(database, clock))
}
