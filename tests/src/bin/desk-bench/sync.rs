//! Two laptops and a server on one machine, each a process of its own.
//!
//! - **W1** A edits offline, then sends until all is acknowledged as durable.
//! - **W2** a laptop B that has nothing gets it all and can query it.
//! - **W3** one edit on A until B can query it, both connected.
//! - **W4** A and B each edit half offline, other fields of the same records, a tenth the same field; both exchange
//!   until they are equal.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::client::{Field, Job, memory_bytes};
use crate::figure::Figures;
use crate::laptop::{Laptop, Server};
use crate::meter::Meter;

/// What is aimed at for 10,000 edits (docs/sync.md).
const AIMS: &[(&str, f64)] = &[
    ("w1_ms", 89.0),
    ("w1_up_kb", 60.0),
    ("w2_ms", 94.0),
    ("w3_ms", 3.0),
    ("w4_ms", 188.0),
];
/// For how many edits the aims are given.
const AIMED_AT: u32 = 10_000;
/// How many edits a record is: each of its fields, written in one action.
const FIELDS: u32 = 10;
/// How many single edits W3 sends in one run.
const SINGLE_EDITS: u32 = 21;
/// In how many rounds W4 must be done.
const ROUNDS_MAX: u32 = 20;

/// How many pages are written to learn what the disk takes, and their size: SQLite's.
const PAGES: u32 = 1000;
const PAGE_BYTES: usize = 4096;

/// Runs all four and prints their figures.
pub(crate) fn run(server: &Path, edits: u32, runs: usize) -> Result<()> {
    let mut figures = Figures::default();
    for _ in 0..runs {
        let folder = tempfile::tempdir().context("making a data folder")?;
        measure(server, edits, folder.path(), &mut figures)?;
    }
    figures.print("sync", edits, if edits == AIMED_AT { AIMS } else { &[] });
    Ok(())
}

fn measure(program: &Path, edits: u32, folder: &Path, figures: &mut Figures) -> Result<()> {
    let mut server = Server::start(program, &folder.join("server"))?;
    let meter = Meter::before(server.address)?;
    let mut a = join(&server, &meter, &folder.join("a"))?;
    let mut b = join(&server, &meter, &folder.join("b"))?;

    let records = edits / FIELDS;
    let edited = a.ask(&Job::Add {
        records: 0..records,
    })?;
    figures.add("action_us", edited.took_us as f64 / f64::from(records));
    figures.add("disk_us", disk_us(folder)?);

    meter.take();
    figures.add("w1_ms", ms(a.ask(&Job::Exchange)?.took_us));
    let (up, down) = meter.take();
    figures.add("w1_up_kb", kb(up));
    figures.add("w1_down_kb", kb(down));

    let fetched = b.ask(&Job::Exchange)?.took_us;
    let counted = b.ask(&Job::Count)?;
    ensure!(
        counted.number == u64::from(records),
        "B has {} of {records} records",
        counted.number
    );
    figures.add("w2_ms", ms(fetched + counted.took_us));
    figures.add("w2_down_kb", kb(meter.take().1));

    apart(&mut a, &mut b, records, figures)?;
    figures.add("client_mb", mb(a.ask(&Job::Memory)?.number));
    drop((a, b));
    connected(folder, figures)?;
    figures.add("server_mb", mb(memory_bytes(server.pid())?));
    figures.add("client_disk_mb", mb(size(&folder.join("a"))?));
    figures.add("server_disk_mb", mb(size(&folder.join("server"))?));
    Ok(())
}

/// What the disk itself takes to keep a page for good: the floor under every edit.
fn disk_us(folder: &Path) -> Result<f64> {
    let mut file = File::create(folder.join("pages"))?;
    let began = Instant::now();
    for _ in 0..PAGES {
        file.write_all(&[0; PAGE_BYTES])?;
        file.sync_data()?;
    }
    Ok(began.elapsed().as_secs_f64() * 1e6 / f64::from(PAGES))
}

fn join(server: &Server, meter: &Meter, data: &Path) -> Result<Laptop> {
    let mut laptop = Laptop::start(data, false)?;
    let code = server.invite()?;
    laptop.ask(&Job::Join {
        server: meter.url.clone(),
        code,
    })?;
    Ok(laptop)
}

/// W4.
fn apart(a: &mut Laptop, b: &mut Laptop, each: u32, figures: &mut Figures) -> Result<()> {
    let set = |field, text: &str| Job::Set {
        records: 0..each,
        field,
        text: text.to_owned(),
    };
    a.ask(&set(Field::FirstHalf, "of A"))?;
    b.ask(&set(Field::SecondHalf, "of B"))?;
    let mut took_ms = 0.0;
    for _ in 0..ROUNDS_MAX {
        let began = Instant::now();
        a.tell(&Job::Exchange)?;
        b.tell(&Job::Exchange)?;
        a.answer()?;
        b.answer()?;
        took_ms += began.elapsed().as_secs_f64() * 1000.0;
        if a.ask(&Job::Digest)?.number == b.ask(&Job::Digest)?.number {
            figures.add("w4_ms", took_ms);
            return Ok(());
        }
    }
    anyhow::bail!("A and B are not equal after {ROUNDS_MAX} rounds")
}

/// W3: the same laptops, started again so that they exchange by themselves.
fn connected(folder: &Path, figures: &mut Figures) -> Result<()> {
    let mut a = Laptop::start(&folder.join("a"), true)?;
    let mut b = Laptop::start(&folder.join("b"), true)?;
    let mut took: Vec<f64> = Vec::new();
    for number in 0..SINGLE_EDITS {
        let text = format!("edit {number}");
        b.tell(&Job::Await {
            record: 0,
            text: text.clone(),
        })?;
        let began_at_us = a
            .ask(&Job::Set {
                records: 0..1,
                field: Field::Position,
                text,
            })?
            .began_at_us;
        took.push(ms(b.answer()?.done_at_us.saturating_sub(began_at_us)));
    }
    // The first ones wait for the connections.
    took.sort_by(f64::total_cmp);
    figures.add("w3_ms", took[took.len() / 2]);
    Ok(())
}

fn ms(us: u64) -> f64 {
    us as f64 / 1000.0
}

fn kb(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}

fn mb(bytes: u64) -> f64 {
    bytes as f64 / 1_000_000.0
}

/// Bytes of all files in a folder.
fn size(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        bytes += if metadata.is_dir() {
            size(&entry.path())?
        } else {
            metadata.len()
        };
    }
    Ok(bytes)
}
