//! `cargo xtask run`: a server, the demonstration chapters and the window, from a clone to the screen.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::Args;
use serde_json::Value;

use crate::command::{cargo, command, read, run as run_command};
use crate::process::Running;
use crate::repository::{program, root, target};
use crate::setup::{Purpose, setup};
use crate::test::build_ui;

/// How long the server may take to listen.
const SERVER_START_MAX: Duration = Duration::from_secs(60);
/// How often the programs are looked at.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Where it runs.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The server's port on this computer
    #[arg(long, default_value_t = 8610)]
    port: u16,
    /// Where the server and the program keep their data [default: target/run]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// Builds everything, starts the server, fills an empty data folder with the demonstration chapters, and opens the
/// window, or without a display serves the same user interface for a browser. Ends when the window is closed, or
/// with Ctrl C, and takes everything it started with it.
pub(crate) fn run(options: Options) -> Result<()> {
    let Options { port, data } = options;
    let window = has_display();
    setup(if window {
        Purpose::Window
    } else {
        Purpose::Serve
    })?;
    build_ui()?;
    build(window)?;

    let data = data.unwrap_or_else(|| target().join("run"));
    let data = std::path::absolute(&data).with_context(|| format!("finding {}", data.display()))?;
    let stop = stop_on_ctrl_c()?;
    let (_server, url) = start_server(&data, port)?;
    println!(
        "\nThe server listens on {url}; everything is kept in {}.",
        data.display()
    );
    make_demo(&data, &url)?;

    let mut face = if window {
        desktop(&data)?
    } else {
        browser(&data)?
    };
    while !stop.load(Ordering::SeqCst) {
        if let Some(status) = face.ended()? {
            ensure!(status.success(), "the program ended with {status}");
            break;
        }
        thread::sleep(LOOK_EVERY);
    }
    Ok(())
}

fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// With a window, the same build as the tests; without, the web view and all it needs are left out.
fn build(window: bool) -> Result<()> {
    if window {
        return crate::test::build_programs();
    }
    run_command(cargo()?.args([
        "build",
        "--locked",
        "--package",
        "desk-cli",
        "--package",
        "desk-server",
    ]))
}

fn stop_on_ctrl_c() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&stop);
    ctrlc::set_handler(move || told.store(true, Ordering::SeqCst))
        .context("listening for Ctrl C")?;
    Ok(stop)
}

fn start_server(data: &Path, port: u16) -> Result<(Running, String)> {
    let mut server = desk_server(data)?;
    server.args(["--json", "serve", "--listen", &format!("127.0.0.1:{port}")]);
    let (server, line) = Running::start_and_read(server, SERVER_START_MAX)
        .context("starting the server; `--port` gives it another one")?;
    let url = text(&parse(&line)?, "/listening")?;
    Ok((server, url))
}

/// Makes the demonstration chapters where there are none, and connects the one in work to the server. Does only what
/// has not been done, so that a run that was broken off is made good by the next.
fn make_demo(data: &Path, url: &str) -> Result<()> {
    if status(data)?["chapter"].is_null() {
        run_command(desk(data)?.arg("demo"))?;
    }
    let status = status(data)?;
    if !status["sync"]["server"].is_null() {
        return Ok(());
    }
    let name = text(&status, "/chapter/name")?;
    let chapters = answer(desk_server(data)?.args(["--json", "chapter", "list"]))?;
    let mut known = chapters.as_array().into_iter().flatten();
    if !known.any(|chapter| chapter["name"] == name) {
        run_command(desk_server(data)?.args(["chapter", "add", &name]))?;
    }
    let invite = [
        "--json",
        "invite",
        "--role",
        "coordinator",
        "--chapter",
        &name,
    ];
    let code = text(&answer(desk_server(data)?.args(invite))?, "/code")?;
    run_command(desk(data)?.args(["connect", url, "--code", &code]))
}

fn status(data: &Path) -> Result<Value> {
    answer(desk(data)?.args(["--json", "status"]))
}

fn desktop(data: &Path) -> Result<Running> {
    println!("The window opens. Closing it, or Ctrl C here, ends everything.");
    let mut desktop = command(program("delegation-desk"), root())?;
    desktop.arg("--data").arg(data.join("desk"));
    Running::start(desktop)
}

fn browser(data: &Path) -> Result<Running> {
    println!(
        "There is no display, so the user interface is served for a browser. Ctrl C ends everything."
    );
    let mut desk = desk(data)?;
    desk.arg("serve");
    Running::start(desk)
}

fn desk(data: &Path) -> Result<Command> {
    let mut desk = command(program("desk"), root())?;
    desk.arg("--data").arg(data.join("desk"));
    Ok(desk)
}

fn desk_server(data: &Path) -> Result<Command> {
    let mut server = command(program("desk-server"), root())?;
    server.arg("--data").arg(data.join("server"));
    Ok(server)
}

/// The JSON document that a program answers.
fn answer(command: &mut Command) -> Result<Value> {
    parse(&read(command)?)
}

fn parse(answer: &str) -> Result<Value> {
    serde_json::from_str(answer).with_context(|| format!("reading `{}`", answer.trim()))
}

/// A text in a document, by its JSON pointer.
fn text(document: &Value, pointer: &str) -> Result<String> {
    let text = document.pointer(pointer).and_then(Value::as_str);
    Ok(text
        .with_context(|| format!("{document} has no {pointer}"))?
        .to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_an_answer_is_read_and_a_missing_one_is_named() {
        let answer = parse("{\"chapter\": {\"name\": \"Arlington\"}}\n").unwrap();

        assert_eq!(text(&answer, "/chapter/name").unwrap(), "Arlington");
        let error = text(&answer, "/code").unwrap_err().to_string();
        assert!(error.contains("/code"), "{error}");
    }
}
