//! Processes that never outlive the test that started them.

use std::process::Command;

use anyhow::{Context, Result};
use process_wrap::std::{ChildWrapper, CommandWrap};

/// A running program with everything it started in turn. Dropping it ends them all at once, as a power cut would.
#[derive(Debug)]
pub struct Group {
    child: Box<dyn ChildWrapper>,
}

impl Group {
    /// Starts `command` in a group of its own.
    pub fn start(command: Command) -> Result<Self> {
        let what = command.get_program().display().to_string();
        let mut wrapped = CommandWrap::from(command);
        #[cfg(unix)]
        wrapped.wrap(process_wrap::std::ProcessGroup::leader());
        #[cfg(windows)]
        wrapped.wrap(process_wrap::std::JobObject);
        let child = wrapped
            .spawn()
            .with_context(|| format!("starting {what}"))?;
        Ok(Self { child })
    }

    /// The started program itself, for its pipes.
    pub fn child(&mut self) -> &mut dyn ChildWrapper {
        &mut *self.child
    }

    /// Asks the program and all it started to end, as the system does at a log-out.
    #[cfg(unix)]
    pub fn ask_to_end(&self) -> Result<()> {
        const SIGTERM: i32 = 15;
        self.child
            .signal(SIGTERM)
            .context("asking a program to end")
    }

    /// Ends the program and all it started, without warning, and waits until they are gone.
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill().context("ending a program")
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // A program that has already ended cannot be ended again, and that is all the error could say.
        let _ = self.child.kill();
    }
}
