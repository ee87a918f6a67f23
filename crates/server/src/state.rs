//! What the handlers share.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::watch;

use crate::database::Database;
use crate::exchange::Run;
use crate::nodes::Nodes;
use crate::tries::WrongTries;
use crate::wake::Wake;

/// What the handlers share. Nothing in it outlives the process, apart from the database.
#[derive(Debug)]
pub struct AppState {
    /// All that is kept.
    pub database: Database,
    /// Who waits for news.
    pub wake: Wake,
    /// What the other servers of the database are told.
    pub nodes: Nodes,
    /// Who was wrong about codes.
    pub wrong_tries: WrongTries,
    /// Where this process has begun to number.
    pub run: Run,
    /// What time it is.
    pub clock: Clock,
    /// Turns true when the server stops, so that streams end.
    pub stopping: watch::Sender<bool>,
}

impl AppState {
    /// The state of a server that has just started.
    pub fn new(database: Database, clock: Clock) -> Arc<Self> {
        Arc::new(Self {
            database,
            wake: Wake::default(),
            nodes: Nodes::default(),
            wrong_tries: WrongTries::default(),
            run: Run::default(),
            clock,
            stopping: watch::Sender::new(false),
        })
    }
}

/// Where the server gets the time from, in microseconds since 1970.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> u64 + Send + Sync>);

impl Clock {
    /// The computer's clock.
    pub fn system() -> Self {
        Self(Arc::new(|| {
            let since_1970 = SystemTime::now()
                .duration_since(SystemTime::UNIX_EPOCH)
                .unwrap_or(Duration::ZERO);
            u64::try_from(since_1970.as_micros()).unwrap_or(u64::MAX)
        }))
    }

    /// A clock that shows what `now_us` answers.
    pub fn from_fn(now_us: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(now_us))
    }

    /// Returns the time in microseconds since 1970.
    pub fn now_us(&self) -> u64 {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
