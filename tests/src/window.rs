//! A desktop program on a data folder, worked as a person works it: by what the screen shows.

use std::path::Path;

use anyhow::{Context, Result};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::desktop::{CALL_MAX, Desktop, within};
use crate::programs::program;

/// The key Enter, as WebDriver names it.
pub const ENTER: char = '\u{e007}';
/// The key Alt, held while the next ones are pressed.
pub const ALT: char = '\u{e00a}';
/// Ends what is held.
pub const LET_GO: char = '\u{e000}';

/// A running desktop program, with a home of its own, which goes with it.
pub struct Window {
    /// The program.
    pub desktop: Desktop,
    _home: TempDir,
}

impl Window {
    /// Starts the program on a data folder.
    pub async fn open(data: &Path) -> Result<Self> {
        let home = tempfile::tempdir().context("making a home")?;
        let data = data
            .to_str()
            .context("a temporary folder has a plain name")?;
        let program = program("delegation-desk")?;
        let desktop = Desktop::start(&program, &["--data", data], home.path()).await?;
        Ok(Self {
            desktop,
            _home: home,
        })
    }

    /// Goes to a screen by its address.
    pub async fn go(&self, address: &str) -> Result<()> {
        let go = "location.hash = arguments[0]";
        self.desktop.execute(go, vec![json!(address)]).await?;
        Ok(())
    }

    /// Waits until an element of these shows a text.
    pub async fn shows(&self, css: &str, text: &str) -> Result<()> {
        let shown = format!(
            "return [...document.querySelectorAll({})].some((it) => it.innerText.includes({}))",
            json!(css),
            json!(text)
        );
        let what = format!("{css} to show {text:?}");
        self.desktop.until(&what, &shown).await?;
        Ok(())
    }

    /// Waits until there is no such element.
    pub async fn gone(&self, css: &str) -> Result<()> {
        let gone = format!("return !document.querySelector({})", json!(css));
        self.desktop.until(&format!("{css} to go"), &gone).await?;
        Ok(())
    }

    /// Waits until the focus is on such an element.
    pub async fn has_focus(&self, css: &str) -> Result<()> {
        let focused = format!("return document.activeElement?.matches({})", json!(css));
        let what = format!("the focus on {css}");
        self.desktop.until(&what, &focused).await?;
        Ok(())
    }

    /// Presses keys where the focus is, one after the other. A modifier is held until [`LET_GO`].
    pub async fn press(&self, keys: &str) -> Result<()> {
        let mut actions = KeyActions::new("keyboard".to_owned());
        let mut held = Vec::new();
        for value in keys.chars() {
            match value {
                LET_GO => {
                    for value in held.drain(..).rev() {
                        actions = actions.then(KeyAction::Up { value });
                    }
                }
                ALT => {
                    held.push(value);
                    actions = actions.then(KeyAction::Down { value });
                }
                value => {
                    actions = actions.then(KeyAction::Down { value });
                    actions = actions.then(KeyAction::Up { value });
                }
            }
        }
        let client = &self.desktop.client;
        within(CALL_MAX, keys, async {
            Ok(client.perform_actions(actions).await?)
        })
        .await
    }

    /// What a script of the page returns once it returns something.
    pub async fn until(&self, what: &str, script: &str) -> Result<Value> {
        self.desktop.until(what, script).await
    }

    /// Closes the window and waits for the program to end.
    pub async fn quit(self) -> Result<()> {
        self.desktop.quit().await
    }
}
