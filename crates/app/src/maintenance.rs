//! Backups, and looking whether the data is sound.

use std::path::Path;

use serde::Serialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::error::Result;

/// What the doctor found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whether nothing is wrong.
    pub sound: bool,
    /// What is wrong, a sentence each.
    pub problems: Vec<String>,
    /// How many records there are.
    pub records: u64,
    /// How many changes wait to be sent.
    pub waiting: u64,
}

/// Writes a copy of the chapter's database, encrypted as it is.
pub async fn backup(app: &App, file: &Path) -> Result<Value> {
    let chapter = app.chapter().await?;
    chapter.store.backup(file).await?;
    Ok(json!({ "file": file }))
}

/// Goes back to a copy. What is there now is copied first; restoring that takes the step back.
pub async fn restore(app: &App, file: &Path) -> Result<Value> {
    let before = app.restore(file).await?;
    Ok(json!({ "restored": file, "before": before }))
}

/// Looks whether what is stored agrees with itself; with `rebuild`, makes anew what can be.
pub async fn doctor(app: &App, rebuild: bool) -> Result<Report> {
    let chapter = app.chapter().await?;
    let findings = chapter.store.doctor(rebuild).await?;
    let mut problems = findings.file.clone();
    if !rebuild {
        problems.extend(
            findings
                .tables
                .iter()
                .map(|(kind, rows)| format!("{rows} rows of {kind} differ from the records")),
        );
        if findings.overlays > 0 {
            problems.push(format!(
                "{} records show something else than is stored",
                findings.overlays
            ));
        }
    }
    Ok(Report {
        sound: problems.is_empty(),
        problems,
        records: findings.records,
        waiting: findings.waiting,
    })
}
