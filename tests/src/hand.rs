//! One way of working the whole of a story: by mouse, or by keyboard alone.
//!
//! By keyboard nothing is put under the focus by the test: it is reached by Tab, as by a person, and what cannot be
//! reached fails.

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::desktop::{CALL_MAX, within};
use crate::window::{ENTER, Window};

const TAB: char = '\u{e004}';
const SPACE: char = ' ';
const ARROW_UP: char = '\u{e013}';
const ARROW_DOWN: char = '\u{e015}';
/// How many stops of Tab are tried before something counts as out of reach. No screen has as many.
const STOPS_MAX: usize = 200;

/// What people call a button, a link, a field or a choice: its label, or what it shows.
const NAMED: &str = "
    const read = (it) => [...it.childNodes].map((node) => node.nodeType === Node.TEXT_NODE ? node.data
        : node.getAttribute?.('aria-hidden') === 'true' ? '' : read(node)).join(' ');
    const named = (it) => (it.getAttribute('aria-label') || [...(it.labels ?? [])].map(read).join(' ') || read(it))
        .replace(/\\s+/g, ' ').trim();
    const open = (it) => !it.disabled && it.getClientRects().length > 0 && !it.closest('[inert]');
    const wanted = () => {
        const all = [...document.querySelectorAll(CSS)].filter(open);
        // A count or a second word may stand behind the name.
        return all.find((it) => named(it) === NAME) ?? all.find((it) => named(it).startsWith(`${NAME} `));
    };";

/// How a person works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// By pointing and clicking; only text is typed.
    Mouse,
    /// By keys alone.
    Keyboard,
}

/// A window, and how it is worked.
pub struct Worked<'a> {
    /// The window.
    pub window: &'a Window,
    /// How.
    pub hand: Hand,
}

impl Worked<'_> {
    /// Presses the button, or follows the link, of this name.
    pub async fn press(&self, name: &str) -> Result<()> {
        let css = "button, a[href], [role=button], [role=menuitem]";
        match self.hand {
            Hand::Mouse => self.click(css, name).await,
            Hand::Keyboard => {
                self.reach(css, name).await?;
                self.window.press(&ENTER.to_string()).await
            }
        }
    }

    /// Fills the field of this label with a text, in place of what it held.
    pub async fn fill(&self, label: &str, text: &str) -> Result<()> {
        let css = "input:not([type=radio], [type=checkbox]), textarea";
        match self.hand {
            Hand::Mouse => self.click(css, label).await?,
            Hand::Keyboard => self.reach(css, label).await?,
        }
        let select = "document.activeElement.select?.()";
        self.window.desktop.execute(select, Vec::new()).await?;
        self.window.press(text).await
    }

    /// Chooses one of the choices that are all shown.
    pub async fn choose(&self, name: &str) -> Result<()> {
        let css = "input[type=radio]";
        if self.hand == Hand::Mouse {
            return self.click_label(css, name).await;
        }
        let group = self.find(css, name, "return wanted()?.name").await?;
        let group = group.as_str().context("a choice has a group")?;
        self.tab_until(
            name,
            &format!("return document.activeElement?.name === {}", json!(group)),
        )
        .await?;
        let steps = "const group = [...document.getElementsByName(wanted()?.name)];
             return [group.indexOf(wanted()) - group.indexOf(document.activeElement)]";
        let steps = steps_of(&self.find(css, name, steps).await?)?;
        // Space chooses the one in focus where nothing is chosen yet.
        self.window.press(&format!("{SPACE}{steps}")).await?;
        let chosen = format!("{} return wanted()?.checked", on(css, name));
        ensure!(
            self.holds(&chosen).await?,
            "the choice {name:?} cannot be reached by arrows"
        );
        Ok(())
    }

    /// Chooses an option of the list of this label.
    pub async fn select(&self, label: &str, option: &str) -> Result<()> {
        let steps = format!(
            "const options = [...(wanted()?.options ?? [])];
             const at = options.findIndex(({{ label }}) => label.trim() === {});
             return at < 0 ? null : [at - wanted().selectedIndex]",
            json!(option)
        );
        let steps = steps_of(&self.find("select", label, &steps).await?)?;
        match self.hand {
            Hand::Mouse => {
                let id = self.find("select", label, "return wanted()?.id").await?;
                let id = id.as_str().context("a list has an id")?;
                let xpath = format!("//select[@id='{id}']/option[normalize-space(.)='{option}']");
                let element = self.window.desktop.find_xpath(&xpath).await?;
                within(CALL_MAX, option, async { Ok(element.click().await?) }).await
            }
            Hand::Keyboard => {
                self.reach("select", label).await?;
                self.window.press(&steps).await
            }
        }
    }

    /// Goes on by Tab until the focus is on what has this name.
    async fn reach(&self, css: &str, name: &str) -> Result<()> {
        self.find(css, name, "return Boolean(wanted())").await?;
        let reached = format!(
            "{} return document.activeElement === wanted()",
            on(css, name)
        );
        self.tab_until(name, &reached).await
    }

    async fn tab_until(&self, name: &str, reached: &str) -> Result<()> {
        for _ in 0..STOPS_MAX {
            if self.holds(reached).await? {
                return Ok(());
            }
            self.window.press(&TAB.to_string()).await?;
        }
        bail!("{name:?} cannot be reached by {STOPS_MAX} stops of Tab")
    }

    async fn click(&self, css: &str, name: &str) -> Result<()> {
        self.mark(css, name, "wanted()").await
    }

    async fn click_label(&self, css: &str, name: &str) -> Result<()> {
        self.mark(css, name, "wanted()?.labels[0]").await
    }

    /// Clicks the element that an expression of the page finds. The driver knows it by a mark that is taken off again.
    async fn mark(&self, css: &str, name: &str, element: &str) -> Result<()> {
        let mark = format!(
            "const it = {element}; it?.setAttribute('data-pointed-at', ''); return Boolean(it)"
        );
        self.find(css, name, &mark).await?;
        self.window.desktop.click("[data-pointed-at]").await?;
        let unmark =
            "document.querySelector('[data-pointed-at]')?.removeAttribute('data-pointed-at')";
        self.window.desktop.execute(unmark, Vec::new()).await?;
        Ok(())
    }

    async fn find(&self, css: &str, name: &str, script: &str) -> Result<Value> {
        let script = format!("{} {script}", on(css, name));
        self.window.until(&format!("{name:?}"), &script).await
    }

    async fn holds(&self, script: &str) -> Result<bool> {
        let answer = self.window.desktop.execute(script, Vec::new()).await?;
        Ok(answer == Value::Bool(true))
    }
}

/// The arrows that go so many places on, from an answer of the page.
fn steps_of(answer: &Value) -> Result<String> {
    let steps = answer[0].as_i64().context("a number of steps")?;
    let key = if steps < 0 { ARROW_UP } else { ARROW_DOWN };
    let count = usize::try_from(steps.unsigned_abs())?;
    Ok(std::iter::repeat_n(key, count).collect())
}

/// The script that knows what is looked for.
fn on(css: &str, name: &str) -> String {
    format!("const CSS = {}, NAME = {};{NAMED}", json!(css), json!(name))
}
