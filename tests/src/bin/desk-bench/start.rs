//! From the start of the process until the window shows something, and until it answers.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use desk_tests::desktop::Desktop;

use crate::figure::Figures;

/// What the first figures of a bare shell were; a full program should not be slower (milliseconds).
const AIMS: &[(&str, f64)] = &[("painted_ms", 540.0), ("usable_ms", 540.0)];

/// When the page was first painted and when it answered, in milliseconds since 1970.
const MOMENTS: &str = "
    const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    const usable = performance.getEntriesByName('usable')[0]?.startTime;
    return painted && usable && [performance.timeOrigin + painted, performance.timeOrigin + usable];";

/// Starts the program again and again on one data folder, and prints the figures. The first start, which makes the
/// folder, is not counted.
pub(crate) async fn run(program: &Path, runs: usize) -> Result<()> {
    let home = tempfile::tempdir().context("making a home")?;
    let mut figures = Figures::default();
    for run in 0..=runs {
        let desktop = Desktop::start(program, &[], home.path()).await?;
        let moments = desktop.until("the window to answer", MOMENTS).await?;
        let started_ms = started_at(home.path())?.as_secs_f64() * 1000.0;
        desktop.quit().await?;
        if run > 0 {
            let moment = |index: usize| moments[index].as_f64().context("the page gave no time");
            figures.add("painted_ms", moment(0)? - started_ms);
            figures.add("usable_ms", moment(1)? - started_ms);
        }
    }
    figures.print("start", 1, AIMS);
    Ok(())
}

/// When the desktop program of this home was started, since 1970, to a hundredth of a second.
fn started_at(home: &Path) -> Result<Duration> {
    let home = home.to_string_lossy();
    let mut oldest = None;
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
        // The kernel keeps fifteen characters of a name.
        let is_program = "delegation-desk".starts_with(name.trim());
        if is_program && String::from_utf8_lossy(&environment).contains(home.as_ref()) {
            let started = started_after_boot(&stat)?;
            oldest = Some(oldest.map_or(started, |oldest: Duration| oldest.min(started)));
        }
    }
    let started = oldest.context("the program is not among the running ones")?;
    let uptime = std::fs::read_to_string("/proc/uptime")?;
    let uptime: f64 = uptime.split(' ').next().unwrap_or_default().parse()?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
    Ok(now - Duration::from_secs_f64(uptime) + started)
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
