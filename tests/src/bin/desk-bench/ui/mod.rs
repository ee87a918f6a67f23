//! What the screens ask, answered by the program on a large chapter: each command that a screen calls, and searches.
//!
//! The commands go through the one table that the window and `desk serve` use too, so that a figure is what a screen
//! waits for without the way there and without drawing.

mod asked;
mod facts;

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use desk_api::Request;
use desk_app::{App, Edges, rpc};
use serde_json::{Value, json};

use self::asked::Asked;
use self::facts::Facts;
use crate::client::open;
use crate::figure::print_spread;

/// How long a command may take in 95 of a hundred cases, and a search (milliseconds; issue 3).
const COMMAND_MS: f64 = 16.0;
const SEARCH_MS: f64 = 30.0;
/// How often each is asked after it was asked once.
const RUNS: usize = 40;

/// Asks everything of the chapter in a data folder, which edits are made to, and prints the figures. `only` asks what
/// has this in its name.
pub(crate) async fn run(data: &Path, only: Option<&str>) -> Result<()> {
    let app = open(data, Edges::real(), false).await?;
    let facts = Facts::read(&app).await?;
    for (asked, aim_ms) in Asked::all(&facts) {
        if only.is_none_or(|only| asked.figure.contains(only)) {
            let values = measure(&app, &asked).await?;
            print_spread(
                "ui",
                &format!("{}_ms", asked.figure),
                facts.visits,
                &values,
                aim_ms,
            );
        }
    }
    app.close().await;
    Ok(())
}

/// How long each run took, in milliseconds. The runs take the requests in turn.
async fn measure(app: &App, asked: &Asked) -> Result<Vec<f64>> {
    let mut values = Vec::with_capacity(RUNS);
    for run in 0..=RUNS {
        let request = &asked.requests[run % asked.requests.len()];
        let request: Request = serde_json::from_value(json!({
            "command": asked.command,
            "request": request,
        }))
        .with_context(|| format!("{}: {request}", asked.command))?;
        let began = Instant::now();
        let answer = rpc::handle(app, request).await;
        let took_ms = began.elapsed().as_secs_f64() * 1000.0;
        answer.with_context(|| format!("asking {}", asked.command))?;
        if run > 0 {
            values.push(took_ms);
        }
    }
    Ok(values)
}

/// Asks one command.
async fn ask(app: &App, command: &str, request: Value) -> Result<Value> {
    let request = serde_json::from_value(json!({ "command": command, "request": request }))?;
    let answer = rpc::handle(app, request).await;
    answer.with_context(|| format!("asking {command}"))
}
