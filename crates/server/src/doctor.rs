//! Whether what is stored agrees with itself: records with their numbers, numbers with the changes that have them, and
//! both with the requests as they were received.
//!
//! It only looks. What it finds is damage from outside, or a fault of this program; a backup is the way back from either.

use std::collections::BTreeMap;
use std::fmt;

use desk_sync::{Change, EpochId, ExchangeRequest, RecordId, RecordKey, Seq};

use crate::database::check::{self, PushRow, RecordRow};
use crate::database::devices::{self, DeviceNo, StoredDevice};
use crate::database::{
    self, Database, DatabaseError, Transaction, changes, epochs, pushes, records,
};
use crate::packed::unpack;

/// The most findings that are listed. Whoever has more has one cause of them all.
pub const FINDINGS_MAX: usize = 1000;

/// What was looked at, and what was found.
#[derive(Debug, Default)]
pub struct Report {
    /// How many records were read.
    pub records: u64,
    /// How many accepted changes there are.
    pub changes: u64,
    /// How many requests were read again.
    pub pushes: u64,
    /// What does not agree, [`FINDINGS_MAX`] at most.
    pub findings: Vec<Finding>,
}

/// Something that does not agree. Names ids and never a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// SQLite finds fault with its file.
    File(String),
    /// Rows break a rule.
    Rule {
        /// What they are.
        what: &'static str,
        /// How many.
        count: u64,
    },
    /// A row cannot be read.
    Damaged(String),
    /// A record is found by a lower number than one of its fields has, so that cursors are past that field.
    Behind {
        /// The record.
        key: RecordKey,
        /// The number it is found by.
        seq: Seq,
        /// The field's.
        highest: Seq,
    },
    /// A change was accepted, and its record is not there.
    Gone(RecordKey),
    /// A field is said to be what a change wrote, and is not what came with that change.
    OtherValue {
        /// The record.
        key: RecordKey,
        /// The field.
        field: String,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(said) => write!(f, "the file: {said}"),
            Self::Rule { what, count } => write!(f, "{count} {what}"),
            Self::Damaged(what) => f.write_str(what),
            Self::Behind { key, seq, highest } => write!(
                f,
                "{} is found by {seq}, and has a field of {highest}",
                named(key)
            ),
            Self::Gone(key) => write!(f, "{} was written to, and is not there", named(key)),
            Self::OtherValue { key, field } => {
                write!(f, "{field} of {} is not what was received", named(key))
            }
        }
    }
}

/// Looks at everything, as of one moment.
///
/// # Errors
/// When the database cannot be read at all; damage to a row is a finding.
pub async fn examine(database: &Database) -> database::Result<Report> {
    let mut tx = database.read().await?;
    let mut report = Report {
        changes: check::count_changes(&mut tx).await?,
        ..Report::default()
    };
    for said in check::file(&mut tx).await? {
        report.find(Finding::File(said));
    }
    for (what, count) in check::broken_rules(&mut tx).await? {
        report.find(Finding::Rule { what, count });
    }
    let devices = devices::list(&mut tx, None).await?;
    report.examine_records(&mut tx).await?;
    report.examine_pushes(&mut tx, &devices).await?;
    report.examine_kept_aside(&mut tx, &devices).await?;
    Ok(report)
}

impl Report {
    fn find(&mut self, finding: Finding) {
        if self.findings.len() < FINDINGS_MAX {
            self.findings.push(finding);
        }
    }

    /// Takes what can be read; what cannot is a finding.
    fn take<T>(&mut self, read: database::Result<T>) -> database::Result<Option<T>> {
        match read {
            Ok(it) => Ok(Some(it)),
            Err(damaged @ DatabaseError::Inconsistent { .. }) => {
                self.find(Finding::Damaged(damaged.to_string()));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    async fn examine_records(&mut self, tx: &mut Transaction) -> database::Result<()> {
        let present = epochs::current(tx).await;
        let Some(epoch) = self.take(present)? else {
            return Ok(());
        };
        let mut last = i64::MIN;
        loop {
            let rows = check::records_after(tx, last).await?;
            let Some(end) = rows.last() else {
                return Ok(());
            };
            last = end.record_no;
            for row in rows {
                self.records += 1;
                self.examine_record(row, epoch);
            }
        }
    }

    fn examine_record(&mut self, row: RecordRow, epoch: EpochId) {
        let RecordRow {
            key, seq, fields, ..
        } = row;
        let Ok(record) = unpack(&fields) else {
            return self.find(Finding::Damaged(format!("{} cannot be read", named(&key))));
        };
        let numbers = record.fields.values().filter_map(|it| it.number_in(epoch));
        if let Some(highest) = numbers.max().filter(|it| *it > seq) {
            self.find(Finding::Behind { key, seq, highest });
        }
    }

    async fn examine_pushes(
        &mut self,
        tx: &mut Transaction,
        devices: &[StoredDevice],
    ) -> database::Result<()> {
        let chapters: BTreeMap<DeviceNo, RecordId> =
            devices.iter().map(|it| (it.no, it.chapter)).collect();
        let mut last = i64::MIN;
        while let Some(push) = check::push_after(tx, last).await? {
            let PushRow {
                push_no,
                device,
                body,
            } = push;
            last = push_no;
            self.pushes += 1;
            let (Some(chapter), Ok(request)) =
                (chapters.get(&device), ExchangeRequest::from_body(&body))
            else {
                self.find(Finding::Damaged(format!("push {push_no} cannot be read")));
                continue;
            };
            let accepted = accepted(tx, *chapter, devices, &request.changes).await?;
            self.examine_changes(tx, &accepted).await?;
        }
        Ok(())
    }

    /// Compares changes that were accepted with the records that they were folded into.
    async fn examine_changes(
        &mut self,
        tx: &mut Transaction,
        accepted: &[&Change],
    ) -> database::Result<()> {
        let mut keys: Vec<&RecordKey> = accepted.iter().map(|change| &change.key).collect();
        keys.sort_unstable();
        keys.dedup();
        let read = records::get_many(tx, &keys).await;
        let Some(records) = self.take(read)? else {
            return Ok(());
        };
        for change in accepted {
            let Some(record) = records.get(&change.key) else {
                self.find(Finding::Gone(change.key.clone()));
                continue;
            };
            for sent in &change.fields {
                let stands = record.fields.get(&sent.name);
                if stands.is_some_and(|it| it.version == change.version && it.value != sent.value) {
                    self.find(Finding::OtherValue {
                        key: change.key.clone(),
                        field: sent.name.clone(),
                    });
                }
            }
        }
        Ok(())
    }

    async fn examine_kept_aside(
        &mut self,
        tx: &mut Transaction,
        devices: &[StoredDevice],
    ) -> database::Result<()> {
        for device in devices {
            let read = pushes::list_kept_aside(tx, device.no).await;
            self.take(read)?;
        }
        Ok(())
    }
}

/// Returns those of a push's changes that were accepted with the content that they have there.
async fn accepted<'a>(
    tx: &mut Transaction,
    chapter: RecordId,
    devices: &[StoredDevice],
    pushed: &'a [Change],
) -> database::Result<Vec<&'a Change>> {
    let mut by_author: BTreeMap<_, Vec<&Change>> = BTreeMap::new();
    for change in pushed {
        by_author
            .entry(change.version.device)
            .or_default()
            .push(change);
    }
    let mut accepted = Vec::new();
    for (author, pushed) in by_author {
        let known = devices
            .iter()
            .find(|it| it.id == author && it.chapter == chapter);
        let Some(known) = known else { continue };
        let numbers = pushed.iter().map(|it| it.version.dev_seq).collect();
        let before = changes::get_many(tx, known.no, &numbers).await?;
        accepted.extend(pushed.into_iter().filter(|change| {
            before
                .get(&change.version.dev_seq)
                .is_some_and(|it| it.content_hash == change.content_hash())
        }));
    }
    Ok(accepted)
}

fn named(key: &RecordKey) -> String {
    let RecordKey { space, kind, id } = key;
    format!("{kind} {id} in {:?} of {}", space.audience, space.owner)
}
