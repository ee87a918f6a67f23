//! The lasting tie between two cities.

use chrono::NaiveDate;

use super::{City, Person};
use crate::kind::FieldType;
use crate::values::LongText;
use crate::{Id, choice, record_kind};

choice! {
    /// How far a partnership has come.
    PartnershipStatus {
        /// Talked about.
        Proposed = "proposed",
        /// A friendship city: agreed, without the full agreement.
        FriendshipCity = "friendship_city",
        /// A sister city by signed agreement.
        SisterCity = "sister_city",
        /// Dormant or ended.
        Inactive = "inactive",
    }
}

record_kind! {
    /// The lasting tie between two cities, or within a sister-state programme.
    Partnership as "partnership", owner Chapter, audience Team, title title {
        /// What it is called.
        title: String,
        /// Our side.
        our_city: Id<City>,
        /// Their side.
        partner_city: Id<City>,
        /// The sister-state programme it belongs to, such as `Maryland–Liberia`.
        sister_state: String,
        /// The organisation on their side.
        partner_org: String,
        /// How far it has come.
        status: PartnershipStatus,
        /// What kind of agreement was signed.
        agreement_type: String,
        /// The day of signing.
        signed_on: NaiveDate,
        /// The highest officials who signed, both sides.
        signatories: String,
        /// The number of our council's resolution.
        council_resolution_no: String,
        /// When it is to be renewed; often empty, since agreements last until a side says otherwise.
        renewal_on: NaiveDate,
        /// What the two cities work on together.
        themes: String,
        /// Which of the six pair colours marks it, 0 to 5, in the order of creation.
        hue: i64,
        /// Anything else.
        note: LongText,
    }
    sets {
        /// Whom to turn to on our side: the committee of the partnership.
        our_contacts: Id<Person> => FieldType::SetOf(<Person as crate::Kind>::SPEC.name),
        /// Whom to turn to on their side: the counterparts.
        partner_contacts: Id<Person> => FieldType::SetOf(<Person as crate::Kind>::SPEC.name),
    }
}
