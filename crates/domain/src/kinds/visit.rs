//! One delegation's visit.

use chrono::NaiveDate;

use super::{City, Initiative, Partnership, Person};
use crate::values::{LongText, Zone};
use crate::{Id, choice, record_kind};

choice! {
    /// Which way a delegation travels.
    Direction {
        /// They come to us.
        Inbound = "inbound",
        /// We go to them.
        Outbound = "outbound",
        /// Nobody travels.
        Virtual = "virtual",
    }
}

choice! {
    /// What kind of exchange it is.
    VisitType {
        /// Mayors and councils.
        Official = "official",
        /// Professionals among their like.
        ProfessionalTechnical = "professional_technical",
        /// Young people.
        Youth = "youth",
        /// Schools and universities.
        Educational = "educational",
        /// Culture and the arts.
        Cultural = "cultural",
        /// Sports.
        Sports = "sports",
        /// Business and trade missions.
        Business = "business",
        /// Humanitarian and medical.
        Humanitarian = "humanitarian",
        /// Study tours.
        StudyTour = "study_tour",
        /// The celebration of a partnership.
        Anniversary = "anniversary",
    }
}

choice! {
    /// Where a visit stands.
    VisitStatus {
        /// Somebody thought of it.
        Idea = "idea",
        /// Before a board or council.
        Proposed = "proposed",
        /// Approved.
        Approved = "approved",
        /// The invitation is out.
        Invited = "invited",
        /// They are coming.
        Confirmed = "confirmed",
        /// They are here.
        InProgress = "in_progress",
        /// They are home.
        Completed = "completed",
        /// The reports are in.
        Reported = "reported",
        /// It will not be.
        Cancelled = "cancelled",
        /// It will be later.
        Postponed = "postponed",
    }
}

record_kind! {
    /// One delegation's visit: the unit of work, and the owner of its programme and participations.
    Visit as "visit", owner Visit, audience Team, title title {
        /// What it is called.
        title: String,
        /// Which way the delegation travels.
        direction: Direction,
        /// What kind of exchange it is.
        visit_type: VisitType,
        /// The partnership it belongs to.
        partnership: Id<Partnership>,
        /// The initiative it is part of.
        initiative: Id<Initiative>,
        /// The city that is visited.
        host_city: Id<City>,
        /// The city that the delegation comes from.
        guest_city: Id<City>,
        /// The first day, in the host city.
        starts_on: NaiveDate,
        /// The last day, in the host city.
        ends_on: NaiveDate,
        /// The zone of the programme, unless an item says otherwise.
        zone: Zone,
        /// Where it stands.
        status: VisitStatus,
        /// Why it was cancelled or postponed.
        status_reason: String,
        /// What it is for.
        purpose: LongText,
        /// Who leads it on our side: host coordinator or delegation leader.
        lead: Id<Person>,
        /// Who stands in.
        deputy: Id<Person>,
        /// The organisation that receives the delegation.
        host_org: String,
        /// Who pays, in words.
        funder: String,
        /// Which body approved it.
        approval_body: String,
        /// When it was approved.
        approved_on: NaiveDate,
        /// The number of the resolution.
        approval_resolution: String,
        /// How many guests are expected.
        expected_count: i64,
        /// What is to follow from it.
        follow_up: LongText,
    }
}
