//! The server, over HTTP.

use std::time::Duration;

use desk_sync::Role;
use desk_sync::exchange::{ExchangeAnswer, ExchangeRequest};
use reqwest::{Client, RequestBuilder, Response, StatusCode, Url};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::{Error, Result};

/// How long to wait for a connection before the server counts as out of reach.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long one exchange may take, on the slowest network that is worth waiting for.
const EXCHANGE_TIMEOUT: Duration = Duration::from_secs(120);

/// A server by its address. Nothing is sent before a request is made.
#[derive(Debug, Clone)]
pub struct Server {
    client: Client,
    base: Url,
}

/// What a newcomer sends.
#[derive(Debug, Serialize)]
pub struct JoinRequest<'a> {
    /// The invitation code, however it was typed.
    pub code: &'a str,
    /// The id under which this computer's changes are known.
    pub device: Uuid,
    /// What this computer is called.
    pub device_name: &'a str,
    /// Who works on it.
    pub member_name: &'a str,
}

/// What a newcomer gets.
#[derive(Debug, Clone, Deserialize)]
pub struct JoinAnswer {
    /// The secret by which this computer is known from now on.
    pub token: String,
    /// The chapter's id.
    pub chapter: Uuid,
    /// What the chapter calls itself.
    pub chapter_name: String,
    /// What the newcomer may do.
    pub role: Role,
    /// The one visit that the newcomer works on, if not the whole chapter.
    pub guest_of: Option<Uuid>,
}

/// What every answer that is no success holds.
#[derive(Debug, Deserialize)]
struct Refusal {
    code: String,
    message: String,
}

impl Server {
    /// A server by the address that a person typed; `https` where they typed no scheme.
    ///
    /// # Errors
    /// [`Error::BadValue`] where it is no address.
    pub fn at(address: &str) -> Result<Self> {
        let address = address.trim().trim_end_matches('/');
        let with_scheme = if address.contains("://") {
            address.to_owned()
        } else {
            format!("https://{address}")
        };
        let expected = "an address like https://desk.example.org";
        let base = Url::parse(&format!("{with_scheme}/"))
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
            .ok_or_else(|| Error::bad_value("server", address, expected))?;
        let client = Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .build()
            .map_err(|error| Error::Broken(format!("making an HTTP client: {error}")))?;
        Ok(Self { client, base })
    }

    /// The address, as it is kept and shown.
    pub fn address(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }

    /// Uses an invitation code up.
    ///
    /// # Errors
    /// [`Error::BadInvitation`] where the server does not take the code; [`Error::DeviceTaken`] where the chapter has a
    /// device of this id, and the code can still be used by another.
    pub async fn join(&self, request: &JoinRequest<'_>) -> Result<JoinAnswer> {
        let sent = self
            .client
            .post(self.url("v1/join"))
            .json(request)
            .timeout(EXCHANGE_TIMEOUT);
        let response = self.send(sent).await?;
        response
            .json()
            .await
            .map_err(|error| self.unreachable(&error))
    }

    /// Does one exchange.
    pub async fn exchange(&self, token: &str, request: &ExchangeRequest) -> Result<ExchangeAnswer> {
        let sent = self.client.post(self.url("v1/exchange")).bearer_auth(token);
        let response = self
            .send(sent.body(request.to_body()).timeout(EXCHANGE_TIMEOUT))
            .await?;
        let body = response
            .bytes()
            .await
            .map_err(|error| self.unreachable(&error))?;
        ExchangeAnswer::from_body(&body).map_err(|error| Error::ServerUnreachable {
            server: self.address().to_owned(),
            reason: error.to_string(),
        })
    }

    /// Listens for the server's word that there is something new: a stream that yields for as long as it lasts.
    pub async fn wake(&self, token: &str) -> Result<Response> {
        self.send(self.client.get(self.url("v1/wake")).bearer_auth(token))
            .await
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response> {
        let response = request
            .send()
            .await
            .map_err(|error| self.unreachable(&error))?;
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        // A proxy's page, or a captive portal's, is no refusal of ours: the server is out of reach.
        let refusal: Refusal = response
            .json()
            .await
            .map_err(|_| Error::ServerUnreachable {
                server: self.address().to_owned(),
                reason: format!("HTTP {status}"),
            })?;
        Err(refused(status, refusal))
    }

    fn unreachable(&self, error: &reqwest::Error) -> Error {
        let mut reason = error.to_string();
        let mut cause = std::error::Error::source(error);
        while let Some(inner) = cause {
            reason = format!("{reason}: {inner}");
            cause = inner.source();
        }
        Error::ServerUnreachable {
            server: self.address().to_owned(),
            reason,
        }
    }

    fn url(&self, path: &str) -> Url {
        self.base
            .join(path)
            .expect("a fixed path joins any address with a host")
    }
}

fn refused(status: StatusCode, refusal: Refusal) -> Error {
    match refusal.code.as_str() {
        "unknown_code" | "used_code" | "expired_code" | "too_many_tries" => {
            Error::BadInvitation(refusal.message)
        }
        "unknown_token" | "revoked" => Error::SignedOut,
        "device_taken" => Error::DeviceTaken,
        "other_protocol" => Error::TooOld,
        _ => Error::ServerRefused {
            status: status.as_u16(),
            message: refusal.message,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_a_scheme_is_meant_to_be_secure() {
        assert_eq!(
            Server::at(" desk.example.org/ ").unwrap().address(),
            "https://desk.example.org"
        );
        assert_eq!(
            Server::at("http://127.0.0.1:8080").unwrap().address(),
            "http://127.0.0.1:8080"
        );
    }

    #[test]
    fn what_is_no_address_is_named() {
        for address in ["", "ftp://desk.example.org", "not an address"] {
            assert!(
                matches!(Server::at(address), Err(Error::BadValue { .. })),
                "{address:?}"
            );
        }
    }
}
