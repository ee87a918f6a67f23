//! `cargo xtask simulate`: histories of as many seeds as are wanted, and a line for each in which something is wrong.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Result;
use clap::Parser;
use desk_testkit::{Invariant, Report};
use tokio::task::JoinSet;

#[derive(Parser)]
#[command(name = "simulate", about = "Lives through simulated histories")]
struct Arguments {
    /// How many histories
    #[arg(long, default_value_t = 1)]
    seeds: u64,
    /// The first one's seed; the others follow it
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

fn main() -> Result<ExitCode> {
    let Arguments { seeds, seed } = Arguments::parse();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(simulate(seed, seed.saturating_add(seeds)))
}

async fn simulate(from: u64, until: u64) -> Result<ExitCode> {
    let next = Arc::new(AtomicU64::new(from));
    let workers = std::thread::available_parallelism()?.get();
    let mut tasks = JoinSet::new();
    for _ in 0..workers {
        tasks.spawn(live(next.clone(), until));
    }
    let (mut counted, mut failed) = (BTreeMap::new(), 0);
    while let Some(ended) = tasks.join_next().await {
        let (of_worker, failures): (BTreeMap<Invariant, u64>, u64) = ended?;
        for (invariant, count) in of_worker {
            *counted.entry(invariant).or_insert(0) += count;
        }
        failed += failures;
    }
    let counted: Vec<String> = counted
        .iter()
        .map(|(invariant, count)| format!("{invariant} {count}"))
        .collect();
    println!(
        "{} seeds, {failed} failed; checked {}",
        until - from,
        counted.join(", ")
    );
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Lives through one seed after the other; returns how often each invariant was looked at, and how many seeds failed.
async fn live(next: Arc<AtomicU64>, until: u64) -> (BTreeMap<Invariant, u64>, u64) {
    let (mut counted, mut failed) = (BTreeMap::new(), 0);
    loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= until {
            return (counted, failed);
        }
        let why = match desk_testkit::run(seed, None).await {
            Ok(Report {
                counted: one,
                wrong,
            }) => {
                for (invariant, count) in one {
                    *counted.entry(invariant).or_insert(0) += count;
                }
                wrong
                    .first()
                    .map(|(invariant, why)| format!("{invariant}: {why}"))
            }
            Err(error) => Some(format!("{error:#}")),
        };
        if let Some(why) = why {
            failed += 1;
            println!(
                "seed {seed} failed; repeat it with `cargo xtask simulate --seed {seed}`: {why}"
            );
        }
    }
}
