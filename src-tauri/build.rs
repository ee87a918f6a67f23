//! Compiles the window's configuration, icons and permissions into the program.

fn main() {
    // WebKitGTK loads the system's SQLite. Were ours exported, the web view's calls would bind to it.
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo:rustc-link-arg-bins=-Wl,--exclude-libs,ALL");
    }
    tauri_build::build();
}
