//! What the views of partnerships are made from, read at once.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use desk_domain::Id;
use desk_domain::kinds::{
    City, Participation, ParticipationStatus, Partnership, PartnershipStatus, Side, Visit,
};
use desk_store::Store;

use crate::chapter::Setting;
use crate::error::Result;

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
    /// Of all partnerships. Nobody's guests are counted yet.
    pub(super) async fn load(store: &Store, setting: &Setting) -> Result<Self> {
        Self::of(store, setting, store.list(None).await?).await
    }

    /// Of one partnership, with the guests of all its visits.
    pub(super) async fn load_one(
        store: &Store,
        setting: &Setting,
        id: Id<Partnership>,
    ) -> Result<Self> {
        let visits: Vec<Visit> = store.find("partnership", &id.to_string()).await?;
        let ids: Vec<_> = visits.iter().map(|visit| visit.id).collect();
        let mut data = Self::of(store, setting, visits).await?;
        data.count_guests(store, &ids).await?;
        Ok(data)
    }

    async fn of(store: &Store, setting: &Setting, visits: Vec<Visit>) -> Result<Self> {
        let cities = store.list::<City>(None).await?.into_iter();
        Ok(Self {
            today: setting.today,
            home: setting.city,
            cities: cities.map(|city| (city.id, city)).collect(),
            visits: by_partnership(visits),
            guests: BTreeMap::new(),
        })
    }

    /// Counts the guests of these visits.
    pub(super) async fn count_guests(&mut self, store: &Store, visits: &[Id<Visit>]) -> Result<()> {
        let ids: Vec<_> = visits.iter().map(|visit| visit.uuid).collect();
        for tally in store
            .tally::<Participation>(&["side", "status"], &ids)
            .await?
        {
            let [side, status] = &tally.values[..] else {
                unreachable!("a value is answered for each field")
            };
            if is_guest(side.as_deref(), status.as_deref()) {
                *self.guests.entry(Id::new(tally.owner)).or_default() += tally.count;
            }
        }
        Ok(())
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

/// Whether somebody of this side and status is a guest to be planned for. Where nobody has said, they are.
fn is_guest(side: Option<&str>, status: Option<&str>) -> bool {
    let side = side.and_then(Side::from_word).unwrap_or(Side::Guest);
    let status = status.and_then(ParticipationStatus::from_word);
    side == Side::Guest && status.is_none_or(ParticipationStatus::takes_part)
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
