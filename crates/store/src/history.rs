//! The history of a record: who wrote what over what, and when.

use std::collections::BTreeSet;

use desk_sync::{DeviceId, Field, Record, RecordId, Version};
use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::action::{ActionId, Source};
use crate::error::Result;
use crate::looking::persons;
use crate::own::Own;
use crate::store::{Store, installation};
use crate::tables::history::Written;
use crate::tables::{history, record};

/// One register written once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The register.
    pub register: String,
    /// Its value before as JSON, `None` where it had none.
    pub old: Option<Vec<u8>>,
    /// Its value after as JSON.
    pub new: Vec<u8>,
    /// The device on which it was written.
    pub device: Uuid,
    /// The name of the person who works on that device, if it is known here.
    pub person: Option<String>,
    /// When, in microseconds since 1970.
    pub at_us: u64,
    /// How it came in.
    pub source: Source,
    /// The action, if it was done on this laptop.
    pub action: Option<ActionId>,
}

impl Store {
    /// Returns what was written to a record, newest first.
    pub async fn history(&self, kind: &str, id: Uuid) -> Result<Vec<HistoryEntry>> {
        let mut conn = self.read().await?;
        let Some(row) = record::find(&mut conn, kind, RecordId(id)).await? else {
            return Ok(Vec::new());
        };
        let here = installation(&mut conn).await?;
        let own = Own::read(&mut conn, &here).await?;
        let written = history::list_by_record(&mut conn, row.record_id).await?;
        let mut entries = without_row(row.shown(), &written, &own);
        entries.extend(written.into_iter().flat_map(entries_of));
        // Rows come newest first; entries of one instant keep that order.
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.at_us));
        name_persons(&mut conn, &mut entries).await?;
        Ok(entries)
    }
}

fn entries_of(written: Written) -> impl Iterator<Item = HistoryEntry> {
    let Written {
        action,
        source,
        version,
        at_us,
        entries,
        ..
    } = written;
    entries.into_iter().map(move |entry| HistoryEntry {
        register: entry.register,
        old: entry.old,
        new: entry.new,
        device: version.device.0,
        person: None,
        at_us,
        source,
        action,
    })
}

/// Values that were received where there was none have no row: the record itself says who wrote them. So it is with
/// what was written here before the record left this laptop and came again.
fn without_row(shown: Option<&Record>, written: &[Written], own: &Own) -> Vec<HistoryEntry> {
    let with_row: BTreeSet<(Version, &str)> = written
        .iter()
        .flat_map(|one| {
            let entries = one.entries.iter();
            entries.map(|entry| (one.version, entry.register.as_str()))
        })
        .collect();
    let without_row = |(register, field): &(&String, &Field)| {
        !with_row.contains(&(field.version, register.as_str()))
    };
    let fields = shown.into_iter().flat_map(|record| &record.fields);
    fields
        .filter(without_row)
        .map(|(register, field)| HistoryEntry {
            register: register.clone(),
            old: None,
            new: field.value.clone(),
            device: field.version.device.0,
            person: None,
            at_us: field.stamp.0,
            source: if own.wrote(field.version) {
                Source::Mine
            } else {
                Source::Received
            },
            action: None,
        })
        .collect()
}

async fn name_persons(conn: &mut SqliteConnection, entries: &mut [HistoryEntry]) -> Result<()> {
    let persons = persons(conn).await?;
    for entry in entries {
        entry.person = persons.get(&DeviceId(entry.device)).cloned();
    }
    Ok(())
}
