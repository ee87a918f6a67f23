//! A laptop worked from a command line: `desk` on a data folder of its own.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use tempfile::TempDir;

use crate::programs::program;
use crate::served::Served;

/// A data folder and who works on it. The folder goes when this is dropped.
#[derive(Debug)]
pub struct Laptop {
    person: String,
    folder: TempDir,
    program: PathBuf,
}

/// What `desk --json` said when it did not do what it was told.
#[derive(Debug)]
pub struct Failure {
    /// How the program ended.
    pub exit: Option<i32>,
    /// The error's code for programs, if there was a document.
    pub code: Option<String>,
    /// What it said to people.
    pub message: String,
}

impl Laptop {
    /// A laptop on which the program has never run, for this person.
    pub fn new(person: &str) -> Result<Self> {
        Ok(Self {
            person: person.to_owned(),
            folder: tempfile::tempdir().context("making a data folder")?,
            program: program("desk")?,
        })
    }

    /// A copy of it with all that it keeps, as when a disk is cloned; of the same person.
    pub fn cloned(&self) -> Result<Self> {
        let copy = Self::new(&self.person)?;
        copy_folder(self.data(), copy.data()).context("copying a data folder")?;
        Ok(copy)
    }

    /// Where it keeps everything.
    pub fn data(&self) -> &Path {
        self.folder.path()
    }

    /// Runs `desk` with these arguments and returns the document that it answers.
    ///
    /// # Errors
    /// With what it said, when it does not exit with 0.
    pub fn ask(&self, arguments: &[&str]) -> Result<Value> {
        self.answer(arguments, "")
    }

    /// Runs `desk`, which reads `input` from standard input, and returns the document that it answers.
    ///
    /// # Errors
    /// As [`ask`](Self::ask).
    pub fn answer(&self, arguments: &[&str], input: &str) -> Result<Value> {
        let output = self.run(arguments, input)?;
        ensure!(
            output.status.success(),
            "{}: desk {}: {}",
            self.person,
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        );
        let document = serde_json::from_slice(&output.stdout);
        document.with_context(|| format!("desk {} answered no JSON", arguments.join(" ")))
    }

    /// Runs `desk` with arguments with which it is to fail.
    ///
    /// # Errors
    /// When it does not fail.
    pub fn fail(&self, arguments: &[&str]) -> Result<Failure> {
        let output = self.run(arguments, "")?;
        if output.status.success() {
            bail!("desk {} did not fail", arguments.join(" "));
        }
        let document: Option<Value> = serde_json::from_slice(&output.stdout).ok();
        let code = document.and_then(|it| Some(it["error"]["code"].as_str()?.to_owned()));
        Ok(Failure {
            exit: output.status.code(),
            code,
            message: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }

    /// Joins the chapter that this code is for, or connects the one that is here.
    pub fn connect(&self, server: &str, code: &str) -> Result<()> {
        let who = ["--person", &self.person];
        let arguments = ["connect", server, "--code", code];
        self.ask(&[&arguments[..], &who].concat()).map(|_| ())
    }

    /// Adds a record and returns its id.
    pub fn add(&self, kind: &str, visit: &str, fields: &[&str]) -> Result<String> {
        let arguments = ["add", kind, "--visit", visit];
        let added = self.ask(&[&arguments, fields].concat())?;
        Ok(text(&added, "id")?.to_owned())
    }

    /// All records of a kind, by id.
    pub fn records(&self, kind: &str) -> Result<BTreeMap<String, Value>> {
        let list = self.ask(&["list", kind])?;
        let list = list.as_array().context("a list is an array")?;
        list.iter()
            .map(|record| Ok((text(record, "id")?.to_owned(), record.clone())))
            .collect()
    }

    /// One record.
    pub fn record(&self, kind: &str, id: &str) -> Result<Value> {
        let found = self.records(kind)?.remove(id);
        found.with_context(|| format!("{} has no {kind} {id}", self.person))
    }

    /// The pairs of versions that need a decision.
    pub fn inbox(&self) -> Result<Vec<Value>> {
        let inbox = self.ask(&["inbox"])?;
        Ok(inbox.as_array().context("the inbox is an array")?.clone())
    }

    /// Starts the program so that it serves its user interface and exchanges by itself.
    pub async fn serve(&self) -> Result<Served> {
        let mut command = self.command();
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        Served::start(command).await
    }

    fn run(&self, arguments: &[&str], input: &str) -> Result<Output> {
        let mut command = self.command();
        command
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().context("starting desk")?;
        let stdin = child.stdin.take().context("its input is piped")?;
        // A program that does not read its input closes it, which is its right.
        let _ = { stdin }.write_all(input.as_bytes());
        child.wait_with_output().context("waiting for desk")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--json").arg("--data").arg(self.data());
        // Nothing of a test belongs in a person's key store.
        command.env("DESK_NO_KEY_STORE", "1");
        command
    }
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let copy = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&copy)?;
            copy_folder(&entry.path(), &copy)?;
        } else {
            fs::copy(entry.path(), copy)?;
        }
    }
    Ok(())
}

/// A text in a document.
pub fn text<'a>(document: &'a Value, name: &str) -> Result<&'a str> {
    let found = document[name].as_str();
    found.with_context(|| format!("no {name} in {document}"))
}
