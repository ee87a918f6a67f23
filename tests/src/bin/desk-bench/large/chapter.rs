//! What outlives a visit: cities, partnerships, people with their private halves, places.

use anyhow::{Context, Result};
use chrono::NaiveDate;
use desk_domain::Id;
use desk_domain::kinds::{
    City, NameOrder, Partnership, PartnershipStatus, Person, PersonPrivate, Venue,
};
use desk_domain::values::{Country, LongText, Position};

use super::draw::Draw;
use super::words::{CITIES, DIETS, NAMES, ORGANISATIONS, POSITIONS, STREETS, VENUES};
use super::{INVENTED, Known, Size, Step};

/// How many of a hundred people have a private half.
const PRIVATE_PERCENT: u32 = 60;
/// How many pair colours there are.
const HUES: u32 = 6;

/// Writes all of it.
pub(super) async fn write(
    step: &mut Step,
    draw: &mut Draw,
    home: City,
    size: Size,
) -> Result<Known> {
    let mut known = Known {
        home,
        cities: Vec::new(),
        partnerships: Vec::new(),
        people: Vec::new(),
        venues: Vec::new(),
    };
    for number in 0..size.cities {
        let city = city(draw, number)?;
        let partnership = partnership(draw, &known.home, &city, number);
        step.put(&city).await?;
        step.put(&partnership).await?;
        known.cities.push(city);
        known.partnerships.push(partnership);
    }
    for number in 0..size.venues {
        let venue = venue(draw, number);
        step.put(&venue).await?;
        known.venues.push(venue);
    }
    for number in 0..size.people {
        let person = person(draw, &known, number);
        step.put(&person).await?;
        if draw.chance(PRIVATE_PERCENT) {
            step.put(&private(draw, &person, number)).await?;
        }
        known.people.push(person);
    }
    Ok(known)
}

fn city(draw: &mut Draw, number: u32) -> Result<City> {
    let (name, native, country, zone, lat, lon) = CITIES[number as usize % CITIES.len()];
    let named = |name: &str| {
        let again = number as usize / CITIES.len();
        let suffix = (again > 0).then(|| format!(" {}", again + 1));
        Some(format!("{name}{}", suffix.unwrap_or_default()))
    };
    let shift = f64::from(draw.number(0, 200)) / 100.0 - 1.0;
    Ok(City {
        name: named(name),
        native_name: named(native),
        country: Some(Country::new(country).context("a country's code")?),
        position: Some(Position {
            lat: lat + shift,
            lon: lon + shift,
        }),
        zone: Some(zone.parse().ok().context("a zone's name")?),
        ..City::new(draw.id())
    })
}

fn partnership(draw: &mut Draw, home: &City, city: &City, number: u32) -> Partnership {
    let year = i32::try_from(draw.number(1960, 2024)).unwrap_or_default();
    Partnership {
        title: city.name.clone(),
        our_city: Some(home.id),
        partner_city: Some(city.id),
        status: Some(PartnershipStatus::SisterCity),
        signed_on: NaiveDate::from_ymd_opt(year, draw.number(1, 12), draw.number(1, 28)),
        hue: Some(i64::from(number % HUES)),
        ..Partnership::new(draw.id())
    }
}

fn venue(draw: &mut Draw, number: u32) -> Venue {
    let (street, what) = (*draw.one(STREETS), *draw.one(VENUES));
    Venue {
        name: Some(format!("{street} {what} {number}")),
        address: Some(format!("{number} {street}")),
        capacity: Some(i64::from(draw.number(20, 300))),
        outdoor: Some(what == "park"),
        ..Venue::new(draw.id())
    }
}

fn person(draw: &mut Draw, known: &Known, number: u32) -> Person {
    let names = draw.one(NAMES);
    let (given, family) = (*draw.one(names.given), *draw.one(names.family));
    let city = draw.one(&known.cities).name.clone().unwrap_or_default();
    let is_family_first = names.language == "ja";
    let whole = |given: &str, family: &str| {
        if is_family_first {
            format!("{family} {given}")
        } else {
            format!("{given} {family}")
        }
    };
    Person {
        latin_name: Some(format!("{} {number}", whole(given.1, family.1))),
        native_name: Some(whole(given.0, family.0)),
        native_language: Some(names.language.to_owned()),
        given_names: Some(given.1.to_owned()),
        family_name: Some(format!("{} {number}", family.1)),
        name_order: is_family_first.then_some(NameOrder::FamilyFirst),
        position: Some((*draw.one(POSITIONS)).to_owned()),
        organisation: Some(format!("{} of {city}", draw.one(ORGANISATIONS))),
        languages: Some(names.language.to_owned()),
        diet: draw.chance(20).then(|| (*draw.one(DIETS)).to_owned()),
        biography: Some(LongText(INVENTED.to_owned())),
        ..Person::new(draw.id())
    }
}

/// Numbers that no telephone has, addresses that no mail reaches.
fn private(draw: &mut Draw, person: &Person, number: u32) -> PersonPrivate {
    PersonPrivate {
        passport_name: person.latin_name.clone(),
        passport_number: Some(format!("X{number:07}")),
        passport_expires_on: NaiveDate::from_ymd_opt(2030, draw.number(1, 12), 1),
        email: Some(format!("person{number}@example.org")),
        phone: Some(format!("+1 555 01{:02}", number % 100)),
        allergies: draw.chance(10).then(|| "Nuts".to_owned()),
        ..PersonPrivate::new(Id::new(person.id.uuid))
    }
}
