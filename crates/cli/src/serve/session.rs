//! Who may use the served pages: whoever brings the one-time token, by a cookie from then on.

use std::sync::{Arc, Mutex};

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use desk_api::{Code, Error as ApiError};
use rand::TryRngCore;
use rand::rngs::OsRng;
use serde::Deserialize;

use super::Server;

const COOKIE: &str = "desk_session";
/// Random bytes in a token and in a session: 256 bits each.
const SECRET_BYTES: usize = 32;

/// The token that lets one browser in, and the session that it gets for it.
pub(super) struct Sessions {
    token: Mutex<Option<String>>,
    session: String,
}

impl Sessions {
    /// Draws a token and a session. Returns the token too, for the address that is printed.
    pub(super) fn with_token() -> (Self, String) {
        let token = secret();
        (
            Self {
                token: Mutex::new(Some(token.clone())),
                session: secret(),
            },
            token,
        )
    }

    /// The session as a browser brings it.
    pub(super) fn cookie(&self) -> String {
        format!("{COOKIE}={}", self.session)
    }

    /// Takes the token if it is the right one; it works once.
    fn spend(&self, offered: &str) -> bool {
        let mut token = self
            .token
            .lock()
            .expect("nothing panics while it holds the token");
        let right = token.as_deref().is_some_and(|token| same(token, offered));
        if right {
            *token = None;
        }
        right
    }
}

#[derive(Deserialize)]
pub(super) struct Offer {
    token: String,
}

/// `POST /session`: the one-time token becomes a cookie.
pub(super) async fn open(
    State(server): State<Arc<Server>>,
    axum::Json(offer): axum::Json<Offer>,
) -> Response {
    if !server.sessions.spend(&offer.token) {
        return Stranger.into_response();
    }
    let cookie = format!(
        "{}; HttpOnly; SameSite=Strict; Path=/",
        server.sessions.cookie()
    );
    (
        StatusCode::NO_CONTENT,
        AppendHeaders([(header::SET_COOKIE, cookie)]),
    )
        .into_response()
}

/// Proof that a request carries the session. Asking for it in a handler's arguments is the access check.
pub(super) struct SignedIn;

impl FromRequestParts<Arc<Server>> for SignedIn {
    type Rejection = Stranger;

    async fn from_request_parts(parts: &mut Parts, server: &Arc<Server>) -> Result<Self, Stranger> {
        let cookies = parts
            .headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok());
        let mut pairs = cookies
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|pair| pair.trim().split_once('='));
        let signed_in =
            pairs.any(|(name, value)| name == COOKIE && same(value, &server.sessions.session));
        if signed_in { Ok(Self) } else { Err(Stranger) }
    }
}

/// A request without the session.
pub(super) struct Stranger;

impl IntoResponse for Stranger {
    fn into_response(self) -> Response {
        let error = ApiError::new(
            Code::BadRequest,
            "this page needs the address with its token, which works once",
        );
        (StatusCode::UNAUTHORIZED, axum::Json(error)).into_response()
    }
}

fn secret() -> String {
    let mut bytes = [0; SECRET_BYTES];
    OsRng
        .try_fill_bytes(&mut bytes)
        .expect("the system has random numbers");
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Compares without telling by its time how much of a guess is right.
fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .fold(0, |differs, (a, b)| differs | (a ^ b))
            == 0
}
