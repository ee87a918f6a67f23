//! One file of the user interface knows the desktop window, so that the same interface runs in the window, in a
//! browser served by `desk serve`, and in a test.

use super::Finding;
use super::sources::Sources;

const DOOR: &str = "ui/src/lib/host/tauri.ts";

/// What going through the window without the door looks like.
const PAST_IT: &[&str] = &[
    "'@tauri-apps/",
    "\"@tauri-apps/",
    "__TAURI__",
    "__TAURI_INTERNALS__.",
];

pub(super) fn check(sources: &Sources) -> Vec<Finding> {
    let scripts = sources.under("ui/src/", &[".ts", ".svelte", ".js", ".html"]);
    let mut findings = Vec::new();
    for source in scripts.filter(|source| source.path != DOOR) {
        for (line, text) in source.shipped_lines() {
            if PAST_IT.iter().any(|it| text.contains(it)) {
                let what = text.trim();
                let why = format!(
                    "`{what}`: only {DOOR} may; add what is needed to the interface `Host`"
                );
                findings.push(source.finding(line, why));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::made_up;

    #[test]
    fn a_second_door_to_the_window_is_found() {
        let text = "import { invoke } from '@tauri-apps/api/core';\n";

        let found = check(&made_up(&[
            (DOOR, text),
            ("ui/src/screens/Today.svelte", text),
        ]));

        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].path, "ui/src/screens/Today.svelte");
    }
}
