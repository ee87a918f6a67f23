//! What only coordinators may know of a person.

use chrono::NaiveDate;

use crate::record_kind;
use crate::values::{Country, LongText};

record_kind! {
    /// What only coordinators may know of a person; its record id is the person's.
    ///
    /// A record of its own, so that access is by space and never by field.
    PersonPrivate as "person_private", owner Chapter, audience Coordinators {
        /// The name exactly as in the passport: invitation letters must match it.
        passport_name: String,
        /// Number of the travel document.
        passport_number: String,
        /// Which country issued it.
        passport_country: Country,
        /// Its last day.
        passport_expires_on: NaiveDate,
        /// Nationality, where it is not the issuing country's.
        nationality: Country,
        /// Date of birth.
        date_of_birth: NaiveDate,
        /// Visa category, dates and result, in words.
        visa: String,
        /// E-mail address.
        email: String,
        /// Telephone.
        phone: String,
        /// Postal address.
        address: LongText,
        /// Allergies, and what is carried against them.
        allergies: String,
        /// Conditions, medication, mobility.
        health: LongText,
        /// Carrier, policy and 24-hour number.
        insurance: String,
        /// Whom to call.
        emergency_name: String,
        /// How they are related.
        emergency_relation: String,
        /// The number to call.
        emergency_phone: String,
        /// The language to speak there.
        emergency_language: String,
        /// Parents or guardians of a minor.
        guardians: LongText,
    }
}
