//! A laptop: the real store and the real session, with a clock that is off and a disk that can be copied.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use desk_store::{ActionLabel, KEY_BYTES, Key, Store, Timing};
use desk_sync::session::{Failure, Input, Left, Moment, Output, Session};
use desk_sync::{ExchangeAnswer, ExchangeRequest, Membership, RecordKey};
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use tempfile::TempDir;
use uuid::Uuid;

use crate::disk;
use crate::registers::{CHAPTER, Register};

const FILE: &str = "chapter.desk";
const KEY: [u8; KEY_BYTES] = [7; KEY_BYTES];

/// One laptop.
pub(crate) struct Laptop {
    root: TempDir,
    lives: u32,
    folder: PathBuf,
    store: Store,
    session: Session,
    pub(crate) token: String,
    pub(crate) sees_private: bool,
    /// How far its clock is ahead of the world's, in microseconds.
    pub(crate) skew_us: i64,
    /// What was asked and not answered yet.
    pub(crate) asked: Option<ExchangeRequest>,
    ids: Ids,
}

/// The ids that a laptop draws.
#[derive(Clone)]
struct Ids {
    next: u128,
}

impl Ids {
    fn draw(&mut self) -> Uuid {
        self.next += 1;
        Uuid::from_u128(self.next)
    }
}

/// What a laptop does when its time has come.
pub(crate) enum Wants {
    Nothing,
    Exchange(ExchangeRequest),
}

impl Laptop {
    /// A laptop that has joined and knows nothing yet.
    pub(crate) async fn new(device: Uuid, token: String, membership: Membership) -> Result<Self> {
        let root = tempfile::tempdir()?;
        let folder = root.path().join("0");
        std::fs::create_dir_all(&folder)?;
        let store = Store::create(&folder.join(FILE), &key(), device, CHAPTER).await?;
        store.sign_in(device, membership, &[]).await?;
        Ok(Self {
            session: session(&store).await?,
            root,
            lives: 1,
            folder,
            store,
            token,
            sees_private: membership.role == desk_sync::Role::Coordinator,
            skew_us: 0,
            asked: None,
            // Far from every other laptop's, and from those that they join with.
            ids: Ids {
                next: device.as_u128() << 32,
            },
        })
    }

    /// The laptop's clock.
    pub(crate) fn clock_us(&self, now_us: u64) -> u64 {
        now_us.saturating_add_signed(self.skew_us)
    }

    /// What its screen shows of a register.
    pub(crate) async fn shows(&self, register: &Register) -> Result<Option<Vec<u8>>> {
        let mut shown = self.shows_record(&register.key).await?;
        Ok(shown.remove(register.name))
    }

    /// What its screen shows of a record; nothing where there is none.
    pub(crate) async fn shows_record(
        &self,
        key: &RecordKey,
    ) -> Result<std::collections::BTreeMap<String, Vec<u8>>> {
        let mut tx = self.store.begin(label(), 0).await?;
        let shown = tx.registers(&key.kind, key.id.0).await?;
        Ok(shown.unwrap_or_default().into_iter().collect())
    }

    /// Writes a value over what it shows. When this returns, the value is saved.
    pub(crate) async fn write(
        &self,
        register: &Register,
        value: Vec<u8>,
        now_us: u64,
    ) -> Result<()> {
        let Register { key, name } = register;
        let mut tx = self.store.begin(label(), self.clock_us(now_us)).await?;
        let owner = Some(key.space.owner.0);
        let registers = [((*name).to_owned(), value)].into_iter().collect();
        tx.put_raw(&key.kind, key.id.0, owner, registers).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Puts a record into the trash or takes it out.
    pub(crate) async fn set_deleted(
        &self,
        key: &RecordKey,
        deleted: bool,
        now_us: u64,
    ) -> Result<()> {
        if self.shows_record(key).await?.is_empty() {
            return Ok(());
        }
        let mut tx = self.store.begin(label(), self.clock_us(now_us)).await?;
        if deleted {
            tx.delete(&key.kind, key.id.0).await?;
        } else {
            tx.restore(&key.kind, key.id.0).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Tells the session something that may make it ask.
    pub(crate) async fn wake(&mut self, input: Input, now_us: u64, random: u64) -> Result<Wants> {
        if self.asked.is_some() {
            return Ok(Wants::Nothing);
        }
        let moment = self.moment(now_us, random);
        let outputs = self.session.on(input, moment);
        self.carry_out(outputs, now_us, random).await
    }

    /// The answer comes, or why there is none.
    pub(crate) async fn hears(
        &mut self,
        answer: Option<ExchangeAnswer>,
        now_us: u64,
        random: u64,
    ) -> Result<Wants> {
        let moment = self.moment(now_us, random);
        let input = match answer {
            Some(answer) => Input::Answered(Box::new(answer)),
            None => Input::Failed(Failure::Unreachable),
        };
        let outputs = self.session.on(input, moment);
        let wants = self.carry_out(outputs, now_us, random).await?;
        if !matches!(wants, Wants::Exchange(_)) {
            self.asked = None;
        }
        Ok(wants)
    }

    /// The answer comes and cannot be stored: the disk is full.
    pub(crate) fn cannot_store(&mut self, answer: ExchangeAnswer, now_us: u64, random: u64) {
        let moment = self.moment(now_us, random);
        self.session.on(Input::Answered(Box::new(answer)), moment);
        self.session.on(Input::NotApplied, moment);
        self.asked = None;
    }

    async fn carry_out(&mut self, outputs: Vec<Output>, now_us: u64, random: u64) -> Result<Wants> {
        let mut wants = Wants::Nothing;
        for output in outputs {
            match output {
                Output::Exchange(_) => wants = Wants::Exchange(self.next_request().await?),
                Output::Apply {
                    answer,
                    sent_us,
                    received_us,
                } => {
                    let request = self.asked.take().context("an answer follows its request")?;
                    let timing = Timing {
                        sent_us,
                        received_us,
                    };
                    let mut ids = self.ids.clone();
                    let mut new_id = || ids.draw();
                    let applied = self
                        .store
                        .apply(&request, &answer, timing, &mut new_id)
                        .await?;
                    self.ids = ids;
                    let offers = applied.restored || (applied.again && !request.offers.is_empty());
                    let left = Left {
                        changes: applied.again,
                        offers,
                    };
                    let moment = self.moment(now_us, random);
                    for output in self.session.on(Input::Applied(left), moment) {
                        if matches!(output, Output::Exchange(_)) {
                            wants = Wants::Exchange(self.next_request().await?);
                        }
                    }
                }
                Output::WakeAt(_) | Output::Tell(_) => {}
            }
        }
        Ok(wants)
    }

    async fn next_request(&mut self) -> Result<ExchangeRequest> {
        let request = self.store.next_request().await?;
        self.asked = Some(request.clone());
        Ok(request)
    }

    fn moment(&self, now_us: u64, random: u64) -> Moment {
        Moment {
            now_us,
            clock_us: self.clock_us(now_us),
            random,
        }
    }

    /// The power goes and comes back: what was committed is in the files, nothing else is anywhere.
    pub(crate) async fn lose_power(&mut self) -> Result<()> {
        let next = self.next_folder();
        disk::copy(&self.folder, &next)?;
        self.live_in(next).await
    }

    /// Another laptop with a copy of this one's disk.
    pub(crate) async fn cloned(&self, number: u128) -> Result<Self> {
        let root = tempfile::tempdir()?;
        let folder = root.path().join("0");
        disk::copy(&self.folder, &folder)?;
        let mut ids = Ids { next: number << 64 };
        let mut new_id = || ids.draw();
        let store = Store::open(&folder.join(FILE), &key(), &mut new_id).await?;
        Ok(Self {
            session: session(&store).await?,
            root,
            lives: 1,
            folder,
            store,
            token: self.token.clone(),
            sees_private: self.sees_private,
            skew_us: self.skew_us,
            asked: None,
            ids,
        })
    }

    pub(crate) async fn back_up(&mut self) -> Result<PathBuf> {
        self.lives += 1;
        let file = self.root.path().join(format!("{}.backup", self.lives));
        self.store.backup(&file).await?;
        Ok(file)
    }

    /// Goes back to a backup by the program's own step. Returns the copy that it keeps of what was there.
    pub(crate) async fn restore(&mut self, file: &Path, now_us: u64) -> Result<PathBuf> {
        self.store.close().await;
        let path = self.folder.join(FILE);
        let mut ids = self.ids.clone();
        let mut new_id = || ids.draw();
        let at_us = self.clock_us(now_us);
        let restored = Store::restore(&path, &key(), file, at_us, &mut new_id).await?;
        self.ids = ids;
        self.store = restored.store;
        self.begin_anew().await?;
        let before = restored.before.context("something was there before")?;
        // Out of the way of later lives' folders.
        self.lives += 1;
        let kept = self.root.path().join(format!("{}.kept", self.lives));
        std::fs::rename(before, &kept)?;
        Ok(kept)
    }

    /// The database file is replaced by hand, behind the program's back.
    pub(crate) async fn replace_by_hand(&mut self, file: &Path) -> Result<()> {
        let next = self.next_folder();
        std::fs::create_dir_all(&next)?;
        std::fs::copy(file, next.join(FILE))?;
        let mark = Path::new(FILE).with_extension("mark");
        std::fs::copy(self.folder.join(&mark), next.join(&mark))?;
        self.live_in(next).await
    }

    fn next_folder(&mut self) -> PathBuf {
        self.lives += 1;
        self.root.path().join(self.lives.to_string())
    }

    async fn live_in(&mut self, folder: PathBuf) -> Result<()> {
        self.store.close().await;
        std::fs::remove_dir_all(&self.folder)?;
        self.folder = folder;
        let mut ids = self.ids.clone();
        let mut new_id = || ids.draw();
        self.store = Store::open(&self.folder.join(FILE), &key(), &mut new_id).await?;
        self.ids = ids;
        self.begin_anew().await
    }

    async fn begin_anew(&mut self) -> Result<()> {
        self.asked = None;
        self.session = session(&self.store).await?;
        Ok(())
    }

    /// Runs a statement that no program runs: a planted fault.
    pub(crate) async fn spoil(&self, statement: &'static str) -> Result<()> {
        let hex: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
        let options = SqliteConnectOptions::new()
            .filename(self.folder.join(FILE))
            .pragma("key", format!("\"x'{hex}'\""));
        let mut connection = SqliteConnection::connect_with(&options).await?;
        sqlx::query(statement).execute(&mut connection).await?;
        connection.close().await?;
        Ok(())
    }
}

/// Opens a copy that a restore has kept.
pub(crate) async fn open_kept(file: &Path) -> Result<Store> {
    let mut new_id = || Uuid::from_u128(u128::MAX);
    if !file.exists() {
        bail!("{} is gone", file.display());
    }
    Ok(Store::open(file, &key(), &mut new_id).await?)
}

async fn session(store: &Store) -> Result<Session> {
    let request = store.next_request().await?;
    let grants = request.cursors.iter().map(|cursor| cursor.scope).collect();
    let left = Left {
        changes: !request.changes.is_empty(),
        offers: !request.offers.is_empty(),
    };
    Ok(Session::new(request.epoch, grants, left))
}

fn key() -> Key {
    Key::new(KEY)
}

fn label() -> ActionLabel {
    ActionLabel::new("simulated", serde_json::Value::Null)
}
