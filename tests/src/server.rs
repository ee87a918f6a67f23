//! A real `desk-server`, which can be stopped and started again where it was.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::ops::Range;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result, anyhow, ensure};
use serde_json::Value;
use tempfile::TempDir;

use crate::laptop::text;
use crate::process::Group;
use crate::programs::program;

/// Where ports are looked for: below those that systems give to outgoing connections, so that nobody takes the port
/// while the server is down, and no laptop that looks for the server ends up connected to itself.
const PORTS: Range<u16> = 20_000..30_000;
/// How many ports are tried before it is given up.
const TRIES: u32 = 16;

/// A server with one chapter on a data folder of its own. All goes when this is dropped.
#[derive(Debug)]
pub struct Server {
    chapter: String,
    program: PathBuf,
    folder: TempDir,
    address: SocketAddr,
    running: Option<Group>,
}

impl Server {
    /// Starts one with a chapter of this name.
    pub fn start(chapter: &str) -> Result<Self> {
        let mut server = Self {
            chapter: chapter.to_owned(),
            program: program("desk-server")?,
            folder: tempfile::tempdir().context("making a data folder")?,
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            running: None,
        };
        server.ask(&["chapter", "add", chapter])?;
        let mut started = Err(anyhow!("no address was tried"));
        for address in addresses() {
            server.address = address;
            started = server.start_again();
            if started.is_ok() {
                break;
            }
        }
        started.map(|()| server)
    }

    /// Where laptops find it.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Ends it without warning, as a power cut would.
    pub fn kill(&mut self) -> Result<()> {
        match self.running.take() {
            Some(mut group) => group.kill(),
            None => Ok(()),
        }
    }

    /// Starts it again on the same data and address, and returns once it listens.
    pub fn start_again(&mut self) -> Result<()> {
        let mut command = self.command();
        command.args(["serve", "--listen", &self.address.to_string()]);
        command.env("RUST_LOG", "error").stdout(Stdio::piped());
        let mut group = Group::start(command)?;
        let stdout = group.child().stdout().take();
        let stdout = stdout.context("its output is piped")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        ensure!(!line.is_empty(), "the server did not start");
        self.running = Some(group);
        Ok(())
    }

    /// Puts a server that knows nobody in its place, as when somebody sets one up anew and has no backup.
    pub fn replace(&mut self) -> Result<()> {
        self.kill()?;
        self.folder = tempfile::tempdir().context("making a data folder")?;
        self.start_again()
    }

    /// An invitation code for a role.
    pub fn invite(&self, role: &str) -> Result<String> {
        let answer = self.ask(&["invite", "--chapter", &self.chapter, "--role", role])?;
        Ok(text(&answer, "code")?.to_owned())
    }

    /// Runs a command of the server beside it and returns the document that it answers.
    pub fn ask(&self, arguments: &[&str]) -> Result<Value> {
        let output = self.command().args(arguments).output();
        let output = output.context("starting desk-server")?;
        ensure!(
            output.status.success(),
            "desk-server {}: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        );
        let document = serde_json::from_slice(&output.stdout);
        document.with_context(|| format!("desk-server {} answered no JSON", arguments.join(" ")))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--json").arg("--data").arg(self.folder.path());
        command
    }
}

/// Where to try to listen, one after the other: each server of a process begins elsewhere, and those of tests that run
/// side by side mostly do.
fn addresses() -> impl Iterator<Item = SocketAddr> {
    static SERVERS: AtomicU32 = AtomicU32::new(0);
    let server = SERVERS.fetch_add(1, Ordering::Relaxed);
    let first = std::process::id().wrapping_add(server).wrapping_mul(TRIES);
    let port = move |n| {
        let step = first.wrapping_add(n) % u32::from(PORTS.end - PORTS.start);
        PORTS.start + u16::try_from(step).expect("there are fewer ports than numbers")
    };
    (0..TRIES).map(move |n| SocketAddr::from((Ipv4Addr::LOCALHOST, port(n))))
}
