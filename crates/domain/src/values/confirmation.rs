//! Whether somebody said yes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::choice;
use crate::kind::{FieldType, Register};

choice! {
    /// How far an appointment is agreed.
    ConfirmationState {
        /// Nobody was asked.
        NotAsked = "not_asked",
        /// Asked, no answer yet.
        Asked = "asked",
        /// Agreed.
        Confirmed = "confirmed",
        /// Refused.
        Declined = "declined",
    }
}

/// Who agreed to an appointment and when. One register: a name without its state would lie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// How far it is agreed.
    pub state: ConfirmationState,
    /// Who was asked or answered, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The day of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

impl Register for Confirmation {
    const TYPE: FieldType = FieldType::Confirmation;
    fn to_json(&self) -> Value {
        serde_json::to_value(self).expect("a struct of words and dates is JSON")
    }
    fn from_json(json: Value) -> Option<Self> {
        serde_json::from_value(json).ok()
    }
}
