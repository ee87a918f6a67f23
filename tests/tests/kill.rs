//! Programs that are killed without warning lose nothing that was answered as saved.
//!
//! Edits are made on one laptop, one after the other through the program's own commands, while it exchanges by itself
//! with a real server. Fifty times the laptop's program or the server is killed at a random moment and started again,
//! and the edits never pause for it: the laptop is killed between two edits or in one, and the server is gone and comes
//! back while they go on. At least a thousand are made in all, twenty or more about each kill; not a thousand for each
//! of the fifty, which would take fifty times as long. In the end every edit that was answered as saved is there on the laptop, on
//! a colleague's that listened all along, and on one that joins last and has only what the server has.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use desk_tests::laptop::{Laptop, text};
use desk_tests::served::Served;
use desk_tests::server::Server;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

const ROUNDS: u32 = 50;
/// The fewest edits of a round; there are more where they go on longer than that.
const EDITS_A_ROUND: u32 = 20;
/// Up to how long after an answer a kill comes: longer than an edit and the exchange that follows it.
const KILL_WITHIN: Duration = Duration::from_millis(30);
/// How long the laptops may take to have everything once nobody is killed any more.
const QUIET_MAX: Duration = Duration::from_secs(60);
/// How often a colleague's laptop is asked meanwhile.
const LOOK_EVERY: Duration = Duration::from_millis(100);

#[tokio::test(flavor = "multi_thread")]
async fn fifty_kills_lose_none_of_a_thousand_saved_edits() -> Result<()> {
    let seed = seed()?;
    println!("DESK_SEED={seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let mut run = Run::begin().await?;

    for round in 0..ROUNDS {
        let kill = Kill::draw(&mut random);
        run.round(kill)
            .await
            .with_context(|| format!("round {round}, {kill:?}"))?;
    }

    ensure!(run.saved.count >= ROUNDS * EDITS_A_ROUND, "all were made");
    run.all_arrives().await
}

/// What is killed, and when.
#[derive(Debug, Clone, Copy)]
struct Kill {
    laptop: bool,
    /// So many edits of the round are answered first.
    after_edits: u32,
    /// And then so much time passes.
    delay: Duration,
}

impl Kill {
    fn draw(random: &mut StdRng) -> Self {
        Self {
            laptop: random.random(),
            after_edits: random.random_range(0..EDITS_A_ROUND),
            delay: random.random_range(Duration::ZERO..KILL_WITHIN),
        }
    }
}

/// What was answered as saved: every register is written once, so that each must hold what it was given.
#[derive(Debug, Default)]
struct Saved {
    tasks: BTreeMap<String, BTreeMap<&'static str, String>>,
    latest: Option<String>,
    count: u32,
}

impl Saved {
    /// Makes the next edit: each second one adds a task, the others write the note of the one that was added last.
    async fn edit(&mut self, laptop: &Served, visit: &str) -> Result<()> {
        let words = format!("edit {}", self.count);
        let (id, field) = match self.latest.take() {
            Some(id) => {
                let set = json!({ "kind": "task", "id": id, "fields": { "note": words } });
                laptop.ask("record_set", &set).await?;
                (id, "note")
            }
            None => {
                let add = json!({ "kind": "task", "visit": visit, "fields": { "title": words } });
                let added = laptop.ask("record_add", &add).await?;
                let id = text(&added["result"], "id")?.to_owned();
                self.latest = Some(id.clone());
                (id, "title")
            }
        };
        self.tasks.entry(id).or_default().insert(field, words);
        self.count += 1;
        Ok(())
    }

    /// The first edit that is not among these tasks.
    fn missing_in(&self, tasks: &BTreeMap<String, Value>) -> Option<String> {
        self.tasks
            .iter()
            .flat_map(|(id, fields)| fields.iter().map(move |(field, words)| (id, field, words)))
            .find(|(id, field, words)| tasks.get(*id).is_none_or(|task| task[field] != **words))
            .map(|(id, field, words)| format!("{field} of task {id}: {words:?}"))
    }
}

/// A server, a laptop that edits, and a colleague's that listens.
struct Run {
    server: Arc<Mutex<Server>>,
    laptop: Laptop,
    program: Option<Served>,
    _colleague: Laptop,
    colleagues_program: Served,
    visit: String,
    saved: Saved,
}

impl Run {
    async fn begin() -> Result<Self> {
        let server = Server::start("Graz")?;
        let (laptop, colleague) = (Laptop::new("Ana")?, Laptop::new("Ben")?);
        laptop.connect(&server.url(), &server.invite("coordinator")?)?;
        let visit = laptop.ask(&["add", "visit", "title=Visit", "zone=Europe/Vienna"])?;
        colleague.connect(&server.url(), &server.invite("coordinator")?)?;
        Ok(Self {
            server: Arc::new(Mutex::new(server)),
            program: Some(laptop.serve().await?),
            laptop,
            colleagues_program: colleague.serve().await?,
            _colleague: colleague,
            visit: text(&visit, "id")?.to_owned(),
            saved: Saved::default(),
        })
    }

    /// Makes the edits of one round with a kill in the middle of them.
    async fn round(&mut self, kill: Kill) -> Result<()> {
        let until = self.saved.count + EDITS_A_ROUND;
        let is_back = AtomicBool::new(false);
        let program = self.program.take().context("the program runs")?;
        let (answered, answers) = watch::channel(self.saved.count);
        let moment = moment(answers, self.saved.count + kill.after_edits, kill.delay);
        let edits_made = edits(&mut self.saved, &program, &self.visit, &answered, |made| {
            made >= until && is_back.load(Ordering::Relaxed)
        });
        if kill.laptop {
            let killed = async {
                moment.await;
                program.kill()
            };
            let (made, killed) = tokio::join!(edits_made, killed);
            killed?;
            made.or_else(unless_cut_off)?;
            self.program = Some(self.laptop.serve().await?);
            self.is_all_on_the_laptop().await?;
        } else {
            let server = Arc::clone(&self.server);
            let killed = async {
                moment.await;
                spawn_blocking(move || kill_and_start_again(&server)).await??;
                is_back.store(true, Ordering::Relaxed);
                Ok(())
            };
            tokio::try_join!(edits_made, killed)?;
            self.program = Some(program);
        }
        let program = self.program.as_ref().context("the program runs again")?;
        edits(&mut self.saved, program, &self.visit, &answered, |made| {
            made >= until
        })
        .await
    }

    async fn is_all_on_the_laptop(&self) -> Result<()> {
        let program = self.program.as_ref().context("the program runs")?;
        let missing = self.saved.missing_in(&tasks(program).await?);
        ensure!(missing.is_none(), "lost on the laptop: {missing:?}");
        Ok(())
    }

    /// Waits until the laptops are quiet and looks for every edit everywhere.
    async fn all_arrives(self) -> Result<()> {
        self.is_all_on_the_laptop().await?;
        let program = self.program.as_ref().context("the program runs")?;
        let exchanged = program.ask("sync_now", &json!({})).await?;
        ensure!(
            exchanged["refused"] == 0,
            "nothing was refused: {exchanged}"
        );
        let here = tasks(program).await?;

        let quiet = timeout(QUIET_MAX, equal_to(&here, &self.colleagues_program)).await;
        let there = tasks(&self.colleagues_program).await?;
        let missing = self.saved.missing_in(&there);
        ensure!(
            missing.is_none(),
            "lost on the way to a colleague: {missing:?}"
        );
        quiet.context("the colleague's laptop has more than was made")??;

        let newcomer = Laptop::new("Vic")?;
        let server = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        newcomer.connect(&server.url(), &server.invite("volunteer")?)?;
        ensure!(newcomer.records("task")? == here, "the server has the same");
        Ok(())
    }
}

fn kill_and_start_again(server: &Mutex<Server>) -> Result<()> {
    let mut server = server.lock().unwrap_or_else(PoisonError::into_inner);
    server.kill()?;
    server.start_again()
}

/// The edit that a kill cut off was not answered; nothing else may go wrong with one.
fn unless_cut_off(error: anyhow::Error) -> Result<()> {
    match error.downcast_ref::<reqwest::Error>() {
        Some(_) => Ok(()),
        None => Err(error),
    }
}

/// Edits until those that are saved in all are enough, or the program does not answer any more.
async fn edits(
    saved: &mut Saved,
    program: &Served,
    visit: &str,
    answered: &watch::Sender<u32>,
    enough: impl Fn(u32) -> bool,
) -> Result<()> {
    while !enough(saved.count) {
        saved.edit(program, visit).await?;
        answered.send_replace(saved.count);
    }
    Ok(())
}

/// Passes once so many edits were answered, and some time after that.
async fn moment(mut answers: watch::Receiver<u32>, count: u32, delay: Duration) {
    // Where nobody counts any more, all edits were made, and the moment has come too.
    let _ = answers.wait_for(|answered| *answered >= count).await;
    sleep(delay).await;
}

async fn equal_to(expected: &BTreeMap<String, Value>, program: &Served) -> Result<()> {
    while tasks(program).await? != *expected {
        sleep(LOOK_EVERY).await;
    }
    Ok(())
}

/// All tasks by id, with their fields.
async fn tasks(program: &Served) -> Result<BTreeMap<String, Value>> {
    let list = json!({ "kind": "task", "visit": null });
    let list = program.ask("record_list", &list).await?;
    let list = list.as_array().context("a list is an array")?;
    list.iter()
        .map(|record| {
            let mut fields = record["fields"].clone();
            fields["id"] = record["id"].clone();
            Ok((text(record, "id")?.to_owned(), fields))
        })
        .collect()
}

/// The seed of this run: `DESK_SEED` to run one again, otherwise a new one.
fn seed() -> Result<u64> {
    match std::env::var("DESK_SEED") {
        Ok(seed) => seed.parse().context("DESK_SEED is a number"),
        Err(_) => Ok(rand::random()),
    }
}
