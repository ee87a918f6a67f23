//! `desk serve`: a laptop's program as its user interface in a browser speaks with it.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use reqwest::{Client, header};
use serde_json::{Value, json};

use crate::laptop::text;
use crate::process::Group;

/// A running program with a session. Ends when dropped.
#[derive(Debug)]
pub struct Served {
    group: Mutex<Group>,
    client: Client,
    /// Scheme, host and port.
    origin: String,
    cookie: String,
}

impl Served {
    /// Starts `desk serve` by this command, and signs in with the token in the address that it prints.
    pub(crate) async fn start(mut command: Command) -> Result<Self> {
        command.stdout(Stdio::piped());
        let mut group = Group::start(command)?;
        let stdout = group.child().stdout().take();
        let stdout = stdout.context("its output is piped")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let printed: Value = serde_json::from_str(&line).context("desk serve did not start")?;
        let (origin, token) = text(&printed, "url")?
            .split_once("/?token=")
            .context("the address has no token")?;
        let client = Client::new();
        let cookie = sign_in(&client, origin, token).await?;
        Ok(Self {
            group: Mutex::new(group),
            client,
            origin: origin.to_owned(),
            cookie,
        })
    }

    /// Does a command of the program. An answer means that it is done and saved.
    pub async fn ask(&self, command: &str, request: &Value) -> Result<Value> {
        let url = format!("{}/rpc/{command}", self.origin);
        let sent = self
            .client
            .post(url)
            .header(header::COOKIE, &self.cookie)
            .body(request.to_string())
            .send();
        let answer = sent.await.with_context(|| format!("asking {command}"))?;
        let status = answer.status();
        let body = answer.text().await?;
        ensure!(status.is_success(), "{command}: {body}");
        serde_json::from_str(&body).with_context(|| format!("{command} answered no JSON"))
    }

    /// Ends the program without warning, as a power cut would. Commands under way fail.
    pub fn kill(&self) -> Result<()> {
        let mut group = self.group.lock().unwrap_or_else(PoisonError::into_inner);
        group.kill()
    }
}

async fn sign_in(client: &Client, origin: &str, token: &str) -> Result<String> {
    let answer = client
        .post(format!("{origin}/session"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(json!({ "token": token }).to_string())
        .send()
        .await
        .context("signing in")?
        .error_for_status()?;
    let cookie = answer.headers().get(header::SET_COOKIE);
    let cookie = cookie.context("no session was given")?.to_str()?;
    let (pair, _) = cookie.split_once(';').context("a cookie has attributes")?;
    Ok(pair.to_owned())
}
