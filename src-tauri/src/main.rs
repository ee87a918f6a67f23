//! The desktop program: one window that draws what `desk-app` answers.

// A release on Windows opens no console beside the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use tauri::Manager;

fn main() {
    tauri::Builder::default()
        // Must come first: a second start hands over to the first before anything else opens.
        .plugin(tauri_plugin_single_instance::init(
            |app, _arguments, _folder| show(app),
        ))
        .plugin(tauri_plugin_store::Builder::new().build())
        .plugin(tauri_plugin_window_state::Builder::new().build())
        .run(tauri::generate_context!())
        .expect("the configuration is compiled in, so only a missing display or web view stops it");
}

/// Brings the window of the running program to the front.
fn show(app: &tauri::AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // A window manager may refuse focus; the window is then merely not in front.
        let _ = window
            .unminimize()
            .and_then(|()| window.show())
            .and_then(|()| window.set_focus());
    }
}
