//! One history: who edits, who exchanges, what goes wrong, all from one seed.

mod judge;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use desk_sync::session::Input;
use desk_sync::{Audience, ChangeResult, ExchangeAnswer, ExchangeRequest, Membership, Role};
use uuid::Uuid;

use crate::fault::Fault;
use crate::host::{Host, PutBack};
use crate::laptop::{Laptop, Wants};
use crate::oracle::Oracle;
use crate::random::Random;
use crate::registers::{EDITED, Register};

const SECOND_US: u64 = 1_000_000;
/// Noon of 1 September 2026.
const START_US: u64 = 1_788_264_000 * SECOND_US;
/// The most copies of laptops that come into being.
const CLONES_MAX: usize = 2;

/// What may happen beside edits, exchanges, loss and power cuts.
#[derive(Debug, Clone, Copy)]
struct Features {
    /// Clocks are wrong by hours or years, and jump.
    skew: bool,
    /// The server is put back to older copies. Not beside `restores`: what only one laptop and the server had, and both
    /// went back, is nowhere.
    put_back: bool,
    /// Laptops go back to backups.
    restores: bool,
    /// Laptops are cloned. Not beside `put_back`: a server that has forgotten what one copy sent under their common id
    /// cannot tell the other by it, and one may then replace what it never saw (`docs/sync.md` §9).
    clones: bool,
}

/// What a laptop had not sent when it went back to a backup, and the copy that must have it.
struct SetBack {
    kept: PathBuf,
    unsent: Vec<(Register, Vec<u8>)>,
}

pub(crate) struct World {
    random: Random,
    features: Features,
    fault: Option<Fault>,
    host: Host,
    laptops: Vec<Laptop>,
    /// The answer on its way to each laptop that has asked; none within where it is lost.
    under_way: BTreeMap<usize, Option<ExchangeAnswer>>,
    /// Each laptop's latest backup.
    backups: BTreeMap<usize, PathBuf>,
    server_backup: Option<PathBuf>,
    set_back: Vec<SetBack>,
    last: Option<(String, Vec<u8>, ExchangeAnswer)>,
    oracle: Oracle,
    clones: usize,
}

impl World {
    pub(crate) async fn new(seed: u64, fault: Option<Fault>) -> Result<Self> {
        let mut random = Random(seed);
        let put_back = random.percent(50);
        let features = Features {
            skew: random.percent(50),
            put_back,
            restores: !put_back,
            clones: random.percent(40) && !put_back,
        };
        let host = Host::start(START_US).await?;
        let mut laptops = Vec::new();
        for number in 0..random.pick(&[2, 2, 3_u128]) {
            let role = if number == 2 {
                Role::Volunteer
            } else {
                Role::Coordinator
            };
            let membership = Membership {
                role,
                guest_of: None,
            };
            let device = Uuid::from_u128(0xd0 + number);
            let token = host.join(device, membership).await?;
            laptops.push(Laptop::new(device, token, membership).await?);
        }
        Ok(Self {
            random,
            features,
            fault,
            host,
            laptops,
            under_way: BTreeMap::new(),
            backups: BTreeMap::new(),
            server_backup: None,
            set_back: Vec::new(),
            last: None,
            oracle: Oracle::default(),
            clones: 0,
        })
    }

    /// Something happens.
    pub(crate) async fn step(&mut self) -> Result<()> {
        let pause_us = (1 + self.random.next() % 30) * SECOND_US;
        self.host.set_clock(self.host.now_us() + pause_us);
        let who = self.random.below(self.laptops.len());
        self.spoil(who).await?;
        match self.random.below(100) {
            0..40 => self.edit(who).await,
            40..62 => self.ask(who).await,
            62..84 => self.deliver(who).await,
            84..88 => self.lose_power(who).await,
            88..90 => self.server_loses_power().await,
            90..93 if self.features.put_back => self.back_up_or_put_back().await,
            90..95 if self.features.restores => self.back_up_or_restore(who).await,
            95..97 if self.features.clones => self.clone_laptop(who).await,
            97..100 if self.features.skew => {
                let skew_s = self.random.pick(&[0, -5_000, 3_600, 31_536_000]);
                self.laptops[who].skew_us = skew_s * SECOND_US.cast_signed();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    async fn edit(&mut self, who: usize) -> Result<()> {
        let laptop = &self.laptops[who];
        let edited = self.random.pick(&EDITED);
        if edited.audience == Audience::Coordinators && !laptop.sees_private {
            return Ok(());
        }
        let register = edited.draw(&mut self.random);
        let now_us = self.host.now_us();
        match self.random.below(12) {
            0 => laptop.set_deleted(&register.key, true, now_us).await,
            1 => laptop.set_deleted(&register.key, false, now_us).await,
            _ => {
                let over = laptop.shows(&register).await?;
                let value = self.oracle.saves(who, &register, over.as_deref());
                laptop.write(&register, value, now_us).await
            }
        }
    }

    /// A laptop asks, unless it waits for an answer.
    async fn ask(&mut self, who: usize) -> Result<()> {
        let random = self.random.next();
        let now_us = self.host.now_us();
        let wants = self.laptops[who]
            .wake(Input::Online, now_us, random)
            .await?;
        self.send(who, wants).await
    }

    /// What is on its way to a laptop arrives, or is known not to.
    async fn deliver(&mut self, who: usize) -> Result<()> {
        let Some(answer) = self.under_way.remove(&who) else {
            return Ok(());
        };
        let (random, now_us) = (self.random.next(), self.host.now_us());
        let laptop = &mut self.laptops[who];
        if let Some(answer) = &answer
            && self.random.percent(8)
        {
            laptop.cannot_store(answer.clone(), now_us, random);
            return Ok(());
        }
        let wants = laptop.hears(answer, now_us, random).await?;
        self.send(who, wants).await
    }

    /// The network does with a request what it likes.
    async fn send(&mut self, who: usize, wants: Wants) -> Result<()> {
        let Wants::Exchange(request) = wants else {
            return Ok(());
        };
        let mut answer = None;
        if !self.random.percent(15) {
            let first = self.exchange(who, &request).await?;
            // A repeat overtakes, or comes late and is all that is heard of it.
            let came = if self.random.percent(10) {
                let second = self.exchange(who, &request).await?;
                self.random.pick(&[&first, &second]).clone()
            } else {
                first
            };
            answer = (!self.random.percent(15)).then_some(came);
        }
        self.under_way.insert(who, answer);
        Ok(())
    }

    /// A request reaches the server.
    async fn exchange(&mut self, who: usize, request: &ExchangeRequest) -> Result<ExchangeAnswer> {
        let token = self.laptops[who].token.clone();
        let mut request = request.clone();
        let mut unsaved = Vec::new();
        if self.fault == Some(Fault::AcknowledgedBeforeCommit) && self.random.percent(30) {
            unsaved = std::mem::take(&mut request.changes);
        }
        let body = request.to_body();
        let mut answer = self.host.exchange(&token, body.clone()).await?;
        if self.fault == Some(Fault::NumberSkipped) && self.random.percent(30) {
            answer.records.pop();
        }
        self.oracle.heard(&request, &answer, self.host.now_us());
        self.last = Some((token, body, answer.clone()));
        let head = answer.cursors.iter().map(|cursor| cursor.seq).max();
        for (seq, change) in (head.unwrap_or(0) + 1..).zip(&unsaved) {
            let said = ChangeResult::Accepted { seq };
            answer.results.push((change.version, said));
        }
        Ok(answer)
    }

    /// Does what a planted fault does between steps.
    async fn spoil(&mut self, who: usize) -> Result<()> {
        match self.fault {
            Some(Fault::OutboxRowDropped) if self.random.percent(10) => {
                self.laptops[who]
                    .spoil(
                        "DELETE FROM outbox WHERE outbox_id =
                         (SELECT max(outbox_id) FROM outbox WHERE acked_seq IS NULL)",
                    )
                    .await
            }
            Some(Fault::ScreenOutOfStep) if self.random.percent(10) => {
                let statement = "UPDATE programme_item SET title = 'spoilt'";
                self.laptops[who].spoil(statement).await
            }
            Some(Fault::QuestionForgotten) => {
                let statement = "DELETE FROM records WHERE kind = 'two_versions'";
                self.host.spoil(statement).await
            }
            Some(Fault::NumbersOutOfOrder) if self.random.percent(10) => {
                self.host.spoil("UPDATE chapters SET head = head / 2").await
            }
            Some(Fault::RepeatsForgotten) => self.host.spoil("DELETE FROM changes").await,
            _ => Ok(()),
        }
    }

    async fn lose_power(&mut self, who: usize) -> Result<()> {
        self.under_way.remove(&who);
        self.laptops[who].lose_power().await
    }

    /// The server's power goes; what it took last is sent to it once more.
    async fn server_loses_power(&mut self) -> Result<()> {
        if self.fault == Some(Fault::CommitNotDurable) {
            self.host.spoil("DELETE FROM changes").await?;
        }
        self.host.lose_power().await?;
        let Some((token, body, first)) = self.last.clone() else {
            return Ok(());
        };
        let again = self.host.exchange(&token, body).await?;
        if self.fault != Some(Fault::RepeatsForgotten) {
            self.oracle.sent_again(&first, &again);
        }
        Ok(())
    }

    async fn back_up_or_put_back(&mut self) -> Result<()> {
        let Some(backup) = self.server_backup.take() else {
            self.server_backup = Some(self.host.back_up().await?);
            return Ok(());
        };
        let how = self.random.pick(&[PutBack::ByCommand, PutBack::ByHand]);
        // Put back again before anybody noticed, a server may count numbers of the lost life as its own.
        self.features.put_back = how == PutBack::ByCommand;
        self.host.put_back(&backup, how).await?;
        self.oracle.puts_back();
        self.last = None;
        Ok(())
    }

    async fn back_up_or_restore(&mut self, who: usize) -> Result<()> {
        let now_us = self.host.now_us();
        let laptop = &mut self.laptops[who];
        let Some(backup) = self.backups.remove(&who) else {
            let backup = laptop.back_up().await?;
            self.backups.insert(who, backup);
            return Ok(());
        };
        self.under_way.remove(&who);
        // Nobody keeps a copy of what is replaced by hand, so there must be nothing that only it has.
        if laptop.store().waiting().await? == 0 && self.random.percent(50) {
            return laptop.replace_by_hand(&backup).await;
        }
        let unsent = self.oracle.sets_back(who);
        let kept = laptop.restore(&backup, now_us).await?;
        self.set_back.push(SetBack { kept, unsent });
        Ok(())
    }

    async fn clone_laptop(&mut self, who: usize) -> Result<()> {
        if self.clones == CLONES_MAX {
            return Ok(());
        }
        self.clones += 1;
        let clone = self.laptops[who].cloned(self.clones as u128).await?;
        self.laptops.push(clone);
        Ok(())
    }
}
