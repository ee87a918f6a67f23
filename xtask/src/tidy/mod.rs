//! The rules no compiler knows, each held by a test.
//!
//! A rule reads [`Sources`] and returns what it finds; every finding says where, what the rule is for, and the way
//! out. `cargo xtask tidy` prints them all at once, and each is a test of this crate as well.

mod arrows;
mod commands;
mod decisions;
mod host;
mod kinds;
mod machine;
mod migrations;
mod open_ends;
mod pure;
mod server;
mod size;
mod sources;
#[cfg(test)]
mod tests;

use std::fmt;

use anyhow::{Result, bail};

use self::sources::Sources;

/// A place where a rule is not kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    /// The file, from the root of the checkout.
    path: String,
    /// Its line, from 1; 0 where the whole file is meant.
    line: usize,
    /// What is wrong, why that matters, and the way out.
    why: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, why } = self;
        match line {
            0 => write!(f, "{path}: {why}"),
            line => write!(f, "{path}:{line}: {why}"),
        }
    }
}

/// A rule with the name it goes by.
struct Rule {
    name: &'static str,
    check: fn(&Sources) -> Vec<Finding>,
}

const RULES: &[Rule] = &[
    Rule {
        name: "dependencies point one way",
        check: arrows::check,
    },
    Rule {
        name: "domain and sync do no input and output",
        check: pure::check,
    },
    Rule {
        name: "only the merge writes projected tables",
        check: kinds::check,
    },
    Rule {
        name: "the server does not know what a visit is",
        check: server::check,
    },
    Rule {
        name: "one file of the user interface knows the desktop window",
        check: host::check,
    },
    Rule {
        name: "files are small",
        check: size::check,
    },
    Rule {
        name: "nothing is left open",
        check: open_ends::check,
    },
    Rule {
        name: "decisions say what they cost",
        check: decisions::check,
    },
    Rule {
        name: "migrations stay what they were",
        check: migrations::check,
    },
    Rule {
        name: "two commands are all one needs to know",
        check: commands::check,
    },
    Rule {
        name: "nothing here knows one machine",
        check: machine::check,
    },
];

/// Checks every rule and prints what it finds.
pub(crate) fn tidy() -> Result<()> {
    let sources = Sources::read()?;
    let mut count = 0;
    for Rule { name, check } in RULES {
        let findings = check(&sources);
        count += findings.len();
        println!(
            "{} {name}",
            if findings.is_empty() { "ok  " } else { "FAIL" }
        );
        for finding in findings {
            println!("     {finding}");
        }
    }
    match count {
        0 => Ok(()),
        1 => bail!("a rule is broken in one place"),
        count => bail!("rules are broken in {count} places"),
    }
}
