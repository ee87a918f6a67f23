//! What lists say of a visit that takes all its records to tell, kept until one of these changes.
//!
//! The store does not know what it says, only when it may no longer be true: the merge forgets it with every write to
//! a record that the visit owns or refers to.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::error::Result;
use crate::store::Store;
use crate::tables::visit_summary::{self, SummaryRow};

/// The summaries of a chapter's visits, as they were read at once.
pub struct Summaries {
    made_by: String,
    rows: BTreeMap<Uuid, SummaryRow>,
}

impl Summaries {
    /// Returns what is kept of a visit; `None` where it has to be made.
    pub fn get(&self, visit: Uuid) -> Option<&str> {
        let row = self.rows.get(&visit)?;
        let is_current = row.made_by.as_ref() == Some(&self.made_by);
        row.summary.as_deref().filter(|_| is_current)
    }
}

impl Store {
    /// Returns the summaries that were made by `made_by`: what they follow from besides the records, such as the day.
    pub async fn summaries(&self, made_by: String) -> Result<Summaries> {
        let rows = visit_summary::list(&mut *self.read().await?).await?;
        Ok(Summaries { made_by, rows })
    }

    /// Keeps summaries that were made after `known` was read. Those of visits that changed meanwhile are not kept.
    pub async fn keep_summaries(
        &self,
        known: &Summaries,
        made: &BTreeMap<Uuid, String>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        for (visit, summary) in made {
            let forgotten = known.rows.get(visit).map_or(0, |row| row.forgotten);
            visit_summary::put(&mut tx, *visit, forgotten, &known.made_by, summary).await?;
        }
        Ok(tx.commit().await?)
    }
}
