//! `POST /v1/exchange`: the one message by which devices and server come together.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::post;
use desk_sync::ExchangeRequest;
use desk_sync::exchange::PROTOCOL;
use desk_sync::limits::PAGE_BYTES_MAX;

use crate::device::KnownDevice;
use crate::error::ApiError;
use crate::exchange;
use crate::state::AppState;

/// The most bytes of a request as sent. A page of values that cannot be compressed is a little over
/// [`PAGE_BYTES_MAX`]; what it unfolds to is limited by desk-sync.
pub const EXCHANGE_BYTES_MAX: usize = 2 * PAGE_BYTES_MAX;

/// How often an exchange is tried that another's transaction stood in the way of, or whose connection to the database
/// was lost. What fails so often is the device's to try again, later.
const TRIES_MAX: u32 = 3;

/// CBOR under zstd, both ways.
const MEDIA_TYPE: &str = "application/vnd.delegation-desk.exchange";

/// The route, with its own limit of size.
pub fn router() -> Router<Arc<AppState>> {
    Router::new()
        .route("/v1/exchange", post(exchange))
        .layer(DefaultBodyLimit::max(EXCHANGE_BYTES_MAX))
}

/// Does one exchange. A revoked device may call, so that what it has is kept aside.
async fn exchange(
    KnownDevice(sender): KnownDevice,
    State(state): State<Arc<AppState>>,
    body: Result<Bytes, BytesRejection>,
) -> Result<impl IntoResponse, ApiError> {
    let body = body.map_err(unreadable)?;
    let mut tries = 1;
    let answer = loop {
        match exchange::exchange(&state, &sender, read(&body)?, &body).await {
            // Even one that was committed may be done again: a change is known by its version.
            Err(ApiError::Broken(cause)) if cause.may_pass() && tries < TRIES_MAX => {
                let cause = &cause as &dyn std::error::Error;
                tracing::warn!(cause, tries, device = %sender.id, "an exchange is tried again");
                tries += 1;
            }
            outcome => break outcome?,
        }
    };
    Ok(([(CONTENT_TYPE, MEDIA_TYPE)], answer.to_body()))
}

fn read(body: &[u8]) -> Result<ExchangeRequest, ApiError> {
    // Before the rest, which another protocol may have changed.
    let theirs =
        ExchangeRequest::protocol_of(body).map_err(|it| ApiError::Unreadable(it.to_string()))?;
    if theirs != PROTOCOL {
        return Err(ApiError::OtherProtocol {
            theirs,
            ours: PROTOCOL,
        });
    }
    ExchangeRequest::from_body(body).map_err(|it| ApiError::Unreadable(it.to_string()))
}

fn unreadable(rejection: BytesRejection) -> ApiError {
    match rejection.status() {
        axum::http::StatusCode::PAYLOAD_TOO_LARGE => ApiError::TooLarge {
            bytes_max: EXCHANGE_BYTES_MAX,
        },
        _ => ApiError::Unreadable(rejection.body_text()),
    }
}
