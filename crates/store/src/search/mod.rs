//! Search over everything that the team may see, in any script.
//!
//! A record's texts are kept as written, in plain Latin letters ([`fold::plain`]), and as they sound across
//! transliterations ([`fold::sound`]). A query is folded the same way, so that either script finds the other.
//!
//! Records are indexed before the next search, not while an edit is saved: an edit answers sooner, and a page of ten
//! thousand records that came by sync is indexed once.
//!
//! **Invariant:** values of coordinators' kinds never come into the index.

mod fold;
mod index;
mod query;

use uuid::Uuid;

use crate::error::Result;
use crate::store::Store;

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its kind.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
    /// The chapter or visit that it belongs to.
    pub owner: Uuid,
    /// The text by which a person knows it.
    pub title: String,
    /// The line of its text that matched best, as written; the title where no single line did.
    pub line: String,
}

impl Store {
    /// Returns up to `limit` records that hold every word of `text`, in any script; titles that begin with it first.
    ///
    /// Nothing for a text without letters or digits.
    pub async fn search(&self, text: &str, limit: u32) -> Result<Vec<Hit>> {
        let Some(query) = query::Query::new(text) else {
            return Ok(Vec::new());
        };
        self.index_what_waits().await?;
        query.run(&mut *self.read().await?, limit).await
    }

    /// Brings the index up to date, a batch of records a transaction. Returns how many were indexed.
    pub async fn index_what_waits(&self) -> Result<u64> {
        let mut indexed = 0;
        while index::waits(&mut *self.read().await?).await? {
            let mut tx = self.write().await?;
            indexed += index::next_batch(&mut tx).await?;
            tx.commit().await?;
        }
        Ok(indexed)
    }
}
