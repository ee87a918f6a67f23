//! What each command does: it asks the same functions as the window, and prints what they answer.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail};
use base64::Engine;
use desk_api::Request;
use desk_api::data::{DataBackup, DataCheck, DataReport, DataRestore, DataRestored};
use desk_api::import::{ImportPreview, ImportRequest, ListKind, ListSource, RowFate};
use desk_api::itinerary::VisitId;
use desk_api::records::{Nothing, RecordAdd, RecordList, RecordRef, RecordSet, Search};
use desk_api::state::{AppState, ChapterJoin, ChapterStart, Done, VisitAdd, VisitRow};
use desk_api::sync::{Connect, Keep, Settle};
use desk_app::{App, import, maintenance, records, rpc};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::args::{Args, Command, Init, KeepArg, List, Trash, Visit};
use crate::print::Printer;
use crate::{open, serve};

/// How many hits a search prints.
const HITS_MAX: u32 = 50;

pub(crate) async fn run(args: &Args) -> anyhow::Result<()> {
    let printer = Printer { json: args.json };
    if let Command::Serve { listen } = &args.command {
        let app = open::app(args, true).await?;
        return serve::serve(app, *listen, printer).await;
    }
    let app = open::app(args, false).await?;
    let answer = answer(&app, &args.command).await;
    app.close().await;
    printer.answer(&answer?);
    Ok(())
}

async fn answer(app: &App, command: &Command) -> anyhow::Result<Value> {
    Ok(match command {
        Command::Init(init) => start(app, init).await?,
        Command::Demo => {
            let chapters = failing(desk_app::demo::load(app).await)?;
            json!({ "chapters": chapters })
        }
        Command::Visit(Visit::Add(add)) => {
            let request = VisitAdd {
                title: add.title.clone(),
                direction: add.direction.word().to_owned(),
                partner_city: add.partner_city.clone(),
                partner_country: add.partner_country.clone(),
                partner_zone: add.partner_zone.clone(),
                starts_on: add.from.clone(),
                ends_on: add.to.clone(),
                zone: add.zone.clone(),
                template: add.template.clone(),
            };
            let done: Done<VisitRow> = ask(app, Request::VisitAdd(request)).await?;
            json!({ "id": done.result.id })
        }
        Command::Import {
            list,
            file,
            visit,
            dry_run,
        } => take_over(app, *list, file, visit, *dry_run).await?,
        Command::List { kind, visit } => {
            let request = RecordList {
                kind: kind.clone(),
                visit: visit.clone(),
            };
            let records: Vec<desk_api::records::RecordView> =
                ask(app, Request::RecordList(request)).await?;
            records.into_iter().map(flat).collect()
        }
        Command::Add {
            kind,
            visit,
            fields,
        } => {
            let request = RecordAdd {
                kind: kind.clone(),
                visit: visit.clone(),
                fields: typed(kind, fields)?,
            };
            let done: Done<desk_api::records::RecordView> =
                ask(app, Request::RecordAdd(request)).await?;
            json!({ "id": done.result.id })
        }
        Command::Set { kind, id, fields } => {
            let request = RecordSet {
                kind: kind.clone(),
                id: id.clone(),
                fields: typed(kind, fields)?,
            };
            let done: Done<desk_api::records::RecordView> =
                ask(app, Request::RecordSet(request)).await?;
            flat(done.result)
        }
        Command::Delete { kind, id } => {
            let done: Done<Nothing> = ask(app, Request::RecordDelete(reference(kind, id))).await?;
            json!({ "done": done.done })
        }
        Command::Trash { command } => trash(app, command.as_ref()).await?,
        Command::Undo => reversed(ask(app, Request::Undo(Nothing {})).await?),
        Command::Redo => reversed(ask(app, Request::Redo(Nothing {})).await?),
        Command::Review { visit } => {
            ask(
                app,
                Request::Review(VisitId {
                    visit: visit.clone(),
                }),
            )
            .await?
        }
        Command::Search { text } => {
            ask(
                app,
                Request::Search(Search {
                    text: text.clone(),
                    limit: HITS_MAX,
                }),
            )
            .await?
        }
        Command::History { kind, id } => ask(app, Request::History(reference(kind, id))).await?,
        Command::Connect { url, code, person } => {
            connect(app, url, code, person.as_deref()).await?
        }
        Command::Sync => ask(app, Request::SyncNow(Nothing {})).await?,
        Command::Inbox => {
            let view: desk_api::sync::SyncView = ask(app, Request::SyncView(Nothing {})).await?;
            serde_json::to_value(view.decisions)?
        }
        Command::Settle { id, keep, value } => settle(app, id, *keep, value.as_deref()).await?,
        Command::Status => status(app).await?,
        Command::Backup { file } => {
            let request = DataBackup {
                file: text(file)?,
                replace: false,
            };
            let Nothing {} = ask(app, Request::DataBackup(request)).await?;
            json!({ "file": file })
        }
        Command::Restore { file } => {
            let request = DataRestore { file: text(file)? };
            let restored: DataRestored = ask(app, Request::DataRestore(request)).await?;
            json!({ "restored": file, "before": restored.before })
        }
        Command::Doctor { rebuild } => {
            let request = DataCheck { repair: *rebuild };
            let report: DataReport = ask(app, Request::DataCheck(request)).await?;
            if !report.sound {
                let problems = maintenance::problems(&report);
                bail!("the database is not sound: {}", problems.join("; "));
            }
            serde_json::to_value(report)?
        }
        Command::Serve { .. } => unreachable!("served before"),
    })
}

async fn start(app: &App, init: &Init) -> anyhow::Result<Value> {
    let Init {
        chapter,
        city,
        country,
        zone,
        person,
    } = init;
    let request = ChapterStart {
        chapter_name: chapter.clone(),
        city_name: city.clone(),
        country: country.clone(),
        zone: zone.clone(),
        person_name: open::person(person.as_deref()),
    };
    let state: AppState = ask(app, Request::ChapterStart(request)).await?;
    Ok(json!({ "chapter": state.chapter.map(|chapter| chapter.id) }))
}

async fn take_over(
    app: &App,
    list: List,
    file: &Path,
    visit: &str,
    dry_run: bool,
) -> anyhow::Result<Value> {
    let bytes = read(file)?;
    let name = file.file_name().map_or_else(
        || "-".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    let request = ImportRequest {
        visit: visit.to_owned(),
        list: match list {
            List::Programme => ListKind::Programme,
            List::Participants => ListKind::Participants,
        },
        source: ListSource::File {
            name,
            base64: base64::engine::general_purpose::STANDARD.encode(bytes),
        },
        columns: None,
    };
    let preview: ImportPreview = if dry_run {
        ask(app, Request::ImportPreview(request)).await?
    } else {
        let done: Done<ImportPreview> = ask(app, Request::ImportCommit(request)).await?;
        done.result
    };
    let problems = preview
        .rows
        .iter()
        .filter(|row| row.fate == RowFate::Problem);
    let remarked = |row: &desk_api::import::ImportRow| {
        let reasons: Vec<_> = row
            .remarks
            .iter()
            .map(|remark| remark.sentence.clone())
            .collect();
        json!({ "line": row.line, "reason": reasons.join("; ") })
    };
    let warned = preview
        .rows
        .iter()
        .filter(|row| row.fate != RowFate::Problem && !row.remarks.is_empty());
    Ok(json!({
        "read": preview.counts.read,
        "added": preview.counts.added,
        "updated": preview.counts.updated,
        "unchanged": preview.counts.unchanged,
        "problems": problems.map(remarked).collect::<Vec<_>>(),
        "warnings": warned.map(remarked).collect::<Vec<_>>(),
    }))
}

/// Reads a list, but not more of it than a list may have.
fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = import::SOURCE_BYTES_MAX + 1;
    let limit = u64::try_from(limit).unwrap_or(u64::MAX);
    if file == Path::new("-") {
        std::io::stdin()
            .take(limit)
            .read_to_end(&mut bytes)
            .context("reading standard input")?;
    } else {
        let open =
            std::fs::File::open(file).with_context(|| format!("opening {}", file.display()))?;
        open.take(limit)
            .read_to_end(&mut bytes)
            .with_context(|| format!("reading {}", file.display()))?;
    }
    Ok(bytes)
}

async fn connect(app: &App, url: &str, code: &str, person: Option<&str>) -> anyhow::Result<Value> {
    let (server, code) = (url.to_owned(), code.to_owned());
    let state: AppState = if app.chapter().await.is_ok() {
        ask(app, Request::Connect(Connect { server, code })).await?
    } else {
        ask(
            app,
            Request::ChapterJoin(ChapterJoin {
                server,
                code,
                person_name: open::person(person),
            }),
        )
        .await?
    };
    Ok(json!({ "chapter": state.chapter.map(|chapter| chapter.id), "server": state.sync.server }))
}

async fn settle(
    app: &App,
    id: &str,
    keep: Option<KeepArg>,
    value: Option<&str>,
) -> anyhow::Result<Value> {
    let keep = match (keep, value) {
        (Some(KeepArg::Mine), _) => Keep::Mine,
        (Some(KeepArg::Theirs), _) => Keep::Theirs,
        (Some(KeepArg::First), _) => Keep::First,
        (Some(KeepArg::Second), _) => Keep::Second,
        (None, Some(value)) => {
            let value = failing(desk_app::sync::settle::typed_value(app, id, value).await)?;
            Keep::Value { value }
        }
        (None, None) => bail!("say --keep or --value"),
    };
    let done: Done<Nothing> = ask(
        app,
        Request::Settle(Settle {
            id: id.to_owned(),
            keep,
        }),
    )
    .await?;
    Ok(json!({ "done": done.done }))
}

async fn trash(app: &App, command: Option<&Trash>) -> anyhow::Result<Value> {
    let Some(Trash::Restore { kind, id }) = command else {
        return ask(app, Request::Trash(Nothing {})).await;
    };
    let done: Done<Nothing> = ask(app, Request::RecordRestore(reference(kind, id))).await?;
    Ok(json!({ "done": done.done }))
}

async fn status(app: &App) -> anyhow::Result<Value> {
    let state: AppState = ask(app, Request::AppState(Nothing {})).await?;
    Ok(json!({
        "chapter": state.chapter,
        "chapters": state.chapters,
        "visits": state.visits.len(),
        "sync": state.sync,
        "undo": state.undo,
        "redo": state.redo,
        "key_kept_in": state.key_kept_in,
        "version": state.version,
        "data": app.data_path(),
    }))
}

fn reversed(done: Done<Nothing>) -> Value {
    json!({ "done": done.done })
}

/// `id` and the fields in one object.
fn flat(record: desk_api::records::RecordView) -> Value {
    let mut fields: serde_json::Map<String, Value> = record.fields.into_iter().collect();
    fields.insert("id".to_owned(), Value::String(record.id));
    Value::Object(fields)
}

fn typed(kind: &str, fields: &[(String, String)]) -> anyhow::Result<BTreeMap<String, Value>> {
    let spec = failing(records::known(kind))?;
    let value = |(name, text): &(String, String)| {
        Ok((name.clone(), failing(records::typed(spec, name, text))?))
    };
    fields.iter().map(value).collect()
}

fn reference(kind: &str, id: &str) -> RecordRef {
    RecordRef {
        kind: kind.to_owned(),
        id: id.to_owned(),
    }
}

async fn ask<T: DeserializeOwned>(app: &App, request: Request) -> anyhow::Result<T> {
    let answer = failing(rpc::handle(app, request).await)?;
    serde_json::from_value(answer).context("reading our own answer")
}

/// A file's name as text, as the database needs it.
fn text(file: &Path) -> anyhow::Result<String> {
    let text = file.to_str();
    let text = text.with_context(|| format!("the name of {} is not Unicode", file.display()))?;
    Ok(text.to_owned())
}

/// A failure in the shape in which scripts see it.
fn failing<T>(result: desk_app::Result<T>) -> anyhow::Result<T> {
    Ok(result.map_err(desk_api::Error::from)?)
}
