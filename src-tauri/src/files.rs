//! Files that the person chooses, by the system's own dialogs.

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::sync::oneshot;

/// Asks where a new file is to be, `name` being the proposal. Returns none where the person chose none.
///
/// The dialog has asked already whether a file of that name may be replaced.
#[tauri::command]
pub(crate) async fn choose_new_file(window: AppHandle, name: String) -> Option<String> {
    let (chosen, answer) = oneshot::channel();
    let dialog = window.dialog().file().set_file_name(name);
    dialog.save_file(move |file| tell(chosen, file));
    answer.await.ok().flatten()
}

/// Asks for a file. Returns none where the person chose none.
#[tauri::command]
pub(crate) async fn choose_file(window: AppHandle) -> Option<String> {
    let (chosen, answer) = oneshot::channel();
    let dialog = window.dialog().file();
    dialog.pick_file(move |file| tell(chosen, file));
    answer.await.ok().flatten()
}

fn tell(chosen: oneshot::Sender<Option<String>>, file: Option<FilePath>) {
    if chosen.send(file.map(|file| file.to_string())).is_err() {
        tracing::warn!("a file was chosen, but the window had gone");
    }
}
