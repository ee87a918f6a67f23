//! Partnerships: the map and list of them, and one with its agreement, people, visits and initiatives.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::itinerary::PersonNameView;

/// All partnerships of the chapter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PartnershipsView {
    /// Today in the chapter's city.
    pub date: String,
    /// The chapter's own city, where it is known.
    pub home: Option<CityView>,
    /// Every partnership, by title.
    pub rows: Vec<PartnershipRow>,
}

/// A city as maps and lists show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CityView {
    /// Its record id.
    pub id: String,
    /// Its name in Latin letters, else as its people write it.
    pub name: String,
    /// Its name as its people write it, where that is another.
    pub native_name: Option<String>,
    /// Its country, two letters.
    pub country: Option<String>,
    /// State, province or oblast.
    pub region: Option<String>,
    /// Where it lies.
    pub position: Option<PositionView>,
    /// Its IANA zone.
    pub zone: Option<String>,
}

/// A point on the globe in degrees, north and east positive.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct PositionView {
    /// Latitude, -90 to 90.
    pub lat: f64,
    /// Longitude, -180 to 180.
    pub lon: f64,
}

/// A partnership in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PartnershipRow {
    /// Its record id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Our city.
    pub home: Option<CityView>,
    /// Their city.
    pub partner: Option<CityView>,
    /// Which of the six pair colours marks it, 0 to 5.
    pub hue: u8,
    /// How far it has come; a word of the partnership's `status` field.
    pub status: Option<String>,
    /// The sister-state programme it belongs to.
    pub sister_state: Option<String>,
    /// The day of signing.
    pub signed_on: Option<String>,
    /// The next anniversary; none for one that is inactive or whose day of signing is not known.
    pub next_anniversary: Option<AnniversaryDay>,
    /// When it is to be renewed; none for one that is inactive.
    pub renewal: Option<RenewalDay>,
    /// The visit that runs or comes next.
    pub next_visit: Option<PartnershipVisit>,
    /// The latest visit that is over.
    pub last_visit: Option<PartnershipVisit>,
    /// Its visits by the way they go. Cancelled ones do not count.
    pub visits: VisitCounts,
}

/// The day on which an agreement is so many years old.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AnniversaryDay {
    /// On which day.
    pub on: String,
    /// How many years.
    pub years: u32,
    /// Whether it is a number of years that cities celebrate: 5, every tenth, every twenty-fifth.
    pub round: bool,
}

/// How near a renewal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RenewalNearness {
    /// The day is over.
    Overdue,
    /// Its text should be agreed by now.
    TextDue,
    /// Within twelve months.
    Near,
    /// Later.
    Far,
}

/// When an agreement is to be renewed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RenewalDay {
    /// On which day.
    pub on: String,
    /// By when the text is agreed and translated and the council has resolved: twelve weeks before.
    pub text_by: String,
    /// How near it is.
    pub nearness: RenewalNearness,
}

/// How many visits went which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct VisitCounts {
    /// They came to us, or will.
    pub inbound: u32,
    /// We went to them, or will.
    pub outbound: u32,
    /// Nobody travelled.
    pub online: u32,
}

/// A visit in the time order of a partnership.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PartnershipVisit {
    /// Its record id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// First day in the host city, if known.
    pub starts_on: Option<String>,
    /// Last day in the host city, if known.
    pub ends_on: Option<String>,
    /// `inbound`, `outbound` or `virtual`.
    pub direction: Option<String>,
    /// Where it stands; a word of the visit's `status` field.
    pub status: Option<String>,
    /// Whether its last day is over.
    pub past: bool,
    /// How many guests take part, as far as they are named.
    pub guests: u32,
    /// The initiative it is part of.
    pub initiative: Option<String>,
}

/// Names a partnership.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PartnershipId {
    /// Its record id.
    pub partnership: String,
}

/// One partnership.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PartnershipView {
    /// Today in the chapter's city.
    pub date: String,
    /// As the list has it.
    pub row: PartnershipRow,
    /// The next round anniversary, where it is not the next one.
    pub next_round_anniversary: Option<AnniversaryDay>,
    /// The organisation on their side.
    pub partner_org: Option<String>,
    /// What kind of agreement was signed.
    pub agreement_type: Option<String>,
    /// The highest officials who signed, both sides.
    pub signatories: Option<String>,
    /// The number of our council's resolution.
    pub council_resolution_no: Option<String>,
    /// What the two cities work on together.
    pub themes: Option<String>,
    /// Anything else.
    pub note: Option<String>,
    /// Whom to turn to on our side, by name.
    pub our_contacts: Vec<ContactView>,
    /// Whom to turn to on their side, by name.
    pub partner_contacts: Vec<ContactView>,
    /// Every visit, the latest first; those without dates before all.
    pub visits: Vec<PartnershipVisit>,
    /// Initiatives over many visits, by title.
    pub initiatives: Vec<InitiativeView>,
}

/// Somebody to turn to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ContactView {
    /// Their record id.
    pub person: String,
    /// Their name.
    pub name: PersonNameView,
    /// Post or position.
    pub position: Option<String>,
    /// Where they work.
    pub organisation: Option<String>,
    /// What they speak.
    pub languages: Option<String>,
    /// E-mail address; only for those who may see contacts.
    pub email: Option<String>,
    /// Telephone; only for those who may see contacts.
    pub phone: Option<String>,
}

/// A common undertaking over many visits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct InitiativeView {
    /// Its record id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// When it began.
    pub started_on: Option<String>,
    /// Where it stands; a word of the initiative's `status` field.
    pub status: Option<String>,
    /// The visits that belong to it, the latest first.
    pub visits: Vec<String>,
}

/// Adds a partnership with a city.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PartnershipAdd {
    /// The partner city's name; a city of that name and country is used again.
    pub partner_city: String,
    /// Its country, two letters.
    pub partner_country: String,
    /// Its IANA zone; empty: taken from the country where it has only one.
    pub partner_zone: Option<String>,
    /// Where it lies, as maps show it: `48.9226, 24.7111`.
    pub partner_position: Option<String>,
    /// How far it has come; a word of the partnership's `status` field.
    pub status: Option<String>,
    /// The sister-state programme it belongs to.
    pub sister_state: Option<String>,
    /// The day of signing, `YYYY-MM-DD`.
    pub signed_on: Option<String>,
    /// What kind of agreement was signed.
    pub agreement_type: Option<String>,
    /// When it is to be renewed, `YYYY-MM-DD`.
    pub renewal_on: Option<String>,
}

/// Says where a city lies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CitySetPosition {
    /// Which.
    pub city: String,
    /// As maps show it: `48.9226, 24.7111`; empty takes it away.
    pub position: String,
}

/// On which side of a partnership somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PartnershipSide {
    /// On ours.
    Ours,
    /// On theirs.
    Theirs,
}

/// Adds somebody to turn to: a person who is known, or a new one by their name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ContactAdd {
    /// To which partnership.
    pub partnership: String,
    /// On which side.
    pub side: PartnershipSide,
    /// Who, where they are known.
    pub person: Option<String>,
    /// The name of somebody new.
    pub name: Option<String>,
}

/// Takes somebody off those to turn to; the person stays.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ContactRemove {
    /// From which partnership.
    pub partnership: String,
    /// From which side.
    pub side: PartnershipSide,
    /// Who.
    pub person: String,
}
