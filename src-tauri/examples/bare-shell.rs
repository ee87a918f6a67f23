//! The window of the program with nothing in it: what `cargo xtask bench start --large` holds the program's memory
//! against.

use tauri::utils::config::WebviewUrl;

/// A page without anything on it.
const EMPTY_PAGE: &str = "about:blank";

fn main() {
    let mut context = tauri::generate_context!();
    let page = EMPTY_PAGE.parse().expect("it is an address");
    if let Some(window) = context.config_mut().app.windows.first_mut() {
        window.url = WebviewUrl::External(page);
    }
    tauri::Builder::default()
        .run(context)
        .expect("the configuration is compiled in, so only a missing display or web view stops it");
}
