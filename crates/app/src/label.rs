//! Steps of work by their names: what Undo, the toast and the history say.
//!
//! A label is a code of the message catalogue `action.*` and what to fill in; nothing here is shown as it stands.

use std::collections::BTreeMap;
use std::fmt::Display;

use desk_api::state::ActionLabel;
use serde_json::Value;

/// A label without arguments.
pub fn label(code: &str) -> ActionLabel {
    ActionLabel {
        code: code.to_owned(),
        args: BTreeMap::new(),
    }
}

/// Fills a label in.
pub trait With {
    /// The same label with one more argument.
    #[must_use]
    fn with(self, name: &str, value: impl Display) -> Self;
}

impl With for ActionLabel {
    fn with(mut self, name: &str, value: impl Display) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

/// The label as the store keeps it.
pub fn stored(label: &ActionLabel) -> desk_store::ActionLabel {
    let args = label
        .args
        .iter()
        .map(|(name, value)| (name.clone(), Value::String(value.clone())));
    let args = Value::Object(args.collect());
    if label.code.starts_with("imported_") {
        desk_store::ActionLabel::import(&label.code, args)
    } else {
        desk_store::ActionLabel::new(&label.code, args)
    }
}

/// The label as screens word it.
pub fn shown(label: &desk_store::ActionLabel) -> ActionLabel {
    let args = label.args.as_object().into_iter().flatten();
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    ActionLabel {
        code: label.code.clone(),
        args: args
            .map(|(name, value)| (name.clone(), text(value)))
            .collect(),
    }
}
