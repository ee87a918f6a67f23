//! What the tests of the store share: a chapter with a visit, and ids and times that are always the same.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::path::PathBuf;

use desk_domain::Id;
use desk_domain::kinds::{ProgrammeItem, Visit};
use desk_store::{ActionId, ActionLabel, KEY_BYTES, Key, Store, Tx};
use tempfile::TempDir;
use uuid::Uuid;

pub const CHAPTER: Uuid = Uuid::from_u128(1);
pub const DEVICE: Uuid = Uuid::from_u128(2);
pub const VISIT: Uuid = Uuid::from_u128(3);
pub const NOW_US: u64 = 1_750_000_000_000_000;

/// A store in a folder of its own.
pub struct Desk {
    pub folder: TempDir,
    pub store: Store,
}

impl Desk {
    /// A chapter without records.
    pub async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("chapter.desk"), &key(), DEVICE, CHAPTER)
            .await
            .unwrap();
        Self { folder, store }
    }

    /// A chapter with one visit.
    pub async fn with_visit() -> Self {
        let desk = Self::empty().await;
        let mut visit = Visit::new(Id::new(VISIT));
        visit.title = Some("Libraries of Kharkiv".to_owned());
        desk.act("visit_added", async |tx| tx.put(VISIT, &visit).await)
            .await;
        desk
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("chapter.desk")
    }

    /// Does one action.
    pub async fn act(
        &self,
        code: &str,
        work: impl AsyncFnOnce(&mut Tx) -> desk_store::Result<()>,
    ) -> Option<ActionId> {
        let mut tx = self.begin(code).await;
        work(&mut tx).await.unwrap();
        tx.commit().await.unwrap()
    }

    pub async fn begin(&self, code: &str) -> Tx {
        let label = ActionLabel::new(code, serde_json::Value::Null);
        self.store.begin(label, NOW_US).await.unwrap()
    }

    /// Puts an item of the visit.
    pub async fn put_item(&self, item: &ProgrammeItem) -> Option<ActionId> {
        self.act("item_put", async |tx| tx.put(VISIT, item).await)
            .await
    }

    pub async fn item(&self, id: u128) -> Option<ProgrammeItem> {
        self.store.get(Uuid::from_u128(id)).await.unwrap()
    }

    pub async fn items(&self) -> Vec<ProgrammeItem> {
        self.store.list(Some(VISIT)).await.unwrap()
    }

    /// Closes the store and opens it again.
    pub async fn reopened(self) -> Self {
        let Self { folder, store } = self;
        store.close().await;
        let store = open(&folder.path().join("chapter.desk")).await.unwrap();
        Self { folder, store }
    }
}

/// Opens a database with the key of the tests; a new device id, if one is drawn, is 99.
pub async fn open(path: &std::path::Path) -> desk_store::Result<Store> {
    Store::open(path, &key(), &mut || Uuid::from_u128(99)).await
}

pub fn key() -> Key {
    Key::new([7; KEY_BYTES])
}

/// An item with a title.
pub fn item(id: u128, title: &str) -> ProgrammeItem {
    let mut item = ProgrammeItem::new(Id::new(Uuid::from_u128(id)));
    item.title = Some(title.to_owned());
    item
}
