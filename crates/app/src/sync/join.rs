//! Joining a chapter by an invitation code, and connecting one that worked alone.

use desk_api::state::ChapterJoin;
use desk_api::sync::Connect;
use desk_domain::kinds::Device;
use desk_store::{Identity, Store};
use desk_sync::{Audience, Membership, RecordId, Space};
use uuid::Uuid;

use super::http::{JoinAnswer, JoinRequest, Server};
use crate::app::{App, OpenChapter};
use crate::chapter::{self, Setting};
use crate::data_folder::ChapterEntry;
use crate::error::{Error, Result};
use crate::work::Work;
use crate::{label, parse, undo};

/// The name of the setting that holds the server's address.
pub const SERVER: &str = "server";
/// The name of the setting that holds this computer's token. It lies in the encrypted database.
pub const TOKEN: &str = "token";
/// The name of the setting that holds the id under which this computer asked to join anew, until that is answered.
const NEXT_DEVICE: &str = "next_device";

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
    keep_access(&store, device, &server, &answer).await?;
    say_who_works_here(app, &store, &person_name).await?;
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
/// A computer that was signed out goes on as another device, with all that it had not sent.
///
/// # Errors
/// As [`join`]; and [`Error::OtherChapter`] where the chapter belongs to another one on the server already.
pub async fn connect(app: &App, request: &Connect) -> Result<()> {
    let chapter = app.chapter().await?;
    let setting = app.setting(&chapter).await?;
    let server = Server::at(&request.server)?;
    let identity = chapter.store.identity().await?;
    let was_connected = chapter.store.setting(TOKEN).await?.is_some();
    let person_name = match setting.person_name.as_str() {
        // A program before this one kept no name when it was signed out.
        "" => chapter::hostname().unwrap_or_default(),
        name => name.to_owned(),
    };
    let (device, answer) =
        ask_as_some_device(app, &chapter.store, &server, &request.code, &person_name).await?;
    if answer.chapter != identity.chapter {
        if was_connected {
            return Err(Error::OtherChapter(answer.chapter_name));
        }
        if app.knows_chapter(answer.chapter) {
            return Err(Error::AlreadyJoined(answer.chapter_name));
        }
    }
    keep_access(&chapter.store, device, &server, &answer).await?;
    chapter.sync.forget_session().await;
    if answer.chapter != identity.chapter {
        chapter.store.adopt_chapter(answer.chapter).await?;
        app.refresh_entry(&chapter).await?;
    }
    say_who_works_here(app, &chapter.store, &person_name).await?;
    chapter.sync.edited();
    exchange_if_reachable(app, &chapter).await
}

/// Asks under this computer's id, or where the chapter has a device of that id already, as after it was signed out,
/// under another. That one is kept until it is answered: the code is spent on it, and the answer can be lost.
async fn ask_as_some_device(
    app: &App,
    store: &Store,
    server: &Server,
    code: &str,
    person_name: &str,
) -> Result<(Uuid, JoinAnswer)> {
    let drawn = store.setting(NEXT_DEVICE).await?;
    let device = match drawn.and_then(|id| Uuid::try_parse(&id).ok()) {
        Some(drawn) => drawn,
        None => store.identity().await?.device,
    };
    match ask_to_join(server, code, device, person_name).await {
        Err(Error::DeviceTaken) => {}
        answer => return Ok((device, answer?)),
    }
    let another = (app.edges().new_id)();
    let kept = another.to_string();
    store.set_setting(NEXT_DEVICE, Some(&kept)).await?;
    let answer = ask_to_join(server, code, another, person_name).await?;
    Ok((another, answer))
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
    device: Uuid,
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

/// Says who works on this computer, unless the chapter knows it of this device or its member may write nothing.
pub(crate) async fn say_who_works_here(app: &App, store: &Store, person_name: &str) -> Result<()> {
    let Identity { device, chapter } = store.identity().await?;
    let team = Space {
        owner: RecordId(chapter),
        audience: Audience::Team,
    };
    let membership = store.membership().await?;
    if membership.is_some_and(|member| !member.may_write(team)) {
        return chapter::keep_person_name(store, person_name).await;
    }
    let known = store.get::<Device>(device).await?;
    if known.is_some_and(|device| device.person_name.is_some()) {
        return Ok(());
    }
    let setting = Setting::load(store, app.edges()).await?;
    let joined = label::stored(&label::label(undo::CHAPTER_JOINED));
    let tx = store.begin(joined, (app.edges().steady_us)()).await?;
    let mut work = Work::new(tx, app.edges(), &setting);
    chapter::sign_in(&mut work, device, person_name).await?;
    work.into_tx().commit().await?;
    Ok(())
}

/// Says who works here under this computer's new id, where it has taken one since it said so: its data was found to be
/// a copy.
pub(super) async fn say_again_who_works_here(app: &App, store: &Store) -> Result<()> {
    let here = store.identity().await?.device;
    if store.get::<Device>(here).await?.is_some() {
        return Ok(());
    }
    for former in store.former_devices().await? {
        let before = store.get::<Device>(former).await?;
        if let Some(person_name) = before.and_then(|device| device.person_name) {
            return say_who_works_here(app, store, &person_name).await;
        }
    }
    Ok(())
}

async fn keep_access(
    store: &Store,
    device: Uuid,
    server: &Server,
    answer: &JoinAnswer,
) -> Result<()> {
    let settings = [
        (SERVER, Some(server.address())),
        (TOKEN, Some(answer.token.as_str())),
        (NEXT_DEVICE, None),
    ];
    let membership = Membership {
        role: answer.role,
        guest_of: answer.guest_of.map(RecordId),
    };
    Ok(store.sign_in(device, membership, &settings).await?)
}
