//! What the desktop program must not do to its neighbours in the same process.
#![cfg(target_os = "linux")]

use std::process::Command;

use anyhow::{Context, Result, ensure};
use desk_tests::programs::program;

/// WebKitGTK loads the system's SQLite. Were ours exported, its calls would land in SQLCipher.
#[test]
fn the_desktop_program_keeps_its_sqlite_to_itself() -> Result<()> {
    let symbols = Command::new("nm")
        .args(["--dynamic", "--defined-only"])
        .arg(program("delegation-desk")?)
        .output()
        .context("listing symbols")?;
    ensure!(
        symbols.status.success(),
        "{}",
        String::from_utf8_lossy(&symbols.stderr)
    );

    let symbols = String::from_utf8_lossy(&symbols.stdout);
    let exported: Vec<_> = symbols
        .lines()
        .filter(|line| line.contains("sqlite3_"))
        .collect();

    assert!(exported.is_empty(), "{exported:?}");
    Ok(())
}
