//! Migrations stay what they were: the database remembers each by the hash of its bytes, and refuses to open when one
//! has changed.

use super::Finding;
use super::sources::Sources;

/// The migrations that people's databases have run, a line each: SHA-1 of the git blob, space, path. Absent until the
/// first release.
const SHIPPED: &str = "migrations/SHIPPED";

/// What `.gitattributes` must say, or a checkout on Windows has other bytes.
const ATTRIBUTE: &str = "*.sql text eol=lf";

pub(super) fn check(sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(attributes) = sources.get(".gitattributes")
        && !attributes.lines().any(|(_, line)| line == ATTRIBUTE)
    {
        findings.push(attributes.finding(
            0,
            format!("must say `{ATTRIBUTE}`, or Windows reads other migrations"),
        ));
    }
    for source in sources
        .under("", &[".sql"])
        .filter(|source| source.text.contains('\r'))
    {
        findings.push(source.finding(
            0,
            "has carriage returns, and a migration is known by its bytes; end lines with LF",
        ));
    }
    if let Some(shipped) = sources.get(SHIPPED) {
        for (line, text) in shipped.lines() {
            if let Err(why) = unchanged(sources, text) {
                findings.push(shipped.finding(line, why));
            }
        }
    }
    findings
}

fn unchanged(sources: &Sources, line: &str) -> Result<(), String> {
    let (hash, path) = line
        .split_once(' ')
        .ok_or("a line is a hash, a space and a path")?;
    let source = sources
        .get(path)
        .ok_or_else(|| format!("{path} is gone, and people's databases have run it"))?;
    let now = blob_hash(&source.text)?;
    if now == hash {
        return Ok(());
    }
    Err(format!(
        "{path} has changed since it shipped (now {now}); put it back and write the change as the next migration"
    ))
}

/// The hash that git gives to a file of these bytes.
fn blob_hash(text: &str) -> Result<String, String> {
    use std::io::Write;
    use std::process::{Command, Stdio};

    let hash = || -> std::io::Result<String> {
        let mut git = Command::new("git")
            .args(["hash-object", "--no-filters", "--stdin"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        git.stdin
            .take()
            .expect("it is piped")
            .write_all(text.as_bytes())?;
        let output = git.wait_with_output()?;
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    hash().map_err(|error| format!("git could not hash it: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::made_up;

    #[test]
    fn a_migration_that_shipped_and_changed_is_found() {
        let listed = "ce013625030ba8dba906f756967f9e9ca394464a migrations/client/0001.sql\n";
        let with = |sql: &str| {
            check(&made_up(&[
                (SHIPPED, listed),
                ("migrations/client/0001.sql", sql),
            ]))
        };

        assert_eq!(with("hello\n"), []);
        assert_eq!(with("hello, world\n").len(), 1);
    }

    #[test]
    fn a_migration_that_shipped_and_is_gone_is_found() {
        let listed = "ce013625030ba8dba906f756967f9e9ca394464a migrations/client/0001.sql\n";

        assert_eq!(check(&made_up(&[(SHIPPED, listed)])).len(), 1);
    }

    #[test]
    fn a_carriage_return_in_sql_is_found() {
        assert_eq!(
            check(&made_up(&[("migrations/client/0001.sql", "SELECT 1;\r\n")])).len(),
            1
        );
    }
}
