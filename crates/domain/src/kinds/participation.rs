//! A person's part in a visit.

use chrono::NaiveDateTime;

use super::{Person, Visit};
use crate::values::LongText;
use crate::{Id, choice, record_kind};

choice! {
    /// What somebody is in a delegation.
    ParticipationRole {
        /// Head of delegation.
        HeadOfDelegation = "head_of_delegation",
        /// Delegate.
        Delegate = "delegate",
        /// Spouse or partner.
        Spouse = "spouse",
        /// Interpreter.
        Interpreter = "interpreter",
        /// Facilitator.
        Facilitator = "facilitator",
        /// Chaperone.
        Chaperone = "chaperone",
        /// Staff.
        Staff = "staff",
        /// Press.
        Press = "press",
        /// Observer.
        Observer = "observer",
        /// Somebody of the receiving side: coordinator, driver, day lead.
        Host = "host",
    }
}

choice! {
    /// How far somebody's part has come.
    ParticipationStatus {
        /// Named by their side.
        Nominated = "nominated",
        /// Invited.
        Invited = "invited",
        /// Coming.
        Confirmed = "confirmed",
        /// Withdrawn.
        Withdrawn = "withdrawn",
        /// The visa was refused.
        VisaRefused = "visa_refused",
        /// Did not come.
        NoShow = "no_show",
        /// Here.
        Arrived = "arrived",
        /// Went home early.
        DepartedEarly = "departed_early",
        /// Took part to the end.
        Completed = "completed",
    }
}

impl ParticipationStatus {
    /// Whether somebody with this status is to be planned for.
    pub const fn takes_part(self) -> bool {
        !matches!(self, Self::Withdrawn | Self::VisaRefused | Self::NoShow)
    }
}

choice! {
    /// On whose side somebody stands.
    Side {
        /// Of the delegation.
        Guest = "guest",
        /// Of those who receive it.
        Host = "host",
    }
}

record_kind! {
    /// A person's part in a visit.
    Participation as "participation", owner Visit, audience Team {
        /// Who.
        person: Id<Person>,
        /// In which visit.
        visit: Id<Visit>,
        /// On whose side.
        side: Side,
        /// As what.
        role: ParticipationRole,
        /// Place in the order of precedence, from 1.
        precedence_number: i64,
        /// The sub-group whose programme they follow.
        track: String,
        /// When they join, in the zone of the visit; empty: from the start.
        joins_at: NaiveDateTime,
        /// When they leave, in the zone of the visit; empty: to the end.
        leaves_at: NaiveDateTime,
        /// How far it has come.
        status: ParticipationStatus,
        /// When they were checked in, in the zone of the visit.
        arrived_at: NaiveDateTime,
        /// When they left, in the zone of the visit. `leaves_at` is the plan, this is what happened.
        departed_at: NaiveDateTime,
        /// Who pays for them.
        funding: String,
        /// Whether it is their first exchange.
        first_time: bool,
        /// The name for the badge, where it is not the person's.
        badge_name: String,
        /// Anything else the team should know.
        note: LongText,
    }
}
