//! Running the server: listening, stopping, and the housekeeping beside it.

use std::fs::{File, TryLockError};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use axum_server::Handle;
use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};

use crate::database::{Database, Place, pushes};
use crate::nodes;
use crate::router;
use crate::state::{AppState, Clock};

/// How long requests under way may take when the server is told to stop.
const STOP_TIMEOUT: Duration = Duration::from_secs(10);
/// How often what is older than the audit trail's time is removed.
const SWEEP_EVERY: Duration = Duration::from_secs(60 * 60);
const DAY_US: u64 = 24 * 60 * 60 * 1_000_000;

/// How to serve.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the database lies.
    pub place: Place,
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// Certificate chain and key, both PEM; none for plain HTTP behind a proxy.
    pub tls: Option<TlsFiles>,
    /// How many days pushes are kept as received.
    pub audit_days: u32,
}

/// A certificate chain and its key, both PEM.
#[derive(Debug, Clone)]
pub struct TlsFiles {
    /// The certificate, followed by those that vouch for it.
    pub cert: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

/// The right to serve a data folder; one process at a time has it.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// Takes the folder, until the lock is dropped or the process ends, however it ends.
    ///
    /// # Errors
    /// When another process serves it.
    pub fn take(folder: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
        let path = folder.join("serve.lock");
        let file = File::create(&path).with_context(|| format!("opening {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => {
                bail!("{} is served by another desk-server", folder.display())
            }
            Err(TryLockError::Error(error)) => {
                Err(anyhow!(error).context(format!("locking {}", path.display())))
            }
        }
    }
}

/// Serves until the process is told to stop, and then lets requests under way finish.
///
/// `ready` is told the address once connections are accepted.
///
/// # Errors
/// When the folder, the address or the certificate cannot be used.
pub async fn serve(settings: Settings, ready: impl FnOnce(&str)) -> anyhow::Result<()> {
    let Settings {
        place,
        listen,
        tls,
        audit_days,
    } = settings;
    let _lock = match &place {
        Place::Folder(folder) => Some(FolderLock::take(folder)?),
        // Served by as many as like.
        Place::Postgres(_) => None,
    };
    let tls = match tls {
        Some(files) => Some(tls_config(&files).await?),
        None => None,
    };
    let clock = Clock::system();
    let database = Database::open(&place, &clock)
        .await
        .with_context(|| format!("opening {place}"))?;
    let state = AppState::new(database.clone(), clock);

    let listener = TcpListener::bind(listen).with_context(|| format!("listening on {listen}"))?;
    listener
        .set_nonblocking(true)
        .context("making the listener asynchronous")?;
    let address = listener.local_addr().context("asking for the port")?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    tracing::info!(%address, scheme, "serving");
    ready(&format!("{scheme}://{address}"));

    let handle = Handle::new();
    tokio::spawn(stop_when_told(state.clone(), handle.clone()));
    let among_others = tokio::spawn(nodes::run(state.clone()));
    let sweeping = tokio::spawn(sweep(state.clone(), audit_days));
    let app = router(state).into_make_service_with_connect_info::<SocketAddr>();
    let served = match tls {
        Some(config) => {
            let acceptor = RustlsAcceptor::new(config).acceptor(NoDelayAcceptor::new());
            let server = axum_server::from_tcp(listener).context("taking the listener")?;
            server.acceptor(acceptor).handle(handle).serve(app).await
        }
        None => {
            let server = axum_server::from_tcp(listener).context("taking the listener")?;
            server
                .acceptor(NoDelayAcceptor::new())
                .handle(handle)
                .serve(app)
                .await
        }
    };
    sweeping.abort();
    among_others.abort();
    database.close().await;
    served.context("serving")
}

async fn tls_config(files: &TlsFiles) -> anyhow::Result<RustlsConfig> {
    let TlsFiles { cert, key } = files;
    // Fails only if one was chosen before, which would serve as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    RustlsConfig::from_pem_file(cert, key)
        .await
        .with_context(|| {
            format!(
                "reading the certificate {} and its key {}",
                cert.display(),
                key.display()
            )
        })
}

/// Lets requests under way finish once the process is told to stop.
async fn stop_when_told(state: Arc<AppState>, handle: Handle<SocketAddr>) {
    if let Err(error) = told_to_stop().await {
        tracing::error!(%error, "signals cannot be heard; when told, the server stops at once");
        return;
    }
    tracing::info!("stopping");
    state.stopping.send_replace(true);
    handle.graceful_shutdown(Some(STOP_TIMEOUT));
}

/// Waits for SIGTERM or SIGINT.
#[cfg(unix)]
async fn told_to_stop() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
async fn told_to_stop() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// Removes pushes that the audit trail has kept long enough.
async fn sweep(state: Arc<AppState>, audit_days: u32) {
    let mut ticks = tokio::time::interval(SWEEP_EVERY);
    loop {
        ticks.tick().await;
        let before_us = state
            .clock
            .now_us()
            .saturating_sub(u64::from(audit_days) * DAY_US);
        if let Err(error) = remove_pushes(&state.database, before_us).await {
            let cause = &error as &dyn std::error::Error;
            tracing::error!(cause, "the audit trail could not be swept");
        }
    }
}

async fn remove_pushes(database: &Database, before_us: u64) -> crate::database::Result<()> {
    let mut tx = database.write().await?;
    pushes::remove_before(&mut tx, before_us).await?;
    tx.commit().await
}
