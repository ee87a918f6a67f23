//! How much memory a program and what it started have, as Linux tells it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};

/// The memory of a process and of all that it started, in bytes: shared pages in equal parts (PSS).
pub(crate) fn of_family(pid: u32) -> Result<u64> {
    let mut kilobytes = 0;
    for pid in family(pid, &parents()?) {
        // One that has ended meanwhile has none.
        if let Ok(rollup) = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")) {
            kilobytes += pss_kilobytes(&rollup).context("no share of memory is given")?;
        }
    }
    Ok(kilobytes * 1024)
}

/// Each running process with the one that started it.
fn parents() -> Result<BTreeMap<u32, u32>> {
    let mut parents = BTreeMap::new();
    for entry in std::fs::read_dir("/proc").context("processes are read from Linux's /proc")? {
        let path = entry?.path();
        let pid = path
            .file_name()
            .and_then(|name| name.to_str()?.parse().ok());
        let parent = pid.and_then(|_| parent(&path));
        parents.extend(pid.zip(parent));
    }
    Ok(parents)
}

/// The fourth field of `/proc/<pid>/stat`, after a name in brackets, which may hold anything.
fn parent(process: &Path) -> Option<u32> {
    let stat = std::fs::read_to_string(process.join("stat")).ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    fields.split_whitespace().nth(1)?.parse().ok()
}

fn family(first: u32, parents: &BTreeMap<u32, u32>) -> Vec<u32> {
    let mut family = vec![first];
    let mut at = 0;
    while let Some(&parent) = family.get(at) {
        let children = parents.iter().filter(|(_, of)| **of == parent);
        family.extend(children.map(|(child, _)| *child));
        at += 1;
    }
    family
}

fn pss_kilobytes(rollup: &str) -> Option<u64> {
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_the_program_and_all_that_it_started() {
        let parents = BTreeMap::from([(2, 1), (3, 1), (4, 3), (5, 9), (6, 4)]);

        assert_eq!(family(3, &parents), [3, 4, 6]);
    }

    #[test]
    fn the_share_is_read_and_not_what_all_hold_together() {
        let rollup = "00400000-7ffe rollup\nRss:    9000 kB\nPss:    1234 kB\nPss_Dirty:  1 kB\n";

        assert_eq!(pss_kilobytes(rollup), Some(1234));
    }
}
