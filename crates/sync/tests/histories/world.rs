//! One history: who edits, who exchanges, what goes wrong, all from one seed.

use desk_sync::record::{DELETED, FALSE, TRUE};
use desk_sync::{
    Audience, DeviceId, EpochId, ExchangeAnswer, ExchangeRequest, RecordId, RecordKey, Scope, Space,
};
use uuid::Uuid;

use crate::client::Client;
use crate::oracle::Oracle;
use crate::random::Random;
use crate::server::Server;

/// What may happen in a history beside edits, exchanges, lost answers and short pages.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Features {
    /// Clocks are wrong by hours or years.
    pub(crate) skew: bool,
    /// Changes travel from laptop to laptop by file.
    pub(crate) bundles: bool,
    /// The server is restored from an older backup.
    pub(crate) restores: bool,
}

/// A fault planted to see whether the oracle finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    OutboxRowDropped,
    AcknowledgedBeforeCommit,
    NumberSkipped,
    OverlayEndsAtAcknowledgement,
    QuestionNotFiled,
    NothingOffered,
}

const SECOND_US: u64 = 1_000_000;
const QUIET_ROUNDS: usize = 14;

/// Lives through one history; returns what the oracle finds wrong.
pub(crate) fn run(
    seed: u64,
    steps: usize,
    features: Features,
    fault: Option<Fault>,
) -> Vec<String> {
    let mut world = World::new(seed, features, fault);
    for _ in 0..steps {
        world.step();
    }
    world.quiet();
    world.judge()
}

struct World {
    random: Random,
    features: Features,
    server: Server,
    clients: Vec<Client>,
    oracle: Oracle,
    backup: Option<Server>,
    now_us: u64,
    epochs: u128,
    saved: usize,
}

impl World {
    fn new(seed: u64, features: Features, fault: Option<Fault>) -> Self {
        let mut random = Random(seed);
        let count = random.pick(&[2, 3, 4_u8]);
        let clients = (0..count).map(|number| {
            let device = DeviceId(Uuid::from_u128(0xd0 + u128::from(number)));
            let mut grants = vec![
                Scope::Chapter(Audience::Team),
                Scope::Chapter(Audience::Coordinators),
            ];
            if number == 2 {
                grants.pop(); // a volunteer
            }
            let mut client = Client::new(device, grants, fault);
            if features.skew && random.percent(40) {
                client.skew_us =
                    random.pick(&[-5_000, 3_600, 10_000_000]) * SECOND_US.cast_signed();
            }
            client
        });
        let clients = clients.collect();
        Self {
            random,
            features,
            server: Server::new(EpochId(Uuid::from_u128(0xe0)), fault),
            clients,
            oracle: Oracle::default(),
            backup: None,
            now_us: 100_000_000 * SECOND_US,
            epochs: 1,
            saved: 0,
        }
    }

    fn step(&mut self) {
        self.now_us += (1 + self.random.next() % 30) * SECOND_US;
        let who = self.random.below(self.clients.len());
        match self.random.below(100) {
            0..45 => self.edit(who),
            45..85 => {
                let answer_is_lost = self.random.percent(30);
                let page = self.random.pick(&[1, 2, 99]);
                self.exchange(who, answer_is_lost, page);
            }
            85..93 if self.features.bundles => self.carry(who),
            93..97 if self.features.restores => self.back_up_or_restore(),
            _ => {}
        }
    }

    fn edit(&mut self, who: usize) {
        let client = &mut self.clients[who];
        let key = key(self.random.below(3));
        if !client.sees(&key) {
            return;
        }
        self.saved += 1;
        let text = format!("\"{}\"", self.saved).into_bytes();
        let values = match self.random.below(20) {
            0 | 1 => vec![(DELETED.to_owned(), TRUE.to_vec())],
            2 => vec![(DELETED.to_owned(), FALSE.to_vec())],
            3 => vec![
                ("title".to_owned(), text.clone()),
                ("place".to_owned(), text),
            ],
            4..12 => vec![("title".to_owned(), text)],
            _ => vec![("place".to_owned(), text)],
        };
        client.edit(&key, values, self.now_us, &mut self.oracle);
    }

    fn exchange(&mut self, who: usize, answer_is_lost: bool, page: usize) {
        let client = &mut self.clients[who];
        let sent = client.request().to_cbor();
        let request = ExchangeRequest::from_cbor(&sent).expect("it was written here");
        let grants = client.grants.clone();
        let answer = self
            .server
            .exchange(request, grants, self.now_us, page, &mut self.oracle);
        if !answer_is_lost {
            let answer = ExchangeAnswer::from_cbor(&answer.to_cbor()).expect("it was written here");
            client.apply(answer, self.now_us);
        }
    }

    /// Changes go by file, all but those of which the history knows that the server has them.
    fn carry(&mut self, from: usize) {
        let to = self.random.below(self.clients.len());
        if to == from {
            return;
        }
        let changes: Vec<_> = self.clients[from]
            .pending
            .iter()
            .map(|pending| pending.change.clone())
            .filter(|change| !self.server.known.contains_key(&change.version))
            .collect();
        self.clients[to].import(changes);
    }

    fn back_up_or_restore(&mut self) {
        match self.backup.take() {
            None => self.backup = Some(self.server.clone()),
            Some(backup) if backup.epoch == self.server.epoch => {
                let epoch = EpochId(Uuid::from_u128(0xe0 + self.epochs));
                self.epochs += 1;
                self.server.restore(backup, epoch);
            }
            Some(_) => {}
        }
    }

    /// Everybody exchanges until nothing can be left.
    fn quiet(&mut self) {
        for _ in 0..QUIET_ROUNDS {
            for who in 0..self.clients.len() {
                self.exchange(who, false, 99);
            }
        }
    }

    fn judge(&self) -> Vec<String> {
        let mut wrong = self.oracle.judge(&self.server, self.features.restores);
        for client in &self.clients {
            let device = client.device;
            if !client.pending.is_empty() {
                wrong.push(format!("{device} never ends sending"));
            }
            for (key, record) in &self.server.records {
                let kept = client.base.get(key);
                if client.sees(key) && kept != Some(record) {
                    wrong.push(format!(
                        "{device} differs in {key:?}: {kept:?}, not {record:?}"
                    ));
                }
                if !client.sees(key) && kept.is_some() {
                    wrong.push(format!("{device} holds {key:?}, which it may not see"));
                }
            }
            if client
                .base
                .keys()
                .any(|key| !self.server.records.contains_key(key))
            {
                wrong.push(format!("{device} holds what the server does not"));
            }
        }
        wrong
    }
}

/// Two records of the team and one of the coordinators.
fn key(number: usize) -> RecordKey {
    RecordKey {
        space: Space {
            owner: RecordId(Uuid::from_u128(0xa0)),
            audience: [Audience::Team, Audience::Team, Audience::Coordinators][number],
        },
        kind: "task".to_owned(),
        id: RecordId(Uuid::from_u128(0x1d + number as u128)),
    }
}
