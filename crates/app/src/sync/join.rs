//! Joining a chapter by an invitation code, and connecting one that worked alone.

use desk_api::state::ChapterJoin;
use desk_api::sync::Connect;
use desk_store::Store;

use super::http::{JoinAnswer, JoinRequest, Server};
use crate::app::{App, OpenChapter};
use crate::chapter::{self, ROLE, Setting};
use crate::data_folder::ChapterEntry;
use crate::error::{Error, Result};
use crate::work::Work;
use crate::{label, parse, undo};

/// The name of the setting that holds the server's address.
pub const SERVER: &str = "server";
/// The name of the setting that holds this computer's token. It lies in the encrypted database.
pub const TOKEN: &str = "token";

/// Joins a chapter: makes its database here, fills it from the server, and makes it the one in work.
///
/// # Errors
/// Where the server does not answer or does not take the code; then nothing stays behind here.
pub async fn join(app: &App, request: &ChapterJoin) -> Result<()> {
    let ChapterJoin {
        server,
        code,
        person_name,
    } = request;
    let server = Server::at(server)?;
    let person_name = parse::filled("person_name", person_name)?;
    let device = (app.edges().new_id)();
    let answer = ask_to_join(&server, code, device, &person_name).await?;
    if app.knows_chapter(answer.chapter) {
        app.switch_chapter(answer.chapter).await?;
        let chapter = app.chapter().await?;
        return Err(Error::AlreadyJoined(app.setting(&chapter).await?.name));
    }
    let store = app.create_store(answer.chapter, device).await?;
    sign_in(app, &store, &server, &answer, &person_name).await?;
    store.close().await;
    let entry = ChapterEntry {
        id: answer.chapter,
        file: answer.chapter,
        name: answer.chapter_name,
    };
    app.enter(entry).await?;
    let chapter = app.chapter().await?;
    // The first exchange brings the chapter; without it the screens would be empty.
    chapter.sync.exchange_now(app, &chapter).await?;
    app.refresh_entry(&chapter).await
}

/// Connects the chapter in work to its server. What was done alone goes there with the next exchange.
///
/// # Errors
/// As [`join`]; and [`Error::OtherChapter`] where the chapter belongs to another one on the server already.
pub async fn connect(app: &App, request: &Connect) -> Result<()> {
    let chapter = app.chapter().await?;
    let setting = app.setting(&chapter).await?;
    let server = Server::at(&request.server)?;
    let identity = chapter.store.identity().await?;
    let was_connected = chapter.store.setting(TOKEN).await?.is_some();
    let answer = ask_to_join(
        &server,
        &request.code,
        identity.device,
        &setting.person_name,
    )
    .await?;
    if answer.chapter != identity.chapter {
        if was_connected {
            return Err(Error::OtherChapter(answer.chapter_name));
        }
        if app.knows_chapter(answer.chapter) {
            return Err(Error::AlreadyJoined(answer.chapter_name));
        }
    }
    keep_access(&chapter.store, &server, &answer).await?;
    chapter.sync.forget_session().await;
    if answer.chapter != identity.chapter {
        chapter.store.adopt_chapter(answer.chapter).await?;
        app.refresh_entry(&chapter).await?;
    }
    chapter.sync.edited();
    exchange_if_reachable(app, &chapter).await
}

/// The code is spent, so a server that falls silent now is no failure: the exchange is made up later.
async fn exchange_if_reachable(app: &App, chapter: &OpenChapter) -> Result<()> {
    match chapter.sync.exchange_now(app, chapter).await {
        Ok(_) => app.refresh_entry(chapter).await,
        Err(Error::ServerUnreachable { server, reason }) => {
            tracing::warn!(%server, %reason, "connected; the first exchange is made up later");
            Ok(())
        }
        Err(error) => Err(error),
    }
}

async fn ask_to_join(
    server: &Server,
    code: &str,
    device: uuid::Uuid,
    person_name: &str,
) -> Result<JoinAnswer> {
    let code = parse::filled("code", code)?;
    let device_name = chapter::hostname().unwrap_or_else(|| person_name.to_owned());
    let request = JoinRequest {
        code: &code,
        device,
        device_name: &device_name,
        member_name: person_name,
    };
    server.join(&request).await
}

/// The first records of a chapter that was joined: this computer's own.
async fn sign_in(
    app: &App,
    store: &Store,
    server: &Server,
    answer: &JoinAnswer,
    person_name: &str,
) -> Result<()> {
    keep_access(store, server, answer).await?;
    let setting = Setting::load(store, app.edges()).await?;
    let device = store.identity().await?.device;
    let joined = label::stored(&label::label(undo::CHAPTER_JOINED));
    let tx = store.begin(joined, (app.edges().steady_us)()).await?;
    let mut work = Work::new(tx, app.edges(), &setting);
    chapter::sign_in(&mut work, device, person_name).await?;
    work.into_tx().commit().await?;
    Ok(())
}

async fn keep_access(store: &Store, server: &Server, answer: &JoinAnswer) -> Result<()> {
    store.set_setting(SERVER, Some(server.address())).await?;
    store.set_setting(ROLE, Some(&answer.role)).await?;
    store.set_setting(TOKEN, Some(&answer.token)).await?;
    Ok(())
}
