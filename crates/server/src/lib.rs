//! Where the devices of a chapter meet: accounts, invitations, spaces, and one exchange.
//!
//! **Invariant:** the server does not know what a visit is. It keeps records of opaque values in spaces, checks
//! who may read and write a space, and folds changes by the rules of `desk-sync`.
//!
//! **Invariant:** nothing is answered as accepted before it is on the disk.
//!
//! Suggested reading order: [`router`], [`device`], [`routes`], [`mod@exchange`], [`database`], [`serve`].

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

pub mod code;
pub mod database;
pub mod device;
pub mod doctor;
pub mod draw;
pub mod error;
pub mod exchange;
pub mod nodes;
mod packed;
pub mod routes;
pub mod serve;
pub mod state;
pub mod token;
pub mod tries;
pub mod wake;

use error::ApiError;
use state::AppState;

/// The most bytes of a request that is not an exchange.
const SMALL_BODY_BYTES_MAX: usize = 16 * 1024;

/// Every address of the server. Those that take a [`device::Device`] or [`device::KnownDevice`] want a token.
pub fn router(state: Arc<AppState>) -> Router {
    Router::new()
        .route("/v1/health", get(routes::health::health))
        .route("/v1/join", post(routes::join::join))
        .route("/v1/wake", get(routes::wake::wake))
        .layer(DefaultBodyLimit::max(SMALL_BODY_BYTES_MAX))
        .merge(routes::exchange::router())
        .fallback(async || ApiError::NotFound)
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .with_state(state)
}
