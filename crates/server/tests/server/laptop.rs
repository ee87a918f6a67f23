//! A laptop as far as the server can tell: what desk-sync says a client does, kept in memory.

use std::collections::BTreeMap;

use axum::body::{Body, to_bytes};
use axum::http::header::AUTHORIZATION;
use axum::http::{Request, StatusCode};
use desk_sync::exchange::PROTOCOL;
use desk_sync::membership::Role;
use desk_sync::overlay::{shown, take_news};
use desk_sync::{
    Audience, Change, ChangeResult, Cursor, DeviceId, EpochId, ExchangeAnswer, ExchangeRequest,
    OfferedRecord, Record, RecordId, RecordKey, Scope, Space, Stamp, Version, offers,
};
use serde_json::Value;
use uuid::Uuid;

use crate::desk::{Desk, device, json_of};

/// One member's laptop.
#[derive(Clone)]
pub(crate) struct Laptop {
    pub(crate) id: DeviceId,
    pub(crate) token: String,
    pub(crate) epoch: Option<EpochId>,
    pub(crate) cursors: Vec<Cursor>,
    pub(crate) grants: Vec<Scope>,
    /// The server's state, as far as it came.
    pub(crate) base: BTreeMap<RecordKey, Record>,
    /// Unsent, or sent and not come back yet.
    pub(crate) pending: Vec<Change>,
    pub(crate) offers: Vec<OfferedRecord>,
    dev_seq: u64,
    stamp: u64,
}

/// What a request was answered, or the status and code of its refusal.
pub(crate) type Answer = Result<ExchangeAnswer, (StatusCode, String)>;

impl Laptop {
    /// Joins a chapter as the `n`th laptop.
    pub(crate) async fn join(desk: &Desk, chapter: RecordId, role: Role, n: u128) -> Self {
        let token = desk.member(chapter, role, device(n)).await;
        Self::with_token(device(n), token, desk.now_us())
    }

    pub(crate) fn with_token(id: DeviceId, token: String, now_us: u64) -> Self {
        Self {
            id,
            token,
            epoch: None,
            cursors: Vec::new(),
            grants: Vec::new(),
            base: BTreeMap::new(),
            pending: Vec::new(),
            offers: Vec::new(),
            dev_seq: 0,
            stamp: now_us,
        }
    }

    /// Edits a record over what this laptop shows of it.
    pub(crate) fn edit(&mut self, key: &RecordKey, values: &[(&str, &str)]) -> Version {
        self.dev_seq += 1;
        self.stamp += 1;
        let version = Version {
            device: self.id,
            dev_seq: self.dev_seq,
        };
        let values = values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec()));
        let change = Change::over(
            &self.shown(key),
            version,
            Stamp(self.stamp),
            key.clone(),
            values,
        );
        self.pending.push(change);
        version
    }

    /// Edits with a clock that shows `stamp_us`.
    pub(crate) fn edit_at(
        &mut self,
        stamp_us: u64,
        key: &RecordKey,
        values: &[(&str, &str)],
    ) -> Version {
        self.stamp = stamp_us - 1;
        self.edit(key, values)
    }

    /// How many changes it has made.
    pub(crate) fn edits(&self) -> u64 {
        self.dev_seq
    }

    /// What its owner sees of a record.
    pub(crate) fn shown(&self, key: &RecordKey) -> Record {
        let base = self.base.get(key).cloned().unwrap_or_default();
        shown(
            &base,
            self.pending.iter().filter(|change| change.key == *key),
        )
    }

    /// The value shown in a register, or `""`.
    pub(crate) fn value(&self, key: &RecordKey, name: &str) -> String {
        let record = self.shown(key);
        let value = record
            .fields
            .get(name)
            .map_or(&[][..], |field| &field.value);
        String::from_utf8(value.to_vec()).unwrap()
    }

    pub(crate) fn request(&self) -> ExchangeRequest {
        ExchangeRequest {
            protocol: PROTOCOL,
            device: self.id,
            epoch: self.epoch,
            cursors: self.cursors.clone(),
            pull: self.offers.is_empty(),
            changes: self.pending.clone(),
            offers: self.offers.clone(),
        }
    }

    /// Sends a request and takes nothing of the answer: it was lost.
    pub(crate) async fn send(&self, desk: &Desk, request: &ExchangeRequest) -> Answer {
        send(desk, &self.token, request).await
    }

    /// Exchanges until there is nothing left to send or to get; returns every result on the way.
    pub(crate) async fn sync(&mut self, desk: &Desk) -> Vec<(Version, ChangeResult)> {
        let mut results = Vec::new();
        for _ in 0..100 {
            let answer = self.send(desk, &self.request()).await.unwrap();
            let quiet = self.take(answer, &mut results);
            if quiet {
                return results;
            }
        }
        panic!("still not quiet after a hundred exchanges");
    }

    /// Takes an answer; returns whether everything was sent and had.
    pub(crate) fn take(
        &mut self,
        answer: ExchangeAnswer,
        results: &mut Vec<(Version, ChangeResult)>,
    ) -> bool {
        let ExchangeAnswer {
            epoch,
            common,
            grants,
            records,
            cursors,
            more,
            ..
        } = answer;
        if let Some(old) = self.epoch.replace(epoch)
            && old != epoch
        {
            let offered = self
                .base
                .iter()
                .filter_map(|(key, base)| offers(key, base, old, common));
            self.offers = offered.collect();
            self.cursors.clear();
            return false;
        }
        let offered = !std::mem::take(&mut self.offers).is_empty();
        self.grants = grants;
        for news in &records {
            take_news(self.base.entry(news.key.clone()).or_default(), news, epoch);
        }
        self.cursors = cursors;
        for (version, result) in answer.results {
            let done = match &result {
                ChangeResult::Accepted { seq } | ChangeResult::Repeated { seq } => {
                    let change = self
                        .pending
                        .iter()
                        .find(|it| it.version == version)
                        .unwrap();
                    desk_sync::scope::passed(&self.cursors, &change.key.space, *seq)
                }
                ChangeResult::Refused(_) | ChangeResult::KeptAside | ChangeResult::OtherContent => {
                    true
                }
            };
            self.pending
                .retain(|change| !(done && change.version == version));
            results.push((version, result));
        }
        self.pending.is_empty() && !more && !offered
    }
}

/// Sends a request with any token.
pub(crate) async fn send(desk: &Desk, token: &str, request: &ExchangeRequest) -> Answer {
    send_bytes(desk, token, request.to_body()).await
}

pub(crate) async fn send_bytes(desk: &Desk, token: &str, body: Vec<u8>) -> Answer {
    let request = Request::post("/v1/exchange")
        .header(AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::from(body))
        .unwrap();
    let response = desk.send(request).await;
    if response.status() != StatusCode::OK {
        let (status, body): (_, Value) = json_of(response).await;
        return Err((status, body["code"].as_str().unwrap().to_owned()));
    }
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    Ok(ExchangeAnswer::from_body(&body).unwrap())
}

/// The `n`th record of a kind in an owner's team space.
pub(crate) fn team(owner: RecordId, n: u128) -> RecordKey {
    key(owner, Audience::Team, n)
}

/// The `n`th record of a kind in an owner's coordinators space.
pub(crate) fn coordinators(owner: RecordId, n: u128) -> RecordKey {
    key(owner, Audience::Coordinators, n)
}

fn key(owner: RecordId, audience: Audience, n: u128) -> RecordKey {
    RecordKey {
        space: Space { owner, audience },
        kind: "thing".into(),
        id: RecordId(Uuid::from_u128(0x1000 + n)),
    }
}

/// The `n`th visit.
pub(crate) fn visit(n: u128) -> RecordId {
    RecordId(Uuid::from_u128(0x7000 + n))
}
