//! What a person finds again when the window opens another time: the window itself, and what was open in it.
#![cfg(target_os = "linux")]

use std::path::Path;

use anyhow::{Context, Result};
use desk_tests::desktop::{CALL_MAX, Desktop, within};
use desk_tests::laptop::Laptop;
use desk_tests::programs::program;
use desk_tests::town::found;
use serde_json::{Value, json};

/// What somebody makes of a window that opened at 1280 by 800.
const SIZE: (u32, u32) = (1010, 640);

/// Where the shell keeps the place of its window, below the home of a test.
const WINDOW_STATE: &str = "config/org.delegationdesk.desktop/.window-state.json";

const INNER_SIZE: &str = "return [innerWidth, innerHeight]";

#[tokio::test]
async fn a_window_opens_as_it_was_left_on_what_was_open_in_it() -> Result<()> {
    let ana = Laptop::new("Ana")?;
    found(&ana)?;
    let home = tempfile::tempdir()?;

    let first = open(&ana, home.path()).await?;
    resize(&first).await?;
    go(&first, "#/calendar?month=2011-05&day=2011-05-29").await?;
    let left = first.execute(INNER_SIZE, Vec::new()).await?;
    // The driver ends a session by killing the program, which then writes nothing.
    first.log_out(&home.path().join(WINDOW_STATE)).await?;

    let second = open(&ana, home.path()).await?;
    let opened = "return location.hash === '#/calendar?month=2011-05&day=2011-05-29'";
    second.until("the calendar to open", opened).await?;
    second.until("the size", &is_size(&left)).await?;
    second.quit().await
}

#[tokio::test]
async fn the_bar_of_menus_takes_its_line_only_from_whoever_wants_it() -> Result<()> {
    let ana = Laptop::new("Ana")?;
    found(&ana)?;
    let home = tempfile::tempdir()?;
    let desktop = open(&ana, home.path()).await?;
    let without = height(&desktop).await?;

    go(&desktop, "#/settings").await?;
    let switch = "//label[contains(., 'A bar of menus')]";
    let switch = desktop.find_xpath(switch).await?;
    within(CALL_MAX, "the switch", async { Ok(switch.click().await?) }).await?;
    let lower = format!("return innerHeight < {without}");
    desktop.until("the bar to take its line", &lower).await?;
    within(CALL_MAX, "the switch", async { Ok(switch.click().await?) }).await?;
    let restored = format!("return innerHeight === {without}");
    desktop.until("the bar to go", &restored).await?;
    desktop.quit().await
}

async fn open(laptop: &Laptop, home: &Path) -> Result<Desktop> {
    let data = laptop.data().to_str();
    let data = data.context("a temporary folder has a plain name")?;
    let program = program("delegation-desk")?;
    let desktop = Desktop::start(&program, &["--data", data], home).await?;
    desktop.find("nav .foot").await?;
    Ok(desktop)
}

async fn resize(desktop: &Desktop) -> Result<()> {
    let (width, height) = SIZE;
    within(CALL_MAX, "resizing the window", async {
        Ok(desktop.client.set_window_size(width, height).await?)
    })
    .await?;
    desktop
        .until(
            "the window to be resized",
            "return innerWidth < 1280 && innerHeight < 800",
        )
        .await?;
    Ok(())
}

/// Goes to a screen and waits until that is remembered.
async fn go(desktop: &Desktop, address: &str) -> Result<()> {
    let go = "location.hash = arguments[0]";
    desktop.execute(go, vec![json!(address)]).await?;
    desktop.find("main h1").await?;
    Ok(())
}

async fn height(desktop: &Desktop) -> Result<Value> {
    desktop.execute("return innerHeight", Vec::new()).await
}

fn is_size(size: &Value) -> String {
    format!("return JSON.stringify([innerWidth, innerHeight]) === JSON.stringify({size})")
}
