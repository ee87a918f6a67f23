//! The sign of the program among those of the system, which tells where sync stands.
//!
//! Not every system has a place for it. The program is complete without: nothing is said and nothing breaks.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Deserialize;
use tauri::AppHandle;
use tauri::tray::TrayIconBuilder;

use crate::menu::{self, Item};

const ID: &str = "sync";

/// What the sign says: when the pointer rests on it, and in its menu.
#[derive(Debug, Deserialize)]
pub(crate) struct TrayWords {
    tooltip: String,
    items: Vec<Item>,
}

/// Draws the sign, or draws it anew. Returns whether the system has a place for it; without, the page asks no more.
///
/// # Errors
/// What the system says, for the log.
#[tauri::command]
pub(crate) fn set_tray(app: AppHandle, words: TrayWords) -> Result<bool, String> {
    let drawn =
        draw(&app, words).inspect_err(|error| tracing::warn!(%error, "no sign in the tray"));
    drawn.map_err(|error| error.to_string())
}

fn draw(app: &AppHandle, words: TrayWords) -> tauri::Result<bool> {
    let TrayWords { tooltip, items } = words;
    let menu = menu::alone(app, items)?;
    if let Some(tray) = app.tray_by_id(ID) {
        tray.set_menu(Some(menu))?;
        tray.set_tooltip(Some(tooltip))?;
        return Ok(true);
    }
    let Some(icon) = app.default_window_icon().cloned() else {
        return Ok(false);
    };
    let tray = TrayIconBuilder::with_id(ID).icon(icon).tooltip(tooltip);
    let tray = tray.menu(&menu).show_menu_on_left_click(true);
    // On Linux the tray is a library that is looked for at run time, by code that panics where there is none.
    match catch_unwind(AssertUnwindSafe(|| tray.build(app))) {
        Ok(built) => built.map(|_| true),
        Err(_) => {
            tracing::warn!("this system has no tray: install libayatana-appindicator3-1 for one");
            Ok(false)
        }
    }
}
