//! `GET /v1/health`: whether the server can answer from its database.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use crate::database::epochs;
use crate::error::ApiError;
use crate::state::AppState;

/// What a monitor needs to know.
#[derive(Debug, Serialize)]
pub struct Health {
    /// Always `ok`; a server that is not answers an error.
    pub status: &'static str,
    /// The program's version.
    pub version: &'static str,
}

/// Answers once the database has been read.
pub async fn health(State(state): State<Arc<AppState>>) -> Result<Json<Health>, ApiError> {
    epochs::current(&mut state.database.read().await?).await?;
    Ok(Json(Health {
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
    }))
}
