//! Actions: what a person did, as the undo stack and the history name it.

use std::fmt;

use serde_json::Value;

use crate::error::Result;
use crate::tables::Place;

/// An action's number on this laptop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActionId(pub i64);

impl fmt::Display for ActionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What an action is called: a code of the UI's catalogue with its arguments, never a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct ActionLabel {
    /// The code, such as `item_moved`.
    pub code: String,
    /// What the sentence needs: a JSON object, or null.
    pub args: Value,
    /// How the values came in.
    pub source: Source,
}

impl ActionLabel {
    /// An action by hand.
    pub fn new(code: impl Into<String>, args: Value) -> Self {
        Self {
            code: code.into(),
            args,
            source: Source::Mine,
        }
    }

    /// An import.
    pub fn import(code: impl Into<String>, args: Value) -> Self {
        Self {
            source: Source::Import,
            ..Self::new(code, args)
        }
    }
}

/// How a value came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// By hand, on this laptop.
    Mine,
    /// From a colleague.
    Received,
    /// From a file, on this laptop.
    Import,
    /// By undo or redo, on this laptop.
    Undo,
}

impl Source {
    /// The word by which programs know it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Received => "received",
            Self::Import => "import",
            Self::Undo => "undo",
        }
    }

    pub(crate) const fn number(self) -> i64 {
        match self {
            Self::Mine => 0,
            Self::Received => 1,
            Self::Import => 2,
            Self::Undo => 3,
        }
    }

    pub(crate) fn read(number: i64, place: Place) -> Result<Self> {
        match number {
            0 => Ok(Self::Mine),
            1 => Ok(Self::Received),
            2 => Ok(Self::Import),
            3 => Ok(Self::Undo),
            _ => Err(place.damaged(format!("no source {number}"))),
        }
    }
}

/// An action that was done on this laptop.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Its number; later actions have higher ones.
    pub id: ActionId,
    /// What it is called.
    pub label: ActionLabel,
    /// When, in microseconds since 1970.
    pub at_us: u64,
    /// Whether it is undone at present.
    pub undone: bool,
}
