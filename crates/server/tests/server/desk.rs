//! A server on a database of its own, with a clock that stands still until it is moved.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::{Body, to_bytes};
use axum::extract::connect_info::MockConnectInfo;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{Request, Response, StatusCode};
use desk_server::database::invitations::{self, Invitation};
use desk_server::database::{Database, chapters, spaces};
use desk_server::draw;
use desk_server::router;
use desk_server::state::{AppState, Clock};
use desk_sync::membership::{Membership, Role};
use desk_sync::{DeviceId, RecordId};
use serde_json::{Value, json};
use tower::ServiceExt;
use uuid::Uuid;

use crate::home::Home;

/// Noon of 1 September 2026.
pub(crate) const START_US: u64 = 1_788_264_000_000_000;
pub(crate) const DAY_US: u64 = 24 * 60 * 60 * 1_000_000;

/// A server without a network.
pub(crate) struct Desk {
    home: Arc<Home>,
    pub(crate) state: Arc<AppState>,
    now_us: Arc<AtomicU64>,
}

impl Desk {
    pub(crate) async fn start() -> Self {
        Self::open(Arc::new(Home::new()), START_US).await
    }

    /// A server on SQLite, whatever the suite is run on.
    pub(crate) async fn in_folder() -> Self {
        Self::open(Arc::new(Home::in_folder()), START_US).await
    }

    /// A server on PostgreSQL, if that is what the suite is run on.
    pub(crate) async fn on_postgres() -> Option<Self> {
        Some(Self::open(Arc::new(Home::on_postgres()?), START_US).await)
    }

    async fn open(home: Arc<Home>, start_us: u64) -> Self {
        let now_us = Arc::new(AtomicU64::new(start_us));
        let clock = Clock::from_fn({
            let now_us = now_us.clone();
            move || now_us.load(Ordering::SeqCst)
        });
        let database = Database::open(&home.place(), &clock).await.unwrap();
        Self {
            home,
            state: AppState::new(database, clock),
            now_us,
        }
    }

    /// Stops the server, puts a copy in the place of its database as `cp` would, and starts it again.
    pub(crate) async fn put_back(self, copy: &Path) -> Self {
        self.state.database.close().await;
        self.home.put_back(copy);
        let now_us = self.now_us();
        Self::open(self.home, now_us).await
    }

    /// Stops the server, puts a copy back as `desk-server restore` does, and starts it again.
    pub(crate) async fn restore(self, copy: &Path) -> Self {
        self.restore_keeping(copy).await.0
    }

    /// As `restore`; also returns the copy of what was there before.
    pub(crate) async fn restore_keeping(self, copy: &Path) -> (Self, PathBuf) {
        self.state.database.close().await;
        let now_us = self.now_us();
        let kept = Database::restore(&self.home.place(), copy, now_us).await;
        let kept = kept.unwrap().expect("the database that was there");
        (Self::open(self.home, now_us).await, kept)
    }

    /// Makes a copy of the database, to be put back by either way.
    pub(crate) async fn copy(&self, name: &str) -> PathBuf {
        let copy = self.home.path().join(format!("{name}.sqlite3"));
        self.state.database.backup(&copy).await.unwrap();
        self.home.note(&copy);
        copy
    }

    /// Starts another server on the same database, with the same clock.
    pub(crate) async fn another(&self) -> Self {
        let clock = self.state.clock.clone();
        let database = Database::open(&self.home.place(), &clock).await.unwrap();
        Self {
            home: self.home.clone(),
            state: AppState::new(database, clock),
            now_us: self.now_us.clone(),
        }
    }

    pub(crate) fn home(&self) -> &Home {
        &self.home
    }

    pub(crate) async fn only_chapter(&self) -> RecordId {
        let mut tx = self.state.database.read().await.unwrap();
        let chapters = chapters::list(&mut tx).await.unwrap();
        let [chapter] = &chapters[..] else {
            panic!("{} chapters", chapters.len())
        };
        chapter.id
    }

    pub(crate) fn pass_us(&self, us: u64) {
        self.now_us.fetch_add(us, Ordering::SeqCst);
    }

    pub(crate) fn now_us(&self) -> u64 {
        self.now_us.load(Ordering::SeqCst)
    }

    pub(crate) async fn chapter(&self, name: &str) -> RecordId {
        let id = RecordId(draw::id(self.now_us()));
        let mut tx = self.state.database.write().await.unwrap();
        chapters::add(&mut tx, id, name, self.now_us())
            .await
            .unwrap();
        spaces::claim(&mut tx, id, id).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Returns a code for the chapter's own people that works for a day.
    pub(crate) async fn code(&self, chapter: RecordId, role: Role) -> String {
        self.guest_code(chapter, role, None).await
    }

    pub(crate) async fn guest_code(
        &self,
        chapter: RecordId,
        role: Role,
        guest_of: Option<RecordId>,
    ) -> String {
        let code = draw::code();
        let invitation = Invitation {
            chapter,
            membership: Membership { role, guest_of },
            expires_at_us: self.now_us() + DAY_US,
            used_by: None,
        };
        let mut tx = self.state.database.write().await.unwrap();
        invitations::add(&mut tx, &code.hash(), &invitation, self.now_us())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        code.reveal()
    }

    pub(crate) async fn join(&self, code: &str, device: DeviceId) -> (StatusCode, Value) {
        let body = join_body(code, device);
        let request = Request::post("/v1/join")
            .header(CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .unwrap();
        json_of(self.send(request).await).await
    }

    /// Joins with a new code and returns the token.
    pub(crate) async fn member(&self, chapter: RecordId, role: Role, device: DeviceId) -> String {
        let code = self.code(chapter, role).await;
        let (_, answer) = self.join(&code, device).await;
        answer["token"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Response<Body> {
        let peer: SocketAddr = "192.0.2.7:40000".parse().unwrap();
        let router = router(self.state.clone()).layer(MockConnectInfo(peer));
        router.oneshot(request).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Response<Body> {
        let request = Request::get(path)
            .header(AUTHORIZATION, format!("Bearer {token}"))
            .body(Body::empty())
            .unwrap();
        self.send(request).await
    }
}

pub(crate) fn join_body(code: &str, device: DeviceId) -> Value {
    json!({ "code": code, "device": device.0, "device_name": "Laptop", "member_name": "Somebody" })
}

pub(crate) async fn json_of(response: Response<Body>) -> (StatusCode, Value) {
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap())
}

/// The `n`th of a row of device ids.
pub(crate) fn device(n: u128) -> DeviceId {
    DeviceId(Uuid::from_u128(0xd00 + n))
}
