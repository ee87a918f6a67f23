//! What the tests of the store share: a chapter with a visit, and ids and times that are always the same.

pub(crate) mod server;

use std::path::PathBuf;

use desk_domain::Id;
use desk_domain::kinds::{ProgrammeItem, Visit};
use desk_store::{ActionId, ActionLabel, KEY_BYTES, Key, Store, Tx};
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) const CHAPTER: Uuid = Uuid::from_u128(1);
pub(crate) const DEVICE: Uuid = Uuid::from_u128(2);
pub(crate) const VISIT: Uuid = Uuid::from_u128(3);
pub(crate) const NOW_US: u64 = 1_750_000_000_000_000;

/// A store in a folder of its own.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
    pub(crate) store: Store,
}

impl Desk {
    /// A chapter without records.
    pub(crate) async fn empty() -> Self {
        Self::of(DEVICE).await
    }

    /// A chapter without records on the laptop with this id.
    pub(crate) async fn of(device: Uuid) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chapter.desk");
        let store = Store::create(&path, &key(), device, CHAPTER).await.unwrap();
        Self { folder, store }
    }

    /// A copy of the whole folder, open: a cloned laptop.
    pub(crate) async fn copied(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for entry in std::fs::read_dir(self.folder.path()).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
        }
        let store = open(&folder.path().join("chapter.desk")).await.unwrap();
        Self { folder, store }
    }

    /// The laptop whose database file was replaced by these bytes.
    pub(crate) async fn replaced_by(self, bytes: &[u8]) -> Self {
        let Self { folder, store } = self;
        store.close().await;
        let path = folder.path().join("chapter.desk");
        for extension in ["desk-wal", "desk-shm"] {
            let _ = std::fs::remove_file(path.with_extension(extension));
        }
        std::fs::write(&path, bytes).unwrap();
        let store = open(&path).await.unwrap();
        Self { folder, store }
    }

    /// A chapter with one visit.
    pub(crate) async fn with_visit() -> Self {
        let desk = Self::empty().await;
        let mut visit = Visit::new(Id::new(VISIT));
        visit.title = Some("Libraries of Kharkiv".to_owned());
        desk.act("visit_added", async |tx| tx.put(VISIT, &visit).await)
            .await;
        desk
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("chapter.desk")
    }

    /// Does one action.
    pub(crate) async fn act(
        &self,
        code: &str,
        work: impl AsyncFnOnce(&mut Tx) -> desk_store::Result<()>,
    ) -> Option<ActionId> {
        let mut tx = self.begin(code).await;
        work(&mut tx).await.unwrap();
        tx.commit().await.unwrap()
    }

    pub(crate) async fn begin(&self, code: &str) -> Tx {
        let label = ActionLabel::new(code, serde_json::Value::Null);
        self.store.begin(label, NOW_US).await.unwrap()
    }

    /// Puts an item of the visit.
    pub(crate) async fn put_item(&self, item: &ProgrammeItem) -> Option<ActionId> {
        self.act("item_put", async |tx| tx.put(VISIT, item).await)
            .await
    }

    pub(crate) async fn item(&self, id: u128) -> Option<ProgrammeItem> {
        self.store.get(Uuid::from_u128(id)).await.unwrap()
    }

    pub(crate) async fn items(&self) -> Vec<ProgrammeItem> {
        self.store.list(Some(VISIT)).await.unwrap()
    }

    /// Closes the store and opens it again.
    pub(crate) async fn reopened(self) -> Self {
        let Self { folder, store } = self;
        store.close().await;
        let store = open(&folder.path().join("chapter.desk")).await.unwrap();
        Self { folder, store }
    }
}

/// Opens a database with the key of the tests; a new device id, if one is drawn, is 99.
pub(crate) async fn open(path: &std::path::Path) -> desk_store::Result<Store> {
    Store::open(path, &key(), &mut || Uuid::from_u128(99)).await
}

pub(crate) fn key() -> Key {
    Key::new([7; KEY_BYTES])
}

/// An item with a title.
pub(crate) fn item(id: u128, title: &str) -> ProgrammeItem {
    let mut item = ProgrammeItem::new(Id::new(Uuid::from_u128(id)));
    item.title = Some(title.to_owned());
    item
}
