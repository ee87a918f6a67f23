//! The desktop program: one window that draws what `desk-app` answers.

// A release on Windows opens no console beside the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod desk;
mod files;
mod link;
mod menu;
mod notice;
mod preferences;
mod tray;

use std::path::PathBuf;

use clap::Parser;
use tauri::{AppHandle, Manager, RunEvent};
use tracing_subscriber::EnvFilter;

use crate::desk::Desk;
use crate::link::Link;

/// Plans and logs delegation visits.
#[derive(Debug, Parser)]
#[command(name = "delegation-desk", version)]
struct Args {
    /// The folder that holds everything, instead of this person's own.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// An invitation, as the system hands it over when somebody opens one
    #[arg(value_name = "LINK")]
    link: Option<String>,
}

fn main() {
    let Args { data, link } = Args::parse();
    start_log();
    let mut builder = tauri::Builder::default();
    if data.is_none() {
        // Before anything else opens, a second start hands over to the first. Another folder is another program.
        let hand_over = tauri_plugin_single_instance::init(|app, arguments, _folder| {
            taken_over(app, arguments)
        });
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
            link::take_link,
            menu::set_menu,
            notice::notices_allowed,
            notice::notify,
            tray::set_tray
        ])
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .setup(|app| {
            app.manage(Desk::new(app.handle(), data)?);
            app.manage(Link::started_with(link));
            desk::open_in_background(app.handle().clone());
            let window = app.handle().clone();
            // A log-out or a shut-down ends the program as closing its window does: all comes to rest first.
            ctrlc::set_handler(move || window.exit(0))?;
            Ok(())
        })
        .build(tauri::generate_context!())
        .expect("the configuration is compiled in, so only a missing display or web view stops it")
        .run(|app, event| match event {
            RunEvent::Exit => tauri::async_runtime::block_on(app.state::<Desk>().close()),
            // Elsewhere a link comes as an argument.
            #[cfg(target_os = "macos")]
            RunEvent::Opened { urls } => {
                if let Some(link) = urls.into_iter().next_back() {
                    link::came(app, link.into());
                }
            }
            _ => {}
        });
}

/// Goes on with what another start of the program was asked.
fn taken_over(app: &AppHandle, arguments: Vec<String>) {
    match Args::try_parse_from(arguments) {
        Ok(Args {
            link: Some(link), ..
        }) => link::came(app, link),
        // What cannot be read was said by the program that was started, before it handed over.
        Ok(Args { link: None, .. }) | Err(_) => bring_to_front(app),
    }
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
pub(crate) fn bring_to_front(app: &AppHandle) {
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
