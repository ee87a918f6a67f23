//! The story of the whole in two windows: real desktop programs, each with a data folder of its own, and a real server.
//!
//! The chapter and the visit are made by command line; from then on everything is done as a person does it, by what
//! the screen shows, and the items by keyboard.

use anyhow::Result;
use desk_tests::laptop::Laptop;
use desk_tests::town::{DELEGATES, PROGRAMME, Town};
use desk_tests::window::{ENTER, Window};
use serde_json::{Value, json};

/// Moves the item in focus a quarter of an hour up the day: Alt and an arrow, then Alt let go.
const EARLIER: &str = "\u{e00a}\u{e013}\u{e000}";
/// The same, down the day.
const LATER: &str = "\u{e00a}\u{e015}\u{e000}";

/// What a board shows of each item, in an expression of the page.
const SHOWN_ITEMS: &str = "[...document.querySelectorAll('[data-item]')]
    .map((item) => `${item.dataset.item} ${item.innerText}`)
    .sort()";

#[tokio::test(flavor = "multi_thread")]
async fn two_windows_plan_apart_and_have_everything_when_they_meet() -> Result<()> {
    let mut town = Town::connected()?;
    town.server.kill()?;
    let ana = Colleague::open(&town.ana, &town.visit).await?;
    let ben = Colleague::open(&town.ben, &town.visit).await?;

    ana.take_over("itinerary", PROGRAMME, "Add 22 items")
        .await?;
    ana.add_item("Walk along the Seine").await?;
    // They move it in opposite ways: on a way that they share both would pass the same quarter of an hour, and whoever
    // goes on from there has replaced a value that the other wrote too, so there would be nothing to ask.
    ana.move_item(&town.landing, EARLIER, 1).await?;
    ana.check_in("Early").await?;
    ben.take_over("participants", DELEGATES, "Add 3 people")
        .await?;
    ben.check_in("Example").await?;
    ben.add_item("Farewell breakfast").await?;
    ben.move_item(&town.landing, LATER, 2).await?;
    let time_of_ben = ben.time_of(&town.landing).await?;
    for Colleague { window, .. } in [&ana, &ben] {
        window.shows("nav", "Working offline").await?;
    }

    town.server.start_again()?;
    for Colleague { window, .. } in [&ana, &ben] {
        window.shows("nav", "All sent").await?;
        window.shows("nav", "1 needs a decision").await?;
    }
    ana.shows_programme_of(&ben).await?;
    both_have_the_question(&ana, &ben).await?;

    ben.settle("Keep my version").await?;
    for Colleague { window, .. } in [&ana, &ben] {
        window.shows("main", "Nothing to decide").await?;
    }
    ana.shows_programme_of(&ben).await?;
    assert_eq!(ana.time_of(&town.landing).await?, time_of_ben);

    ben.undo().await?;
    both_have_the_question(&ana, &ben).await?;
    ana.window.quit().await?;
    ben.window.quit().await?;
    town.ensure_equal()
}

/// Somebody at a window, who works on the visit.
struct Colleague {
    window: Window,
    visit: String,
}

impl Colleague {
    async fn open(laptop: &Laptop, visit: &str) -> Result<Self> {
        let window = Window::open(laptop.data()).await?;
        window.shows("nav", "Working offline").await?;
        Ok(Self {
            window,
            visit: visit.to_owned(),
        })
    }

    /// Goes to a screen of the visit.
    async fn go_to(&self, screen: &str, heading: &str) -> Result<()> {
        self.window
            .go(&format!("#/v/{}/{screen}", self.visit))
            .await?;
        self.window.shows("h1", heading).await
    }

    /// Pastes a list on a screen of the visit and takes it over.
    async fn take_over(&self, screen: &str, table: &str, button: &str) -> Result<()> {
        let (heading, import) = match screen {
            "itinerary" => ("Itinerary", "Import a programme"),
            _ => ("Participants", "Import a list"),
        };
        self.go_to(screen, heading).await?;
        self.window.desktop.click_named(import).await?;
        self.window.desktop.find("section.import textarea").await?;
        let paste = "
            const box = document.querySelector('section.import textarea');
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', arguments[0]);
            box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));";
        self.window
            .desktop
            .execute(paste, vec![json!(table)])
            .await?;
        self.window.desktop.click_named(button).await?;
        self.window.gone("section.import").await
    }

    /// Adds an item by keyboard alone.
    async fn add_item(&self, title: &str) -> Result<()> {
        self.go_to("itinerary", "Itinerary").await?;
        self.window.desktop.find("[data-item]").await?;
        self.window.press("n").await?;
        self.window.has_focus("input").await?;
        self.window.press(&format!("{title}{ENTER}")).await?;
        self.window.shows("[data-item]", title).await
    }

    /// Moves an item by so many quarters of an hour, by keyboard alone.
    async fn move_item(&self, item: &str, way: &str, quarters: usize) -> Result<()> {
        self.go_to("itinerary", "Itinerary").await?;
        let block = format!("[data-item='{item}']");
        for _ in 0..quarters {
            let before = self.window.desktop.text(&block).await?;
            self.window.desktop.type_into(&block, way).await?;
            let moved = format!(
                "return document.querySelector(\"{block}\")?.innerText !== {}",
                json!(before)
            );
            self.window
                .desktop
                .until("the item to move", &moved)
                .await?;
        }
        Ok(())
    }

    /// The first time that an item on the board shows.
    async fn time_of(&self, item: &str) -> Result<Value> {
        let block = format!("[data-item='{item}']");
        self.window.desktop.find(&block).await?;
        let time =
            format!("return document.querySelector(\"{block}\").innerText.match(/\\d+:\\d\\d/)[0]");
        self.window.desktop.execute(&time, Vec::new()).await
    }

    /// Checks a guest in by keyboard alone: the family name, and Enter.
    async fn check_in(&self, name: &str) -> Result<()> {
        self.go_to("participants", "Participants").await?;
        self.window.desktop.find("tbody tr").await?;
        self.window.press("c").await?;
        self.window.has_focus("input").await?;
        self.window.press(name).await?;
        self.window.shows(".row.first", name).await?;
        self.window.press(&ENTER.to_string()).await?;
        self.window.shows(".row.here", name).await
    }

    /// Settles the open question: what is mine, and the button.
    async fn settle(&self, button: &str) -> Result<()> {
        let choose_mine = "
            const labels = [...document.querySelectorAll('.versions label')];
            labels.find((label) => label.innerText === 'You')?.click()";
        self.window.desktop.execute(choose_mine, Vec::new()).await?;
        self.window.desktop.click_named(button).await
    }

    async fn undo(&self) -> Result<()> {
        self.window.desktop.click("header .undo").await
    }

    /// What the board shows.
    async fn programme(&self) -> Result<Value> {
        self.go_to("itinerary", "Itinerary").await?;
        self.window.desktop.find("[data-item]").await?;
        let items = format!("return {SHOWN_ITEMS}");
        self.window.desktop.execute(&items, Vec::new()).await
    }

    /// Waits until the board shows what the other window's shows.
    async fn shows_programme_of(&self, other: &Self) -> Result<()> {
        let expected = other.programme().await?;
        self.go_to("itinerary", "Itinerary").await?;
        let same = format!("return JSON.stringify({SHOWN_ITEMS}) === JSON.stringify({expected})");
        self.window
            .desktop
            .until("the same programme", &same)
            .await?;
        Ok(())
    }
}

/// Each window shows the one question, about the same item.
async fn both_have_the_question(ana: &Colleague, ben: &Colleague) -> Result<()> {
    for Colleague { window, .. } in [ana, ben] {
        window.go("#/sync").await?;
        window
            .shows("main h2", "changed Landing differently")
            .await?;
    }
    Ok(())
}
