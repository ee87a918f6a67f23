//! Notices of the system: what a person learns of while the window is out of sight.
//!
//! What is said and when is the page's to decide. Here it is shown, and whoever opens it gets the window.

use notify_rust::Notification;
use serde::Deserialize;
use tauri::AppHandle;

use crate::bring_to_front;

/// What a notice says.
#[derive(Debug, Deserialize)]
pub(crate) struct Notice {
    title: String,
    body: String,
}

/// Whether the system shows notices at all.
#[tauri::command]
pub(crate) async fn notices_allowed() -> bool {
    // Only here a program can ask; elsewhere the person says so in the system's settings.
    #[cfg(target_os = "linux")]
    {
        let asked = tauri::async_runtime::spawn_blocking(notify_rust::get_capabilities);
        matches!(asked.await, Ok(Ok(_)))
    }
    #[cfg(not(target_os = "linux"))]
    true
}

/// Shows a notice. Returns once it has gone, with whether the person opened it; at once where the system does not tell.
///
/// # Errors
/// What the system says, for the log: not every one shows notices, and the window says all of it too.
#[tauri::command]
pub(crate) async fn notify(app: AppHandle, notice: Notice) -> Result<bool, String> {
    let shown = tauri::async_runtime::spawn_blocking(move || show(notice));
    let opened = shown
        .await
        .map_err(|error| error.to_string())?
        .inspect_err(|error| tracing::warn!(%error, "no notice could be shown"))
        .map_err(|error| error.to_string())?;
    if opened {
        bring_to_front(&app);
    }
    Ok(opened)
}

#[cfg(target_os = "linux")]
fn show(notice: Notice) -> notify_rust::error::Result<bool> {
    let Notice { title, body } = notice;
    // Some systems read markup in the text and others do not; neither may show what nobody wrote.
    let marked = notify_rust::get_capabilities()?.contains(&"body-markup".to_owned());
    let shown = Notification::new()
        .appname(NAME)
        .icon("delegation-desk")
        .summary(&title)
        .body(&if marked { escaped(&body) } else { body })
        // The action that a click on the notice itself stands for.
        .action(OPEN, &title)
        .show()?;
    let mut opened = false;
    shown.wait_for_action(|action| opened = action == OPEN);
    Ok(opened)
}

#[cfg(not(target_os = "linux"))]
fn show(Notice { title, body }: Notice) -> notify_rust::error::Result<bool> {
    Notification::new()
        .appname(NAME)
        .summary(&title)
        .body(&body)
        .show()?;
    Ok(false)
}

const NAME: &str = "Delegation Desk";
#[cfg(target_os = "linux")]
const OPEN: &str = "default";

/// A text as it stands in markup.
#[cfg(target_os = "linux")]
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_markup_is_shown_as_it_was_written() {
        assert_eq!(escaped("Bread & salt <3"), "Bread &amp; salt &lt;3");
    }
}
