//! A laptop or a server as the benchmark sees it: a process that is told what to do.

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, ensure};
use desk_tests::process::Group;
use serde_json::Value;

use crate::client::{Answer, Job};

/// A running laptop. Ends when dropped.
#[derive(Debug)]
pub(crate) struct Laptop {
    _group: Group,
    jobs: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Laptop {
    /// Starts one on a data folder.
    pub(crate) fn start(data: &Path, background: bool) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("client").arg("--data").arg(data);
        command.args(background.then_some("--background"));
        // The key then lies in the folder: nothing of a benchmark belongs in a person's key store.
        command.env("DESK_NO_KEY_STORE", "1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut group = Group::start(command)?;
        let jobs = group.child().stdin().take().context("its input is piped")?;
        let answers = group
            .child()
            .stdout()
            .take()
            .context("its output is piped")?;
        Ok(Self {
            _group: group,
            jobs,
            answers: BufReader::new(answers),
        })
    }

    /// Does one job.
    pub(crate) fn ask(&mut self, job: &Job) -> Result<Answer> {
        self.tell(job)?;
        self.answer()
    }

    /// Begins a job; [`answer`](Self::answer) waits for it.
    pub(crate) fn tell(&mut self, job: &Job) -> Result<()> {
        writeln!(self.jobs, "{}", serde_json::to_string(job)?)
            .context("telling a laptop what to do")
    }

    /// Waits for the job that was begun.
    pub(crate) fn answer(&mut self) -> Result<Answer> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        serde_json::from_str(&line).context("a laptop stopped; its complaint is above")
    }
}

/// A running server with one chapter. Ends when dropped.
#[derive(Debug)]
pub(crate) struct Server {
    group: Group,
    program: PathBuf,
    data: PathBuf,
    /// Where it listens.
    pub(crate) address: SocketAddr,
}

/// The chapter's name.
const CHAPTER: &str = "Bench";

impl Server {
    /// Starts one on a data folder.
    pub(crate) fn start(program: &Path, data: &Path) -> Result<Self> {
        let mut command = Command::new(program);
        command.arg("--data").arg(data);
        command.args(["--json", "serve", "--listen", "127.0.0.1:0"]);
        command.env("RUST_LOG", "warn").stdout(Stdio::piped());
        let mut group = Group::start(command)?;
        let stdout = group
            .child()
            .stdout()
            .take()
            .context("its output is piped")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let listening: Value = serde_json::from_str(&line).context("the server did not start")?;
        let url = listening["listening"]
            .as_str()
            .context("the server did not say where it listens")?;
        let address = url.trim_start_matches("http://").parse()?;
        let server = Self {
            group,
            program: program.to_owned(),
            data: data.to_owned(),
            address,
        };
        server.command(&["chapter", "add", CHAPTER])?;
        Ok(server)
    }

    /// An invitation code.
    pub(crate) fn invite(&self) -> Result<String> {
        let answer = self.command(&["invite", "--chapter", CHAPTER, "--role", "coordinator"])?;
        Ok(answer["code"]
            .as_str()
            .context("no code was given")?
            .to_owned())
    }

    /// The server's process.
    pub(crate) fn pid(&mut self) -> u32 {
        self.group.child().id()
    }

    fn command(&self, arguments: &[&str]) -> Result<Value> {
        let mut command = Command::new(&self.program);
        command
            .arg("--data")
            .arg(&self.data)
            .arg("--json")
            .args(arguments);
        let output = command.output().context("starting the server's command")?;
        ensure!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(serde_json::from_slice(&output.stdout)?)
    }
}
