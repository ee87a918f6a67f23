//! One planned thing in a visit.

use super::{Participation, Person, Vehicle, Venue, Visit};
use crate::kind::FieldType;
use crate::values::{Confirmation, LongText, Slot};
use crate::{Id, choice, record_kind};

choice! {
    /// What kind of thing it is.
    ProgrammeItemKind {
        /// The delegation arrives.
        Arrival = "arrival",
        /// The delegation leaves.
        Departure = "departure",
        /// From one place to another.
        Transfer = "transfer",
        /// A courtesy call.
        CourtesyCall = "courtesy_call",
        /// A meeting of the two sides.
        Bilateral = "bilateral",
        /// A briefing.
        Briefing = "briefing",
        /// A site visit.
        SiteVisit = "site_visit",
        /// Training.
        Training = "training",
        /// A ride-along, as observers.
        RideAlong = "ride_along",
        /// A ceremony or signing.
        Ceremony = "ceremony",
        /// A gift exchange.
        GiftExchange = "gift_exchange",
        /// A reception.
        Reception = "reception",
        /// A meal.
        Meal = "meal",
        /// Culture and sights.
        Cultural = "cultural",
        /// A meal or evening in families.
        HomeHospitality = "home_hospitality",
        /// Free time.
        Free = "free",
        /// Press.
        Press = "press",
        /// A council meeting.
        CouncilMeeting = "council_meeting",
        /// Rest.
        Rest = "rest",
        /// Anything else.
        Other = "other",
    }
}

choice! {
    /// How an interpreter works.
    InterpretationMode {
        /// After the speaker; doubles the time.
        Consecutive = "consecutive",
        /// With the speaker; in pairs beyond half an hour.
        Simultaneous = "simultaneous",
        /// Whispered to one or two.
        Whispered = "whispered",
    }
}

record_kind! {
    /// One planned thing in a visit.
    ProgrammeItem as "programme_item", owner Visit, audience Team, title title {
        /// What it is.
        title: String,
        /// Of which visit.
        visit: Id<Visit>,
        /// What kind of thing.
        kind: ProgrammeItemKind,
        /// When.
        slot: Slot,
        /// How long it is meant to last, in minutes, while it is not placed.
        length_minutes: i64,
        /// Where.
        venue: Id<Venue>,
        /// Where instead, if it rains.
        wet_weather_venue: Id<Venue>,
        /// Who is in charge of it on the day.
        lead: Id<Person>,
        /// Who interprets.
        interpreter: Id<Person>,
        /// How.
        interpretation_mode: InterpretationMode,
        /// In which vehicle.
        vehicle: Id<Vehicle>,
        /// What everybody may read.
        public_note: LongText,
        /// What only the team may read.
        internal_note: LongText,
        /// Whether the other side agreed.
        confirmation: Confirmation,
        /// Its place in the list it was imported from, from 1; orders items without a time.
        sequence: i64,
    }
    sets {
        /// The sub-groups it is for. With no track and no participant it is for everybody.
        tracks: String => FieldType::SetOfText,
        /// Those it is for, beside the tracks.
        participants: Id<Participation> => FieldType::SetOf(<Participation as crate::Kind>::SPEC.name),
    }
}
