//! Other programs, run in the checkout with the project's tools on their path.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::ci::is_ci;
use crate::repository;

/// `cargo`, the one that runs this program.
pub(crate) fn cargo() -> Result<Command> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut cargo = command(cargo, repository::root())?;
    if is_ci() {
        // Half of a build folder is for the next build, and there is none.
        cargo.env("CARGO_INCREMENTAL", "0");
    }
    Ok(cargo)
}

/// `npm` in the user interface's folder.
pub(crate) fn npm() -> Result<Command> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    command(npm, &repository::ui())
}

/// `program` in `folder`.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>, folder: &Path) -> Result<Command> {
    let mut command = Command::new(program);
    command.current_dir(folder).env("PATH", path()?);
    Ok(command)
}

/// Says what is run, runs it, and fails when it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let what = worded(command);
    println!("$ {what}");
    let status = command
        .status()
        .with_context(|| format!("starting `{what}`"))?;
    ensure!(status.success(), "`{what}` ended with {status}");
    Ok(())
}

/// Runs it without a word and returns what it prints.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let what = worded(command);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("starting `{what}`"))?;
    ensure!(
        output.status.success(),
        "`{what}` ended with {}",
        output.status
    );
    String::from_utf8(output.stdout).with_context(|| format!("reading what `{what}` prints"))
}

/// The command as one would type it.
pub(crate) fn worded(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_stem().unwrap_or(program.as_os_str());
    let mut text = program.to_string_lossy().into_owned();
    for argument in command.get_args() {
        let argument = argument.to_string_lossy();
        text.push(' ');
        if argument.contains([' ', '(', '\'']) {
            text.push_str(&format!("{argument:?}"));
        } else {
            text.push_str(&argument);
        }
    }
    text
}

/// The project's tools before whatever else is installed.
fn path() -> Result<OsString> {
    let tools = repository::tools()?.join("bin");
    let rest = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(tools).chain(std::env::split_paths(&rest)))
        .context("putting the project's tools on the path")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_worded_as_one_would_type_it() {
        let mut command = Command::new("/opt/bin/cargo");
        command.args(["nextest", "-E", "not binary(x)"]);

        assert_eq!(worded(&command), "cargo nextest -E \"not binary(x)\"");
    }

    #[test]
    fn a_command_that_fails_is_named_in_the_error() {
        let mut command = Command::new("cargo");
        command
            .arg("no-such-subcommand-of-cargo")
            .stderr(Stdio::null());

        let error = run(&mut command).unwrap_err().to_string();

        assert!(error.contains("no-such-subcommand-of-cargo"), "{error}");
    }
}
