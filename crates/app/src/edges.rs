//! The edges a test replaces: the clocks and the source of ids.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use desk_domain::values::Zone;
use uuid::Uuid;

/// What the program asks of the world around it.
pub struct Edges {
    /// What the computer's clock shows, in microseconds since 1970. It may be wrong, and it may jump.
    pub wall_us: Box<dyn Fn() -> u64 + Send + Sync>,
    /// The clock's reading when the program started plus the time since, in microseconds since 1970: for stamps and
    /// timers, which a clock that jumps must not stop.
    pub steady_us: Box<dyn Fn() -> u64 + Send + Sync>,
    /// A new record id, UUIDv7.
    pub new_id: Box<dyn Fn() -> Uuid + Send + Sync>,
}

impl Edges {
    /// The computer's own clocks and random numbers.
    pub fn real() -> Self {
        let (started_us, running_us) = (wall_us(), since_boot_us());
        let steady_us = move || started_us + since_boot_us().saturating_sub(running_us);
        Self {
            wall_us: Box::new(wall_us),
            steady_us: Box::new(steady_us),
            new_id: Box::new(Uuid::now_v7),
        }
    }

    /// What a wall clock in `zone` shows.
    pub fn local_now(&self, zone: Zone) -> NaiveDateTime {
        let now_us = i64::try_from((self.wall_us)()).unwrap_or(i64::MAX);
        let now = DateTime::<Utc>::from_timestamp_micros(now_us).unwrap_or_default();
        now.with_timezone(&zone).naive_local()
    }

    /// Which day it is in `zone`.
    pub fn today(&self, zone: Zone) -> NaiveDate {
        self.local_now(zone).date()
    }
}

fn wall_us() -> u64 {
    // A clock before 1970 counts as 1970: stamps rise by themselves, and the server's answer corrects them.
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
}

/// A clock that nobody sets and that goes on while the laptop sleeps.
#[cfg(target_os = "linux")]
fn since_boot_us() -> u64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    u64::try_from(time.tv_sec).unwrap_or_default() * 1_000_000
        + u64::try_from(time.tv_nsec).unwrap_or_default() / 1000
}

/// A clock that nobody sets. On macOS it stands while the laptop sleeps; the next exchange corrects that.
#[cfg(not(target_os = "linux"))]
fn since_boot_us() -> u64 {
    static STARTED: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let started = STARTED.get_or_init(std::time::Instant::now);
    u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX)
}
