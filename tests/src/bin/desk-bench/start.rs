//! From the start of the process until the window shows something, and until it answers; and the memory it has then,
//! beside that of a window with nothing in it.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use desk_tests::desktop::Desktop;
use serde_json::Value;

use crate::figure::Figures;
use crate::memory;

/// What the first figures of a bare shell were; a full program should not be slower on a new chapter (milliseconds).
const AIMS: &[(&str, f64)] = &[("painted_ms", 540.0), ("usable_ms", 540.0)];
/// What is aimed at for a large chapter, and for the memory beside that of a bare shell (issue 3).
const AIMS_LARGE: &[(&str, f64)] = &[
    ("painted_ms", 1000.0),
    ("usable_ms", 1000.0),
    ("memory_times_bare", 1.3),
];
/// How long a window is left alone before its memory is read: what the start left behind is let go of by then.
const REST: Duration = Duration::from_secs(3);

/// What is started, and how often.
#[derive(Debug, clap::Args)]
pub(crate) struct Start {
    /// The desktop program
    #[arg(long)]
    program: PathBuf,
    /// A window of the same kind with nothing in it, whose memory is told beside the program's
    #[arg(long)]
    bare: Option<PathBuf>,
    /// The data folder of a chapter that is there already. Else the program makes one
    #[arg(long)]
    data: Option<PathBuf>,
    /// How often; the median is printed
    #[arg(long, default_value_t = 7)]
    runs: usize,
}

/// When the page was first painted and when it answered, in milliseconds since 1970.
const MOMENTS: &str = "
    const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    const usable = performance.getEntriesByName('usable')[0]?.startTime;
    return painted && usable && [performance.timeOrigin + painted, performance.timeOrigin + usable];";

/// Whether an empty page is there.
const LOADED: &str = "return document.readyState === 'complete'";

/// Starts the program again and again on one data folder, and prints the figures. The first start, which makes the
/// folder or brings it up to date, is not counted.
pub(crate) async fn run(start: &Start) -> Result<()> {
    let Start {
        program,
        bare,
        data,
        runs,
    } = start;
    let home = tempfile::tempdir().context("making a home")?;
    let data = data.as_ref().map(|data| data.to_string_lossy());
    let arguments: Vec<&str> = data.iter().flat_map(|data| ["--data", data]).collect();
    let mut figures = Figures::default();
    for run in 0..=*runs {
        let started = once(program, &arguments, MOMENTS, home.path()).await?;
        let empty = match bare {
            Some(bare) => Some(once(bare, &[], LOADED, home.path()).await?),
            None => None,
        };
        if run > 0 {
            let moment = |index: usize| started.answer[index].as_f64().context("no time");
            let started_ms = started.at.as_secs_f64() * 1000.0;
            figures.add("painted_ms", moment(0)? - started_ms);
            figures.add("usable_ms", moment(1)? - started_ms);
            figures.add("memory_mb", megabytes(started.memory_bytes));
            if let Some(empty) = empty {
                figures.add("memory_bare_mb", megabytes(empty.memory_bytes));
                let times = megabytes(started.memory_bytes) / megabytes(empty.memory_bytes);
                figures.add("memory_times_bare", times);
            }
        }
    }
    let is_large = data.is_some();
    figures.print("start", 1, if is_large { AIMS_LARGE } else { AIMS });
    Ok(())
}

/// One start of a window.
struct Started {
    /// When its process began, since 1970, to a hundredth of a second.
    at: Duration,
    /// What its page answered.
    answer: Value,
    /// Its memory at rest.
    memory_bytes: u64,
}

/// Starts a program, waits until its page answers something to `script`, and ends it.
async fn once(program: &Path, arguments: &[&str], script: &str, home: &Path) -> Result<Started> {
    let desktop = Desktop::start(program, arguments, home).await?;
    let answer = desktop.until("the window to answer", script).await?;
    let (pid, at) = oldest(program, home)?;
    tokio::time::sleep(REST).await;
    let memory_bytes = memory::of_family(pid)?;
    desktop.quit().await?;
    Ok(Started {
        at,
        answer,
        memory_bytes,
    })
}

#[expect(clippy::cast_precision_loss, reason = "exact up to nine petabytes")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1_000_000.0
}

/// The process of a program in this home, and when it was started, since 1970, to a hundredth of a second.
fn oldest(program: &Path, home: &Path) -> Result<(u32, Duration)> {
    let home = home.to_string_lossy();
    let program = program.file_name().context("the program has a name")?;
    let program = program.to_string_lossy();
    let mut oldest: Option<(Duration, u32)> = None;
    for entry in std::fs::read_dir("/proc").context("start times are read from Linux's /proc")? {
        let process = entry?.path();
        // Processes come and go, and some are not ours to read.
        let (Ok(environment), Ok(name), Ok(stat)) = (
            std::fs::read(process.join("environ")),
            std::fs::read_to_string(process.join("comm")),
            std::fs::read_to_string(process.join("stat")),
        ) else {
            continue;
        };
        let pid = process
            .file_name()
            .and_then(|pid| pid.to_str()?.parse().ok());
        // The kernel keeps fifteen characters of a name.
        let is_program = program.starts_with(name.trim());
        if let Some(pid) = pid
            && is_program
            && String::from_utf8_lossy(&environment).contains(home.as_ref())
        {
            let started = (started_after_boot(&stat)?, pid);
            oldest = Some(oldest.map_or(started, |oldest| oldest.min(started)));
        }
    }
    let (started, pid) = oldest.context("the program is not among the running ones")?;
    let uptime = std::fs::read_to_string("/proc/uptime")?;
    let uptime: f64 = uptime.split(' ').next().unwrap_or_default().parse()?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
    Ok((pid, now - Duration::from_secs_f64(uptime) + started))
}

/// The start time in `/proc/<pid>/stat`: field 22, in hundredths of a second after boot.
fn started_after_boot(stat: &str) -> Result<Duration> {
    // The second field is the name in brackets, which may hold anything.
    let (_, fields) = stat.rsplit_once(')').context("no name in brackets")?;
    let ticks: u64 = fields
        .split_whitespace()
        .nth(19)
        .context("too few fields")?
        .parse()?;
    Ok(Duration::from_millis(ticks * 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_time_is_read_past_a_name_with_brackets_and_spaces() {
        let stat = "7 (a (b) c) S 1 7 7 0 -1 4194560 100 0 0 0 1 2 0 0 20 0 5 0 4321 1000 10";

        assert_eq!(
            started_after_boot(stat).unwrap(),
            Duration::from_millis(43_210)
        );
    }
}
