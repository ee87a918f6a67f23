//! `cargo xtask bench`: figures of what a person waits for, measured on release builds, a JSON line each.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

use crate::command::{cargo, command, run};
use crate::repository::{released, root};
use crate::setup::{Purpose, setup};
use crate::shots::npm_with_program;
use crate::test::{SCREEN, build_ui};

/// What is measured.
#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    /// From the start of the process to a window that is painted and answers, and its memory
    Start {
        /// On a large chapter, beside a window with nothing in it
        #[arg(long)]
        large: bool,
        #[command(flatten)]
        chapter: Chapter,
    },
    /// What the screens ask, on a large chapter that is drawn from a seed
    Ui {
        #[command(flatten)]
        chapter: Chapter,
    },
    /// Frames that come late while an item is dragged over the largest board of a large chapter
    Drag {
        #[command(flatten)]
        chapter: Chapter,
    },
    /// Edits made apart come together: W1 to W4 of docs/sync.md
    Sync {
        /// How many edits
        #[arg(long, default_value_t = 10_000)]
        edits: u32,
    },
}

/// On which chapter.
#[derive(Debug, Args)]
pub(crate) struct Chapter {
    /// The data folder of a large chapter that is there already; edits are made to it. Else one is made
    #[arg(long)]
    data: Option<PathBuf>,
    /// How many visits the chapter that is made has; the rest is in proportion
    #[arg(long, default_value_t = 1000)]
    visits: u32,
}

/// Builds what is measured, each program alone as it is shipped, and measures it.
pub(crate) fn bench(bench: &Bench) -> Result<()> {
    setup(Purpose::Test)?;
    build("desk-tests", &["--bin", "desk-bench"])?;
    match bench {
        Bench::Start { large, chapter } => {
            build_ui()?;
            build("delegation-desk", &["--bin", "delegation-desk"])?;
            if !large {
                return start(&[]);
            }
            build("delegation-desk", &["--example", "bare-shell"])?;
            on_chapter(chapter, |data| {
                let bare = released("examples/bare-shell");
                start(&["--data".as_ref(), data, "--bare".as_ref(), bare.as_ref()])
            })
        }
        Bench::Ui { chapter } => on_chapter(chapter, |data| {
            run(desk_bench()?.args(["ui", "--data"]).arg(data))
        }),
        Bench::Drag { chapter } => {
            build_ui()?;
            build("desk-cli", &["--bin", "desk"])?;
            on_chapter(chapter, |data| {
                let mut npm = npm_with_program(&released("desk"))?;
                run(npm.args(["run", "--silent", "drag", "--"]).arg(data))
            })
        }
        Bench::Sync { edits } => {
            build("desk-server", &["--bin", "desk-server"])?;
            let mut bench = desk_bench()?;
            bench.args(["sync", "--edits", &edits.to_string(), "--server"]);
            run(bench.arg(released("desk-server")))
        }
    }
}

/// Starts the window again and again.
fn start(arguments: &[&Path]) -> Result<()> {
    let mut xvfb = command("xvfb-run", root())?;
    xvfb.args(["--auto-servernum", "--server-args", SCREEN]);
    xvfb.arg(released("desk-bench"))
        .env(NO_KEY_STORE.0, NO_KEY_STORE.1)
        .args(["start", "--program"])
        .arg(released("delegation-desk"));
    run(xvfb.args(arguments))
}

/// Measures on the chapter that is there, or on one made for it.
fn on_chapter(chapter: &Chapter, measure: impl Fn(&Path) -> Result<()>) -> Result<()> {
    let Chapter { data, visits } = chapter;
    if let Some(data) = data {
        return measure(data);
    }
    let folder = tempfile::tempdir().context("making a data folder")?;
    let data = folder.path().join("data");
    let mut generate = desk_bench()?;
    generate.args(["generate", "--visits", &visits.to_string(), "--data"]);
    run(generate.arg(&data))?;
    measure(&data)
}

/// The measuring program.
fn desk_bench() -> Result<Command> {
    let mut bench = command(released("desk-bench"), root())?;
    bench.env(NO_KEY_STORE.0, NO_KEY_STORE.1);
    Ok(bench)
}

/// Keys lie in the data folders: nothing of a benchmark belongs in a person's key store.
const NO_KEY_STORE: (&str, &str) = ("DESK_NO_KEY_STORE", "1");

fn build(package: &str, target: &[&str]) -> Result<()> {
    run(cargo()?
        .args(["build", "--release", "--locked", "--package", package])
        .args(target))
}
