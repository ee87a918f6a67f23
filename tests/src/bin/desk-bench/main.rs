//! Measures what a person waits for: `cargo xtask bench start` and `bench sync` on real processes, `bench ui` on a
//! large chapter.
//!
//! Prints one JSON line for each figure: the median of its runs, or their middle and slow end, beside the aim.

mod client;
mod figure;
mod laptop;
mod large;
mod memory;
mod meter;
mod start;
mod sync;
mod ui;

use std::path::PathBuf;

use anyhow::Result;
use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use desk_app::Edges;
use desk_domain::values::Zone;

use self::large::Size;

#[derive(Debug, Parser)]
struct Args {
    #[command(subcommand)]
    bench: Bench,
}

#[derive(Debug, Subcommand)]
enum Bench {
    /// From the start of the process to a window that is painted and answers; its memory
    Start(start::Start),
    /// Edits made apart come together
    Sync {
        /// The server program
        #[arg(long)]
        server: PathBuf,
        /// How many edits
        #[arg(long, default_value_t = 10_000)]
        edits: u32,
        /// How often; the median is printed
        #[arg(long, default_value_t = 3)]
        runs: usize,
    },
    /// Makes a large chapter in a new data folder, drawn from a seed
    Generate {
        /// The data folder
        #[arg(long)]
        data: PathBuf,
        /// What is left to chance follows from it
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// The day on which one of the visits runs; today where it is not given
        #[arg(long)]
        today: Option<NaiveDate>,
        /// How many visits; the rest is in proportion
        #[arg(long, default_value_t = Size::LARGE.visits)]
        visits: u32,
    },
    /// What the screens ask, on the chapter of a data folder; edits are made to it
    Ui {
        /// The data folder
        #[arg(long)]
        data: PathBuf,
        /// Only figures with this in their name
        #[arg(long)]
        only: Option<String>,
    },
    /// One laptop of the others: takes jobs on standard input
    #[command(hide = true)]
    Client {
        /// Its data folder
        #[arg(long)]
        data: PathBuf,
        /// Whether it exchanges by itself
        #[arg(long)]
        background: bool,
    },
}

#[tokio::main]
async fn main() -> Result<()> {
    match Args::parse().bench {
        Bench::Start(start) => start::run(&start).await,
        Bench::Sync {
            server,
            edits,
            runs,
        } => sync::run(&server, edits, runs),
        Bench::Generate {
            data,
            seed,
            today,
            visits,
        } => {
            let today = today.unwrap_or_else(|| Edges::real().today(Zone::UTC));
            large::generate(&data, Size::of_visits(visits), seed, today).await
        }
        Bench::Ui { data, only } => ui::run(&data, only.as_deref()).await,
        Bench::Client { data, background } => client::serve(data, background).await,
    }
}
