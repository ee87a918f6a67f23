//! The user interface in a browser: the same pages and commands as in the window.
//!
//! Only whoever got the address with its one-time token gets in: the page exchanges the token for a session cookie,
//! and every other request needs that cookie. It listens on this computer unless told otherwise.

mod assets;
mod copies;
mod session;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use desk_api::{Code, Error as ApiError, Request};
use desk_app::{App, rpc};
use serde_json::{Value, json};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::wrappers::errors::BroadcastStreamRecvError;

use crate::print::Printer;
use session::{Sessions, SignedIn};

/// The largest command taken, in bytes: the largest list for import in base 64, and room around it.
const REQUEST_BYTES_MAX: usize = desk_app::import::SOURCE_BYTES_MAX / 3 * 4 + 64 * 1024;

struct Server {
    app: App,
    sessions: Sessions,
}

/// Serves until the process is told to end.
pub(crate) async fn serve(app: App, listen: SocketAddr, printer: Printer) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| format!("listening on {listen}"))?;
    let address = listener.local_addr().context("asking for the address")?;
    let (sessions, token) = Sessions::with_token();
    printer.answer(&json!({ "url": format!("http://{address}/?token={token}") }));
    let server = Arc::new(Server {
        app: app.clone(),
        sessions,
    });
    axum::serve(listener, router(server))
        .with_graceful_shutdown(told_to_end())
        .await
        .context("serving")?;
    app.close().await;
    Ok(())
}

fn router(server: Arc<Server>) -> Router {
    Router::new()
        .route("/session", post(session::open))
        .route("/rpc/{command}", post(command))
        .route("/events", get(events))
        .route(
            "/copy",
            get(copies::download)
                .post(copies::upload)
                .layer(DefaultBodyLimit::disable()),
        )
        .fallback(assets::serve)
        .layer(DefaultBodyLimit::max(REQUEST_BYTES_MAX))
        .with_state(server)
}

async fn command(
    _: SignedIn,
    State(server): State<Arc<Server>>,
    Path(command): Path<String>,
    body: String,
) -> Response {
    let answer = match read(&command, &body) {
        Ok(request) => rpc::handle(&server.app, request)
            .await
            .map_err(ApiError::from),
        Err(error) => Err(error),
    };
    match answer {
        Ok(answer) => axum::Json(answer).into_response(),
        Err(error) => refused(&command, error),
    }
}

/// The error as the page reads it. What broke on our side goes to the log too.
fn refused(command: &str, error: ApiError) -> Response {
    if error.code == Code::Internal {
        tracing::error!(%command, %error, "a command failed");
    }
    (StatusCode::UNPROCESSABLE_ENTITY, axum::Json(error)).into_response()
}

/// The request in the body, by the name of its command in the address.
fn read(command: &str, body: &str) -> Result<Request, ApiError> {
    let bad = |error: serde_json::Error| {
        ApiError::new(Code::BadRequest, error.to_string()).with("command", command)
    };
    let body: Value = if body.is_empty() {
        json!({})
    } else {
        serde_json::from_str(body).map_err(bad)?
    };
    serde_json::from_value(json!({ "command": command, "request": body })).map_err(bad)
}

async fn events(
    _: SignedIn,
    State(server): State<Arc<Server>>,
) -> Sse<impl tokio_stream::Stream<Item = Result<Event, Infallible>>> {
    let events = BroadcastStream::new(server.app.events()).map(|event| {
        let event = match event {
            Ok(event) => serde_json::to_string(&event),
            // A browser that fell behind reloads everything.
            Err(BroadcastStreamRecvError::Lagged(_)) => {
                Ok(r#"{"event":"changed","visits":[]}"#.to_owned())
            }
        };
        Ok(Event::default().data(event.expect("events are JSON")))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

/// Ends at Ctrl C, or at the signal by which a system ends its services.
async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
