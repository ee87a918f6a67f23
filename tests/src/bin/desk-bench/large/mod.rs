//! A large chapter, drawn from a seed: what a chapter may hold after twenty years.
//!
//! It is written through the store's one door, in steps of ten visits. The same seed, day and version make the same
//! records. Nobody in it exists: everybody's biography says so.
//!
//! Suggested reading order: [`Size`], [`generate`], `chapter` (what outlives a visit), `visit` (one visit).

mod chapter;
mod draw;
mod visit;
mod words;

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use chrono::NaiveDate;
use desk_api::state::ChapterStart;
use desk_app::app::OpenChapter;
use desk_app::{App, Edges};
use desk_domain::Kind;
use desk_domain::kinds::{City, Partnership, Person, Venue};
use desk_store::{ActionLabel, Tx};
use serde_json::json;
use uuid::Uuid;

use self::draw::Draw;
use crate::client::open;

/// What everybody's biography says.
const INVENTED: &str = "Invented for a measurement.";
/// What the chapter is called.
const CHAPTER: &str = "Large chapter";
/// How many visits a step of work writes.
const VISITS_A_STEP: u32 = 10;

/// How much there is in a large chapter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// How many visits. Each ten of them have 500 participations and 2,000 programme items.
    pub(crate) visits: u32,
    /// How many of them are not over: one runs today, the others follow a week apart.
    pub(crate) coming: u32,
    pub(crate) people: u32,
    pub(crate) cities: u32,
    pub(crate) venues: u32,
}

impl Size {
    /// What issue 3 calls a large chapter: 50,000 participations and 200,000 programme items follow from the visits.
    pub(crate) const LARGE: Self = Self {
        visits: 1000,
        coming: 40,
        people: 8000,
        cities: 60,
        venues: 600,
    };

    /// A chapter of this many visits with everything else in proportion.
    pub(crate) fn of_visits(visits: u32) -> Self {
        let Self {
            visits: all,
            coming,
            people,
            cities,
            venues,
        } = Self::LARGE;
        let share = |count: u32| (count * visits / all).max(2);
        Self {
            visits,
            coming: share(coming).min(visits),
            people: share(people),
            cities: share(cities),
            venues: share(venues),
        }
    }
}

/// What outlives a visit, as visits refer to it.
struct Known {
    home: City,
    cities: Vec<City>,
    partnerships: Vec<Partnership>,
    people: Vec<Person>,
    venues: Vec<Venue>,
}

/// Makes a large chapter in a new data folder, and brings its search index up to date.
///
/// # Errors
/// Where the folder has a chapter already.
pub(crate) async fn generate(data: &Path, size: Size, seed: u64, today: NaiveDate) -> Result<()> {
    let began = Instant::now();
    let mut draw = Draw::new(seed);
    let ids = draw.ids();
    let edges = Edges {
        new_id: Box::new(move || ids.next()),
        ..Edges::real()
    };
    let app = open(data, edges, false).await?;
    ensure!(
        app.chapter().await.is_err(),
        "{} has a chapter already",
        data.display()
    );
    app.start_chapter(&start()).await?;
    let chapter = app.chapter().await?;
    let known = write_chapter(&app, &chapter, &mut draw, size).await?;
    let mut writing = Step::begin(&app, &chapter).await?;
    for number in 0..size.visits {
        if number % VISITS_A_STEP == 0 && number > 0 {
            writing.commit().await?;
            writing = Step::begin(&app, &chapter).await?;
        }
        visit::write(&mut writing, &mut draw, &known, size, number, today).await?;
    }
    writing.commit().await?;
    let written_s = began.elapsed().as_secs_f64();
    let indexed = chapter.store.index_what_waits().await?;
    app.close().await;
    println!(
        "{}",
        json!({
            "generated": data, "seed": seed, "today": today, "visits": size.visits, "records": indexed,
            "written_s": written_s.round(), "indexed_s": (began.elapsed().as_secs_f64() - written_s).round(),
        })
    );
    Ok(())
}

fn start() -> ChapterStart {
    ChapterStart {
        chapter_name: CHAPTER.to_owned(),
        city_name: "Baltimore".to_owned(),
        country: "US".to_owned(),
        zone: "America/New_York".to_owned(),
        person_name: "Bench".to_owned(),
    }
}

async fn write_chapter(
    app: &App,
    chapter: &OpenChapter,
    draw: &mut Draw,
    size: Size,
) -> Result<Known> {
    let home = chapter.store.list::<City>(None).await?.pop();
    let home = home.context("a chapter begins with its city")?;
    let mut step = Step::begin(app, chapter).await?;
    let known = chapter::write(&mut step, draw, home, size).await?;
    step.commit().await?;
    Ok(known)
}

/// One step of work, not yet stored.
struct Step {
    tx: Tx,
    chapter: Uuid,
}

impl Step {
    async fn begin(app: &App, chapter: &OpenChapter) -> Result<Self> {
        let label = ActionLabel::new("demo", json!({ "chapter": CHAPTER }));
        let now_us = (app.edges().steady_us)();
        let tx = chapter.store.begin(label, now_us).await?;
        let chapter = tx.chapter();
        Ok(Self { tx, chapter })
    }

    /// Writes a record of the chapter.
    async fn put<K: Kind>(&mut self, record: &K) -> Result<()> {
        self.put_in(self.chapter, record).await
    }

    /// Writes a record of a visit.
    async fn put_in<K: Kind>(&mut self, owner: Uuid, record: &K) -> Result<()> {
        Ok(self.tx.put(owner, record).await?)
    }

    async fn commit(self) -> Result<()> {
        self.tx.commit().await?;
        Ok(())
    }
}
