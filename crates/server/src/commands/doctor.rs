//! `desk-server doctor`: whether what is stored agrees with itself.

use anyhow::bail;
use desk_server::database::Place;
use desk_server::doctor::{self, Report};
use serde::Serialize;

use super::{Output, open};

#[derive(Serialize)]
struct Examined {
    records: u64,
    changes: u64,
    pushes: u64,
    findings: Vec<String>,
}

pub(crate) async fn doctor(place: &Place, output: Output) -> anyhow::Result<()> {
    let (database, _) = open(place).await?;
    let Report {
        records,
        changes,
        pushes,
        findings,
    } = doctor::examine(&database).await?;
    database.close().await;
    let answer = Examined {
        records,
        changes,
        pushes,
        findings: findings.iter().map(ToString::to_string).collect(),
    };
    output.print(&answer, |it| {
        let Examined {
            records,
            changes,
            pushes,
            findings,
        } = it;
        let examined = format!("looked at {records} records, {changes} changes, {pushes} pushes");
        let lines: Vec<_> = std::iter::once(&examined)
            .chain(findings)
            .cloned()
            .collect();
        lines.join("\n")
    })?;
    match answer.findings.len() {
        0 => Ok(()),
        found => bail!(
            "{found} things do not agree; put a backup back, and keep this database for whoever looks into it"
        ),
    }
}
