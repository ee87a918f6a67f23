//! The desktop program shows its user interface in a window of its own.

use anyhow::Result;
use desk_tests::desktop::Desktop;
use desk_tests::programs::program;

#[tokio::test]
async fn two_desktop_programs_with_homes_of_their_own_run_side_by_side() -> Result<()> {
    let program = program("delegation-desk")?;
    let (first_home, second_home) = (tempfile::tempdir()?, tempfile::tempdir()?);

    let first = Desktop::start(&program, &[], first_home.path()).await?;
    let second = Desktop::start(&program, &[], second_home.path()).await?;
    for desktop in [&first, &second] {
        desktop
            .until(
                "the user interface to be drawn",
                "return document.querySelector('h1, main')?.innerText",
            )
            .await?;
    }

    first.quit().await?;
    second.quit().await
}
