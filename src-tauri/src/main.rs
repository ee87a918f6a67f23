//! The desktop program: one window that draws what `desk-app` answers.

// A release on Windows opens no console beside the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod desk;
mod files;
mod menu;
mod preferences;

use std::path::PathBuf;

use clap::Parser;
use tauri::{AppHandle, Manager, RunEvent};
use tracing_subscriber::EnvFilter;

use crate::desk::Desk;

/// Plans and logs delegation visits.
#[derive(Debug, Parser)]
#[command(name = "delegation-desk", version)]
struct Args {
    /// The folder that holds everything, instead of this person's own.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

fn main() {
    let Args { data } = Args::parse();
    start_log();
    let mut builder = tauri::Builder::default();
    if data.is_none() {
        // Before anything else opens, a second start hands over to the first. Another folder is another program.
        let hand_over =
            tauri_plugin_single_instance::init(|app, _arguments, _folder| bring_to_front(app));
        builder = builder.plugin(hand_over);
    }
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_store::Builder::new().build())
        .plugin(tauri_plugin_window_state::Builder::new().build())
        .invoke_handler(tauri::generate_handler![
            commands::rpc,
            files::choose_new_file,
            files::choose_file,
            menu::set_menu
        ])
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .setup(|app| {
            app.manage(Desk::new(app.handle(), data)?);
            desk::open_in_background(app.handle().clone());
            let window = app.handle().clone();
            // A log-out or a shut-down ends the program as closing its window does: all comes to rest first.
            ctrlc::set_handler(move || window.exit(0))?;
            Ok(())
        })
        .build(tauri::generate_context!())
        .expect("the configuration is compiled in, so only a missing display or web view stops it")
        .run(|app, event| {
            if matches!(event, RunEvent::Exit) {
                tauri::async_runtime::block_on(app.state::<Desk>().close());
            }
        });
}

/// Logs to standard error what `DESK_LOG` asks for; warnings where it does not say.
fn start_log() {
    let filter = EnvFilter::try_from_env("DESK_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}

/// Shows the window of the running program.
fn bring_to_front(app: &AppHandle) {
    let Some(window) = app.get_webview_window("main") else {
        return;
    };
    let shown = window
        .unminimize()
        .and_then(|()| window.show())
        .and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the window could not be brought to the front");
    }
}
