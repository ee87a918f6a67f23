//! What the review finds: its code, how bad it is, whom and what it concerns.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use uuid::Uuid;

use super::reason::Reason;
use crate::kinds::{Person, ProgrammeItem};
use crate::{Id, choice};

choice! {
    /// What is wrong. The word is stable: it is in keys of accepted findings, message catalogues and scripts.
    FindingCode {
        /// Somebody is to be at two items at once (D1).
        PersonInTwoPlaces = "person_in_two_places",
        /// An interpreter is to be at two items at once (D31).
        InterpreterInTwoPlaces = "interpreter_in_two_places",
        /// A driver is to be at two items at once (D32).
        DriverInTwoPlaces = "driver_in_two_places",
        /// One vehicle is booked for two items at once (D32).
        VehicleBookedTwice = "vehicle_booked_twice",
        /// Too little time to get from one place to the next (D3).
        NoTravelTime = "no_travel_time",
        /// The same thing at the same time for the same people, twice.
        DuplicateItem = "duplicate_item",
        /// Somebody has not come yet, or has left (D2).
        OutsideOwnStay = "outside_own_stay",
        /// It ends before, or when, it starts (D4).
        EndsBeforeStart = "ends_before_start",
        /// It is on a day on which the visit is not (D4).
        OutsideVisit = "outside_visit",
        /// It is dated in the past of a visit that is still to come (D4).
        PastDate = "past_date",
        /// The clocks of one of the two cities change during the visit (D7).
        ClockChange = "clock_change",
        /// The two cities are fewer or more hours apart than usual (D7).
        UnusualDifference = "unusual_difference",
        /// A time that the clocks skip (D7).
        SkippedHour = "skipped_hour",
        /// A time that the clocks show twice (D7).
        RepeatedHour = "repeated_hour",
        /// A call that is on another calendar day for the other side (D7).
        OtherCalendarDay = "other_calendar_day",
        /// Outdoors, with nowhere to go if it rains (D9).
        OutdoorWithoutWetWeatherPlace = "outdoor_without_wet_weather_place",
        /// The other side has not said yes, and time is short (D10).
        Unconfirmed = "unconfirmed",
        /// The other side said no, and it is still planned (D10).
        Declined = "declined",
        /// Its time is still to be confirmed, and the programme is due (D10).
        StillToBeConfirmed = "still_to_be_confirmed",
        /// Guests cannot follow and nobody interprets (D31).
        InterpreterMissing = "interpreter_missing",
        /// The interpreter does not speak the languages that are needed (D31).
        InterpreterWrongLanguage = "interpreter_wrong_language",
        /// One interpreter works simultaneously for too long (D31).
        InterpreterTooLong = "interpreter_too_long",
        /// One interpreter works all day alone (D31).
        InterpreterAllDay = "interpreter_all_day",
        /// More people than seats (D32).
        VehicleOverCapacity = "vehicle_over_capacity",
        /// A fifteen-seater too full to be safe (D32).
        FifteenSeaterTooFull = "fifteen_seater_too_full",
        /// It still names somebody who is not coming.
        NotTakingPart = "not_taking_part",
    }
}

/// On how much of the programme a finding depends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// On the items that it names, and on nothing else of the programme.
    Items,
    /// On a whole day or the whole visit: any change can make or end it.
    Visit,
}

impl FindingCode {
    /// On how much of the programme findings of this code depend.
    pub const fn scope(self) -> Scope {
        match self {
            Self::ClockChange | Self::UnusualDifference | Self::InterpreterAllDay => Scope::Visit,
            _ => Scope::Items,
        }
    }

    /// Whether moving an item can make such a finding or end it.
    pub const fn is_about_time(self) -> bool {
        match self {
            Self::PersonInTwoPlaces
            | Self::InterpreterInTwoPlaces
            | Self::DriverInTwoPlaces
            | Self::VehicleBookedTwice
            | Self::NoTravelTime
            | Self::DuplicateItem
            | Self::OutsideOwnStay
            | Self::EndsBeforeStart
            | Self::OutsideVisit
            | Self::PastDate
            | Self::SkippedHour
            | Self::RepeatedHour => true,
            // A call with another continent is on another day there at almost every hour.
            Self::OtherCalendarDay
            | Self::ClockChange
            | Self::UnusualDifference
            | Self::OutdoorWithoutWetWeatherPlace
            | Self::Unconfirmed
            | Self::Declined
            | Self::StillToBeConfirmed
            | Self::InterpreterMissing
            | Self::InterpreterWrongLanguage
            | Self::InterpreterTooLong
            | Self::InterpreterAllDay
            | Self::VehicleOverCapacity
            | Self::FifteenSeaterTooFull
            | Self::NotTakingPart => false,
        }
    }
}

choice! {
    /// How bad it is, the worst first.
    Severity {
        /// It cannot be as planned.
        Error = "error",
        /// It can be, but should not.
        Warning = "warning",
        /// Something to know, or a clash that rests on an assumption.
        Hint = "hint",
    }
}

/// Something that a person should look at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// The code and whom and what it concerns: equal for equal findings on every machine, whatever their times.
    pub key: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, with all that a sentence about it needs.
    pub reason: Reason,
    /// "Accepted because …": why somebody accepted it.
    pub accepted: Option<String>,
}

/// The namespace of the ids within keys.
const KEYS: Uuid = Uuid::from_u128(0x5d2f_0c1e_7a64_5b0e_9d3b_1f0a_6b7c_42d8);

impl Finding {
    /// The finding that `reason` gives.
    pub(super) fn new(severity: Severity, reason: Reason) -> Self {
        Self {
            key: key(&reason),
            severity,
            reason,
            accepted: None,
        }
    }

    /// What is wrong.
    pub fn code(&self) -> FindingCode {
        self.reason.code()
    }

    /// The items concerned, the one to move first.
    pub fn items(&self) -> impl Iterator<Item = Id<ProgrammeItem>> {
        self.reason.items()
    }

    /// The people concerned.
    pub fn people(&self) -> impl Iterator<Item = Id<Person>> {
        self.reason.people()
    }

    /// The day on which it matters, where it is one.
    pub fn day(&self) -> Option<NaiveDate> {
        self.reason.day()
    }

    /// Returns whether a change to these items can make or end it.
    pub fn touches(&self, is_changed: impl Fn(Id<ProgrammeItem>) -> bool) -> bool {
        self.code().scope() == Scope::Visit || self.items().any(is_changed)
    }

    /// What findings are listed by: the worst first, then as the visit goes.
    pub(super) fn order(&self) -> (Severity, Option<NaiveDate>, Option<NaiveDateTime>, &str) {
        let (day, starts_at) = (self.day(), self.reason.starts_at());
        (self.severity, day, starts_at, &self.key)
    }
}

/// A digest of the ids and not the ids: half a coach in two places would make a key of a page.
fn key(reason: &Reason) -> String {
    let mut items: Vec<_> = reason.items().map(|id| id.to_string()).collect();
    let mut people: Vec<_> = reason.people().map(|id| id.to_string()).collect();
    items.sort_unstable();
    people.sort_unstable();
    let what = match reason.code().scope() {
        Scope::Items => items.join(","),
        Scope::Visit => reason.day().map_or_else(String::new, |day| day.to_string()),
    };
    let concerned = format!("{what}|{}", people.join(","));
    format!(
        "{}/{}",
        reason.code().word(),
        Uuid::new_v5(&KEYS, concerned.as_bytes())
    )
}
