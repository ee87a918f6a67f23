//! Runs a test runner and reads from what it prints how many tests passed.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, ensure};

use crate::command::worded;

/// Runs `command`, shows what it prints as it comes, and returns how many tests passed.
///
/// # Errors
///
/// When it fails, and when it ran no test: a filter that matches nothing would read as success.
pub(crate) fn run_tests(command: &mut Command) -> Result<u64> {
    let passed = run_counting(command)?;
    ensure!(passed > 0, "`{}` ran no tests", worded(command));
    Ok(passed)
}

/// As [`run_tests`], where there may be none.
pub(crate) fn run_counting(command: &mut Command) -> Result<u64> {
    let what = worded(command);
    println!("$ {what}");
    let mut child = command
        .env("NO_COLOR", "1")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting `{what}`"))?;
    let stdout = child.stdout.take().expect("it is piped");
    let stderr = child.stderr.take().expect("it is piped");

    let (out, err) = thread::scope(|scope| {
        let errors = scope.spawn(|| pass_on(stderr, std::io::stderr()));
        let out = pass_on(stdout, std::io::stdout());
        (out, errors.join().expect("passing lines on does not panic"))
    });
    let status = child
        .wait()
        .with_context(|| format!("waiting for `{what}`"))?;
    ensure!(status.success(), "`{what}` ended with {status}");
    Ok(out? + err?)
}

/// Copies line by line, adding up what the lines say.
fn pass_on(from: impl Read, mut to: impl Write) -> Result<u64> {
    let mut from = BufReader::new(from);
    let mut line = Vec::new();
    let mut passed = 0;
    while from.read_until(b'\n', &mut line)? > 0 {
        to.write_all(&line)?;
        passed += passed_in(&String::from_utf8_lossy(&line)).unwrap_or_default();
        line.clear();
    }
    Ok(passed)
}

/// How many tests passed, where `line` is the closing line of a test runner.
fn passed_in(line: &str) -> Option<u64> {
    let line = line.trim();
    // cargo test: "test result: ok. 12 passed; 0 failed; …"
    if let Some(result) = line.strip_prefix("test result: ") {
        return number_before(result, " passed");
    }
    // nextest: "Summary [   1.2s] 12 tests run: 11 passed (2 slow), 1 skipped"
    if line.starts_with("Summary [") {
        return number_before(line, " passed");
    }
    // vitest: "Tests  12 passed (12)"
    if line.starts_with("Tests  ") {
        return number_before(line, " passed");
    }
    // node --test: "# pass 12", or "ℹ pass 12" on a terminal
    let count = line
        .strip_prefix("# pass ")
        .or_else(|| line.strip_prefix("ℹ pass "));
    count?.parse().ok()
}

fn number_before(text: &str, word: &str) -> Option<u64> {
    let (before, _) = text.split_once(word)?;
    before.rsplit(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_of_each_runner_is_read() {
        assert_eq!(
            passed_in("test result: ok. 12 passed; 0 failed; 1 ignored"),
            Some(12)
        );
        assert_eq!(
            passed_in("     Summary [   1.234s] 13 tests run: 11 passed (2 slow), 2 skipped\n"),
            Some(11)
        );
        assert_eq!(passed_in("      Tests  204 passed (204)"), Some(204));
        assert_eq!(
            passed_in("      Tests  1 failed | 203 passed (204)"),
            Some(203)
        );
        assert_eq!(passed_in("# pass 7"), Some(7));
        assert_eq!(passed_in("ℹ pass 7"), Some(7));
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(passed_in("Test Files  14 passed (14)"), None);
        assert_eq!(passed_in("3 passed"), None);
        assert_eq!(passed_in("test sync::tests::it_passed ... ok"), None);
    }

    #[test]
    fn lines_are_passed_on_as_they_are_and_added_up() {
        let printed = "one\n# pass 2\nbroken \u{fffd}\ntest result: ok. 3 passed; 0 failed";
        let mut shown = Vec::new();

        let passed = pass_on(printed.as_bytes(), &mut shown).unwrap();

        assert_eq!(passed, 5);
        assert_eq!(shown, printed.as_bytes());
    }
}
