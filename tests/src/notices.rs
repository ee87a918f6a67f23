//! A bus of the session on which somebody shows the notices of programs, as a desktop environment does.
//!
//! Interface and names are those of the Desktop Notifications Specification 1.2 of freedesktop.org.

use std::collections::HashMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::time::sleep;
use zbus::connection::{self, Connection};
use zbus::zvariant::OwnedValue;

use crate::desktop::{bus, within};
use crate::process::Group;

const PATH: &str = "/org/freedesktop/Notifications";
const NAME: &str = "org.freedesktop.Notifications";
/// How long the bus may take to listen, and a notice to come.
const COME_MAX: Duration = Duration::from_secs(15);

/// What a program had shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its number, by which it is opened.
    pub id: u32,
    /// Its first line.
    pub title: String,
    /// The text below, as it was sent.
    pub body: String,
}

/// Whoever shows notices. Dropping it ends the bus.
pub struct Environment {
    connection: Connection,
    shown: UnboundedReceiver<Shown>,
    _bus: Group,
}

impl Environment {
    /// Starts the bus on which the programs of `home` look for one.
    pub async fn start(home: &Path) -> Result<Self> {
        let address = bus(home);
        let mut daemon = Command::new("dbus-daemon");
        daemon
            .args(["--session", "--nofork", "--nopidfile"])
            .args(["--address", &address])
            .stdin(Stdio::null());
        let daemon = Group::start(daemon)?;
        let (show, shown) = mpsc::unbounded_channel();
        let connection = within(COME_MAX, "a bus of the session", async {
            while !home.join("bus").exists() {
                sleep(Duration::from_millis(10)).await;
            }
            let notices = Notices {
                show: Arc::new(show),
                last: 0,
            };
            let connection = connection::Builder::address(address.as_str())?
                .serve_at(PATH, notices)?
                .name(NAME)?
                .build()
                .await?;
            Ok(connection)
        })
        .await?;
        Ok(Self {
            connection,
            shown,
            _bus: daemon,
        })
    }

    /// The next notice that a program has shown.
    pub async fn next(&mut self) -> Result<Shown> {
        within(COME_MAX, "a notice", async {
            self.shown.recv().await.context("nobody shows notices")
        })
        .await
    }

    /// Clicks a notice.
    pub async fn open(&self, notice: &Shown) -> Result<()> {
        let clicked = (notice.id, "default");
        let everybody = None::<&str>;
        self.connection
            .emit_signal(everybody, PATH, NAME, "ActionInvoked", &clicked)
            .await
            .context("telling that a notice was clicked")
    }
}

struct Notices {
    show: Arc<UnboundedSender<Shown>>,
    last: u32,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Notices {
    fn get_capabilities(&self) -> Vec<&str> {
        vec!["actions", "body", "body-markup"]
    }

    fn get_server_information(&self) -> (&str, &str, &str, &str) {
        ("desk-tests", "Delegation Desk", "1", "1.2")
    }

    #[expect(clippy::too_many_arguments, reason = "the specification has them")]
    fn notify(
        &mut self,
        _program: &str,
        replaces: u32,
        _icon: &str,
        title: String,
        body: String,
        _actions: Vec<&str>,
        _hints: HashMap<&str, OwnedValue>,
        _expire_ms: i32,
    ) -> u32 {
        self.last += 1;
        let id = if replaces == 0 { self.last } else { replaces };
        // A test that has ended looks at no more notices.
        let _ = self.show.send(Shown { id, title, body });
        id
    }

    fn close_notification(&self, _id: u32) {}
}
