//! Two stories of a volunteer at the desktop program, each by mouse and again by keyboard alone.

use anyhow::{Context, Result, ensure};
use desk_tests::hand::{Hand, Worked};
use desk_tests::laptop::{Laptop, text};
use desk_tests::town::{DELEGATES, DELEGATES_ROWS, PROGRAMME, Town};
use desk_tests::window::{ENTER, Window};
use serde_json::Value;

/// Moves the item in focus a quarter of an hour down the day: Alt and an arrow, then Alt let go.
const LATER: &str = "\u{e00a}\u{e015}\u{e000}";

#[tokio::test(flavor = "multi_thread")]
async fn three_days_are_planned_from_a_template_by_mouse() -> Result<()> {
    plan_three_days(Hand::Mouse).await
}

#[tokio::test(flavor = "multi_thread")]
async fn three_days_are_planned_from_a_template_by_keyboard_alone() -> Result<()> {
    plan_three_days(Hand::Keyboard).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_run_from_the_journal_without_a_network_by_mouse() -> Result<()> {
    run_a_day(Hand::Mouse).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_run_from_the_journal_without_a_network_by_keyboard_alone() -> Result<()> {
    run_a_day(Hand::Keyboard).await
}

/// From the first start to a visit with its programme and tasks. Nothing is printed.
async fn plan_three_days(hand: Hand) -> Result<()> {
    let laptop = Laptop::new("Pat")?;
    let window = Window::open(laptop.data()).await?;
    let desk = Worked {
        window: &window,
        hand,
    };
    let watch = "window.print = () => (window.printed = true)";
    window.desktop.execute(watch, Vec::new()).await?;

    start_chapter(&desk).await?;
    plan_visit(&desk).await?;
    add_lunch(&desk).await?;
    add_task(&desk).await?;

    let printed = "return window.printed === true";
    let printed = window.desktop.execute(printed, Vec::new()).await?;
    window.quit().await?;
    ensure!(printed == Value::Bool(false), "something was printed");
    what_was_planned_is_kept(&laptop)
}

async fn start_chapter(desk: &Worked<'_>) -> Result<()> {
    desk.window.shows("h1", "Welcome").await?;
    desk.press("Next").await?;
    desk.choose("Start alone").await?;
    desk.fill("Name of the chapter", "Example Sister Cities")
        .await?;
    desk.fill("Your city", "Arlington").await?;
    desk.select("Country", "United States").await?;
    desk.select("Clocks as in", "New York").await?;
    desk.fill("Your name", "Pat Example").await?;
    desk.press("Start the chapter").await
}

async fn plan_visit(desk: &Worked<'_>) -> Result<()> {
    desk.window.shows("h1", "Your first visit").await?;
    desk.choose("Mayoral visit").await?;
    desk.fill("Name of the visit", "Three days in May").await?;
    desk.choose("They come to us").await?;
    desk.fill("Partner city", "Gbarnga").await?;
    desk.select("Country", "Liberia").await?;
    desk.fill("First day", "05/06/2030").await?;
    desk.fill("Last day", "05/08/2030").await?;
    desk.press("Plan the visit").await?;
    desk.window.shows("h1", "Three days in May").await
}

/// One line is enough for an item; it is then moved from three o'clock to a quarter past.
async fn add_lunch(desk: &Worked<'_>) -> Result<()> {
    desk.press("Itinerary").await?;
    desk.window.shows("h1", "Itinerary").await?;
    desk.press("Add item").await?;
    desk.fill("In one line", "tue 15 lunch courthouse all")
        .await?;
    desk.press("Add this").await?;
    desk.window.shows("[data-item]", "Lunch").await?;
    match desk.hand {
        Hand::Mouse => desk.select("Starts", "3:15 PM").await?,
        Hand::Keyboard => {
            desk.window.has_focus("[data-item]").await?;
            desk.window.press(LATER).await?;
        }
    }
    desk.window.shows("[data-item]", "3:15").await
}

async fn add_task(desk: &Worked<'_>) -> Result<()> {
    desk.press("Tasks").await?;
    desk.window.shows("h1", "Tasks").await?;
    desk.press("Add task").await?;
    let title = format!("Ask the courthouse for a room{ENTER}");
    desk.fill("What is to be done", &title).await?;
    desk.window.shows("main", "Ask the courthouse").await
}

fn what_was_planned_is_kept(laptop: &Laptop) -> Result<()> {
    let visits = laptop.records("visit")?;
    let visit = visits.values().next().context("no visit was kept")?;
    assert_eq!(text(visit, "starts_on")?, "2030-05-06");
    assert_eq!(text(visit, "ends_on")?, "2030-05-08");
    let items = laptop.records("programme_item")?;
    let lunch = items
        .values()
        .find(|item| item["title"] == "Lunch courthouse");
    let slot = &lunch.context("no lunch was kept")?["slot"];
    assert_eq!(slot["day"], "2030-05-07");
    assert_eq!(slot["start"], "15:15:00");
    assert!(items.len() > 1, "the template brings items of its own");
    let tasks = laptop.records("task")?;
    let asked = |task: &Value| task["title"] == "Ask the courthouse for a room";
    assert!(tasks.values().any(asked), "{tasks:?}");
    Ok(())
}

/// Everything of a day is written down while the server cannot be reached; a colleague has it when it is back.
async fn run_a_day(hand: Hand) -> Result<()> {
    let mut town = Town::connected()?;
    town.import(&town.ana, "programme", PROGRAMME)?;
    town.import(&town.ana, "participants", DELEGATES)?;
    town.exchange()?;
    town.server.kill()?;
    let window = Window::open(town.ana.data()).await?;
    let desk = Worked {
        window: &window,
        hand,
    };
    window.shows("nav", "Working offline").await?;

    let day = format!("#/v/{}/journal?day=2011-05-29", town.visit);
    window.go(&day).await?;
    window.shows("h1", "Journal").await?;
    note_arrivals(&desk).await?;
    note_the_day(&desk).await?;
    window.shows("nav", "changes to send").await?;

    town.server.start_again()?;
    window.shows("nav", "All sent").await?;
    window.quit().await?;
    town.ben.ask(&["sync"])?;
    what_was_noted_is_everywhere(&town)
}

async fn note_arrivals(desk: &Worked<'_>) -> Result<()> {
    desk.choose("Arrivals").await?;
    desk.press("Alex Sample").await?;
    desk.window
        .shows("[role=status]", "3 people are not here yet")
        .await?;
    desk.press("All have arrived").await?;
    desk.window.shows("main", "Nobody is missing").await?;
    desk.choose("Departures").await?;
    desk.press("Robin Example").await?;
    desk.window
        .shows("[role=status]", "3 people are here")
        .await
}

async fn note_the_day(desk: &Worked<'_>) -> Result<()> {
    desk.choose("Who was there").await?;
    desk.press("Everybody Landing").await?;
    desk.window.shows("main", "of 4 were there").await?;
    desk.choose("Note").await?;
    desk.fill("What happened", "The bus came late").await?;
    desk.press("Add note").await?;
    desk.window.shows("ol", "The bus came late").await?;
    desk.choose("Hours").await?;
    desk.select("Who helped", "Jo Early").await?;
    desk.fill("How long", "1:30").await?;
    desk.press("Add hours").await?;
    desk.window.shows("ol", "Jo Early").await
}

fn what_was_noted_is_everywhere(town: &Town) -> Result<()> {
    town.ensure_equal()?;
    let participations = town.ben.records("participation")?;
    let arrived = participations
        .values()
        .filter(|one| !one["arrived_at"].is_null());
    assert_eq!(arrived.count(), DELEGATES_ROWS + 1);
    let entries = town.ben.records("journal_entry")?;
    let mut kinds: Vec<&str> = entries
        .values()
        .map(|entry| text(entry, "kind"))
        .collect::<Result<_>>()?;
    kinds.sort_unstable();
    assert_eq!(kinds, ["attendance", "hours", "note"]);
    Ok(())
}
