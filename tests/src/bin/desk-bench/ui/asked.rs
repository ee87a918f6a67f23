//! What is asked: the commands of each screen with the requests that they are given in turn.

use serde_json::{Value, json};

use super::facts::Facts;
use super::{COMMAND_MS, SEARCH_MS};

/// A command with the requests that it is given in turn.
pub(super) struct Asked {
    /// The figure's name without its unit.
    pub(super) figure: String,
    pub(super) command: &'static str,
    pub(super) requests: Vec<Value>,
}

/// What people type, by what it is an example of.
const SEARCHES: &[(&str, &[&str])] = &[
    ("one_letter", &["s", "к", "m"]),
    ("two_letters", &["ol", "Гн", "田"]),
    ("cyrillic", &["Гнатюк", "Шевчук", "Олексій Бойко"]),
    ("latin_of_cyrillic", &["Hnatiuk", "Shevchuk", "Schewtschuk"]),
    ("greek", &["Παπαδάκης", "Γιώργος"]),
    ("japanese", &["川崎", "鈴木 健"]),
    ("arabic", &["محمد", "حداد"]),
    ("place", &["harbour road library", "Market Square"]),
    ("common_word", &["workshop", "lunch"]),
    (
        "long",
        &[
            "workshop calvert street museum 1",
            "delegation of ivano-frankivsk",
        ],
    ),
    ("nothing", &["xylophone quartet", "Щщщщ"]),
];

/// How many hits the palette asks for.
const HITS: u32 = 30;
/// How many rows the directory shows at first.
const PEOPLE: u32 = 200;

impl Asked {
    /// Everything, with its aim in milliseconds: first what only looks, then edits.
    pub(super) fn all(facts: &Facts) -> Vec<(Self, f64)> {
        let mut all = Vec::new();
        all.extend(of_the_chapter(facts));
        all.extend(of_visits(facts));
        all.extend(edits(facts));
        let commands = all.into_iter().map(|asked| (asked, COMMAND_MS));
        commands
            .chain(searches().map(|asked| (asked, SEARCH_MS)))
            .collect()
    }

    fn new(command: &'static str, requests: Vec<Value>) -> Self {
        Self {
            figure: command.to_owned(),
            command,
            requests,
        }
    }

    /// The same command under another name: a special case of it.
    fn named(mut self, what: &str) -> Self {
        self.figure = format!("{}_{what}", self.command);
        self
    }
}

fn of_the_chapter(facts: &Facts) -> Vec<Asked> {
    let plain = |command| Asked::new(command, vec![json!({})]);
    let each = |key: &str, ids: &[String]| ids.iter().map(|id| json!({ key: id })).collect();
    let (year, month) = (&facts.today[..4], &facts.today[..7]);
    let of_year = json!({ "from": format!("{year}-01-01"), "until": format!("{year}-12-31") });
    let of_month = json!({ "from": format!("{month}-01"), "until": format!("{month}-28") });
    let record = |kind: &str, ids: &[String]| -> Vec<Value> {
        let of_kind = |id| json!({ "kind": kind, "id": id });
        ids.iter().map(of_kind).collect()
    };
    vec![
        plain("app_state"),
        plain("preferences"),
        plain("today"),
        Asked::new("calendar", vec![of_month]).named("month"),
        Asked::new("calendar", vec![of_year]).named("year"),
        plain("partnerships"),
        Asked::new("partnership", each("partnership", &facts.partnerships)),
        Asked::new("people", vec![people(json!({}))]),
        Asked::new(
            "people",
            vec![
                people(json!({ "text": "hnat" })),
                people(json!({ "text": "Шевч" })),
            ],
        )
        .named("searched"),
        Asked::new(
            "people",
            vec![people(json!({ "whose": "ours", "sort": "city" }))],
        )
        .named("filtered"),
        Asked::new("person", each("person", &facts.people)),
        Asked::new("person_private", each("person", &facts.people)),
        Asked::new("record_get", record("programme_item", &facts.items)),
        Asked::new("record_get", record("person", &facts.people)).named("person"),
        Asked::new("history", record("programme_item", &facts.items)),
        Asked::new("record_list", vec![json!({ "kind": "city" })]).named("cities"),
        Asked::new(
            "record_list",
            vec![json!({ "kind": "participation", "visit": facts.largest })],
        )
        .named("participations"),
        plain("trash"),
        plain("sync_view"),
        plain("data"),
    ]
}

/// What the directory asks when it opens, but for `changes`.
fn people(changes: Value) -> Value {
    let mut asked = json!({
        "whose": "all", "role": null, "city": null, "text": "", "sort": "name", "descending": false,
        "language": "en", "limit": PEOPLE, "open": null,
    });
    if let (Value::Object(asked), Value::Object(changes)) = (&mut asked, changes) {
        asked.extend(changes);
    }
    asked
}

fn of_visits(facts: &Facts) -> Vec<Asked> {
    let some = |command| {
        let of_visit = |visit| json!({ "visit": visit });
        Asked::new(command, facts.some_visits.iter().map(of_visit).collect())
    };
    let largest =
        |command| Asked::new(command, vec![json!({ "visit": facts.largest })]).named("largest");
    let commands = [
        "overview",
        "itinerary",
        "review",
        "participants",
        "tasks",
        "task_plans",
        "journal",
    ];
    let typed = json!({ "visit": facts.largest, "text": "tue 15 lunch library all" });
    let moves = moves(facts);
    commands
        .into_iter()
        .flat_map(|command| [some(command), largest(command)])
        .chain([
            Asked::new("quick_entry", vec![typed]).named("largest"),
            Asked::new("item_probe", moves).named("largest"),
        ])
        .collect()
}

/// Items of the largest board, put at other times of its first day.
fn moves(facts: &Facts) -> Vec<Value> {
    let at = |(number, item): (usize, &String)| {
        let hour = 8 + number % 12;
        json!({ "item": item, "day": facts.largest_day, "start": format!("{hour:02}:00") })
    };
    facts.items.iter().enumerate().map(at).collect()
}

fn edits(facts: &Facts) -> Vec<Asked> {
    let visit = &facts.largest;
    let set = |number: usize| -> Vec<Value> {
        let set = |item: &String| {
            let fields = json!({ "internal_note": format!("note {number}") });
            json!({ "kind": "programme_item", "id": item, "fields": fields })
        };
        facts.items.iter().map(set).collect()
    };
    let in_turn = |ids: &[String], request: fn(&String, bool) -> Value| -> Vec<Value> {
        let both = ids.iter().map(|id| request(id, true));
        both.chain(ids.iter().map(|id| request(id, false)))
            .collect()
    };
    let attendance = |(number, item): (usize, &String)| {
        let present = &facts.parts[..=number % facts.parts.len()];
        json!({ "item": item, "present": present, "head_count": null })
    };
    vec![
        Asked::new("item_move", moves(facts)).named("largest"),
        Asked::new(
            "item_add",
            vec![json!({ "visit": visit, "title": "Coffee", "tracks": [], "day": facts.largest_day, "start": "15:00" })],
        )
        .named("largest"),
        Asked::new("record_set", set(1).into_iter().chain(set(2)).collect()).named("item"),
        Asked::new("attendance_set", facts.items.iter().enumerate().map(attendance).collect())
            .named("largest"),
        Asked::new(
            "check_in",
            in_turn(&facts.parts, |id, arrived| {
                json!({ "participations": [id], "arrived": arrived })
            }),
        ),
        Asked::new(
            "task_set_done",
            in_turn(&facts.tasks, |id, done| json!({ "task": id, "done": done })),
        ),
        Asked::new("task_add", vec![json!({ "visit": visit, "title": "Call the hotel" })]),
        Asked::new(
            "journal_add",
            vec![json!({ "visit": visit, "kind": "note", "text": "All are here." })],
        ),
        Asked::new(
            "participant_add",
            vec![json!({ "visit": visit, "latin_name": "Bench Person", "side": "guest" })],
        )
        .named("largest"),
        Asked::new("undo", vec![json!({})]),
        Asked::new("redo", vec![json!({})]),
        // The latest steps are these edits: those that made the chapter have thousands of records each.
        Asked::new("steps", vec![json!({})]),
        // What the frame asks after each edit.
        Asked::new("app_state", vec![json!({})]).named("after_edits"),
    ]
}

fn searches() -> impl Iterator<Item = Asked> {
    SEARCHES.iter().map(|(what, texts)| {
        let search = |text: &&str| json!({ "text": text, "limit": HITS });
        Asked::new("search", texts.iter().map(search).collect()).named(what)
    })
}
