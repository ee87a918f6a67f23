//! What the server answers when it does not do what was asked.

use axum::Json;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::database::DatabaseError;

/// Why a request was not done. `Display` is English for the log; programs go by [`ApiError::code`].
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// No token was shown, or none that this server gave.
    #[error("no device of this server shows that token")]
    UnknownToken,
    /// The token was ended by a coordinator.
    #[error("this device was removed from its chapter")]
    Revoked,
    /// A token of one device, and the id of another that joined by itself.
    #[error("the token is another device's")]
    OtherDevice,
    /// So many ids have spoken by this token that another one is no accident.
    #[error("this token has spoken for {ids_max} copies of its device; join anew")]
    TooManyIds {
        /// The limit.
        ids_max: u64,
    },
    /// No invitation has that code.
    #[error("no invitation has that code")]
    UnknownCode,
    /// Another device used the code, or this one has used the token it got for it.
    #[error("the invitation was used before")]
    UsedCode,
    /// The invitation is too old.
    #[error("the invitation has expired")]
    ExpiredCode,
    /// Too many wrong codes came from one address.
    #[error("too many wrong codes; next try in {retry_after_s} s")]
    TooManyTries {
        /// How long to wait, in seconds.
        retry_after_s: u64,
    },
    /// The device's id belongs to a device of the chapter; it has to draw another.
    #[error("the chapter has a device of that id")]
    DeviceTaken,
    /// The request is not what this protocol describes.
    #[error("the request cannot be read: {0}")]
    Unreadable(String),
    /// The request's body is over a limit, compressed or not.
    #[error("the request is larger than {bytes_max} bytes")]
    TooLarge {
        /// The limit.
        bytes_max: usize,
    },
    /// The app is too old, or too new, to speak with this server.
    #[error("protocol {theirs} is not spoken here, only {ours}")]
    OtherProtocol {
        /// What the app speaks.
        theirs: u32,
        /// What the server speaks.
        ours: u32,
    },
    /// There is no such address.
    #[error("there is nothing at this address")]
    NotFound,
    /// The address does not do that.
    #[error("this address does not answer that method")]
    MethodNotAllowed,
    /// A revoked device has sent more than is kept aside for it.
    #[error("no more is kept aside for a removed device")]
    KeptAsideFull,
    /// The fault is here: for a while, or not. Logged with its cause, answered without it.
    #[error("the server failed")]
    Broken(#[from] DatabaseError),
}

/// The body of every answer that is not a success.
#[derive(Serialize)]
struct Envelope {
    code: &'static str,
    message: String,
}

impl ApiError {
    /// The status and the stable code by which programs tell errors apart.
    pub fn code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::UnknownToken => (StatusCode::UNAUTHORIZED, "unknown_token"),
            Self::Revoked => (StatusCode::FORBIDDEN, "revoked"),
            Self::OtherDevice => (StatusCode::FORBIDDEN, "other_device"),
            Self::TooManyIds { .. } => (StatusCode::FORBIDDEN, "too_many_ids"),
            Self::UnknownCode => (StatusCode::FORBIDDEN, "unknown_code"),
            Self::UsedCode => (StatusCode::FORBIDDEN, "used_code"),
            Self::ExpiredCode => (StatusCode::FORBIDDEN, "expired_code"),
            Self::TooManyTries { .. } => (StatusCode::TOO_MANY_REQUESTS, "too_many_tries"),
            Self::DeviceTaken => (StatusCode::CONFLICT, "device_taken"),
            Self::Unreadable(_) => (StatusCode::BAD_REQUEST, "unreadable"),
            Self::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Self::OtherProtocol { .. } => (StatusCode::UPGRADE_REQUIRED, "other_protocol"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
            Self::KeptAsideFull => (StatusCode::INSUFFICIENT_STORAGE, "kept_aside_full"),
            Self::Broken(cause) if cause.may_pass() => {
                (StatusCode::SERVICE_UNAVAILABLE, "try_again")
            }
            Self::Broken(_) => (StatusCode::INTERNAL_SERVER_ERROR, "broken"),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, code) = self.code();
        if let Self::Broken(cause) = &self {
            tracing::error!(cause = cause as &dyn std::error::Error, "a request failed");
        }
        let body = Json(Envelope {
            code,
            message: self.to_string(),
        });
        let mut response = (status, body).into_response();
        if let Self::TooManyTries { retry_after_s } = self {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(retry_after_s));
        }
        response
    }
}
