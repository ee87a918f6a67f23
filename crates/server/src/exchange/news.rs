//! What a device has not seen, in pages.

use desk_sync::page::{self, Room};
use desk_sync::{Cursor, EpochId, ExchangeRequest, RecordId, RecordNews, Scope, Seq};
use futures_util::StreamExt;

use super::epoch::carry;
use crate::database::{self, Transaction, chapters, records};

/// One page of news.
#[derive(Debug, Default)]
pub(super) struct NewsPage {
    pub(super) records: Vec<RecordNews>,
    /// One for each grant.
    pub(super) cursors: Vec<Cursor>,
    pub(super) more: bool,
    room: Room,
    full: bool,
}

/// Returns a page without records that leaves every cursor at the beginning.
pub(super) fn nothing(grants: &[Scope]) -> NewsPage {
    let cursors = grants
        .iter()
        .map(|scope| Cursor {
            scope: *scope,
            seq: 0,
        })
        .collect();
    NewsPage {
        cursors,
        more: true,
        ..NewsPage::default()
    }
}

/// Returns what the granted scopes have past the request's cursors, as far as it fits one page.
pub(super) async fn page(
    tx: &mut Transaction,
    chapter: RecordId,
    epoch: EpochId,
    grants: &[Scope],
    request: &ExchangeRequest,
) -> database::Result<NewsPage> {
    let head = chapters::get(tx, chapter)
        .await?
        .map_or(0, |chapter| chapter.head);
    let mut page = NewsPage::default();
    for &scope in grants {
        let cursor = request.cursors.iter().find(|cursor| cursor.scope == scope);
        let after = cursor.map_or(0, |cursor| cursor.seq);
        let seq = match request.pull && !page.full && after < head {
            true => {
                page.add(tx, chapter, epoch, Cursor { scope, seq: after })
                    .await?
            }
            false => Some(after),
        };
        page.more |= seq.is_some_and(|seq| seq < head);
        // A scope that was read to its end has nothing up to the chapter's head, whose change may be elsewhere.
        page.cursors.push(Cursor {
            scope,
            seq: seq.unwrap_or(head),
        });
    }
    Ok(page)
}

impl NewsPage {
    /// Adds what a scope has past a cursor; returns the last number added if the page is full, none at its end.
    ///
    /// A page ends between two numbers, never within one: a value and the question about it share theirs.
    async fn add(
        &mut self,
        tx: &mut Transaction,
        chapter: RecordId,
        epoch: EpochId,
        Cursor { scope, seq: after }: Cursor,
    ) -> database::Result<Option<Seq>> {
        let mut last = after;
        let mut news = records::news(tx, chapter, scope, after);
        while let Some(record) = news.next().await {
            let records::News {
                key,
                seq,
                mut record,
            } = record?;
            carry(&mut record, epoch);
            // Whole, older fields too: a page may have ended between an older field's number and the record's, and
            // then that field was in no page before.
            record
                .fields
                .retain(|_, field| field.number_in(epoch).is_some());
            let fields = record.fields;
            let news = RecordNews { key, fields };
            if !self.room.take(page::of_news(&news)) && seq > last {
                self.full = true;
                return Ok(Some(last));
            }
            last = seq;
            self.records.push(news);
        }
        Ok(None)
    }
}
