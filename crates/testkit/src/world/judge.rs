//! The end of a history: everybody comes together, and what there is is held against what there must be.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, ensure};
use desk_sync::exchange::PROTOCOL;
use desk_sync::session::Input;
use desk_sync::two_versions::{self, is_settled};
use desk_sync::{Audience, DeviceId, ExchangeRequest, Membership, Record, RecordKey, Role};
use uuid::Uuid;

use super::{SECOND_US, SetBack, World};
use crate::laptop::{Laptop, Wants, open_kept};
use crate::oracle::{Invariant, Report};
use crate::registers::{EDITED, Register};

/// How often all may exchange before it is called endless.
const QUIET_ROUNDS: usize = 40;

impl World {
    /// Everybody comes together over a network that loses nothing, and the oracle looks at what there is.
    pub(crate) async fn judge(mut self) -> Result<Report> {
        self.quiet().await?;
        let server = self.server_state().await?;
        let mut quarantined = BTreeSet::new();
        for (who, laptop) in self.laptops.iter().enumerate() {
            let report = &mut self.oracle.report;
            let waiting = laptop.store().waiting().await?;
            report.check(Invariant::I4, waiting == 0, || {
                format!("laptop {who} never ends sending {waiting}")
            });
            equals(report, who, laptop, &server).await?;
            let findings = laptop.store().doctor(false).await?;
            report.check(Invariant::I3, findings.is_sound(), || {
                format!("laptop {who}: {findings:?}")
            });
            for held in laptop.store().quarantine().await? {
                quarantined.extend(held.registers.into_values());
            }
        }
        self.judge_copies().await?;
        self.oracle.judge(&server, &quarantined);
        Ok(self.oracle.report)
    }

    async fn quiet(&mut self) -> Result<()> {
        for who in 0..self.laptops.len() {
            self.under_way.remove(&who);
            // What was under way is given up, as after a time-out.
            let (random, now_us) = (self.random.next(), self.host.now_us());
            if self.laptops[who].asked.is_some() {
                self.laptops[who].hears(None, now_us, random).await?;
            }
        }
        for _ in 0..QUIET_ROUNDS {
            let mut moved = false;
            for who in 0..self.laptops.len() {
                moved |= self.exchange_until_quiet(who).await?;
            }
            if !moved {
                break;
            }
        }
        Ok(())
    }

    /// Returns whether anything was sent or came.
    async fn exchange_until_quiet(&mut self, who: usize) -> Result<bool> {
        let mut moved = false;
        let mut input = Some(Input::Online);
        let mut answer = None;
        for _ in 0..QUIET_ROUNDS {
            self.host.set_clock(self.host.now_us() + SECOND_US);
            let (random, now_us) = (self.random.next(), self.host.now_us());
            let wants = match (input.take(), answer.take()) {
                (Some(input), _) => self.laptops[who].wake(input, now_us, random).await?,
                (None, answer) => self.laptops[who].hears(answer, now_us, random).await?,
            };
            let Wants::Exchange(request) = wants else {
                return Ok(moved);
            };
            let came = self.exchange(who, &request).await?;
            moved |= !came.results.is_empty()
                || !came.records.is_empty()
                || !request.offers.is_empty()
                || request.epoch != Some(came.epoch);
            answer = Some(came);
        }
        Ok(moved)
    }

    /// All that the server has, as a coordinator's new laptop would get it.
    async fn server_state(&mut self) -> Result<BTreeMap<RecordKey, Record>> {
        let device = Uuid::from_u128(0xff);
        let membership = Membership {
            role: Role::Coordinator,
            guest_of: None,
        };
        let token = self.host.join(device, membership).await?;
        let mut state: BTreeMap<RecordKey, Record> = BTreeMap::new();
        let mut request = ExchangeRequest {
            protocol: PROTOCOL,
            device: DeviceId(device),
            epoch: None,
            cursors: Vec::new(),
            pull: true,
            changes: Vec::new(),
            offers: Vec::new(),
        };
        loop {
            let answer = self.host.exchange(&token, request.to_body()).await?;
            for news in answer.records {
                let record = state.entry(news.key).or_default();
                record.fields.extend(news.fields);
            }
            if !answer.more {
                return Ok(state);
            }
            ensure!(
                request.cursors != answer.cursors,
                "a page moves the cursors"
            );
            request.epoch = Some(answer.epoch);
            request.cursors = answer.cursors;
        }
    }

    /// What was unsent when a laptop went back to a backup is in the copy that this step kept.
    async fn judge_copies(&mut self) -> Result<()> {
        for SetBack { kept, unsent } in &self.set_back {
            if unsent.is_empty() {
                continue;
            }
            let store = open_kept(kept).await?;
            for (register, value) in unsent {
                let Register { key, name } = register;
                let history = store.history(&key.kind, key.id.0).await?;
                let found = history
                    .iter()
                    .any(|entry| entry.register == *name && entry.new == *value);
                self.oracle.report.check(Invariant::I4, found, || {
                    format!("{register:?} is not in the copy that a restore kept")
                });
            }
            store.close().await;
        }
        Ok(())
    }
}

/// A laptop shows what the server has, of what its member may see, and nothing else.
async fn equals(
    report: &mut Report,
    who: usize,
    laptop: &Laptop,
    server: &BTreeMap<RecordKey, Record>,
) -> Result<()> {
    for edited in &EDITED {
        let may_see = laptop.sees_private || edited.audience == Audience::Team;
        for key in edited.keys() {
            let shown = laptop.shows_record(&key).await?;
            let record = server.get(&key).filter(|_| may_see);
            let there: BTreeMap<String, Vec<u8>> = record
                .into_iter()
                .flat_map(|record| &record.fields)
                .map(|(name, field)| (name.clone(), field.value.clone()))
                .collect();
            report.check(Invariant::I1, shown == there, || {
                format!("laptop {who} shows {shown:?} at {key:?}, and the server has {there:?}")
            });
        }
    }
    let questions = server.iter().filter(|(key, record)| {
        let may_see = laptop.sees_private || key.space.audience == Audience::Team;
        let asked = key.kind == two_versions::KIND;
        may_see && asked && !record.is_deleted() && !is_settled(record)
    });
    let (asked, there) = (laptop.store().inbox().await?.len(), questions.count());
    // Of several questions about one register between the same two, a laptop asks the latest.
    report.check(Invariant::I1, (asked == 0) == (there == 0), || {
        format!("laptop {who} asks {asked} questions of {there}")
    });
    Ok(())
}
