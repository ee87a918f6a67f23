//! Menus that the system draws. The page says what stands in them and hears what was chosen.
//!
//! Words, order and keys come from the page, so that they are those of the language in use and of the Find box. What
//! is chosen goes back to it by its id. Only roles are the shell's own: what a page may not do, or does not know of.

use serde::Deserialize;
use tauri::menu::{Menu, MenuItem, MenuItemKind, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Emitter, Manager, Wry};

use crate::bring_to_front;

/// Under which name the page hears which entry was chosen.
const EVENT: &str = "menu";
/// What the ids of roles begin with, which are the shell's to do.
const ROLE: &str = "role:";

/// One menu of the bar.
#[derive(Debug, Deserialize)]
pub(crate) struct MenuWords {
    label: String,
    items: Vec<Item>,
}

/// What stands in a menu.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Item {
    /// What the page does.
    Entry {
        id: String,
        label: String,
        /// In the page's writing: `mod+shift+z`.
        key: Option<String>,
        enabled: bool,
    },
    /// What the system or the shell does.
    Role { role: Role, label: String },
    /// A line between two groups.
    Line,
}

/// What the system or the shell does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    Cut,
    Copy,
    Paste,
    SelectAll,
    /// Hides the program's windows; macOS only, as are the next two.
    Hide,
    HideOthers,
    ShowAll,
    /// Shows the window.
    Open,
    Quit,
}

impl Role {
    const ALL: [Self; 9] = [
        Self::Cut,
        Self::Copy,
        Self::Paste,
        Self::SelectAll,
        Self::Hide,
        Self::HideOthers,
        Self::ShowAll,
        Self::Open,
        Self::Quit,
    ];

    fn id(self) -> String {
        format!("{ROLE}{self:?}")
    }

    fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }
}

/// Draws the bar of menus; with none, the window has no bar.
///
/// # Errors
/// What the system says, for the log; the page goes on without.
#[tauri::command]
pub(crate) fn set_menu(app: AppHandle, menus: Option<Vec<MenuWords>>) -> Result<(), String> {
    let drawn = match menus {
        Some(menus) => draw(&app, menus).and_then(|menu| app.set_menu(menu)),
        None => app.remove_menu(),
    };
    drawn.map(drop).map_err(|error| error.to_string())
}

/// Does what was chosen from a menu, or has the page do it.
pub(crate) fn chosen(app: &AppHandle, id: &str) {
    match Role::of(id) {
        Some(Role::Quit) => app.exit(0),
        Some(Role::Open) => bring_to_front(app),
        Some(role) => edit(app, role),
        None => {
            if let Err(error) = app.emit(EVENT, id) {
                tracing::warn!(%error, id, "the page could not be told what was chosen");
            }
        }
    }
}

/// One menu without a bar, as a tray has it.
pub(crate) fn alone(app: &AppHandle, items: Vec<Item>) -> tauri::Result<Menu<Wry>> {
    let menu = Menu::new(app)?;
    for item in items {
        menu.append(&made(app, item)?)?;
    }
    Ok(menu)
}

fn draw(app: &AppHandle, menus: Vec<MenuWords>) -> tauri::Result<Menu<Wry>> {
    let bar = Menu::new(app)?;
    for MenuWords { label, items } in menus {
        let menu = Submenu::new(app, plain(&label), true)?;
        for item in items {
            menu.append(&made(app, item)?)?;
        }
        bar.append(&menu)?;
    }
    Ok(bar)
}

fn made(app: &AppHandle, item: Item) -> tauri::Result<MenuItemKind<Wry>> {
    match item {
        Item::Entry {
            id,
            label,
            key,
            enabled,
        } => {
            let key = key.as_deref().map(accelerator);
            let entry = MenuItem::with_id(app, id, plain(&label), enabled, key)?;
            Ok(MenuItemKind::MenuItem(entry))
        }
        Item::Role { role, label } => made_for(app, role, &plain(&label)),
        Item::Line => PredefinedMenuItem::separator(app).map(MenuItemKind::Predefined),
    }
}

fn made_for(app: &AppHandle, role: Role, label: &str) -> tauri::Result<MenuItemKind<Wry>> {
    let own = |key: Option<&str>| {
        MenuItem::with_id(app, role.id(), label, true, key).map(MenuItemKind::MenuItem)
    };
    let entry = match role {
        // The system's own entry for quitting ends the process before the data has come to rest.
        Role::Quit => return own(Some("CmdOrCtrl+Q")),
        Role::Open => return own(None),
        // GTK has no entries for the others. They need no keys: the web view answers to those itself.
        _ if cfg!(target_os = "linux") => return own(None),
        Role::Cut => PredefinedMenuItem::cut(app, Some(label))?,
        Role::Copy => PredefinedMenuItem::copy(app, Some(label))?,
        Role::Paste => PredefinedMenuItem::paste(app, Some(label))?,
        Role::SelectAll => PredefinedMenuItem::select_all(app, Some(label))?,
        Role::Hide => PredefinedMenuItem::hide(app, Some(label))?,
        Role::HideOthers => PredefinedMenuItem::hide_others(app, Some(label))?,
        Role::ShowAll => PredefinedMenuItem::show_all(app, Some(label))?,
    };
    Ok(MenuItemKind::Predefined(entry))
}

/// Has the web view edit the text that the person is in.
#[cfg(target_os = "linux")]
fn edit(app: &AppHandle, role: Role) {
    use webkit2gtk::WebViewExt;

    let command = match role {
        Role::Cut => "Cut",
        Role::Copy => "Copy",
        Role::Paste => "Paste",
        Role::SelectAll => "SelectAll",
        Role::Hide | Role::HideOthers | Role::ShowAll | Role::Open | Role::Quit => return,
    };
    let Some(window) = app.get_webview_window("main") else {
        return;
    };
    let asked = window.with_webview(move |page| page.inner().execute_editing_command(command));
    if let Err(error) = asked {
        tracing::warn!(%error, command, "the text could not be edited from the menu");
    }
}

/// The system does these itself and tells nobody.
#[cfg(not(target_os = "linux"))]
fn edit(_app: &AppHandle, _role: Role) {}

/// A label of which every sign is shown: a menu takes `&` for the mark of the letter that opens the entry.
fn plain(label: &str) -> String {
    label.replace('&', "&&")
}

/// A key in the writing of menus: Ctrl is Command on a Mac.
fn accelerator(key: &str) -> String {
    key.replace("mod", "CmdOrCtrl")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_menu_is_read_as_the_page_sends_it() {
        let sent = json!({ "label": "Edit", "items": [
            { "kind": "entry", "id": "undo", "label": "Undo", "key": "mod+z", "enabled": false },
            { "kind": "line" },
            { "kind": "role", "role": "select_all", "label": "Select all" },
        ] });

        let MenuWords { label, items } = serde_json::from_value(sent).unwrap();

        assert_eq!(label, "Edit");
        assert!(matches!(&items[0], Item::Entry { id, enabled: false, .. } if id == "undo"));
        assert!(matches!(items[1], Item::Line));
        assert!(matches!(
            items[2],
            Item::Role {
                role: Role::SelectAll,
                ..
            }
        ));
    }

    #[test]
    fn a_role_is_known_by_its_id_and_nothing_of_the_page_is_taken_for_one() {
        for role in Role::ALL {
            assert_eq!(Role::of(&role.id()), Some(role));
        }
        assert_eq!(Role::of("undo"), None);
    }

    #[test]
    fn a_key_of_the_page_is_a_key_of_the_menu() {
        for (key, written) in [
            ("mod+shift+z", "CmdOrCtrl+shift+z"),
            ("mod+,", "CmdOrCtrl+,"),
        ] {
            assert_eq!(accelerator(key), written);
        }
    }

    #[test]
    fn an_ampersand_in_a_label_is_shown() {
        assert_eq!(plain("Bread & salt"), "Bread && salt");
    }
}
