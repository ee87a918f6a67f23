//! What each command does, and how it says so: for people, or with `--json` as one document.

use std::path::Path;

use anyhow::{Context, bail};
use chrono::{DateTime, SecondsFormat};
use desk_server::database::invitations::Invitation;
use desk_server::database::{
    Database, Place, Transaction, chapters, devices as device_table, invitations, pushes, spaces,
};
use desk_server::draw;
use desk_server::routes::join::NAME_CHARS_MAX;
use desk_server::serve::{self, FolderLock, Settings};
use desk_server::state::Clock;
use desk_sync::membership::{Membership, Role};
use desk_sync::{DeviceId, RecordId};
use serde::Serialize;
use url::Url;
use uuid::Uuid;

pub(crate) mod doctor;
pub(crate) mod kept_aside;
pub(crate) mod link;

const DAY_US: u64 = 24 * 60 * 60 * 1_000_000;

/// How a command answers.
#[derive(Clone, Copy)]
pub(crate) struct Output {
    pub(crate) json: bool,
}

impl Output {
    fn print<T: Serialize>(
        self,
        answer: &T,
        text: impl FnOnce(&T) -> String,
    ) -> anyhow::Result<()> {
        let line = if self.json {
            serde_json::to_string(answer)?
        } else {
            text(answer)
        };
        if !line.is_empty() {
            println!("{line}");
        }
        Ok(())
    }
}

pub(crate) async fn serve(settings: Settings, output: Output) -> anyhow::Result<()> {
    #[derive(Serialize)]
    struct Listening<'a> {
        listening: &'a str,
    }
    serve::serve(settings, |listening| {
        let printed = output.print(&Listening { listening }, |it| {
            format!("listening on {}", it.listening)
        });
        if let Err(error) = printed {
            tracing::warn!(%error, "the address could not be printed");
        }
    })
    .await
}

#[derive(Serialize)]
struct ChapterAnswer {
    id: Uuid,
    name: String,
    head: u64,
}

impl From<chapters::Chapter> for ChapterAnswer {
    fn from(chapter: chapters::Chapter) -> Self {
        let chapters::Chapter {
            id: RecordId(id),
            name,
            head,
        } = chapter;
        Self { id, name, head }
    }
}

pub(crate) async fn chapter_add(place: &Place, name: &str, output: Output) -> anyhow::Result<()> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_CHARS_MAX {
        bail!("a chapter's name has 1 to {NAME_CHARS_MAX} characters");
    }
    let (database, now_us) = open(place).await?;
    let mut tx = database.write().await?;
    if chapters::get_by_name(&mut tx, name).await?.is_some() {
        bail!("there is a chapter named {name}");
    }
    let id = RecordId(draw::id(now_us));
    chapters::add(&mut tx, id, name, now_us).await?;
    spaces::claim(&mut tx, id, id).await?;
    tx.commit().await?;
    database.close().await;
    output.print(
        &ChapterAnswer {
            id: id.0,
            name: name.to_owned(),
            head: 0,
        },
        |it| it.id.to_string(),
    )
}

pub(crate) async fn chapter_list(place: &Place, output: Output) -> anyhow::Result<()> {
    let (database, _) = open(place).await?;
    let chapters = chapters::list(&mut database.read().await?).await?;
    database.close().await;
    let answer: Vec<ChapterAnswer> = chapters.into_iter().map(ChapterAnswer::from).collect();
    output.print(&answer, |answer| {
        lines(answer, |it| format!("{}  {}", it.id, it.name))
    })
}

/// The invitation that is wanted.
pub(crate) struct Wanted {
    pub(crate) chapter: String,
    pub(crate) role: Role,
    pub(crate) days: u32,
    pub(crate) visit: Option<RecordId>,
    /// The address at which members reach the server.
    pub(crate) server: Option<Url>,
}

#[derive(Serialize)]
struct InviteAnswer {
    code: String,
    /// Opens the form for joining, filled in; none where the server's address was not said.
    link: Option<String>,
    chapter: String,
    role: Role,
    visit: Option<Uuid>,
    expires_at: String,
}

pub(crate) async fn invite(place: &Place, wanted: Wanted, output: Output) -> anyhow::Result<()> {
    let Wanted {
        chapter: name,
        role,
        days,
        visit,
        server,
    } = wanted;
    if visit.is_some() && role == Role::Coordinator {
        bail!("a guest of one visit is a volunteer or a viewer");
    }
    let (database, now_us) = open(place).await?;
    let mut tx = database.write().await?;
    let chapter = chapter_named(&mut tx, &name).await?;
    if let Some(visit) = visit
        && spaces::chapter_of(&mut tx, visit)
            .await?
            .is_some_and(|owner| owner != chapter.id)
    {
        bail!("the visit {visit} is another chapter's");
    }
    let code = draw::code();
    let invitation = Invitation {
        chapter: chapter.id,
        membership: Membership {
            role,
            guest_of: visit,
        },
        expires_at_us: now_us + u64::from(days) * DAY_US,
        used_by: None,
    };
    invitations::add(&mut tx, &code.hash(), &invitation, now_us).await?;
    tx.commit().await?;
    database.close().await;

    let code = code.reveal();
    let answer = InviteAnswer {
        link: server.map(|server| link::to_join(&server, &code)),
        code,
        chapter: chapter.name,
        role,
        visit: visit.map(|RecordId(id)| id),
        expires_at: time(invitation.expires_at_us),
    };
    output.print(&answer, |it| match &it.link {
        Some(link) => format!("{}\n{link}", it.code),
        None => it.code.clone(),
    })
}

#[derive(Serialize)]
struct DeviceAnswer {
    id: Uuid,
    /// Ids that it, or a copy of it, took later: restored from a backup, or cloned.
    further_ids: Vec<Uuid>,
    name: String,
    chapter: Uuid,
    member: String,
    role: Role,
    visit: Option<Uuid>,
    joined_at: String,
    last_seen_at: Option<String>,
    revoked_at: Option<String>,
    /// Changes it sent after it was revoked.
    kept_aside: u64,
}

pub(crate) async fn devices(
    place: &Place,
    chapter: Option<&str>,
    output: Output,
) -> anyhow::Result<()> {
    let (database, _) = open(place).await?;
    let mut tx = database.read().await?;
    let chapter = match chapter {
        Some(name) => Some(chapter_named(&mut tx, name).await?.id),
        None => None,
    };
    let (joined, further): (Vec<_>, Vec<_>) = device_table::list(&mut tx, chapter)
        .await?
        .into_iter()
        .partition(|device| device.joined_as == device.no);
    let mut answer = Vec::new();
    for device in joined {
        let (kept_aside, _) = pushes::kept_aside_size(&mut tx, device.no).await?;
        let of_it = further.iter().filter(|it| it.joined_as == device.no);
        let further_ids = of_it.map(|it| it.id.0).collect();
        answer.push(device_answer(device, further_ids, kept_aside));
    }
    drop(tx);
    database.close().await;
    output.print(&answer, |answer| {
        lines(answer, |it| {
            let revoked = it.revoked_at.as_ref().map_or("", |_| ", revoked");
            let further = it.further_ids.iter();
            let further: String = further.map(|id| format!("\n  also {id}")).collect();
            format!(
                "{}  {} of {} ({}{revoked}){further}",
                it.id, it.name, it.member, it.role
            )
        })
    })
}

fn device_answer(
    device: device_table::StoredDevice,
    further_ids: Vec<Uuid>,
    kept_aside: u64,
) -> DeviceAnswer {
    let Membership { role, guest_of } = device.membership;
    DeviceAnswer {
        id: device.id.0,
        further_ids,
        name: device.name,
        chapter: device.chapter.0,
        member: device.member_name,
        role,
        visit: guest_of.map(|RecordId(id)| id),
        joined_at: time(device.joined_at_us),
        last_seen_at: device.last_seen_at_us.map(time),
        revoked_at: device.revoked_at_us.map(time),
        kept_aside,
    }
}

pub(crate) async fn revoke(place: &Place, id: DeviceId, output: Output) -> anyhow::Result<()> {
    #[derive(Serialize)]
    struct Revoked {
        revoked: Uuid,
    }
    let (database, now_us) = open(place).await?;
    let mut tx = database.write().await?;
    let all = device_table::list(&mut tx, None).await?;
    // One installation may have joined several chapters: a lost laptop is lost in all of them.
    let lost: Vec<_> = all.into_iter().filter(|device| device.id == id).collect();
    if lost.is_empty() {
        bail!("there is no device {id}");
    }
    for device in &lost {
        device_table::revoke(&mut tx, device.no, now_us).await?;
    }
    tx.commit().await?;
    database.close().await;
    output.print(&Revoked { revoked: id.0 }, |it| {
        format!("revoked {}", it.revoked)
    })
}

pub(crate) async fn backup(place: &Place, file: &Path, output: Output) -> anyhow::Result<()> {
    #[derive(Serialize)]
    struct Written<'a> {
        file: &'a Path,
    }
    if file.exists() {
        bail!("{} is there already", file.display());
    }
    let (database, _) = open(place).await?;
    database.backup(file).await?;
    database.close().await;
    output.print(&Written { file }, |it| {
        format!("wrote {}", it.file.display())
    })
}

pub(crate) async fn restore(place: &Place, file: &Path, output: Output) -> anyhow::Result<()> {
    #[derive(Serialize)]
    struct Restored<'a> {
        file: &'a Path,
        /// Where the database that was there is kept, if there was one.
        kept: Option<std::path::PathBuf>,
    }
    let _lock = match place {
        Place::Folder(folder) => Some(FolderLock::take(folder)?),
        Place::Postgres(_) => None,
    };
    let kept = Database::restore(place, file, Clock::system().now_us())
        .await
        .with_context(|| format!("restoring {}", file.display()))?;
    output.print(&Restored { file, kept }, |it| {
        let kept = it
            .kept
            .as_ref()
            .map_or(String::new(), |it| format!("; kept {}", it.display()));
        format!("restored {}{kept}", it.file.display())
    })
}

async fn open(place: &Place) -> anyhow::Result<(Database, u64)> {
    let clock = Clock::system();
    let database = Database::open(place, &clock)
        .await
        .with_context(|| format!("opening {place}"))?;
    Ok((database, clock.now_us()))
}

async fn chapter_named(tx: &mut Transaction, name: &str) -> anyhow::Result<chapters::Chapter> {
    let chapter = chapters::get_by_name(tx, name.trim()).await?;
    chapter.with_context(|| format!("there is no chapter named {name}"))
}

fn lines<T>(items: &[T], line: impl FnMut(&T) -> String) -> String {
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// An instant as people and programs read it, in seconds and UTC.
fn time(at_us: u64) -> String {
    i64::try_from(at_us)
        .ok()
        .and_then(DateTime::from_timestamp_micros)
        .map_or_else(String::new, |at| {
            at.to_rfc3339_opts(SecondsFormat::Secs, true)
        })
}
