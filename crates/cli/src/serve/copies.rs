//! Copies of the data as downloads and uploads: the browser may be on another computer than the program.

use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use desk_api::data::{DataBackup, DataRestore};
use desk_api::{Code, Error as ApiError, Request};
use desk_app::rpc;
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::AsyncWriteExt;
use tokio_stream::StreamExt;

use super::session::SignedIn;
use super::{Server, refused};

/// The largest copy taken, in bytes: far above what a chapter writes in all its years, and below what fills a disk.
const COPY_BYTES_MAX: u64 = 4 << 30;

/// `GET /copy`: a copy of the chapter's data, encrypted as it is.
pub(super) async fn download(_: SignedIn, State(server): State<Arc<Server>>) -> Response {
    match copy(&server).await {
        Ok(bytes) => ([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response(),
        Err(error) => refused("copy", error),
    }
}

/// `POST /copy`: goes back to the copy in the body.
pub(super) async fn upload(_: SignedIn, State(server): State<Arc<Server>>, body: Body) -> Response {
    match restore(&server, body).await {
        Ok(answer) => axum::Json(answer).into_response(),
        Err(error) => refused("copy", error),
    }
}

async fn copy(server: &Server) -> Result<Vec<u8>, ApiError> {
    let folder = folder()?;
    let file = folder.path().join("copy");
    let request = DataBackup {
        file: file.display().to_string(),
        replace: false,
    };
    rpc::handle(&server.app, Request::DataBackup(request)).await?;
    tokio::fs::read(&file).await.map_err(broken)
}

async fn restore(server: &Server, body: Body) -> Result<Value, ApiError> {
    let folder = folder()?;
    let file = folder.path().join("copy");
    receive(body, &file).await?;
    let request = DataRestore {
        file: file.display().to_string(),
    };
    Ok(rpc::handle(&server.app, Request::DataRestore(request)).await?)
}

async fn receive(body: Body, path: &Path) -> Result<(), ApiError> {
    let mut file = tokio::fs::File::create(path).await.map_err(broken)?;
    let mut parts = body.into_data_stream();
    let mut received = 0;
    while let Some(part) = parts.next().await {
        let part = part.map_err(|error| ApiError::new(Code::BadRequest, error.to_string()))?;
        received += part.len() as u64;
        if received > COPY_BYTES_MAX {
            let message = format!("a copy of more than {COPY_BYTES_MAX} bytes");
            return Err(ApiError::new(Code::BadRequest, message));
        }
        file.write_all(&part).await.map_err(broken)?;
    }
    file.flush().await.map_err(broken)
}

/// A folder of this computer that goes with its holder.
fn folder() -> Result<TempDir, ApiError> {
    tempfile::tempdir().map_err(broken)
}

fn broken(error: std::io::Error) -> ApiError {
    let code = match error.kind() {
        std::io::ErrorKind::StorageFull => Code::DiskFull,
        _ => Code::Internal,
    };
    ApiError::new(code, format!("a copy on its way: {error}"))
}

#[cfg(test)]
mod tests {
    use axum::http::{Request as HttpRequest, StatusCode, header};
    use desk_api::records::Nothing;
    use desk_api::state::{AppState, ChapterStart, KeyKeeping};
    use desk_app::app::Options;
    use desk_app::keys::Key;
    use desk_app::preferences::PreferenceFile;
    use desk_app::{App, Edges};
    use tower::ServiceExt;

    use super::super::{router, session::Sessions};
    use super::*;

    #[tokio::test]
    async fn a_copy_that_was_downloaded_can_be_uploaded_to_go_back_to() {
        let desk = Desk::new().await;
        let (status, copy) = desk.send("GET", &desk.cookie, Body::empty()).await;
        assert_eq!(status, StatusCode::OK);
        let (status, answer) = desk.send("POST", &desk.cookie, Body::from(copy)).await;
        assert_eq!(status, StatusCode::OK);
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        assert!(answer["before"].is_string(), "{answer}");
        let state = rpc::handle(&desk.app, Request::AppState(Nothing {})).await;
        let state: AppState = serde_json::from_value(state.unwrap()).unwrap();
        assert_eq!(state.chapter.unwrap().name, "Arlington");
    }

    #[tokio::test]
    async fn an_upload_that_is_no_copy_is_refused_as_the_page_reads_it() {
        let desk = Desk::new().await;
        let (status, answer) = desk
            .send("POST", &desk.cookie, Body::from("a letter"))
            .await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let error: ApiError = serde_json::from_slice(&answer).unwrap();
        assert_eq!(error.code, Code::BadBackup);
    }

    #[tokio::test]
    async fn strangers_neither_get_a_copy_nor_bring_one() {
        let desk = Desk::new().await;
        for method in ["GET", "POST"] {
            let (status, _) = desk
                .send(method, "desk_session=guessed", Body::empty())
                .await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{method}");
        }
    }

    /// A served program with a chapter, and the cookie of its session.
    struct Desk {
        app: App,
        server: Arc<Server>,
        cookie: String,
        _data: TempDir,
    }

    impl Desk {
        async fn new() -> Self {
            let data = tempfile::tempdir().unwrap();
            let options = Options {
                data: data.path().to_owned(),
                edges: Edges::real(),
                preferences: Box::new(PreferenceFile::new(data.path().join("preferences.json"))),
                key: Key::new([7; 32]),
                key_kept_in: KeyKeeping::KeyFile,
                background: false,
            };
            let app = App::open(options).await.unwrap();
            let start = ChapterStart {
                chapter_name: "Arlington".to_owned(),
                city_name: "Arlington".to_owned(),
                country: "US".to_owned(),
                zone: "America/New_York".to_owned(),
                person_name: "Margaret".to_owned(),
            };
            app.start_chapter(&start).await.unwrap();
            let (sessions, _token) = Sessions::with_token();
            let cookie = sessions.cookie();
            let server = Arc::new(Server {
                app: app.clone(),
                sessions,
            });
            Self {
                app,
                server,
                cookie,
                _data: data,
            }
        }

        async fn send(&self, method: &str, cookie: &str, body: Body) -> (StatusCode, Vec<u8>) {
            let request = HttpRequest::builder()
                .method(method)
                .uri("/copy")
                .header(header::COOKIE, cookie)
                .body(body)
                .unwrap();
            let response = router(self.server.clone()).oneshot(request).await.unwrap();
            let status = response.status();
            let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await;
            (status, bytes.unwrap().to_vec())
        }
    }
}
