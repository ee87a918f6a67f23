//! Measures what a person waits for, on real processes: `cargo xtask bench start` and `cargo xtask bench sync`.
//!
//! Prints one JSON line for each figure: the median of its runs beside the aim.

mod client;
mod figure;
mod laptop;
mod meter;
mod start;
mod sync;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
struct Args {
    #[command(subcommand)]
    bench: Bench,
}

#[derive(Debug, Subcommand)]
enum Bench {
    /// From the start of the process to a window that is painted and answers
    Start {
        /// The desktop program
        #[arg(long)]
        program: PathBuf,
        /// How often; the median is printed
        #[arg(long, default_value_t = 7)]
        runs: usize,
    },
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
        Bench::Start { program, runs } => start::run(&program, runs).await,
        Bench::Sync {
            server,
            edits,
            runs,
        } => sync::run(&server, edits, runs),
        Bench::Client { data, background } => client::serve(data, background).await,
    }
}
