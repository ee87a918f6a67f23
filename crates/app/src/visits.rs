//! Visits: the list in the sidebar, and planning one.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use desk_api::state::{ClockCity, VisitAdd, VisitRow};
use desk_domain::kinds::{City, Direction, Partnership, Visit, VisitStatus};
use desk_domain::values::{Country, Zone};
use desk_domain::{Id, Kind};
use desk_store::Store;
use uuid::Uuid;

use crate::chapter::Setting;
use crate::error::{Error, Result};
use crate::partnerships::{self, PAIR_HUES};
use crate::programme::data::VisitData;
use crate::to_settle::{self, ToSettle};
use crate::work::Work;
use crate::{parse, templates};

/// The namespace of city ids: two people who enter the same city apart make one record.
const CITIES: Uuid = Uuid::from_u128(0x6a1f_3c0e_6a55_4f0b_9d52_1c86_8f1e_2b01);
/// The namespace of partnership ids, by partner city.
const PARTNERSHIPS: Uuid = Uuid::from_u128(0x6a1f_3c0e_6a55_4f0b_9d52_1c86_8f1e_2b02);

/// Every visit of the chapter: the coming and running ones by date, then past ones, latest first.
///
/// A visit that is over has nothing left to settle, and its row counts nothing.
pub async fn rows(store: &Store, setting: &Setting) -> Result<Vec<VisitRow>> {
    let visits = store.list::<Visit>(None).await?;
    let open = to_settle::of_visits(store, setting, &visits).await?;
    let cities = by_id(store.list::<City>(None).await?);
    let partnerships = by_id(store.list::<Partnership>(None).await?);
    let mut rows: Vec<_> = visits
        .iter()
        .map(|visit| {
            let around = Around {
                host_city: visit.host_city.and_then(|id| cities.get(&id.uuid)),
                guest_city: visit.guest_city.and_then(|id| cities.get(&id.uuid)),
                partnership: visit.partnership.and_then(|id| partnerships.get(&id.uuid)),
                home_zone: setting.zone,
                today: setting.today,
            };
            let open = open.get(&visit.id).copied().unwrap_or_default();
            row_of(visit, &around, open)
        })
        .collect();
    rows.sort_by(|a, b| {
        let by_start = a
            .starts_on
            .cmp(&b.starts_on)
            .then_with(|| a.title.cmp(&b.title));
        a.past
            .cmp(&b.past)
            .then(if a.past { by_start.reverse() } else { by_start })
    });
    Ok(rows)
}

/// One visit as the sidebar and the ribbon show it, with the count of its open clashes.
pub fn row(data: &VisitData, clashes: u32) -> VisitRow {
    let around = Around {
        host_city: data.host_city.as_ref(),
        guest_city: data.guest_city.as_ref(),
        partnership: data.partnership.as_ref(),
        home_zone: data.home_zone,
        today: data.today,
    };
    let to_check = to_settle::to_check(data);
    row_of(&data.visit, &around, ToSettle { clashes, to_check })
}

/// Whether a visit's last day has passed.
pub fn is_past(visit: &Visit, today: NaiveDate) -> bool {
    let last = visit.ends_on.or(visit.starts_on);
    last.is_some_and(|last| last < today)
}

/// What is known around a visit.
struct Around<'a> {
    host_city: Option<&'a City>,
    guest_city: Option<&'a City>,
    partnership: Option<&'a Partnership>,
    home_zone: Zone,
    today: NaiveDate,
}

fn row_of(visit: &Visit, around: &Around<'_>, open: ToSettle) -> VisitRow {
    let (home, partner) = if visit.direction == Some(Direction::Outbound) {
        (around.guest_city, around.host_city)
    } else {
        (around.host_city, around.guest_city)
    };
    let clock_city = |city| clock_city(city, around.home_zone);
    VisitRow {
        id: visit.id.to_string(),
        title: visit.title.clone().unwrap_or_default(),
        starts_on: visit.starts_on.map(|day| day.to_string()),
        ends_on: visit.ends_on.map(|day| day.to_string()),
        direction: visit.direction.map(|it| it.word().to_owned()),
        status: visit.status.map(|it| it.word().to_owned()),
        home: home.map(clock_city),
        partner: partner.map(clock_city),
        hue: around.partnership.map_or(0, partnerships::hue),
        past: is_past(visit, around.today),
        clashes: open.clashes,
        to_check: open.to_check,
    }
}

fn by_id<K: Kind>(records: Vec<K>) -> BTreeMap<Uuid, K> {
    let records = records.into_iter();
    records.map(|record| (record.id(), record)).collect()
}

/// Plans a visit: its cities and partnership are used again where they are known.
///
/// # Errors
/// [`Error::BadValue`] names the field that is empty or does not fit; the last day may not come before the first.
pub async fn add(work: &mut Work<'_>, request: VisitAdd, language: &str) -> Result<Id<Visit>> {
    let VisitAdd {
        title,
        direction,
        partner_city,
        partner_country,
        partner_zone,
        starts_on,
        ends_on,
        zone,
        template,
    } = request;
    let title = parse::filled("title", &title)?;
    let direction = parse::word(
        "direction",
        &direction,
        Direction::from_word,
        Direction::WORDS,
    )?;
    let (first, last) = (
        parse::day("starts_on", &starts_on)?,
        parse::day("ends_on", &ends_on)?,
    );
    if last < first {
        return Err(Error::bad_value(
            "ends_on",
            ends_on,
            &format!("the first day, {first}, or a later one"),
        ));
    }
    let given_zone = parse::optional(partner_zone.as_deref(), |text| {
        parse::zone("partner_zone", text)
    })?;
    let setting = work.setting;
    let partner = city(work, &partner_city, &partner_country, given_zone).await?;
    let partnership = partnership(work, &partner).await?;
    let (host, guest) = match direction {
        Direction::Outbound => (Some(partner.id), setting.city),
        Direction::Inbound | Direction::Virtual => (setting.city, Some(partner.id)),
    };
    let zone =
        parse::optional(zone.as_deref(), |text| parse::zone("zone", text))?.or(match direction {
            Direction::Outbound => partner.zone,
            Direction::Inbound | Direction::Virtual => Some(setting.zone),
        });
    let visit = Visit {
        title: Some(title),
        direction: Some(direction),
        partnership: Some(partnership.id),
        host_city: host,
        guest_city: guest,
        starts_on: Some(first),
        ends_on: Some(last),
        zone,
        status: Some(VisitStatus::Proposed),
        ..Visit::new(Id::new(work.new_id()))
    };
    work.put(visit.id.uuid, &visit).await?;
    if let Some(template) = template.as_deref().filter(|it| !it.is_empty()) {
        templates::apply(work, &visit, template, language).await?;
    }
    Ok(visit.id)
}

/// A city of this name and country: the one that is known, else a new one.
pub async fn city(
    work: &mut Work<'_>,
    name: &str,
    country: &str,
    zone: Option<Zone>,
) -> Result<City> {
    let name = parse::filled("partner_city", name)?;
    let country = parse::country("partner_country", country)?;
    let known = work.list::<City>(None).await?.into_iter().find(|city| {
        let same_name = [&city.name, &city.native_name]
            .into_iter()
            .flatten()
            .any(|known| known.to_lowercase() == name.to_lowercase());
        same_name && city.country.as_ref() == Some(&country)
    });
    if let Some(city) = known {
        return Ok(city);
    }
    let zone = zone.or_else(|| crate::zones::of_city(&name, country.code()));
    let city = City {
        zone,
        country: Some(country.clone()),
        name: Some(name.clone()),
        ..City::new(city_id(&name, &country))
    };
    let chapter = work.chapter();
    work.put(chapter, &city).await?;
    Ok(city)
}

/// The id of the city of this name, however it is capitalised.
pub fn city_id(name: &str, country: &Country) -> Id<City> {
    let natural_key = format!("{}/{}", country.code(), name.trim().to_lowercase());
    Id::new(Uuid::new_v5(&CITIES, natural_key.as_bytes()))
}

/// The partnership with this city: the one that is known, else a new one.
pub async fn partnership(work: &mut Work<'_>, partner: &City) -> Result<Partnership> {
    let known = work.list::<Partnership>(None).await?;
    let hue = i64::try_from(known.len()).unwrap_or_default() % PAIR_HUES;
    if let Some(partnership) = known
        .into_iter()
        .find(|it| it.partner_city == Some(partner.id))
    {
        return Ok(partnership);
    }
    let partnership = Partnership {
        title: partner.name.clone(),
        our_city: work.setting.city,
        partner_city: Some(partner.id),
        hue: Some(hue),
        ..Partnership::new(Id::new(Uuid::new_v5(
            &PARTNERSHIPS,
            partner.id.uuid.as_bytes(),
        )))
    };
    let chapter = work.chapter();
    work.put(chapter, &partnership).await?;
    Ok(partnership)
}

fn clock_city(city: &City, otherwise: Zone) -> ClockCity {
    ClockCity {
        name: city
            .name
            .clone()
            .or_else(|| city.native_name.clone())
            .unwrap_or_default(),
        zone: city.zone.unwrap_or(otherwise).name().to_owned(),
    }
}

/// How many days from `today` until `day`.
pub fn days_until(day: NaiveDate, today: NaiveDate) -> i32 {
    i32::try_from((day - today).num_days()).unwrap_or(i32::MAX)
}
