//! The server as a process: started, used by commands beside it, stopped, and killed without warning.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use desk_sync::{ChangeResult, ExchangeAnswer, ExchangeRequest, RecordId};
use serde_json::Value;
use tokio::sync::Mutex;

use crate::desk::{START_US, device, join_body};
use crate::home::Home;
use crate::laptop::{Laptop, team, visit};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_after_a_kill_at_any_moment() {
    const LAPTOPS: u128 = 4;
    const KILLS: u32 = 5;
    let home = Home::new();
    command(&home, &["chapter", "add", "Graz"]);
    let mut server = Server::start(&home, &[]);
    let mut laptops = Vec::new();
    for n in 0..LAPTOPS {
        laptops.push(server.join(&home, n).await);
    }

    let acknowledged = Arc::new(Mutex::new(Vec::new()));
    for round in 0..KILLS {
        let mut tasks = tokio::task::JoinSet::new();
        for laptop in laptops {
            tasks.spawn(push_until_killed(
                laptop,
                server.url.clone(),
                acknowledged.clone(),
            ));
        }
        // Each round kills after more was acknowledged, at whatever the server is doing by then.
        let enough = 40 * (round as usize + 1);
        while acknowledged.lock().await.len() < enough {
            tokio::task::yield_now().await;
        }
        server.kill();
        laptops = tasks.join_all().await;
        server = Server::start(&home, &[]);
    }

    let mut reader = server.join(&home, LAPTOPS).await;
    pull(&mut reader, &server.url).await;
    let acknowledged = acknowledged.lock().await;
    for (key, value) in acknowledged.iter() {
        assert_eq!(
            &reader.value(key, "title"),
            value,
            "{key:?} was acknowledged"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_work_beside_a_running_server_and_take_effect_at_once() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    command(&home, &["chapter", "add", "Graz"]);
    let mut laptop = server.join(&home, 1).await;
    laptop.edit(&team(visit(1), 1), &[("title", "Dinner")]);
    post(&server.url, &laptop.token, &laptop.request())
        .await
        .unwrap();

    command(&home, &["revoke", &laptop.id.to_string()]);
    laptop.edit(&team(visit(1), 1), &[("title", "Supper")]);
    let answer = post(&server.url, &laptop.token, &laptop.request())
        .await
        .unwrap();

    assert!(
        answer
            .results
            .iter()
            .all(|(_, it)| *it == ChangeResult::KeptAside)
    );
    let devices: Value = serde_json::from_str(&command(&home, &["devices", "--json"])).unwrap();
    assert_eq!(devices[0]["id"], laptop.id.to_string());
    assert_eq!(devices[0]["kept_aside"], 2);
    assert!(devices[0]["revoked_at"].is_string());
    assert!(server.stop().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_told_to_stop_ends_its_streams_and_leaves_one_file() {
    let home = Home::new();
    command(&home, &["chapter", "add", "Graz"]);
    let server = Server::start(&home, &[]);
    let laptop = server.join(&home, 1).await;
    let wake = reqwest::Client::new().get(format!("{}/v1/wake", server.url));
    let mut stream = wake.bearer_auth(&laptop.token).send().await.unwrap();
    assert!(stream.chunk().await.unwrap().is_some(), "the first head");

    assert!(server.stop().success());

    assert!(
        stream.chunk().await.unwrap().is_none(),
        "the stream ended and did not break"
    );
    assert!(
        !home.path().join("desk-server.sqlite3-wal").exists(),
        "the log of a file was folded in"
    );
}

#[test]
fn one_folder_is_served_once_at_a_time() {
    let home = Home::in_folder();
    let server = Server::start(&home, &[]);
    let second = desk_server(&home, &["serve", "--listen", "127.0.0.1:0"])
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&second.stderr).contains("served by another"));
    let restore = desk_server(&home, &["restore", "copy.sqlite3"])
        .output()
        .unwrap();
    assert_eq!(
        restore.status.code(),
        Some(1),
        "nor is it restored under a running server"
    );
    drop(server);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_certificate_the_server_speaks_https() {
    let home = Home::new();
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (cert, key) = (home.path().join("cert.pem"), home.path().join("key.pem"));
    std::fs::write(&cert, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let (cert, key) = (cert.to_str().unwrap(), key.to_str().unwrap());
    let server = Server::start(&home, &["--tls-cert", cert, "--tls-key", key]);
    let trusted = reqwest::Certificate::from_pem(made.cert.pem().as_bytes()).unwrap();
    let client = reqwest::Client::builder()
        .add_root_certificate(trusted)
        .build()
        .unwrap();
    let port = server.url.strip_prefix("https://127.0.0.1:").unwrap();

    let health = client
        .get(format!("https://localhost:{port}/v1/health"))
        .send()
        .await
        .unwrap();

    assert!(health.status().is_success());
    assert!(health.text().await.unwrap().contains("\"ok\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_tokens_nor_codes_nor_names_reach_the_log() {
    let home = Home::new();
    command(&home, &["chapter", "add", "Graz"]);
    let code = command(&home, &["invite", "--chapter", "Graz"]);
    let mut serve = desk_server(&home, &["serve", "--listen", "127.0.0.1:0"]);
    let server = Server::run(serve.env("RUST_LOG", "trace").stderr(Stdio::piped()));
    let mut laptop = server.join_with(code.trim(), 1).await;
    laptop.edit(&team(visit(1), 1), &[("title", "Dinner with Ada")]);
    laptop.edit(&team(visit(1), 2), &[("title", &"x".repeat(100_000))]);
    let answer = post(&server.url, &laptop.token, &laptop.request())
        .await
        .unwrap();
    assert!(matches!(answer.results[1].1, ChangeResult::Refused(_)));

    let log = server.stop_and_read_log();

    assert!(log.contains("refused a change"), "{log}");
    let private = [
        code.trim(),
        &laptop.token,
        "Somebody",
        "Laptop",
        "Dinner with Ada",
    ];
    for text in private {
        assert!(!log.contains(text), "{text} is in the log");
    }
}

/// A running `desk-server serve`, killed when dropped.
struct Server {
    process: Child,
    url: String,
}

impl Server {
    fn start(home: &Home, more: &[&str]) -> Self {
        let mut serve = desk_server(home, &["serve", "--listen", "127.0.0.1:0"]);
        Self::run(serve.args(more).stderr(Stdio::null()))
    }

    fn run(command: &mut Command) -> Self {
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        let url = line
            .trim()
            .strip_prefix("listening on ")
            .expect("the address")
            .to_owned();
        Self { process, url }
    }

    async fn join(&self, home: &Home, n: u128) -> Laptop {
        let code = command(home, &["invite", "--chapter", "Graz"]);
        self.join_with(code.trim(), n).await
    }

    async fn join_with(&self, code: &str, n: u128) -> Laptop {
        let request = reqwest::Client::new().post(format!("{}/v1/join", self.url));
        let body = join_body(code, device(n)).to_string();
        let sent = request
            .header("content-type", "application/json")
            .body(body)
            .send()
            .await;
        let answer = sent
            .unwrap()
            .error_for_status()
            .unwrap()
            .text()
            .await
            .unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        Laptop::with_token(
            device(n),
            answer["token"].as_str().unwrap().to_owned(),
            START_US,
        )
    }

    /// Ends the process as a power cut would.
    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    fn stop(mut self) -> std::process::ExitStatus {
        self.terminate();
        self.process.wait().unwrap()
    }

    fn stop_and_read_log(mut self) -> String {
        self.terminate();
        let mut log = String::new();
        let mut stderr = self.process.stderr.take().unwrap();
        std::io::Read::read_to_string(&mut stderr, &mut log).unwrap();
        self.process.wait().unwrap();
        log
    }

    fn terminate(&self) {
        let id = self.process.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone after `kill` and `stop`, whose tests have looked at how it went.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Edits and sends, one page after the other, until the server is gone; notes what it acknowledged.
async fn push_until_killed(
    mut laptop: Laptop,
    url: String,
    acknowledged: Arc<Mutex<Vec<(desk_sync::RecordKey, String)>>>,
) -> Laptop {
    loop {
        for _ in 0..5 {
            let n = laptop.edits();
            let key = team(RecordId(laptop.id.0), u128::from(n));
            laptop.edit(&key, &[("title", &format!("edit {n}"))]);
        }
        let Ok(answer) = post(&url, &laptop.token, &laptop.request()).await else {
            return laptop;
        };
        for (version, result) in answer.results {
            let known = matches!(
                result,
                ChangeResult::Accepted { .. } | ChangeResult::Repeated { .. }
            );
            assert!(known, "{result:?}");
            let at = laptop
                .pending
                .iter()
                .position(|it| it.version == version)
                .unwrap();
            let change = laptop.pending.remove(at);
            let value = String::from_utf8(change.fields[0].value.clone()).unwrap();
            acknowledged.lock().await.push((change.key, value));
        }
    }
}

async fn pull(laptop: &mut Laptop, url: &str) {
    loop {
        let answer = post(url, &laptop.token, &laptop.request()).await.unwrap();
        let more = answer.more;
        laptop.take(answer, &mut Vec::new());
        if !more {
            return;
        }
    }
}

async fn post(
    url: &str,
    token: &str,
    request: &ExchangeRequest,
) -> Result<ExchangeAnswer, reqwest::Error> {
    let request = reqwest::Client::new()
        .post(format!("{url}/v1/exchange"))
        .bearer_auth(token)
        .body(request.to_body());
    let body = request.send().await?.error_for_status()?.bytes().await?;
    Ok(ExchangeAnswer::from_body(&body).unwrap())
}

/// Runs a command to its end and returns what it printed.
fn command(home: &Home, arguments: &[&str]) -> String {
    let output = desk_server(home, arguments).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn desk_server(home: &Home, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_desk-server"));
    command.args(home.arguments()).args(arguments);
    command
}
