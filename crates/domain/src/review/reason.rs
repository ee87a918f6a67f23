//! Why something was found, as data: the UI words it in the person's language, [`super::Finding::sentence`] in English.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use super::finding::FindingCode;
use crate::Id;
use crate::kinds::{ParticipationStatus, Person, ProgrammeItem};
use crate::values::{Slot, Zone};

/// A person in a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonRef {
    /// Who.
    pub id: Id<Person>,
    /// The name as shown; empty where the record has none.
    pub name: String,
}

/// An item in a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemRef {
    /// Which.
    pub id: Id<ProgrammeItem>,
    /// What it is called; empty where the record has no title.
    pub title: String,
    /// When it is.
    pub slot: Slot,
}

/// When somebody is with the visit, in the visit's zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StayRef {
    /// Who.
    pub person: PersonRef,
    /// From when, where they join late.
    pub joins_at: Option<NaiveDateTime>,
    /// Until when, where they leave early.
    pub leaves_at: Option<NaiveDateTime>,
}

/// Clocks that are put forward or back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClockRef {
    /// The city, where its name is known.
    pub city: Option<String>,
    /// Its zone.
    pub zone: Zone,
    /// What the clocks show when they are changed.
    pub at: NaiveDateTime,
    /// By how many minutes they go forward; negative: back.
    pub shift_minutes: i32,
}

/// What makes a clash less than certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// A start or an end is not known, and the usual length was assumed.
    AssumedLength,
    /// A time is tentative or still to be confirmed.
    NotFixed,
    /// One of the two is free time or rest, which a person may give up.
    FreeTime,
}

/// Two items at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overlap {
    /// The item that is the easier to move.
    pub here: ItemRef,
    /// The other.
    pub there: ItemRef,
    /// What makes it less than certain.
    pub doubt: Option<Doubt>,
}

/// Why something was found. Names, times and figures are those at the time of the review.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "fields say what they are; variants are documented by FindingCode"
)]
pub enum Reason {
    PersonInTwoPlaces {
        people: Vec<PersonRef>,
        overlap: Overlap,
    },
    InterpreterInTwoPlaces {
        interpreters: Vec<PersonRef>,
        overlap: Overlap,
    },
    DriverInTwoPlaces {
        drivers: Vec<PersonRef>,
        overlap: Overlap,
    },
    VehicleBookedTwice {
        vehicle: String,
        overlap: Overlap,
    },
    /// `distance_km` along the straight line, where both positions are known.
    NoTravelTime {
        people: Vec<PersonRef>,
        from: ItemRef,
        to: ItemRef,
        gap_minutes: i64,
        needed_minutes: i64,
        distance_km: Option<f64>,
        doubt: Option<Doubt>,
    },
    DuplicateItem {
        here: ItemRef,
        there: ItemRef,
    },
    OutsideOwnStay {
        item: ItemRef,
        stays: Vec<StayRef>,
    },
    EndsBeforeStart {
        item: ItemRef,
    },
    OutsideVisit {
        item: ItemRef,
        starts_on: Option<NaiveDate>,
        ends_on: Option<NaiveDate>,
    },
    PastDate {
        item: ItemRef,
        starts_on: NaiveDate,
    },
    /// Differences are the guests' clocks minus the hosts', in minutes, before and after.
    ClockChange {
        day: NaiveDate,
        clocks: Vec<ClockRef>,
        before_minutes: Option<i32>,
        after_minutes: Option<i32>,
    },
    UnusualDifference {
        day: NaiveDate,
        minutes: i32,
        usual_minutes: i32,
    },
    SkippedHour {
        item: ItemRef,
        at: NaiveDateTime,
        zone: Zone,
    },
    RepeatedHour {
        item: ItemRef,
        at: NaiveDateTime,
        zone: Zone,
    },
    OtherCalendarDay {
        item: ItemRef,
        city: Option<String>,
        zone: Zone,
        at: NaiveDateTime,
    },
    OutdoorWithoutWetWeatherPlace {
        item: ItemRef,
        venue: String,
    },
    Unconfirmed {
        item: ItemRef,
        asked: bool,
        days_left: i64,
    },
    Declined {
        item: ItemRef,
        by: Option<String>,
    },
    StillToBeConfirmed {
        item: ItemRef,
        days_left: i64,
    },
    InterpreterMissing {
        item: ItemRef,
        people: Vec<PersonRef>,
    },
    /// Languages as BCP 47 tags: those that the interpreter would have to speak one of.
    InterpreterWrongLanguage {
        item: ItemRef,
        interpreter: PersonRef,
        needed: Vec<String>,
    },
    InterpreterTooLong {
        item: ItemRef,
        interpreter: PersonRef,
        minutes: i64,
    },
    InterpreterAllDay {
        day: NaiveDate,
        interpreter: PersonRef,
        items: Vec<ItemRef>,
        minutes: i64,
    },
    /// `occupants` and `seats` count the driver.
    VehicleOverCapacity {
        item: ItemRef,
        vehicle: String,
        occupants: i64,
        seats: i64,
    },
    FifteenSeaterTooFull {
        item: ItemRef,
        vehicle: String,
        occupants: i64,
    },
    NotTakingPart {
        item: ItemRef,
        person: PersonRef,
        status: ParticipationStatus,
    },
}

impl Reason {
    /// The code of this reason.
    pub fn code(&self) -> FindingCode {
        match self {
            Self::PersonInTwoPlaces { .. } => FindingCode::PersonInTwoPlaces,
            Self::InterpreterInTwoPlaces { .. } => FindingCode::InterpreterInTwoPlaces,
            Self::DriverInTwoPlaces { .. } => FindingCode::DriverInTwoPlaces,
            Self::VehicleBookedTwice { .. } => FindingCode::VehicleBookedTwice,
            Self::NoTravelTime { .. } => FindingCode::NoTravelTime,
            Self::DuplicateItem { .. } => FindingCode::DuplicateItem,
            Self::OutsideOwnStay { .. } => FindingCode::OutsideOwnStay,
            Self::EndsBeforeStart { .. } => FindingCode::EndsBeforeStart,
            Self::OutsideVisit { .. } => FindingCode::OutsideVisit,
            Self::PastDate { .. } => FindingCode::PastDate,
            Self::ClockChange { .. } => FindingCode::ClockChange,
            Self::UnusualDifference { .. } => FindingCode::UnusualDifference,
            Self::SkippedHour { .. } => FindingCode::SkippedHour,
            Self::RepeatedHour { .. } => FindingCode::RepeatedHour,
            Self::OtherCalendarDay { .. } => FindingCode::OtherCalendarDay,
            Self::OutdoorWithoutWetWeatherPlace { .. } => {
                FindingCode::OutdoorWithoutWetWeatherPlace
            }
            Self::Unconfirmed { .. } => FindingCode::Unconfirmed,
            Self::Declined { .. } => FindingCode::Declined,
            Self::StillToBeConfirmed { .. } => FindingCode::StillToBeConfirmed,
            Self::InterpreterMissing { .. } => FindingCode::InterpreterMissing,
            Self::InterpreterWrongLanguage { .. } => FindingCode::InterpreterWrongLanguage,
            Self::InterpreterTooLong { .. } => FindingCode::InterpreterTooLong,
            Self::InterpreterAllDay { .. } => FindingCode::InterpreterAllDay,
            Self::VehicleOverCapacity { .. } => FindingCode::VehicleOverCapacity,
            Self::FifteenSeaterTooFull { .. } => FindingCode::FifteenSeaterTooFull,
            Self::NotTakingPart { .. } => FindingCode::NotTakingPart,
        }
    }

    /// The items concerned, the one to move first.
    pub fn item_refs(&self) -> Vec<&ItemRef> {
        match self {
            Self::PersonInTwoPlaces { overlap, .. }
            | Self::InterpreterInTwoPlaces { overlap, .. }
            | Self::DriverInTwoPlaces { overlap, .. }
            | Self::VehicleBookedTwice { overlap, .. } => vec![&overlap.here, &overlap.there],
            Self::NoTravelTime { from, to, .. } => vec![to, from],
            Self::DuplicateItem { here, there } => vec![here, there],
            Self::InterpreterAllDay { items, .. } => items.iter().collect(),
            Self::ClockChange { .. } | Self::UnusualDifference { .. } => Vec::new(),
            Self::OutsideOwnStay { item, .. }
            | Self::EndsBeforeStart { item }
            | Self::OutsideVisit { item, .. }
            | Self::PastDate { item, .. }
            | Self::SkippedHour { item, .. }
            | Self::RepeatedHour { item, .. }
            | Self::OtherCalendarDay { item, .. }
            | Self::OutdoorWithoutWetWeatherPlace { item, .. }
            | Self::Unconfirmed { item, .. }
            | Self::Declined { item, .. }
            | Self::StillToBeConfirmed { item, .. }
            | Self::InterpreterMissing { item, .. }
            | Self::InterpreterWrongLanguage { item, .. }
            | Self::InterpreterTooLong { item, .. }
            | Self::VehicleOverCapacity { item, .. }
            | Self::FifteenSeaterTooFull { item, .. }
            | Self::NotTakingPart { item, .. } => vec![item],
        }
    }

    /// The people concerned.
    pub fn person_refs(&self) -> Vec<&PersonRef> {
        match self {
            Self::PersonInTwoPlaces { people, .. }
            | Self::InterpreterInTwoPlaces {
                interpreters: people,
                ..
            }
            | Self::DriverInTwoPlaces {
                drivers: people, ..
            }
            | Self::NoTravelTime { people, .. }
            | Self::InterpreterMissing { people, .. } => people.iter().collect(),
            Self::OutsideOwnStay { stays, .. } => stays.iter().map(|stay| &stay.person).collect(),
            Self::InterpreterWrongLanguage {
                interpreter: person,
                ..
            }
            | Self::InterpreterTooLong {
                interpreter: person,
                ..
            }
            | Self::InterpreterAllDay {
                interpreter: person,
                ..
            }
            | Self::NotTakingPart { person, .. } => vec![person],
            _ => Vec::new(),
        }
    }

    /// The ids of the items concerned, the one to move first.
    pub fn items(&self) -> impl Iterator<Item = Id<ProgrammeItem>> {
        self.item_refs().into_iter().map(|item| item.id)
    }

    /// The ids of the people concerned.
    pub fn people(&self) -> impl Iterator<Item = Id<Person>> {
        self.person_refs().into_iter().map(|person| person.id)
    }

    /// The day on which it matters.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::ClockChange { day, .. }
            | Self::UnusualDifference { day, .. }
            | Self::InterpreterAllDay { day, .. } => Some(*day),
            _ => self.item_refs().first()?.slot.day,
        }
    }

    /// When the first item concerned starts, on the clocks of its place.
    pub fn starts_at(&self) -> Option<NaiveDateTime> {
        self.item_refs().first()?.slot.starts_at()
    }
}
