//! An answer as it lies on the wire.

use minicbor::{Decode, Encode};

use super::WireError;
use super::cells::at_most_a_page;
use super::news::News;
use super::results::{Run, WireRefusal, runs, spell_out};
use super::tables::{Interner, Tables};
use crate::exchange::ExchangeAnswer;
use crate::ids::{EpochId, Seq};
use crate::scope::{Cursor, Scope};

#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct Message {
    #[n(0)]
    epoch: EpochId,
    #[n(1)]
    common: Option<Seq>,
    #[n(2)]
    server_us: u64,
    #[n(3)]
    grants: Vec<Scope>,
    #[n(4)]
    tables: Option<Tables>,
    #[n(5)]
    #[cbor(default, decode_with = "at_most_a_page")]
    results: Vec<Run>,
    #[n(6)]
    #[cbor(default, decode_with = "at_most_a_page")]
    refused_offers: Vec<(u32, WireRefusal)>,
    #[n(7)]
    records: Option<News>,
    #[n(8)]
    cursors: Vec<Cursor>,
    #[n(9)]
    more: bool,
}

impl Message {
    pub(super) fn of(answer: &ExchangeAnswer) -> Self {
        let ExchangeAnswer {
            epoch,
            common,
            server_us,
            grants,
            results,
            refused_offers,
            records,
            cursors,
            more,
        } = answer;
        let mut names = Interner::default();
        let results = runs(results, &mut names);
        let records = (!records.is_empty()).then(|| News::of(records, &mut names));
        let refused_offers = refused_offers
            .iter()
            .map(|(place, refusal)| (*place, WireRefusal::of(refusal)))
            .collect();
        Self {
            epoch: *epoch,
            common: *common,
            server_us: *server_us,
            grants: grants.clone(),
            tables: (!results.is_empty() || records.is_some()).then(|| names.finish()),
            results,
            refused_offers,
            records,
            cursors: cursors.clone(),
            more: *more,
        }
    }

    pub(super) fn open(self) -> Result<ExchangeAnswer, WireError> {
        let tables = self.tables.unwrap_or_default();
        let records = match self.records {
            Some(records) => records.open(&tables)?,
            None => Vec::new(),
        };
        Ok(ExchangeAnswer {
            epoch: self.epoch,
            common: self.common,
            server_us: self.server_us,
            grants: self.grants,
            results: spell_out(self.results, &tables)?,
            refused_offers: self
                .refused_offers
                .into_iter()
                .map(|(place, refusal)| (place, refusal.open()))
                .collect(),
            records,
            cursors: self.cursors,
            more: self.more,
        })
    }
}
