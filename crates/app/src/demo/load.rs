//! Making the demo chapters on this computer.

use desk_api::Request;
use desk_api::import::{ImportRequest, ListKind, ListSource};
use desk_api::state::ChapterRef;
use desk_domain::Kind;
use desk_domain::kinds::{Chapter, Visit};
use uuid::Uuid;

use super::resolve::{demo_id, resolve};
use super::seed::{CHAPTERS, ChapterSeed, programme};
use crate::data_folder::ChapterEntry;
use crate::error::{Error, Result};
use crate::label::{With, label};
use crate::{App, chapter, rpc};

/// Who works on a computer on which a demo chapter is made.
const PERSON_NAME: &str = "Demo volunteer";

/// Makes every demo chapter, as one step each that Undo takes back, and opens the first.
///
/// Where they are there already nothing doubles: what the demo says is written again, with its dates as near to
/// today as they were, and what a person has added stays.
///
/// # Errors
/// Where a chapter's database cannot be made or written.
pub async fn load(app: &App) -> Result<Vec<ChapterRef>> {
    let mut made = Vec::new();
    for text in CHAPTERS {
        let seed = text
            .read()
            .expect("a test reads the files that are compiled in");
        made.push(load_chapter(app, &seed).await?);
    }
    if let Some(first) = made.first() {
        app.switch_chapter(crate::app::chapter_id(&first.id)?)
            .await?;
    }
    Ok(made)
}

async fn load_chapter(app: &App, seed: &ChapterSeed) -> Result<ChapterRef> {
    let key = &seed.chapter.name;
    let id = demo_id(key, Chapter::SPEC.name, key);
    let name = seed.title().to_owned();
    open(app, id, &name).await?;
    write(app, seed).await?;
    for file in &seed.visits {
        if let Some(programme) = &file.programme {
            let visit = demo_id(key, Visit::SPEC.name, &file.visit);
            import(app, visit, programme).await?;
        }
    }
    let id = id.to_string();
    Ok(ChapterRef { id, name })
}

/// Opens a chapter of this computer, or makes its database.
async fn open(app: &App, id: Uuid, name: &str) -> Result<()> {
    match app.switch_chapter(id).await {
        Err(Error::NotFound { .. }) => {
            app.create_store(id, (app.edges().new_id)())
                .await?
                .close()
                .await;
            let name = name.to_owned();
            app.enter(ChapterEntry { id, file: id, name }).await
        }
        opened => opened,
    }
}

/// Writes a chapter's records as one step.
async fn write(app: &App, seed: &ChapterSeed) -> Result<()> {
    let chapter = app.chapter().await?;
    let setting = app.setting(&chapter).await?;
    let mut work = app.begin(&chapter, &setting).await?;
    if setting.person_name.is_empty() {
        let device = chapter.store.identity().await?.device;
        chapter::sign_in(&mut work, device, PERSON_NAME).await?;
    }
    let records = resolve(seed, app.edges().today(seed.zone()))
        .expect("a test resolves the data that are compiled in");
    for record in records {
        let owner = record.visit.map_or(work.chapter(), |visit| visit.uuid);
        work.put_raw(record.spec.name, record.id, Some(owner), record.registers)
            .await?;
    }
    let done = label("demo").with("chapter", seed.title());
    app.commit(&chapter, work, done).await?;
    Ok(())
}

/// Takes over the programme of a real visit as a person would: through the importer.
async fn import(app: &App, visit: Uuid, file: &str) -> Result<()> {
    let text = programme(file).expect("a test finds every programme that is named");
    let request = ImportRequest {
        visit: visit.to_string(),
        list: ListKind::Programme,
        source: ListSource::Text {
            text: text.to_owned(),
        },
        columns: None,
    };
    rpc::handle(app, Request::ImportCommit(request)).await?;
    Ok(())
}
