//! Links of invitations, `delegation-desk://join?…`, which the system hands to the program.
//!
//! A link only opens a form that is filled in; what it says is the page's to read, and the person's to confirm.

use std::sync::{Mutex, PoisonError};

use tauri::{AppHandle, Emitter, Manager, State};

use crate::bring_to_front;

/// Under which name the page hears that a link has come.
const EVENT: &str = "link";

/// The latest link that the page has not taken yet: the page may not have been drawn when one comes.
#[derive(Debug, Default)]
pub(crate) struct Link(Mutex<Option<String>>);

impl Link {
    /// The link with which the program was started, if any.
    pub(crate) fn started_with(link: Option<String>) -> Self {
        Self(Mutex::new(link))
    }

    fn put(&self, link: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(link);
    }

    fn take(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Takes a link that came while the program runs, and shows the window.
pub(crate) fn came(app: &AppHandle, link: String) {
    app.state::<Link>().put(link);
    if let Err(error) = app.emit(EVENT, ()) {
        tracing::warn!(%error, "the page could not be told of a link");
    }
    bring_to_front(app);
}

/// The latest link, once.
#[tauri::command]
pub(crate) fn take_link(link: State<'_, Link>) -> Option<String> {
    link.take()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_link_is_handed_out_once() {
        let link = Link::started_with(Some("delegation-desk://join?code=1".to_owned()));

        link.put("delegation-desk://join?code=2".to_owned());

        assert_eq!(
            link.take().as_deref(),
            Some("delegation-desk://join?code=2")
        );
        assert_eq!(link.take(), None);
    }
}
