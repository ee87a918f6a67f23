//! One laptop in a process of its own, which does what it is told on standard input, a JSON line a job.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use desk_api::state::ChapterJoin;
use desk_app::app::Options;
use desk_app::preferences::PreferenceFile;
use desk_app::{App, Edges, keys};
use desk_domain::Id;
use desk_domain::kind::Kind;
use desk_domain::kinds::Person;
use desk_store::ActionLabel;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Where the ids of the records begin; each is this plus its number.
const FIRST_ID: u128 = 0x0199_0000_0000_7000_8000_0000_0000_0000;

/// What a laptop can be told.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
pub(crate) enum Job {
    /// Join a chapter on a server.
    Join { server: String, code: String },
    /// Add records of ten short fields, an action each.
    Add { records: Range<u32> },
    /// Set fields of records, an action each.
    Set {
        records: Range<u32>,
        field: Field,
        text: String,
    },
    /// Exchange until everything is sent and received.
    Exchange,
    /// Count the records by a query.
    Count,
    /// Sum up all records, so that equal sums are equal records.
    Digest,
    /// Wait until a record has this position.
    Await { record: u32, text: String },
    /// Say how much memory was in use at most.
    Memory,
}

/// Which fields [`Job::Set`] sets.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Field {
    /// The position alone.
    Position,
    /// The position and four more.
    FirstHalf,
    /// The other five; of every tenth record the position in the place of the rank.
    SecondHalf,
}

/// What a laptop answers.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Answer {
    /// How long the job took.
    pub(crate) took_us: u64,
    /// When it began and was done, in microseconds since 1970, the same clock in every process.
    pub(crate) began_at_us: u64,
    pub(crate) done_at_us: u64,
    /// What was counted, summed up or measured.
    pub(crate) number: u64,
}

/// Does jobs until standard input ends.
pub(crate) async fn serve(data: PathBuf, background: bool) -> Result<()> {
    let app = open(&data, Edges::real(), background).await?;
    for line in std::io::stdin().lock().lines() {
        let job = serde_json::from_str(&line?).context("reading a job")?;
        let (began_at_us, began) = (now_us(), Instant::now());
        let number = tokio::task::block_in_place(|| {
            tokio::runtime::Handle::current().block_on(perform(&app, job))
        })?;
        let answer = Answer {
            took_us: u64::try_from(began.elapsed().as_micros())?,
            began_at_us,
            done_at_us: now_us(),
            number,
        };
        println!("{}", serde_json::to_string(&answer)?);
        std::io::stdout().flush()?;
    }
    app.close().await;
    Ok(())
}

/// Opens the program on a data folder.
pub(crate) async fn open(data: &Path, edges: Edges, background: bool) -> Result<App> {
    let key = keys::obtain(data, None).await?;
    let app = App::open(Options {
        preferences: Box::new(PreferenceFile::new(data.join("preferences.json"))),
        data: data.to_owned(),
        edges,
        key: key.key,
        key_kept_in: key.kept_in,
        background,
    });
    Ok(app.await?)
}

async fn perform(app: &App, job: Job) -> Result<u64> {
    match job {
        Job::Join { server, code } => {
            let person_name = "Bench".to_owned();
            let join = ChapterJoin {
                server,
                code,
                person_name,
            };
            desk_app::sync::join::join(app, &join).await?;
            Ok(0)
        }
        Job::Add { records } => edit(app, records, |number, person| fill(person, number)).await,
        Job::Set {
            records,
            field,
            text,
        } => {
            let text = || Some(text.clone());
            edit(app, records, |number, person| match field {
                Field::Position => person.position = text(),
                Field::FirstHalf => {
                    person.position = text();
                    person.latin_name = text();
                    person.native_name = text();
                    person.given_names = text();
                    person.family_name = text();
                }
                Field::SecondHalf => {
                    let tenth = number % 10 == 0;
                    let fifth = if tenth {
                        &mut person.position
                    } else {
                        &mut person.rank
                    };
                    *fifth = text();
                    person.preferred_name = text();
                    person.courtesy_title = text();
                    person.organisation = text();
                    person.languages = text();
                }
            })
            .await
        }
        Job::Exchange => {
            let chapter = app.chapter().await?;
            let exchanged = chapter.sync.exchange_now(app, &chapter).await?;
            Ok(u64::from(exchanged.sent) + u64::from(exchanged.received))
        }
        Job::Count => Ok(people(app).await?.len() as u64),
        Job::Digest => {
            let mut hasher = DefaultHasher::new();
            for person in people(app).await? {
                (person.id.uuid, person.registers()).hash(&mut hasher);
            }
            Ok(hasher.finish())
        }
        Job::Await { record, text } => {
            let mut events = app.events();
            let chapter = app.chapter().await?;
            let id = id(record);
            loop {
                let person = chapter.store.get::<Person>(id).await?;
                if person.is_some_and(|person| person.position.as_deref() == Some(&text)) {
                    return Ok(0);
                }
                events.recv().await.context("the program fell silent")?;
            }
        }
        Job::Memory => memory_bytes(std::process::id()),
    }
}

/// Changes each record in an action of its own, as a person would, through the one door.
async fn edit(app: &App, records: Range<u32>, change: impl Fn(u32, &mut Person)) -> Result<u64> {
    let chapter = app.chapter().await?;
    let owner = chapter.store.identity().await?.chapter;
    let count = records.len() as u64;
    for number in records {
        let label = ActionLabel::new("record_changed", Value::Null);
        let mut tx = chapter
            .store
            .begin(label, (app.edges().steady_us)())
            .await?;
        let id = id(number);
        let known = tx.get::<Person>(id).await?;
        let mut person = known.unwrap_or_else(|| Person::new(Id::new(id)));
        change(number, &mut person);
        tx.put(owner, &person).await?;
        tx.commit().await?;
    }
    chapter.sync.edited();
    Ok(count)
}

/// Fills ten fields with short text.
fn fill(person: &mut Person, number: u32) {
    let text = |what: &str| Some(format!("{what} {number}"));
    person.latin_name = text("Name");
    person.native_name = text("Ім'я");
    person.given_names = text("Given");
    person.family_name = text("Family");
    person.preferred_name = text("Called");
    person.courtesy_title = text("Title");
    person.rank = text("Rank");
    person.position = text("Post");
    person.organisation = text("House");
    person.languages = text("Languages");
}

async fn people(app: &App) -> Result<Vec<Person>> {
    let mut people = app.chapter().await?.store.list::<Person>(None).await?;
    people.retain(|person| person.id.uuid.as_u128() >> 64 == FIRST_ID >> 64);
    people.sort_by_key(|person| person.id.uuid);
    Ok(people)
}

fn id(number: u32) -> Uuid {
    Uuid::from_u128(FIRST_ID + u128::from(number))
}

fn now_us() -> u64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
}

/// The most memory that a process had in use, in bytes.
pub(crate) fn memory_bytes(pid: u32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))
        .context("reading how much memory is in use")?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .context("no peak is given")?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kilobytes * 1024)
}
