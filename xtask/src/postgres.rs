//! A PostgreSQL of the tests' own, which is gone when they are done.

use std::env;
use std::fs::{self, File};
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

use crate::command::{command, read, run};
use crate::process::Running;
use crate::repository;

/// Where Debian's packages put the programs of each version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// Whom Debian's package makes for it: PostgreSQL refuses to be run by root.
const USER: &str = "postgres";

/// How long it may take to start.
const START_MAX: Duration = Duration::from_secs(30);
/// How often it is looked at meanwhile.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Nothing of it outlives the tests, so that it need not wait for the disk; and nobody reaches it but by a socket in
/// its folder.
const SETTINGS: &[&str] = &[
    "fsync=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=300",
];

/// A running PostgreSQL with nothing in it, ended when it is dropped.
#[derive(Debug)]
pub(crate) struct Throwaway {
    // Before the folder, which it writes to until it has ended: fields are dropped in their order.
    running: Running,
    folder: TempDir,
}

impl Throwaway {
    /// Makes one in a temporary folder and waits until it answers.
    pub(crate) fn start() -> Result<Self> {
        let folder = tempfile::tempdir().context("making a temporary folder")?;
        let user = Runner::find()?;
        user.own(folder.path())?;
        let data = folder.path().join("data");
        let programs = programs()?;
        run(user
            .command(&programs.join("initdb"))?
            .args(["--auth=trust", "--username=desk", "--encoding=UTF8"])
            .args(["--no-sync", "--no-instructions", "--pgdata"])
            .arg(&data)
            .stdout(Stdio::null()))?;

        let log = folder.path().join("log");
        let mut postgres = user.command(&programs.join("postgres"))?;
        postgres.arg("-D").arg(&data).arg("-k").arg(folder.path());
        for setting in SETTINGS {
            postgres.args(["-c", setting]);
        }
        postgres.stderr(File::create(&log).context("making the log of PostgreSQL")?);
        let mut throwaway = Self {
            running: Running::start(postgres)?,
            folder,
        };
        throwaway.wait(&programs.join("pg_isready"), &log)?;
        Ok(throwaway)
    }

    /// Its address, as `desk-server --database-url` takes it.
    pub(crate) fn url(&self) -> String {
        let folder = self.folder.path().display();
        format!("postgres://desk@localhost/postgres?host={folder}")
    }

    fn wait(&mut self, is_ready: &Path, log: &Path) -> Result<()> {
        let started = Instant::now();
        loop {
            let mut ask = command(is_ready, repository::root())?;
            ask.arg("--quiet").arg("--host").arg(self.folder.path());
            if ask.status().context("starting pg_isready")?.success() {
                return Ok(());
            }
            if self.running.ended()?.is_some() || started.elapsed() > START_MAX {
                let said = fs::read_to_string(log).unwrap_or_default();
                bail!("PostgreSQL did not start; it said:\n{said}");
            }
            thread::sleep(LOOK_EVERY);
        }
    }
}

/// Who runs it: whoever runs this, unless that is root.
#[derive(Debug)]
struct Runner {
    /// The user and group of PostgreSQL's own, if this is root.
    instead: Option<(u32, u32)>,
}

impl Runner {
    fn find() -> Result<Self> {
        if id(&["-u"])? != 0 {
            return Ok(Self { instead: None });
        }
        let no_user = || format!("there is no user {USER}, and root may not run PostgreSQL");
        let user = id(&["-u", USER]).with_context(no_user)?;
        let group = id(&["-g", USER]).with_context(no_user)?;
        Ok(Self {
            instead: Some((user, group)),
        })
    }

    fn own(&self, folder: &Path) -> Result<()> {
        let Some((user, group)) = self.instead else {
            return Ok(());
        };
        chown(folder, Some(user), Some(group))
            .with_context(|| format!("giving {} to {USER}", folder.display()))
    }

    /// On Linux it is told to stop when this program ends, however it ends.
    fn command(&self, program: &Path) -> Result<Command> {
        if !cfg!(target_os = "linux") {
            ensure!(self.instead.is_none(), "root may not run PostgreSQL");
            return command(program, repository::root());
        }
        let mut command = command("setpriv", repository::root())?;
        if let Some((user, group)) = self.instead {
            command.args(["--reuid", &user.to_string(), "--regid", &group.to_string()]);
            command.arg("--clear-groups");
        }
        command.args(["--pdeathsig", "INT"]).arg(program);
        // The checkout may be closed to that user.
        command.current_dir(env::temp_dir());
        Ok(command)
    }
}

fn id(arguments: &[&str]) -> Result<u32> {
    let printed = read(command("id", repository::root())?.args(arguments))?;
    printed.trim().parse().context("reading what `id` prints")
}

/// The folder of the programs: the newest that Debian has, or wherever `pg_config` says.
fn programs() -> Result<PathBuf> {
    let versions = fs::read_dir(DEBIAN).into_iter().flatten();
    let versions = versions.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    if let Some(newest) = newest(versions) {
        return Ok(Path::new(DEBIAN).join(newest).join("bin"));
    }
    let folder = read(command("pg_config", repository::root())?.arg("--bindir")).context(
        "PostgreSQL is needed for the tests; install it, and see that pg_config is found",
    )?;
    Ok(PathBuf::from(folder.trim()))
}

fn newest(versions: impl Iterator<Item = String>) -> Option<String> {
    versions
        .filter_map(|name| Some((name.parse::<u32>().ok()?, name)))
        .max()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_the_highest_number() {
        let versions = |names: &[&str]| newest(names.iter().map(|&name| name.to_owned()));

        assert_eq!(versions(&["9", "15", "common"]).as_deref(), Some("15"));
        assert_eq!(versions(&["common"]), None);
    }
}
