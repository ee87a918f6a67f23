//! `desk-server kept-aside`: what revoked devices went on sending, for the operator to decide about with a coordinator.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::bail;
use desk_server::database::devices::{self, StoredDevice};
use desk_server::database::pushes::{self, Aside};
use desk_server::database::{Database, Place};
use desk_server::exchange;
use desk_server::state::{AppState, Clock};
use desk_sync::{Audience, Change, ChangeResult, DeviceId, RecordKey, Version};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{Output, lines, open, time};

#[derive(Serialize)]
struct DeviceAnswer {
    id: Uuid,
    name: String,
    chapter: Uuid,
    member: String,
    changes: u64,
    bytes: u64,
}

pub(crate) async fn list(place: &Place, output: Output) -> anyhow::Result<()> {
    let (database, _) = open(place).await?;
    let mut tx = database.read().await?;
    let mut answer = Vec::new();
    for device in devices::list(&mut tx, None).await? {
        let (changes, bytes) = pushes::kept_aside_size(&mut tx, device.no).await?;
        if changes > 0 {
            answer.push(DeviceAnswer {
                id: device.id.0,
                name: device.name,
                chapter: device.chapter.0,
                member: device.member_name,
                changes,
                bytes,
            });
        }
    }
    drop(tx);
    database.close().await;
    output.print(&answer, |answer| {
        lines(answer, |it| {
            let DeviceAnswer {
                id,
                name,
                member,
                changes,
                ..
            } = it;
            format!("{id}  {name} of {member}: {changes} changes")
        })
    })
}

#[derive(Serialize)]
struct ChangeAnswer {
    /// The device that made it, the revoked one or one whose changes it carried.
    author: Uuid,
    dev_seq: u64,
    received_at: String,
    /// The chapter or visit that the record belongs to.
    owner: Uuid,
    audience: &'static str,
    kind: String,
    record: Uuid,
    fields: BTreeMap<String, Value>,
}

pub(crate) async fn show(place: &Place, device: DeviceId, output: Output) -> anyhow::Result<()> {
    let (database, _) = open(place).await?;
    let mut answer = Vec::new();
    for device in known(&database, device).await? {
        let kept = pushes::list_kept_aside(&mut database.read().await?, device.no).await?;
        answer.extend(kept.into_iter().map(ChangeAnswer::from));
    }
    database.close().await;
    output.print(&answer, |answer| {
        lines(answer, |it| {
            let fields = it.fields.iter();
            let fields = fields.map(|(name, value)| format!("{name}={value}"));
            let fields = fields.collect::<Vec<_>>().join("  ");
            format!("{}  {} {}: {fields}", it.received_at, it.kind, it.record)
        })
    })
}

impl From<Aside> for ChangeAnswer {
    fn from(aside: Aside) -> Self {
        let Aside {
            change,
            received_at_us,
        } = aside;
        let Change {
            version: Version { device, dev_seq },
            key: RecordKey { space, kind, id },
            fields,
            ..
        } = change;
        Self {
            author: device.0,
            dev_seq,
            received_at: time(received_at_us),
            owner: space.owner.0,
            audience: match space.audience {
                Audience::Team => "team",
                Audience::Coordinators => "coordinators",
            },
            kind,
            record: id.0,
            fields: fields
                .into_iter()
                .map(|field| (field.name, readable(&field.value)))
                .collect(),
        }
    }
}

/// A value is JSON by convention; one that is not is shown as text.
fn readable(value: &[u8]) -> Value {
    serde_json::from_slice(value)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(value).into_owned()))
}

#[derive(Default, Serialize)]
struct Accepted {
    accepted: usize,
    /// What stays aside, and why.
    refused: Vec<String>,
}

pub(crate) async fn accept(place: &Place, device: DeviceId, output: Output) -> anyhow::Result<()> {
    let (database, _) = open(place).await?;
    let senders = known(&database, device).await?;
    let state = AppState::new(database, Clock::system());
    let mut answer = Accepted::default();
    for sender in &senders {
        for (Version { dev_seq, .. }, result) in exchange::accept(&state, sender).await? {
            match result {
                ChangeResult::Accepted { .. } | ChangeResult::Repeated { .. } => {
                    answer.accepted += 1;
                }
                ChangeResult::Refused(refusal) => {
                    answer.refused.push(format!("{dev_seq}: {refusal}"));
                }
                ChangeResult::OtherContent => answer.refused.push(format!(
                    "{dev_seq}: another change of this number was taken before"
                )),
                ChangeResult::KeptAside => answer.refused.push(format!("{dev_seq}: kept aside")),
            }
        }
    }
    state.database.close().await;
    output.print(&answer, |it| {
        let accepted = format!("accepted {}", it.accepted);
        let refused = it.refused.iter().map(|why| format!("refused {why}"));
        std::iter::once(accepted)
            .chain(refused)
            .collect::<Vec<_>>()
            .join("\n")
    })
}

pub(crate) async fn discard(place: &Place, device: DeviceId, output: Output) -> anyhow::Result<()> {
    #[derive(Serialize)]
    struct Discarded {
        discarded: usize,
    }
    let (database, _) = open(place).await?;
    let senders = known(&database, device).await?;
    let mut tx = database.write().await?;
    let mut discarded = 0;
    for sender in &senders {
        for Aside { change, .. } in pushes::list_kept_aside(&mut tx, sender.no).await? {
            pushes::remove_kept_aside(&mut tx, sender.no, &change).await?;
            discarded += 1;
        }
    }
    tx.commit().await?;
    database.close().await;
    output.print(&Discarded { discarded }, |it| {
        format!("discarded {}", it.discarded)
    })
}

/// The devices that joined with that id or took it later, one in each chapter that its installation joined.
async fn known(database: &Database, id: DeviceId) -> anyhow::Result<Vec<StoredDevice>> {
    let mut all = devices::list(&mut database.read().await?, None).await?;
    let named = all.iter().filter(|device| device.id == id);
    let joined: BTreeSet<_> = named.map(|device| device.joined_as).collect();
    all.retain(|device| joined.contains(&device.no));
    if all.is_empty() {
        bail!("there is no device {id}");
    }
    Ok(all)
}
