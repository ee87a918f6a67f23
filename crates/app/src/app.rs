//! The program without a face: the open chapter, steps of work, what the frame shows.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use desk_api::state::{ActionLabel, AppState, ChapterRef, ChapterStart, Done, KeyKeeping};
use desk_api::typescript::Event;
use desk_domain::kinds::Chapter;
use desk_store::{Key, Store};
use tokio::sync::{RwLock, broadcast};
use uuid::Uuid;

use crate::chapter::{self, Setting};
use crate::copies::Copies;
use crate::data_folder::{ChapterEntry, DataFolder};
use crate::edges::Edges;
use crate::error::{Error, Result};
use crate::label;
use crate::preferences::PreferenceStore;
use crate::sync::{SyncWorker, join, summary};
use crate::work::Work;
use crate::{undo, visits};

/// How many events a slow window may fall behind before it is told to reload everything.
const EVENTS_KEPT: usize = 256;

/// What a host brings when it opens the program.
pub struct Options {
    /// The folder that holds everything of this person.
    pub data: PathBuf,
    /// Clock and ids.
    pub edges: Edges,
    /// Where preferences are kept.
    pub preferences: Box<dyn PreferenceStore>,
    /// The key of the local databases, and how it is kept.
    pub key: Key,
    /// How the key is kept.
    pub key_kept_in: KeyKeeping,
    /// Whether the program exchanges by itself, and makes copies by itself.
    pub background: bool,
}

/// The program without a face. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    edges: Edges,
    folder: Mutex<DataFolder>,
    preferences: Box<dyn PreferenceStore>,
    key: Key,
    key_kept_in: KeyKeeping,
    background: bool,
    open: RwLock<Option<Arc<OpenChapter>>>,
    events: broadcast::Sender<Event>,
}

/// A chapter whose database is open.
pub struct OpenChapter {
    /// Its database.
    pub store: Store,
    /// Its exchange with the server.
    pub sync: SyncWorker,
    /// The copies that are made of it.
    pub copies: Copies,
    /// The name of its database's file.
    pub file: Uuid,
}

impl OpenChapter {
    async fn close(&self) {
        self.come_to_rest().await;
        self.store.close().await;
    }

    /// Ends what runs in the background.
    async fn come_to_rest(&self) {
        self.copies.stop();
        self.sync.stop(&self.store).await;
    }
}

impl App {
    /// Opens the data folder, and the chapter that was in work last.
    ///
    /// # Errors
    /// Where the folder cannot be made, or the database does not open with this key.
    pub async fn open(options: Options) -> Result<Self> {
        let Options {
            data,
            edges,
            preferences,
            key,
            key_kept_in,
            background,
        } = options;
        let folder = DataFolder::open(&data)?;
        let current = folder
            .list()
            .current
            .and_then(|id| folder.entry(id))
            .map(|entry| entry.file);
        let inner = Inner {
            edges,
            folder: Mutex::new(folder),
            preferences,
            key,
            key_kept_in,
            background,
            open: RwLock::new(None),
            events: broadcast::channel(EVENTS_KEPT).0,
        };
        let app = Self {
            inner: Arc::new(inner),
        };
        if let Some(file) = current {
            app.open_chapter(file).await?;
        }
        Ok(app)
    }

    /// The chapter in work.
    ///
    /// # Errors
    /// [`Error::NoChapter`] before the first one is set up.
    pub async fn chapter(&self) -> Result<Arc<OpenChapter>> {
        self.inner.open.read().await.clone().ok_or(Error::NoChapter)
    }

    /// What every step needs to know of the chapter in work.
    pub async fn setting(&self, chapter: &OpenChapter) -> Result<Setting> {
        Setting::load(&chapter.store, self.edges()).await
    }

    /// Clock and ids.
    pub fn edges(&self) -> &Edges {
        &self.inner.edges
    }

    /// Where preferences are kept.
    pub fn preferences(&self) -> &dyn PreferenceStore {
        self.inner.preferences.as_ref()
    }

    /// What the program tells its windows unasked, from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.inner.events.subscribe()
    }

    /// Where a chapter's database is.
    pub fn database(&self, chapter: &OpenChapter) -> PathBuf {
        self.folder().database(chapter.file)
    }

    /// Where the copies of a chapter are that the program makes by itself.
    pub fn copies(&self, chapter: &OpenChapter) -> PathBuf {
        self.folder().copies(chapter.file)
    }

    /// Where the data folder is.
    pub fn data_path(&self) -> PathBuf {
        self.folder().path().to_owned()
    }

    /// Begins a step of work. Nothing is stored until it is [committed](Self::commit).
    pub async fn begin<'a>(
        &'a self,
        chapter: &OpenChapter,
        setting: &'a Setting,
    ) -> Result<Work<'a>> {
        let unnamed = desk_store::ActionLabel::new("", serde_json::Value::Null);
        let tx = chapter
            .store
            .begin(unnamed, (self.edges().steady_us)())
            .await?;
        Ok(Work::new(tx, self.edges(), setting))
    }

    /// Stores a step of work under its name, tells the windows and wakes sync. Returns the name, or none where
    /// nothing changed.
    pub async fn commit(
        &self,
        chapter: &OpenChapter,
        work: Work<'_>,
        label: ActionLabel,
    ) -> Result<Option<ActionLabel>> {
        let mut tx = work.into_tx();
        tx.rename(label::stored(&label));
        let visits = tx.touched_visits();
        if tx.commit().await?.is_none() {
            return Ok(None);
        }
        self.changed(visits);
        chapter.sync.edited();
        Ok(Some(label))
    }

    /// The answer to an edit.
    pub async fn done<T>(
        &self,
        chapter: &OpenChapter,
        result: T,
        done: Option<ActionLabel>,
    ) -> Result<Done<T>> {
        Ok(Done {
            result,
            done,
            undo: undo::undoable(&chapter.store).await?,
            redo: undo::redoable(&chapter.store).await?,
        })
    }

    /// Tells the windows that records changed.
    pub fn changed(&self, visits: Vec<Uuid>) {
        let visits = visits.iter().map(Uuid::to_string).collect();
        self.tell(Event::Changed { visits });
    }

    /// Tells the windows something. That nobody listens is no failure.
    pub fn tell(&self, event: Event) {
        if self.inner.events.send(event).is_err() {
            tracing::trace!("no window listens");
        }
    }

    /// All that the frame shows.
    pub async fn state(&self) -> Result<AppState> {
        let chapters = self.folder().list().chapters.clone();
        let mut state = AppState {
            chapter: None,
            chapters: chapters
                .into_iter()
                .map(|it| ChapterRef {
                    id: it.id.to_string(),
                    name: it.name,
                })
                .collect(),
            visits: Vec::new(),
            undo: None,
            redo: None,
            sync: summary::alone(),
            key_kept_in: self.inner.key_kept_in,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        let Ok(chapter) = self.chapter().await else {
            return Ok(state);
        };
        let setting = self.setting(&chapter).await?;
        state.visits = visits::rows(&chapter.store, &setting).await?;
        state.undo = undo::undoable(&chapter.store).await?;
        state.redo = undo::redoable(&chapter.store).await?;
        state.sync = summary::of(&chapter).await?;
        state.chapter = Some(setting.view());
        Ok(state)
    }

    /// Sets up a chapter that works alone.
    pub async fn start_chapter(&self, request: &ChapterStart) -> Result<()> {
        let id = (self.edges().new_id)();
        let store = self.create_store(id, (self.edges().new_id)()).await?;
        let founded = self.found(&store, request).await;
        store.close().await;
        if let Err(error) = founded {
            // Nothing was founded, so nothing may stay behind.
            let path = self.folder().database(id);
            std::fs::remove_file(&path).map_err(Error::file(&path))?;
            return Err(error);
        }
        self.enter(ChapterEntry {
            id,
            file: id,
            name: request.chapter_name.trim().to_owned(),
        })
        .await
    }

    /// Opens another chapter of this computer.
    pub async fn switch_chapter(&self, id: Uuid) -> Result<()> {
        let entry = self.folder().entry(id).cloned();
        self.enter(entry.ok_or_else(|| Error::not_found("chapter", id))?)
            .await
    }

    /// Whether a chapter is on this computer.
    pub fn knows_chapter(&self, id: Uuid) -> bool {
        self.folder().entry(id).is_some()
    }

    /// Makes the database of a chapter, in a file of its id, in which this computer is known as `device`.
    pub async fn create_store(&self, chapter: Uuid, device: Uuid) -> Result<Store> {
        let path = self.folder().database(chapter);
        Ok(Store::create(&path, &self.inner.key, device, chapter).await?)
    }

    /// Makes a chapter the one in work and opens it.
    pub async fn enter(&self, entry: ChapterEntry) -> Result<()> {
        self.open_chapter(entry.file).await?;
        self.folder().enter(entry)?;
        self.changed(Vec::new());
        Ok(())
    }

    /// Takes the chapter's id and name over into the list of chapters, after an exchange or a connection may have
    /// brought others.
    pub async fn refresh_entry(&self, chapter: &OpenChapter) -> Result<()> {
        let setting = self.setting(chapter).await?;
        let known = self
            .folder()
            .list()
            .chapters
            .iter()
            .find(|entry| entry.file == chapter.file)
            .cloned();
        let name = Some(setting.name)
            .filter(|name| !name.is_empty())
            .or(known.map(|entry| entry.name));
        let entry = ChapterEntry {
            id: setting.chapter.uuid,
            file: chapter.file,
            name: name.unwrap_or_default(),
        };
        self.folder().enter(entry)
    }

    /// Goes back to a copy of the chapter in work. Returns the copy of what was there before.
    ///
    /// Commands wait meanwhile. The restored database has another device id, under which the same person goes on.
    ///
    /// # Errors
    /// [`Error::BadBackup`] where the file is no copy of this chapter; then everything is as it was.
    pub async fn restore(&self, file: &Path) -> Result<Option<PathBuf>> {
        let mut open = self.inner.open.write().await;
        let present = open.take().ok_or(Error::NoChapter)?;
        let person_name = self.setting(&present).await?.person_name;
        present.close().await;
        let path = self.folder().database(present.file);
        let mut new_id = || (self.edges().new_id)();
        let now_us = (self.edges().wall_us)();
        let restored = Store::restore(&path, &self.inner.key, file, now_us, &mut new_id).await;
        let before = match restored {
            Ok(restored) => {
                join::say_who_works_here(self, &restored.store, &person_name).await?;
                restored.store.close().await;
                Ok(restored.before)
            }
            Err(error) => Err(bad_backup(error)),
        };
        // Restored or as it was: there is a database to go on with.
        *open = Some(self.opened(present.file).await?);
        drop(open);
        self.changed(Vec::new());
        before
    }

    /// Closes the chapter in work: its worker ends, its files come to rest.
    pub async fn close(&self) {
        if let Some(open) = self.inner.open.write().await.take() {
            open.close().await;
        }
    }

    async fn found(&self, store: &Store, request: &ChapterStart) -> Result<()> {
        let setting = Setting::load(store, self.edges()).await?;
        let device = store.identity().await?.device;
        let label = label::label(undo::CHAPTER_STARTED);
        let tx = store
            .begin(label::stored(&label), (self.edges().steady_us)())
            .await?;
        let mut work = Work::new(tx, self.edges(), &setting);
        chapter::found(&mut work, device, request).await?;
        work.into_tx().commit().await?;
        Ok(())
    }

    async fn open_chapter(&self, file: Uuid) -> Result<()> {
        let mut open = self.inner.open.write().await;
        if let Some(before) = open.take() {
            before.come_to_rest().await;
        }
        *open = Some(self.opened(file).await?);
        Ok(())
    }

    async fn opened(&self, file: Uuid) -> Result<Arc<OpenChapter>> {
        let path = self.folder().database(file);
        let mut new_id = || (self.edges().new_id)();
        let store = Store::open(&path, &self.inner.key, &mut new_id).await?;
        let chapter = Arc::new(OpenChapter {
            store,
            sync: SyncWorker::new(),
            copies: Copies::default(),
            file,
        });
        chapter.sync.recall(&chapter.store).await?;
        if self.inner.background {
            chapter.sync.start(self.clone(), &chapter);
            chapter.copies.start(self.clone(), Arc::clone(&chapter));
        }
        Ok(chapter)
    }

    fn folder(&self) -> MutexGuard<'_, DataFolder> {
        self.inner
            .folder
            .lock()
            .expect("nothing panics while it holds the folder")
    }
}

/// Why a copy cannot take the chapter's place, where it is the copy's fault.
fn bad_backup(error: desk_store::Error) -> Error {
    use desk_store::Error as Store;
    let reason = match error {
        Store::Absent { .. } => "absent",
        Store::WrongKey { .. } => "wrong_key",
        Store::OtherChapter { .. } => "other_chapter",
        Store::Damaged { .. } | Store::Inconsistent { .. } => "damaged",
        Store::Newer(_) => "newer",
        other => return Error::Store(other),
    };
    Error::BadBackup {
        reason,
        source: error,
    }
}

/// Names a chapter by its text id.
pub fn chapter_id(text: &str) -> Result<Uuid> {
    crate::parse::id::<Chapter>("chapter", text).map(|id| id.uuid)
}
