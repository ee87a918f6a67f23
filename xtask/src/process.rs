//! Programs that run beside this one and never outlive it.

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
#[cfg(unix)]
use std::time::Instant;

use anyhow::{Context, Result, bail};
use process_wrap::std::{ChildWrapper, CommandWrap};

use crate::command::worded;

/// How long a program may take to end when it is asked to.
#[cfg(unix)]
const END_MAX: Duration = Duration::from_secs(5);
/// How often it is looked at while waiting.
#[cfg(unix)]
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// A running program with everything it started in turn. Dropping it asks them to end, and makes sure that they do.
#[derive(Debug)]
pub(crate) struct Running {
    what: String,
    child: Box<dyn ChildWrapper>,
}

impl Running {
    /// Starts `command` in a group of its own, so that Ctrl C reaches this program alone and it can end the others in
    /// order.
    pub(crate) fn start(command: Command) -> Result<Self> {
        let what = worded(&command);
        let mut wrapped = CommandWrap::from(command);
        #[cfg(unix)]
        wrapped.wrap(process_wrap::std::ProcessGroup::leader());
        #[cfg(windows)]
        wrapped.wrap(process_wrap::std::JobObject);
        let child = wrapped
            .spawn()
            .with_context(|| format!("starting `{what}`"))?;
        Ok(Self { what, child })
    }

    /// Starts `command` and waits for the first line it prints, which says that it is ready.
    pub(crate) fn start_and_read(mut command: Command, within: Duration) -> Result<(Self, String)> {
        command.stdout(Stdio::piped());
        let mut running = Self::start(command)?;
        let stdout = running
            .child
            .stdout()
            .take()
            .context("its output is piped")?;
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                // Later lines are read so that the program is never stopped by a full pipe; nobody waits for them.
                let _ = sender.send(line);
            }
        });
        match receiver.recv_timeout(within) {
            Ok(line) => Ok((running, line)),
            Err(error) => bail!("`{}` did not say that it is ready: {error}", running.what),
        }
    }

    /// How it ended, if it has.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        self.child
            .try_wait()
            .with_context(|| format!("looking after `{}`", self.what))
    }

    /// Asks it to end, and after a while ends it, with whatever of its group is left.
    #[cfg(unix)]
    fn end(&mut self) -> std::io::Result<()> {
        /// Their numbers on every Unix.
        const SIGTERM: i32 = 15;
        const ESRCH: i32 = 3;

        self.child.signal(SIGTERM)?;
        let asked = Instant::now();
        while asked.elapsed() < END_MAX && self.child.try_wait()?.is_none() {
            thread::sleep(LOOK_EVERY);
        }
        match self.child.kill() {
            // Nobody of the group is left, as it should be.
            Err(error) if error.raw_os_error() == Some(ESRCH) => Ok(()),
            outcome => outcome,
        }
    }

    /// Ends it, with all that it started: Windows has no way to ask.
    #[cfg(windows)]
    fn end(&mut self) -> std::io::Result<()> {
        self.child.kill()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(Some(_))) {
            return;
        }
        if let Err(error) = self.end() {
            eprintln!("`{}` could not be ended: {error}", self.what);
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::Read;

    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_program_that_says_it_is_ready_is_ended_with_what_it_started() {
        let started = Instant::now();
        let (mut held, holding) = std::io::pipe().unwrap();
        let mut parent = shell("sleep 60 & echo ready; wait");
        parent.stderr(holding);
        let (running, line) = Running::start_and_read(parent, END_MAX).unwrap();
        assert_eq!(line, "ready");

        drop(running);

        // Ends when nobody holds the other end any more, the sleeper least of all.
        held.read_to_end(&mut Vec::new()).unwrap();
        assert!(
            started.elapsed() < Duration::from_secs(30),
            "what it started outlived it"
        );
    }

    #[test]
    fn a_program_that_ends_before_it_is_ready_is_an_error() {
        let outcome = Running::start_and_read(shell("exit 3"), END_MAX);

        assert!(outcome.unwrap_err().to_string().contains("ready"));
    }
}
