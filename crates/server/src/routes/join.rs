//! `POST /v1/join`: an invitation code becomes a member with a device.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{ConnectInfo, State};
use desk_sync::{DeviceId, EpochId, RecordId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::code::Code;
use crate::database::devices::NewDevice;
use crate::database::invitations::Invitation;
use crate::database::members::NewMember;
use crate::database::{
    DatabaseError, Transaction, chapters, devices, epochs, invitations, members,
};
use crate::draw;
use crate::error::ApiError;
use crate::state::AppState;
use crate::token::Token;
use desk_sync::membership::Role;

/// The longest name of a person or device, in characters.
pub const NAME_CHARS_MAX: usize = 200;

/// What a newcomer sends.
#[derive(Debug, Deserialize)]
pub struct JoinRequest {
    /// The invitation code, however it was typed.
    pub code: String,
    /// The id that the device has drawn for itself.
    pub device: Uuid,
    /// What the owner calls the device.
    pub device_name: String,
    /// The newcomer's name.
    pub member_name: String,
}

/// What a newcomer gets.
#[derive(Debug, Serialize)]
pub struct JoinAnswer {
    /// The device's token, 64 hexadecimal digits. Answered once; the server keeps its hash.
    pub token: String,
    /// The chapter's id, which is the owner of its spaces.
    pub chapter: Uuid,
    /// The chapter's name.
    pub chapter_name: String,
    /// What the newcomer may do.
    pub role: Role,
    /// The one visit whose team space the newcomer sees, if not the whole chapter.
    pub guest_of: Option<Uuid>,
    /// The server's present epoch.
    pub epoch: Uuid,
}

/// Uses an invitation up.
///
/// The same device may send the same again until it has used its token, since the answer can be lost.
pub async fn join(
    State(state): State<Arc<AppState>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Result<Json<JoinRequest>, JsonRejection>,
) -> Result<Json<JoinAnswer>, ApiError> {
    let Json(request) = request.map_err(|error| ApiError::Unreadable(error.body_text()))?;
    let now_us = state.clock.now_us();
    if let Some(retry_after_s) = state.wrong_tries.wait_s(peer.ip(), now_us) {
        return Err(ApiError::TooManyTries { retry_after_s });
    }
    let answer = answer(&state, request, now_us).await;
    if let Err(ApiError::UnknownCode) = &answer {
        state.wrong_tries.add(peer.ip(), now_us);
        tracing::warn!(address = %subject(peer.ip()), "a wrong invitation code was tried");
    }
    answer.map(Json)
}

async fn answer(
    state: &AppState,
    request: JoinRequest,
    now_us: u64,
) -> Result<JoinAnswer, ApiError> {
    let JoinRequest {
        code,
        device,
        device_name,
        member_name,
    } = request;
    let newcomer = Newcomer {
        device: DeviceId(device),
        device_name: name("device_name", &device_name)?,
        member_name: name("member_name", &member_name)?,
    };
    let code = Code::parse(&code).ok_or(ApiError::UnknownCode)?.hash();
    let token = draw::token();

    let mut tx = state.database.write().await?;
    let invitation = invitations::get(&mut tx, &code)
        .await?
        .ok_or(ApiError::UnknownCode)?;
    if invitation.expires_at_us <= now_us {
        return Err(ApiError::ExpiredCode);
    }
    if invitation.used_by.is_some() {
        join_again(&mut tx, &invitation, &newcomer, &token).await?;
    } else {
        let device = join_first(&mut tx, &invitation, &newcomer, &token, now_us).await?;
        invitations::set_used(&mut tx, &code, device).await?;
    }
    let chapter = chapters::get(&mut tx, invitation.chapter)
        .await?
        .ok_or_else(|| {
            let id = invitation.chapter.to_string();
            DatabaseError::Inconsistent {
                table: "invitations",
                column: "chapter_id",
                id,
            }
        })?;
    let EpochId(epoch) = epochs::current(&mut tx).await?;
    tx.commit().await?;

    tracing::info!(%device, chapter = %chapter.id, role = %invitation.membership.role, "joined");
    Ok(JoinAnswer {
        token: token.reveal(),
        chapter: chapter.id.0,
        chapter_name: chapter.name,
        role: invitation.membership.role,
        guest_of: invitation.membership.guest_of.map(|RecordId(owner)| owner),
        epoch,
    })
}

struct Newcomer<'a> {
    device: DeviceId,
    device_name: &'a str,
    member_name: &'a str,
}

async fn join_first(
    tx: &mut Transaction,
    invitation: &Invitation,
    newcomer: &Newcomer<'_>,
    token: &Token,
    now_us: u64,
) -> Result<devices::DeviceNo, ApiError> {
    let chapter = invitation.chapter;
    // Whoever holds a code must not take over a colleague's device, whose id every member has seen.
    if devices::get(tx, chapter, newcomer.device).await?.is_some() {
        return Err(ApiError::DeviceTaken);
    }
    let member = NewMember {
        id: draw::id(now_us),
        chapter,
        name: newcomer.member_name,
        membership: invitation.membership,
    };
    members::add(tx, &member, now_us).await?;
    let device = NewDevice {
        id: newcomer.device,
        name: newcomer.device_name,
        chapter,
        member: member.id,
        token: token.hash(),
    };
    Ok(devices::add(tx, &device, now_us).await?)
}

/// The answer was lost, and with it the token: the device gets another.
async fn join_again(
    tx: &mut Transaction,
    invitation: &Invitation,
    newcomer: &Newcomer<'_>,
    token: &Token,
) -> Result<(), ApiError> {
    let device = devices::get(tx, invitation.chapter, newcomer.device)
        .await?
        .filter(|device| Some(device.no) == invitation.used_by)
        .filter(|device| device.last_seen_at_us.is_none() && device.revoked_at_us.is_none())
        .ok_or(ApiError::UsedCode)?;
    devices::set_token(tx, device.no, &token.hash()).await?;
    Ok(())
}

fn name<'a>(field: &str, text: &'a str) -> Result<&'a str, ApiError> {
    let text = text.trim();
    // PostgreSQL keeps no text with a zero in it, and nobody's name has one.
    if text.is_empty() || text.chars().count() > NAME_CHARS_MAX || text.contains('\0') {
        let reason =
            format!("{field} has to have 1 to {NAME_CHARS_MAX} characters, none of them NUL");
        return Err(ApiError::Unreadable(reason));
    }
    Ok(text)
}

/// An address as the log may keep it: enough to block, not enough to name a person by.
fn subject(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(four) => IpAddr::V4((four.to_bits() & 0xffff_ff00).into()),
        IpAddr::V6(six) => IpAddr::V6((six.to_bits() >> 80 << 80).into()),
    }
}
