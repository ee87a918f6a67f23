//! A link of an invitation opens the form for joining, filled in, and does nothing by itself.

use anyhow::{Context, Result};
use desk_tests::desktop::Desktop;
use desk_tests::programs::program;

const LINK: &str =
    "delegation-desk://join?server=https%3A%2F%2Fdesk.example.org&code=K7QM-2X4B-9D0E";

#[tokio::test]
async fn a_program_started_by_an_invitation_has_its_form_filled_in() -> Result<()> {
    let home = tempfile::tempdir()?;
    let data = home.path().join("desk");
    let data = data
        .to_str()
        .context("a temporary folder has a plain name")?;
    let program = program("delegation-desk")?;

    let desktop = Desktop::start(&program, &["--data", data, LINK], home.path()).await?;
    desktop
        .until(
            "the form to be filled in",
            "const values = [...document.querySelectorAll('main input')].map((field) => field.value);
             return values.includes('https://desk.example.org') && values.includes('K7QM-2X4B-9D0E')",
        )
        .await?;
    let joined = desktop
        .execute(
            "return document.querySelector('main h1').innerText",
            Vec::new(),
        )
        .await?;
    assert_eq!(joined, "Join a chapter");
    desktop.quit().await
}
