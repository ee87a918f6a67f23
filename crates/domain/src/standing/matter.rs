//! What is still to settle, as data: the window words it.

use chrono::NaiveDate;

use crate::kinds::{Participation, ProgrammeItem, Task};
use crate::review::Severity;
use crate::{Id, choice};

/// Something that somebody has to settle.
#[derive(Debug, Clone, PartialEq)]
pub struct ToSettle {
    /// By when; `None` where the visit has no days yet.
    pub by: Option<NaiveDate>,
    /// How bad it is that it is open.
    pub severity: Severity,
    /// What.
    pub matter: Matter,
}

/// What is open.
#[derive(Debug, Clone, PartialEq)]
pub enum Matter {
    /// The review found something about these items; one entry for all that was found about the same ones.
    Programme {
        /// The items, the one to move first; none where it is about the clocks.
        items: Vec<Id<ProgrammeItem>>,
        /// The keys of the findings, the worst first.
        findings: Vec<String>,
    },
    /// Items wait for a day.
    NotPlaced {
        /// Which.
        items: Vec<Id<ProgrammeItem>>,
    },
    /// Something is not known or not right of these people.
    People {
        /// What.
        code: PeopleMatter,
        /// Of whom, in the order of their records.
        parts: Vec<Id<Participation>>,
    },
    /// A task is due.
    Task {
        /// Which.
        task: Id<Task>,
    },
}

choice! {
    /// What is open about people.
    PeopleMatter {
        /// They have not said that they come.
        NotConfirmed = "not_confirmed",
        /// Their passport ends before the visit does.
        PassportExpired = "passport_expired",
        /// Their passport ends soon after the visit (D12, D13).
        PassportShort = "passport_short",
        /// Nobody noted how long their passport is valid.
        PassportMissing = "passport_missing",
        /// Nobody noted what they eat (D33).
        DietUnknown = "diet_unknown",
        /// Nobody noted whom to call.
        EmergencyContactMissing = "emergency_contact_missing",
    }
}

impl Matter {
    /// Its word: stable, for catalogues and scripts.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Programme { .. } => "programme",
            Self::NotPlaced { .. } => "not_placed",
            Self::People { code, .. } => code.word(),
            Self::Task { .. } => "task",
        }
    }
}

impl ToSettle {
    /// What a list is ordered by: the deadline, those without one last, then the worst first.
    pub(super) fn order(&self) -> impl Ord + use<> {
        (
            self.by.is_none(),
            self.by,
            self.severity,
            self.matter.code(),
        )
    }
}
