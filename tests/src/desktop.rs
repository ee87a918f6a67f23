//! The desktop program, driven through WebDriver as a person would drive it.
//!
//! Each [`Desktop`] has its own driver and its own home, so that a test can run two laptops side by side. A display
//! is needed; `cargo xtask test` lends a virtual one.

use std::future::Future;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tokio::time::{sleep, timeout};

use crate::process::Group;

/// How long the driver may take to listen, and the program to show its window.
const START_MAX: Duration = Duration::from_secs(40);
/// How long one call to the driver may take.
pub const CALL_MAX: Duration = Duration::from_secs(15);
/// How long something on the screen may take to come about.
pub const SHOW_MAX: Duration = Duration::from_secs(15);
/// How often the screen is looked at while waiting.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// One running desktop program.
#[derive(Debug)]
pub struct Desktop {
    /// The driver's session, for what the methods here do not cover; put [`within`] around each call.
    pub client: Client,
    group: Group,
}

impl Desktop {
    /// Starts `program` with `arguments`, keeping everything it stores under `home`.
    pub async fn start(program: &Path, arguments: &[&str], home: &Path) -> Result<Self> {
        let [port, native_port] = free_ports()?;
        let group = Group::start(driver(home, port, native_port)?)?;
        let client = within(START_MAX, "starting the desktop program", async {
            // The driver passes everything on to the web view's own, and answers nothing while that one starts.
            listening(native_port).await?;
            listening(port).await?;
            session(port, program, arguments).await
        })
        .await?;
        Ok(Self { client, group })
    }

    /// Closes the window as a person does, and waits for the program to end.
    pub async fn quit(self) -> Result<()> {
        let Self { client, group } = self;
        within(CALL_MAX, "closing the window", async {
            Ok(client.close().await?)
        })
        .await?;
        drop(group);
        Ok(())
    }

    /// Ends the program as a log-out does, and waits for the file `last`, which it writes last.
    #[cfg(unix)]
    pub async fn log_out(self, last: &Path) -> Result<()> {
        self.group.ask_to_end()?;
        within(CALL_MAX, "ending at a log-out", async {
            while !last.exists() {
                sleep(LOOK_EVERY).await;
            }
            Ok(())
        })
        .await
    }

    /// Ends the program without warning, as a power cut would.
    pub fn kill(mut self) -> Result<()> {
        self.group.kill()
    }

    /// Waits for the first element that `css` finds.
    pub async fn find(&self, css: &str) -> Result<Element> {
        self.await_element(Locator::Css(css), css).await
    }

    /// Waits for the first element that `xpath` finds.
    pub async fn find_xpath(&self, xpath: &str) -> Result<Element> {
        self.await_element(Locator::XPath(xpath), xpath).await
    }

    /// Clicks the first element that `css` finds, once it is there.
    pub async fn click(&self, css: &str) -> Result<()> {
        let element = self.find(css).await?;
        within(CALL_MAX, css, async { Ok(element.click().await?) }).await
    }

    /// Clicks the button or link that shows `label`, once it is there.
    pub async fn click_named(&self, label: &str) -> Result<()> {
        let name = xpath_text(label);
        let xpath = format!(
            "//*[self::button or self::a or @role='button' or @role='menuitem']\
             [normalize-space(.)={name} or @aria-label={name}]"
        );
        let element = self.find_xpath(&xpath).await?;
        within(CALL_MAX, label, async { Ok(element.click().await?) }).await
    }

    /// Types into the first element that `css` finds, after what it holds.
    pub async fn type_into(&self, css: &str, text: &str) -> Result<()> {
        let element = self.find(css).await?;
        within(CALL_MAX, css, async { Ok(element.send_keys(text).await?) }).await
    }

    /// What the first element that `css` finds shows.
    pub async fn text(&self, css: &str) -> Result<String> {
        let element = self.find(css).await?;
        within(CALL_MAX, css, async { Ok(element.text().await?) }).await
    }

    /// Runs `script` in the page and returns what it returns.
    pub async fn execute(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        within(CALL_MAX, script, async {
            Ok(self.client.execute(script, arguments).await?)
        })
        .await
    }

    /// Waits until `script` returns something other than false or nothing, and returns that.
    pub async fn until(&self, what: &str, script: &str) -> Result<Value> {
        let started = Instant::now();
        loop {
            let found = self.execute(script, Vec::new()).await?;
            if !matches!(found, Value::Null | Value::Bool(false)) {
                return Ok(found);
            }
            if started.elapsed() > SHOW_MAX {
                let page = self.execute("return document.body.innerText", Vec::new());
                bail!(
                    "{what}: not within {SHOW_MAX:?}; the page shows:\n{}",
                    page.await?
                );
            }
            sleep(LOOK_EVERY).await;
        }
    }

    async fn await_element(&self, locator: Locator<'_>, what: &str) -> Result<Element> {
        let wait = self.client.wait().at_most(SHOW_MAX).every(LOOK_EVERY);
        within(SHOW_MAX + CALL_MAX, what, async {
            Ok(wait.for_element(locator).await?)
        })
        .await
    }
}

/// Runs `call`, giving up after `limit`. `what` names it in the error.
pub async fn within<T>(
    limit: Duration,
    what: &str,
    call: impl Future<Output = Result<T>>,
) -> Result<T> {
    timeout(limit, call)
        .await
        .with_context(|| format!("{what}: no answer within {limit:?}"))?
        .with_context(|| what.to_owned())
}

/// The driver, which starts the program with the home it was itself given.
fn driver(home: &Path, port: u16, native_port: u16) -> Result<Command> {
    ensure!(
        home.is_absolute(),
        "the home {} must be absolute",
        home.display()
    );
    let mut command = Command::new("tauri-driver");
    command
        .args(["--port", &port.to_string()])
        .args(["--native-port", &native_port.to_string()])
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        // Nothing of a test belongs in a person's key store, or reaches a program that the person is using.
        .env("DESK_NO_KEY_STORE", "1")
        .env("DBUS_SESSION_BUS_ADDRESS", bus(home))
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    Ok(command)
}

/// Where the bus of the session is, for the programs of a home. None listens there unless the test starts one.
pub(crate) fn bus(home: &Path) -> String {
    format!("unix:path={}", home.join("bus").display())
}

/// Two ports nobody listens on. Both are held until both are known, so that they differ.
fn free_ports() -> Result<[u16; 2]> {
    let first = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("finding a free port")?;
    let second = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("finding a free port")?;
    Ok([first.local_addr()?.port(), second.local_addr()?.port()])
}

async fn listening(port: u16) -> Result<()> {
    while tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port))
        .await
        .is_err()
    {
        sleep(LOOK_EVERY).await;
    }
    Ok(())
}

async fn session(port: u16, program: &Path, arguments: &[&str]) -> Result<Client> {
    let mut capabilities = Map::new();
    let options = json!({ "application": program, "args": arguments });
    capabilities.insert("tauri:options".to_owned(), options);
    ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .context("opening a session")
}

/// `text` as an XPath literal. XPath has no escapes, so a text with both kinds of quotes is put together.
fn xpath_text(text: &str) -> String {
    if text.contains('\'') {
        let parts: Vec<_> = text.split('\'').map(|part| format!("'{part}'")).collect();
        format!("concat({})", parts.join(r#", "'", "#))
    } else {
        format!("'{text}'")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_with_an_apostrophe_is_one_xpath_text() {
        assert_eq!(xpath_text("Undo"), "'Undo'");
        assert_eq!(
            xpath_text("Mary's \"Inn\""),
            r#"concat('Mary', "'", 's "Inn"')"#
        );
    }
}
