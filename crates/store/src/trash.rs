//! The trash: what is deleted, by whom and when.

use desk_sync::record::DELETED;
use uuid::Uuid;

use crate::error::Result;
use crate::projection::spec_of;
use crate::store::Store;
use crate::tables::record;

/// A deleted record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trashed {
    /// Its kind.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
    /// The chapter or visit that it belongs to.
    pub owner: Uuid,
    /// The text by which a person knows it; empty where its kind has none.
    pub title: String,
    /// The device on which it was deleted.
    pub deleted_by: Uuid,
    /// When, in microseconds since 1970.
    pub deleted_at_us: u64,
}

impl Store {
    /// Returns the deleted records of the kinds that this version knows, latest first.
    pub async fn trash(&self) -> Result<Vec<Trashed>> {
        let mut conn = self.read().await?;
        let mut trashed = Vec::new();
        for row in record::list_deleted(&mut conn).await? {
            let (Some(spec), Some(shown)) = (spec_of(&row.key), row.shown()) else {
                continue;
            };
            let title = spec.title.and_then(|title| shown.fields.get(title));
            let title = title.and_then(|field| serde_json::from_slice(&field.value).ok());
            let deletion = &shown.fields[DELETED];
            trashed.push(Trashed {
                kind: row.key.kind.clone(),
                id: row.key.id.0,
                owner: row.key.space.owner.0,
                title: title.unwrap_or_default(),
                deleted_by: deletion.version.device.0,
                deleted_at_us: deletion.stamp.0,
            });
        }
        trashed.sort_by_key(|one| (std::cmp::Reverse(one.deleted_at_us), one.id));
        Ok(trashed)
    }
}
