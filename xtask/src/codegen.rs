//! The user interface's types, generated from `crates/api`.

use anyhow::Result;

use crate::command::{cargo, run};

/// The test that compares the committed file with the generated one, and writes it where it is told to.
const TEST: &str = "the_committed_bindings_are_those_of_this_crate";

/// Writes `ui/src/lib/api/bindings.ts`, or with `check` only says whether it is up to date.
pub(crate) fn codegen(check: bool) -> Result<()> {
    let mut cargo = cargo()?;
    cargo.args(["test", "--quiet", "--package", "desk-api", TEST]);
    if !check {
        cargo.env("DESK_WRITE_BINDINGS", "1");
    }
    run(&mut cargo)
}
