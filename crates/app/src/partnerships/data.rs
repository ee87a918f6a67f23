//! What the views of partnerships are made from, read at once.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use desk_domain::Id;
use desk_domain::kinds::{City, Participation, Partnership, PartnershipStatus, Side, Visit};
use desk_store::Store;

use crate::chapter::Setting;
use crate::error::Result;
use crate::programme::data::VisitData;

/// How many pair colours there are.
pub(crate) const PAIR_HUES: i64 = 6;

/// Which of the pair colours marks a partnership, 0 to 5.
pub fn hue(partnership: &Partnership) -> u8 {
    let hue = partnership.hue.unwrap_or_default().rem_euclid(PAIR_HUES);
    u8::try_from(hue).unwrap_or_default()
}

/// The chapter's partnerships with all that is told of them.
pub(super) struct PartnershipData {
    /// Today in the chapter's city.
    pub(super) today: NaiveDate,
    /// The chapter's own city.
    pub(super) home: Option<Id<City>>,
    cities: BTreeMap<Id<City>, City>,
    /// By the partnership they belong to, the latest first, those without a day before all others.
    visits: BTreeMap<Id<Partnership>, Vec<Visit>>,
    /// How many guests are to come, by visit.
    guests: BTreeMap<Id<Visit>, u32>,
}

impl PartnershipData {
    pub(super) async fn load(store: &Store, setting: &Setting) -> Result<Self> {
        let cities = store.list::<City>(None).await?.into_iter();
        let mut guests = BTreeMap::new();
        for part in store.list::<Participation>(None).await? {
            if let Some(visit) = part.visit.filter(|_| is_guest(&part)) {
                *guests.entry(visit).or_default() += 1;
            }
        }
        Ok(Self {
            today: setting.today,
            home: setting.city,
            cities: cities.map(|city| (city.id, city)).collect(),
            visits: by_partnership(store.list::<Visit>(None).await?),
            guests,
        })
    }

    pub(super) fn city(&self, id: Option<Id<City>>) -> Option<&City> {
        self.cities.get(&id?)
    }

    pub(super) fn visits(&self, partnership: Id<Partnership>) -> &[Visit] {
        self.visits.get(&partnership).map_or(&[], Vec::as_slice)
    }

    pub(super) fn guests(&self, visit: Id<Visit>) -> u32 {
        self.guests.get(&visit).copied().unwrap_or_default()
    }
}

/// Whether an agreement is in force or to come: anniversaries and renewals of others are nobody's business.
pub(super) fn is_active(partnership: &Partnership) -> bool {
    partnership.status != Some(PartnershipStatus::Inactive)
}

fn is_guest(part: &Participation) -> bool {
    VisitData::side(part) == Side::Guest
        && part
            .status
            .is_none_or(desk_domain::kinds::ParticipationStatus::takes_part)
}

fn by_partnership(visits: Vec<Visit>) -> BTreeMap<Id<Partnership>, Vec<Visit>> {
    let mut by_partnership: BTreeMap<_, Vec<Visit>> = BTreeMap::new();
    for visit in visits {
        if let Some(partnership) = visit.partnership {
            by_partnership.entry(partnership).or_default().push(visit);
        }
    }
    for visits in by_partnership.values_mut() {
        // The latest day stands for "not known yet", so that what is only an idea comes first.
        visits.sort_by_key(|visit| {
            std::cmp::Reverse((visit.starts_on.unwrap_or(NaiveDate::MAX), visit.id))
        });
    }
    by_partnership
}
