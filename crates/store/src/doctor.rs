//! The doctor: does what is stored agree with itself?

use sqlx::SqliteConnection;

use crate::backup::integrity;
use crate::directory;
use crate::error::Result;
use crate::overlay;
use crate::projection;
use crate::store::Store;
use crate::tables::outbox_waiting::{self, WaitingOfKind};
use crate::tables::{outbox, record};

/// How many records are looked at at a time.
const RECORDS_AT_ONCE: i64 = 512;

/// What the doctor found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// What SQLite finds wrong with the file.
    pub file: Vec<String>,
    /// Tables that follow from others and did not: the typed ones by their kind, and in how many rows.
    pub tables: Vec<(String, u64)>,
    /// How many records showed something else than the server's state with the waiting changes.
    pub overlays: u64,
    /// How many records there are.
    pub records: u64,
    /// How many changes wait to be sent.
    pub waiting: u64,
}

impl Findings {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.file.is_empty() && self.tables.is_empty() && self.overlays == 0
    }
}

impl Store {
    /// Looks whether what is stored agrees with itself. With `rebuild`, what can be derived anew is.
    ///
    /// Edits wait meanwhile: on a large chapter for some seconds.
    pub async fn doctor(&self, rebuild: bool) -> Result<Findings> {
        let mut tx = self.write().await?;
        let mut findings = Findings {
            file: integrity(&mut tx).await?,
            ..Findings::default()
        };
        let mut after = 0;
        loop {
            let records = record::list_after(&mut tx, after, RECORDS_AT_ONCE).await?;
            let Some(last) = records.last() else { break };
            after = last.record_id;
            findings.records += records.len() as u64;
            let record_ids: Vec<i64> = records.iter().map(|record| record.record_id).collect();
            let mut waiting = outbox::list_by_records(&mut tx, &record_ids).await?;
            let mut wrong = Vec::new();
            for record in records {
                let waiting = waiting.remove(&record.record_id).unwrap_or_default();
                if overlay::pending(&record, &waiting) != record.pending {
                    wrong.push(record.record_id);
                }
            }
            findings.overlays += wrong.len() as u64;
            if rebuild {
                overlay::refold(&mut tx, &wrong).await?;
            }
        }
        let waiting = outbox_waiting::count(&mut tx).await?;
        findings.waiting = waiting.iter().map(|of_kind| of_kind.changes).sum();
        findings.tables = differing(&mut tx, &waiting).await?;
        if rebuild {
            outbox_waiting::replace(&mut tx, &waiting).await?;
            tx.commit().await?;
        } else {
            tx.rollback().await?;
        }
        Ok(findings)
    }
}

/// Makes the typed tables anew, and returns which of the tables that follow from others did not, and in how many rows.
async fn differing(
    conn: &mut SqliteConnection,
    waiting: &[WaitingOfKind],
) -> Result<Vec<(String, u64)>> {
    // What follows from the typed tables is compared while they are as they were.
    let listings = directory::differing(conn).await?;
    let kept = outbox_waiting::list(conn).await?;
    let mut tables = projection::differences(conn).await?;
    tables.extend([
        ("outbox_waiting", outbox_waiting::differing(&kept, waiting)),
        ("person_listing", listings),
    ]);
    let differing = tables.into_iter().filter(|(_, rows)| *rows > 0);
    Ok(differing
        .map(|(table, rows)| (table.to_owned(), rows))
        .collect())
}
