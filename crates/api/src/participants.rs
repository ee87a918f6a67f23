//! Participants: who takes part, in protocol order; check-in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::itinerary::PersonNameView;
use crate::state::VisitRow;

/// All that the list of participants shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ParticipantsView {
    /// Of which visit.
    pub visit: VisitRow,
    /// Everybody, in protocol order, guests first.
    pub rows: Vec<ParticipantRow>,
    /// Whether travel documents and health may be seen.
    pub private: bool,
}

/// One participant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ParticipantRow {
    /// The participation's record id.
    pub id: String,
    /// The person's record id.
    pub person: String,
    /// Place in protocol order, from 1, computed.
    pub number: u32,
    /// Their name.
    pub name: PersonNameView,
    /// `guest` or `host`.
    pub side: String,
    /// A word of the participation's `role` field.
    pub role: Option<String>,
    /// Post, rank and organisation, as written.
    pub position: Option<String>,
    /// Rank.
    pub rank: Option<String>,
    /// Where they work.
    pub organisation: Option<String>,
    /// What the kitchen has to know.
    pub diet: Option<String>,
    /// What they speak.
    pub languages: Option<String>,
    /// Their sub-group.
    pub track: Option<String>,
    /// A word of the participation's `status` field.
    pub status: Option<String>,
    /// `YYYY-MM-DDTHH:MM`.
    pub joins_at: Option<String>,
    /// `YYYY-MM-DDTHH:MM`.
    pub leaves_at: Option<String>,
    /// When they were checked in, `YYYY-MM-DDTHH:MM`.
    pub arrived_at: Option<String>,
    /// Anything else the team should know.
    pub note: Option<String>,
    /// Allergies; only for coordinators.
    pub allergies: Option<String>,
    /// Last day of the passport; only for coordinators.
    pub passport_expires_on: Option<String>,
    /// What is to be checked, for coordinators.
    pub passport: PassportState,
    /// How many programme items they attend.
    pub items: u32,
    /// Who changed the record last.
    pub changed_by: Option<String>,
    /// When, milliseconds since 1970.
    pub changed_at_ms: Option<f64>,
}

/// How a passport stands against the visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PassportState {
    /// Not ours to see, or nobody who travels.
    NotShown,
    /// No date known.
    Missing,
    /// Ends before the visit does.
    Expired,
    /// Ends within six months after the visit.
    Short,
    /// Fine.
    Valid,
}

/// A person's private half.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct PrivateView {
    /// The name as in the passport.
    pub passport_name: Option<String>,
    /// Number of the travel document.
    pub passport_number: Option<String>,
    /// Which country issued it.
    pub passport_country: Option<String>,
    /// Its last day.
    pub passport_expires_on: Option<String>,
    /// Nationality, where it is not the issuing country's.
    pub nationality: Option<String>,
    /// Visa category, dates and result, in words.
    pub visa: Option<String>,
    /// Date of birth.
    pub date_of_birth: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Allergies.
    pub allergies: Option<String>,
    /// Conditions, medication, mobility.
    pub health: Option<String>,
    /// Carrier, policy and 24-hour number.
    pub insurance: Option<String>,
    /// Whom to call.
    pub emergency_name: Option<String>,
    /// How they are related.
    pub emergency_relation: Option<String>,
    /// The number to call.
    pub emergency_phone: Option<String>,
    /// The language to speak there.
    pub emergency_language: Option<String>,
    /// Parents or guardians of a minor.
    pub guardians: Option<String>,
}

/// Names a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonId {
    /// Their record id.
    pub person: String,
}

/// Adds a person and their part in the visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ParticipantAdd {
    /// To which visit.
    pub visit: String,
    /// Name in Latin letters; empty where only the native one is known.
    pub latin_name: String,
    /// Name as the person writes it.
    pub native_name: Option<String>,
    /// `guest` or `host`.
    pub side: String,
    /// A word of the participation's `role` field.
    pub role: Option<String>,
    /// Post.
    pub position: Option<String>,
}

/// Checks people in, or takes that back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CheckIn {
    /// Participations.
    pub participations: Vec<String>,
    /// Whether they are here.
    pub arrived: bool,
    /// Since when, `YYYY-MM-DDTHH:MM` in the zone of the visit; none: now.
    pub at: Option<String>,
}

/// Moves somebody in the order of precedence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PrecedenceMove {
    /// The participation.
    pub participation: String,
    /// The new place, from 1.
    pub number: u32,
}
