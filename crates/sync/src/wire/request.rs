//! A request as it lies on the wire.

use minicbor::{Decode, Encode};

use super::WireError;
use super::cells::at_most_a_page;
use super::changes::Changes;
use super::tables::{Interner, Tables};
use crate::exchange::ExchangeRequest;
use crate::ids::{DeviceId, EpochId};
use crate::limits::PAGE_CHANGES_MAX;
use crate::offer::OfferedRecord;
use crate::scope::Cursor;

#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct Message {
    #[n(0)]
    protocol: u32,
    #[n(1)]
    device: DeviceId,
    #[n(2)]
    epoch: Option<EpochId>,
    #[n(3)]
    cursors: Vec<Cursor>,
    #[n(4)]
    pull: bool,
    #[n(5)]
    tables: Option<Tables>,
    #[n(6)]
    changes: Option<Changes>,
    /// Spelled out in full: they come once in the life of a server.
    #[n(7)]
    #[cbor(default, decode_with = "at_most_a_page")]
    offers: Vec<OfferedRecord>,
}

impl Message {
    pub(super) fn of(request: &ExchangeRequest) -> Self {
        let ExchangeRequest {
            protocol,
            device,
            epoch,
            cursors,
            pull,
            changes,
            offers,
        } = request;
        let mut names = Interner::default();
        let changes = (!changes.is_empty()).then(|| Changes::of(changes, &mut names));
        Self {
            protocol: *protocol,
            device: *device,
            epoch: *epoch,
            cursors: cursors.clone(),
            pull: *pull,
            tables: changes.is_some().then(|| names.finish()),
            changes,
            offers: offers.clone(),
        }
    }

    pub(super) fn open(self) -> Result<ExchangeRequest, WireError> {
        let tables = self.tables.unwrap_or_default();
        let changes = match self.changes {
            Some(changes) => changes.open(&tables)?,
            None => Vec::new(),
        };
        if changes.len() > PAGE_CHANGES_MAX || self.offers.len() > PAGE_CHANGES_MAX {
            return Err(WireError::Inconsistent("more changes than a page holds"));
        }
        Ok(ExchangeRequest {
            protocol: self.protocol,
            device: self.device,
            epoch: self.epoch,
            cursors: self.cursors,
            pull: self.pull,
            changes,
            offers: self.offers,
        })
    }
}
