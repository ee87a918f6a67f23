//! What there is in the chapter that is asked about.

use anyhow::{Context, Result};
use desk_app::App;
use serde_json::{Value, json};

use super::ask;

/// How many visits, people and so on are asked about in turn.
const SAMPLES: usize = 20;

/// What there is in the chapter that is asked about.
pub(super) struct Facts {
    /// How many visits there are.
    pub(super) visits: u32,
    /// The day that it is.
    pub(super) today: String,
    /// Visits from all times, past ones most.
    pub(super) some_visits: Vec<String>,
    /// The one with the most programme items of those that are not over, and its first day.
    pub(super) largest: String,
    pub(super) largest_day: String,
    /// Its items, participations and people.
    pub(super) items: Vec<String>,
    pub(super) parts: Vec<String>,
    pub(super) people: Vec<String>,
    pub(super) tasks: Vec<String>,
    pub(super) partnerships: Vec<String>,
}

impl Facts {
    pub(super) async fn read(app: &App) -> Result<Self> {
        let state = ask(app, "app_state", json!({})).await?;
        let visits = array(&state, "visits")?;
        let today = text(&ask(app, "today", json!({})).await?, "date")?;
        let every = visits.len().div_ceil(SAMPLES);
        let some_visits = ids(visits.iter().step_by(every), "id")?;
        let largest = largest(app, visits).await?;
        let of_largest = json!({ "visit": largest["visit"]["id"] });
        let tasks = ask(app, "tasks", of_largest).await?;
        let partnerships = ask(app, "partnerships", json!({})).await?;
        Ok(Self {
            visits: u32::try_from(visits.len())?,
            today,
            some_visits,
            largest: text(&largest["visit"], "id")?,
            largest_day: text(&largest["visit"], "starts_on")?,
            items: sample(&largest, "items", "id")?,
            parts: sample(&largest, "participants", "id")?,
            people: sample(&largest, "participants", "person")?,
            tasks: sample(&tasks, "tasks", "id")?,
            partnerships: sample(&partnerships, "rows", "id")?,
        })
    }
}

/// The board with the most on it.
async fn largest(app: &App, visits: &[Value]) -> Result<Value> {
    let mut largest = Value::Null;
    let count = |board: &Value| board["items"].as_array().map_or(0, Vec::len);
    for visit in visits.iter().filter(|visit| visit["past"] == false) {
        let board = ask(app, "itinerary", json!({ "visit": visit["id"] })).await?;
        if count(&board) > count(&largest) {
            largest = board;
        }
    }
    Ok(largest)
}

fn sample(of: &Value, list: &str, key: &str) -> Result<Vec<String>> {
    let rows = array(of, list)?;
    ids(rows.iter().take(SAMPLES), key)
}

fn ids<'a>(rows: impl Iterator<Item = &'a Value>, key: &str) -> Result<Vec<String>> {
    rows.map(|row| text(row, key)).collect()
}

fn array<'a>(of: &'a Value, key: &str) -> Result<&'a Vec<Value>> {
    of[key]
        .as_array()
        .with_context(|| format!("no {key} in an answer"))
}

fn text(of: &Value, key: &str) -> Result<String> {
    let text = of[key].as_str().map(str::to_owned);
    text.with_context(|| format!("no {key} in an answer"))
}
