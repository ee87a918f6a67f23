//! The system's notices: what is due is told, once, and opens where it stands.
#![cfg(target_os = "linux")]

use anyhow::Result;
use desk_tests::desktop::Desktop;
use desk_tests::laptop::{Laptop, text};
use desk_tests::notices::Environment;
use desk_tests::programs::program;
use desk_tests::town::found;
use serde_json::json;

#[tokio::test]
async fn what_is_due_is_told_by_the_system_and_opens_the_day() -> Result<()> {
    let ana = Laptop::new("Ana")?;
    found(&ana)?;
    let visit = visit_to_come(&ana)?;
    ana.add("task", &visit, &["title=Bread & salt", "due_on=2026-01-02"])?;
    let preferences = json!({ "notices": true, "last_route": "#/trash" });
    std::fs::write(ana.data().join("preferences.json"), preferences.to_string())?;
    let home = tempfile::tempdir()?;
    let mut system = Environment::start(home.path()).await?;

    let program = program("delegation-desk")?;
    let data = ana.data().display().to_string();
    let desktop = Desktop::start(&program, &["--data", &data], home.path()).await?;
    let notice = system.next().await?;

    assert_eq!(notice.title, "1 task is due");
    // What a person wrote is no markup.
    assert_eq!(notice.body, "Bread &amp; salt");
    desktop
        .until("another screen", "return location.hash === '#/trash'")
        .await?;
    system.open(&notice).await?;
    desktop
        .until("the day", "return location.hash === '#/today'")
        .await?;
    desktop.quit().await
}

/// What belongs to a visit that is over is not due any more.
fn visit_to_come(ana: &Laptop) -> Result<String> {
    let days = ["--from", "2099-05-29", "--to", "2099-06-02"];
    let partner = [
        "--partner-city",
        "Mount Prospect",
        "--partner-country",
        "US",
    ];
    let zone = ["--partner-zone", "America/Chicago"];
    let what = ["--title", "A visit to come", "--direction", "inbound"];
    let added = ana.ask(&[&["visit", "add"][..], &what, &partner, &zone, &days].concat())?;
    Ok(text(&added, "id")?.to_owned())
}
