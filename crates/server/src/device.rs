//! Who is asking. A handler that takes a [`Device`] is closed to strangers by that alone.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use crate::database::devices::{self, StoredDevice};
use crate::error::ApiError;
use crate::state::AppState;
use crate::token::{Token, TokenHash};

/// How exact the time is at which a device was last seen. Noting it costs a write.
const SEEN_EXACT_US: u64 = 60 * 60 * 1_000_000;

/// A device whose token works. Every query on its behalf is limited to its chapter.
#[derive(Debug, Clone)]
pub struct Device(pub StoredDevice);

/// A device that has or once had a token: an exchange keeps aside what a revoked one sends.
#[derive(Debug, Clone)]
pub struct KnownDevice(pub StoredDevice);

impl FromRequestParts<Arc<AppState>> for Device {
    type Rejection = ApiError;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &Arc<AppState>,
    ) -> Result<Self, ApiError> {
        let KnownDevice(device) = KnownDevice::from_request_parts(parts, state).await?;
        if device.revoked_at_us.is_some() {
            return Err(ApiError::Revoked);
        }
        Ok(Self(device))
    }
}

impl FromRequestParts<Arc<AppState>> for KnownDevice {
    type Rejection = ApiError;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &Arc<AppState>,
    ) -> Result<Self, ApiError> {
        let token = bearer(parts).ok_or(ApiError::UnknownToken)?.hash();
        let device = find(state, &token).await?.ok_or(ApiError::UnknownToken)?;

        let now_us = state.clock.now_us();
        let seen = device
            .last_seen_at_us
            .is_some_and(|at_us| now_us < at_us + SEEN_EXACT_US);
        if !seen {
            let mut tx = state.database.write_to(device.chapter).await?;
            devices::set_seen(&mut tx, device.no, now_us).await?;
            tx.commit().await?;
        }
        Ok(Self(device))
    }
}

fn bearer(parts: &Parts) -> Option<Token> {
    let (scheme, token) = parts
        .headers
        .get(AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| Token::parse(token.trim()))?
}

async fn find(state: &AppState, token: &TokenHash) -> Result<Option<StoredDevice>, ApiError> {
    let mut tx = state.database.read().await?;
    Ok(devices::get_by_token(&mut tx, token).await?)
}
