//! What came from colleagues: into the server's state, the overlay, the typed tables and the history.

use std::collections::{BTreeMap, BTreeSet};

use desk_sync::overlay::take_news;
use desk_sync::{
    EpochId, ExchangeAnswer, Field, Record, RecordKey, RecordNews, Stamp, Version, two_versions,
};
use sqlx::SqliteConnection;

use super::apply::Applied;
use crate::action::Source;
use crate::codec::Entry;
use crate::combined;
use crate::error::Result;
use crate::overlay;
use crate::own::Own;
use crate::projection;
use crate::tables;
use crate::tables::combined::CombinedRow;
use crate::tables::history::{self, Written};
use crate::tables::installation::Installation;
use crate::tables::outbox::{self, Waiting};
use crate::tables::record::{self, RecordRow};

/// Takes in the records of an answer; `released` are the records from whose overlay changes went.
pub(super) async fn take(
    conn: &mut SqliteConnection,
    here: &mut Installation,
    answer: &ExchangeAnswer,
    released: BTreeSet<i64>,
    now_us: u64,
    applied: &mut Applied,
) -> Result<()> {
    let stamps = answer.records.iter().flat_map(|news| news.fields.values());
    let latest = stamps.map(|field| field.stamp).max();
    here.clock.observe(latest.unwrap_or(Stamp(0)), now_us);

    let (records, news) = load(conn, &answer.records, released).await?;
    let record_ids: Vec<i64> = records.keys().copied().collect();
    let mut waiting = outbox::list_by_records(conn, &record_ids).await?;
    let own = Own::read(conn, here).await?;
    let mut taken = Taken::default();
    let answered = Answered {
        own: &own,
        epoch: answer.epoch,
        now_us,
    };
    for (record_id, record) in &records {
        let waiting = waiting.remove(record_id).unwrap_or_default();
        taken.take(answered, record, &waiting, news.get(record_id).copied());
    }
    let Taken {
        written,
        combined,
        shown,
        alike,
        received,
        two_versions,
    } = taken;
    record::put_all(conn, &shown).await?;
    record::put_all_alike(conn, &alike).await?;
    history::put_all(conn, &written).await?;
    projection::write_all(conn, &shown).await?;
    tables::combined::put_all(conn, &combined).await?;
    applied.received = received;
    applied.two_versions = two_versions;
    let place = |record: &RecordRow| (record.key.space.owner.0, record.key.kind.clone());
    applied.changed = shown.iter().map(place).collect();
    applied.combined = combined::name_all(conn, combined).await?;
    Ok(())
}

/// Loads the records that news came for or changes went from, and says which news belongs to which.
async fn load<'a>(
    conn: &mut SqliteConnection,
    news: &'a [RecordNews],
    mut released: BTreeSet<i64>,
) -> Result<(BTreeMap<i64, RecordRow>, BTreeMap<i64, &'a RecordNews>)> {
    let keys: Vec<RecordKey> = news.iter().map(|news| news.key.clone()).collect();
    let stored = record::list_by_keys(conn, &keys).await?;
    let mut by_key: BTreeMap<RecordKey, RecordRow> = stored
        .into_iter()
        .map(|record| (record.key.clone(), record))
        .collect();
    let mut next_id = record::last_id(conn).await? + 1;
    let (mut records, mut news_of) = (BTreeMap::new(), BTreeMap::new());
    for one in news {
        let record = by_key.remove(&one.key).unwrap_or_else(|| {
            next_id += 1;
            RecordRow {
                record_id: next_id - 1,
                key: one.key.clone(),
                base: None,
                pending: None,
            }
        });
        released.remove(&record.record_id);
        news_of.insert(record.record_id, one);
        records.insert(record.record_id, record);
    }
    let without_news: Vec<i64> = released.into_iter().collect();
    records.extend(record::list_by_ids(conn, &without_news).await?);
    Ok((records, news_of))
}

/// To whom, in which epoch and when the answer came.
#[derive(Clone, Copy)]
struct Answered<'a> {
    own: &'a Own,
    epoch: EpochId,
    now_us: u64,
}

/// What taking in the news of many records amounts to.
#[derive(Default)]
struct Taken {
    written: Vec<Written>,
    combined: Vec<CombinedRow>,
    /// Records that show something else than before.
    shown: Vec<RecordRow>,
    /// Records that show what they showed before.
    alike: Vec<RecordRow>,
    received: u64,
    two_versions: u64,
}

impl Taken {
    fn take(
        &mut self,
        answered: Answered<'_>,
        record: &RecordRow,
        waiting: &[Waiting],
        news: Option<&RecordNews>,
    ) {
        let mut after = record.clone();
        if let Some(news) = news {
            let base = after.base.get_or_insert_default();
            take_news(base, news, answered.epoch);
            self.tell(answered, record, news);
        }
        after.pending = overlay::pending(&after, waiting);
        let is_open = |record: &Record| !two_versions::is_settled(record);
        if news.is_some() && record.shown().is_none() && after.key.kind == two_versions::KIND {
            self.two_versions += u64::from(after.shown().is_some_and(is_open));
        }
        if shows_the_same(record, &after) {
            self.alike.push(after);
        } else {
            self.shown.push(after);
        }
    }

    /// Enters what colleagues wrote into the history, and says where it came together with what was written here.
    fn tell(&mut self, answered: Answered<'_>, before: &RecordRow, news: &RecordNews) {
        let empty = Record::default();
        let base = before.base.as_ref().unwrap_or(&empty);
        let is_new = |(name, field): &(&String, &Field)| {
            !answered.own.wrote(field.version)
                && base.fields.get(*name).map(|kept| kept.version) != Some(field.version)
        };
        let theirs: Vec<(&String, &Field)> = news.fields.iter().filter(is_new).collect();
        if theirs.is_empty() {
            return;
        }
        self.received += 1;
        let mut by_change: BTreeMap<Version, Written> = BTreeMap::new();
        for (name, field) in &theirs {
            // A value that came where there was none is told by the record itself.
            let Some(old) = base.fields.get(*name) else {
                continue;
            };
            let written = by_change.entry(field.version).or_insert_with(|| Written {
                record_id: before.record_id,
                action: None,
                source: Source::Received,
                version: field.version,
                at_us: field.stamp.0,
                made: false,
                entries: Vec::new(),
            });
            written.entries.push(Entry {
                register: (*name).clone(),
                old: Some(old.value.clone()),
                new: field.value.clone(),
            });
        }
        self.written.extend(by_change.into_values());
        let mine = written_here(before);
        if !mine.is_empty() && before.key.kind != two_versions::KIND {
            self.combined.push(CombinedRow {
                record_id: before.record_id,
                at_us: answered.now_us,
                mine,
                theirs: theirs.iter().map(|(name, _)| (*name).clone()).collect(),
            });
        }
    }
}

/// Returns the registers that show what was written here and was not yet part of the server's state.
fn written_here(record: &RecordRow) -> BTreeSet<String> {
    let base = record.base.as_ref().map(|base| &base.fields);
    let of_base = |name: &String| {
        base.and_then(|fields| fields.get(name))
            .map(|field| field.version)
    };
    let pending = record.pending.iter().flat_map(|pending| &pending.fields);
    pending
        .filter(|(name, field)| of_base(name) != Some(field.version))
        .map(|(name, _)| name.clone())
        .collect()
}

/// Whether two states of a record show the same values, whoever wrote them.
fn shows_the_same(before: &RecordRow, after: &RecordRow) -> bool {
    let values = |record: &RecordRow| {
        let fields = record.shown().into_iter().flat_map(|shown| &shown.fields);
        fields
            .map(|(name, field)| (name.clone(), field.value.clone()))
            .collect::<Vec<_>>()
    };
    before.shown().is_some() && values(before) == values(after)
}
