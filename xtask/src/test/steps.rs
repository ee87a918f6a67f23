//! The steps of `cargo xtask test`, in order.
//!
//! What is quick comes first. All Rust steps select the whole workspace, so that cargo settles on the same features
//! each time and one build serves them all; the one exception says why.

use anyhow::Result;

use super::count::{run_counting, run_tests};
use crate::command::{cargo, command, npm, run};
use crate::shots::npm_with_program;
use crate::{repository, tidy};

/// One named part of the whole.
#[derive(Debug)]
pub(crate) struct Step {
    /// What `--only` and `--skip` call it.
    pub(crate) name: &'static str,
    /// What it checks.
    pub(crate) what: &'static str,
    /// Does so, and returns how many tests ran.
    pub(crate) run: fn() -> Result<u64>,
    /// Whether it builds what the programs show.
    pub(crate) builds_ui: bool,
    /// Whether it starts programs that embed it.
    pub(crate) needs_ui: bool,
}

impl Step {
    const fn new(name: &'static str, what: &'static str, run: fn() -> Result<u64>) -> Self {
        Self {
            name,
            what,
            run,
            builds_ui: false,
            needs_ui: false,
        }
    }

    const fn building_ui(self) -> Self {
        Self {
            builds_ui: true,
            ..self
        }
    }

    const fn with_ui(self) -> Self {
        Self {
            needs_ui: true,
            ..self
        }
    }
}

/// All of them.
pub(crate) const STEPS: &[Step] = &[
    Step::new("format", "every file is formatted", format),
    Step::new("tidy", "the rules no compiler knows", || {
        tidy::tidy().map(|()| 0)
    }),
    Step::new(
        "licences",
        "licences, duplicates and sources of dependencies",
        licences,
    ),
    Step::new("ui", "the user interface: lints, types, tests, build", ui).building_ui(),
    Step::new("lints", "clippy over the workspace", lints),
    Step::new("rust", "the tests of every crate, and their examples", rust).with_ui(),
    Step::new(
        "server-alone",
        "the server with the plain SQLite it ships with",
        server_alone,
    ),
    Step::new(
        "postgres",
        "the server again, on a PostgreSQL of the tests' own",
        postgres,
    ),
    Step::new(
        "browser",
        "every screen as a browser shows it: accessibility, keyboard",
        in_browser,
    )
    .with_ui(),
    Step::new(
        "desktop",
        "the desktop program, driven on a virtual display",
        desktop,
    )
    .with_ui(),
    Step::new("docs", "the documentation builds without a warning", docs),
];

/// Which tests need a display: those in test binaries of this name.
const DESKTOP_TESTS: &str = "binary(/^desktop/)";

/// The virtual display's screen.
pub(crate) const SCREEN: &str = "-screen 0 1280x800x24";

fn format() -> Result<u64> {
    run(cargo()?.args(["fmt", "--all", "--check"]))?;
    run(npm()?.args(["run", "--silent", "format:check"]))?;
    Ok(0)
}

fn licences() -> Result<u64> {
    // Advisories are not asked here: their database changes daily, and a test should fail for what was changed.
    run(cargo()?.args([
        "deny",
        "--log-level",
        "error",
        "check",
        "bans",
        "licenses",
        "sources",
    ]))?;
    Ok(0)
}

fn ui() -> Result<u64> {
    run(npm()?.args(["run", "--silent", "lint"]))?;
    run(npm()?.args(["run", "--silent", "check"]))?;
    let passed = run_tests(npm()?.args(["run", "--silent", "test"]))?;
    build_ui()?;
    Ok(passed)
}

/// Builds what the programs show. The desktop program embeds it, so it comes before every Rust build.
pub(crate) fn build_ui() -> Result<()> {
    run(npm()?.args(["run", "--silent", "build"]))
}

fn lints() -> Result<u64> {
    run(cargo()?
        .args(["clippy", "--workspace", "--all-targets", "--locked"])
        .args(["--", "--deny", "warnings"]))?;
    Ok(0)
}

fn rust() -> Result<u64> {
    build_programs()?;
    let without_display = format!("not {DESKTOP_TESTS}");
    let tests = run_tests(nextest()?.args(["--filterset", &without_display]))?;
    let examples = run_counting(cargo()?.args(["test", "--doc", "--workspace", "--locked"]))?;
    Ok(tests + examples)
}

/// Builds the programs that the tests of the whole start.
///
/// Without xtask: it is running, and Windows does not write over a running program.
pub(crate) fn build_programs() -> Result<()> {
    run(cargo()?.args([
        "build",
        "--workspace",
        "--exclude",
        "xtask",
        "--bins",
        "--locked",
    ]))
}

/// In a build of the workspace the server shares SQLCipher with the store; what is installed on servers is built
/// alone and has plain SQLite. Both must pass.
fn server_alone() -> Result<u64> {
    run_tests(cargo()?.args(["nextest", "run", "--locked", "--package", "desk-server"]))
}

/// The suite is the one that runs on SQLite; what this variable names is where it runs this time.
#[cfg(unix)]
fn postgres() -> Result<u64> {
    let postgres = crate::postgres::Throwaway::start()?;
    run_tests(
        cargo()?
            .args(["nextest", "run", "--locked", "--package", "desk-server"])
            .env("DESK_TEST_DATABASE_URL", postgres.url()),
    )
}

#[cfg(windows)]
fn postgres() -> Result<u64> {
    println!("NOT RUN: servers on PostgreSQL run on Unix, and are tested there");
    Ok(0)
}

fn in_browser() -> Result<u64> {
    build_programs()?;
    run_tests(npm_with_program(&repository::program("desk"))?.args([
        "run",
        "--silent",
        "test:browser",
    ]))
}

#[cfg(target_os = "linux")]
fn desktop() -> Result<u64> {
    build_programs()?;
    let nextest = nextest()?;
    let mut xvfb = command("xvfb-run", repository::root())?;
    xvfb.args(["--auto-servernum", "--server-args", SCREEN])
        .arg(nextest.get_program())
        .args(nextest.get_args())
        .args(["--filterset", DESKTOP_TESTS]);
    run_tests(&mut xvfb)
}

#[cfg(target_os = "windows")]
fn desktop() -> Result<u64> {
    build_programs()?;
    run_tests(nextest()?.args(["--filterset", DESKTOP_TESTS]))
}

#[cfg(target_os = "macos")]
fn desktop() -> Result<u64> {
    println!("NOT RUN: Apple has no WebDriver for the web view of a program");
    Ok(0)
}

fn docs() -> Result<u64> {
    run(cargo()?
        .args(["doc", "--workspace", "--no-deps", "--locked"])
        .env("RUSTDOCFLAGS", "--deny warnings"))?;
    Ok(0)
}

fn nextest() -> Result<std::process::Command> {
    let mut cargo = cargo()?;
    cargo.args(["nextest", "run", "--workspace", "--locked"]);
    Ok(cargo)
}
