//! Edits of partnerships that are more than setting a field.

use desk_api::partnerships::{
    CitySetPosition, ContactAdd, ContactRemove, PartnershipAdd, PartnershipSide,
};
use desk_domain::kinds::{City, Partnership, PartnershipStatus, Person};
use desk_domain::{Id, Kind};

use super::position;
use crate::error::{Error, Result};
use crate::work::Work;
use crate::{parse, visits};

/// Adds a partnership with a city, which is used again where it is known.
///
/// # Errors
/// [`Error::BadValue`] names the field that is empty or does not fit. A city that is a partner already is refused:
/// its partnership is there to be edited.
pub async fn add(work: &mut Work<'_>, request: PartnershipAdd) -> Result<Partnership> {
    let PartnershipAdd {
        partner_city,
        partner_country,
        partner_zone,
        partner_position,
        status,
        sister_state,
        signed_on,
        agreement_type,
        renewal_on,
    } = request;
    let zone = parse::optional(partner_zone.as_deref(), |text| {
        parse::zone("partner_zone", text)
    })?;
    let at = parse::optional(partner_position.as_deref(), |text| {
        position::read("partner_position", text)
    })?;
    let city = visits::city(work, &partner_city, &partner_country, zone).await?;
    let known = work.list::<Partnership>(None).await?;
    if known.iter().any(|it| it.partner_city == Some(city.id)) {
        return Err(Error::bad_value(
            "partner_city",
            partner_city,
            "a city that is no partner yet",
        ));
    }
    if at.is_some() {
        let city = City {
            position: at,
            ..city.clone()
        };
        let chapter = work.chapter();
        work.put(chapter, &city).await?;
    }
    let day = |field: &'static str, text: Option<String>| {
        parse::optional(text.as_deref(), |text| parse::day(field, text))
    };
    let partnership = Partnership {
        status: parse::optional(status.as_deref(), |word| {
            parse::word(
                "status",
                word,
                PartnershipStatus::from_word,
                PartnershipStatus::WORDS,
            )
        })?,
        sister_state: given(sister_state),
        signed_on: day("signed_on", signed_on)?,
        agreement_type: given(agreement_type),
        renewal_on: day("renewal_on", renewal_on)?,
        ..visits::partnership(work, &city).await?
    };
    let chapter = work.chapter();
    work.put(chapter, &partnership).await?;
    Ok(partnership)
}

/// Adds somebody to turn to and answers their name.
///
/// # Errors
/// [`Error::BadValue`] where neither a person nor a name is given; [`Error::NotFound`] where one of both is not there.
pub async fn add_contact(work: &mut Work<'_>, request: ContactAdd) -> Result<String> {
    let ContactAdd {
        partnership,
        side,
        person,
        name,
    } = request;
    let mut partnership = get(work, &partnership).await?;
    let person = match parse::optional(person.as_deref(), |text| {
        parse::id::<Person>("person", text)
    })? {
        Some(id) => work
            .get::<Person>(id.uuid)
            .await?
            .filter(|person| !person.deleted)
            .ok_or_else(|| Error::not_found(Person::SPEC.name, id.uuid))?,
        None => {
            let person = Person {
                latin_name: Some(parse::filled("name", name.as_deref().unwrap_or_default())?),
                ..Person::new(Id::new(work.new_id()))
            };
            let chapter = work.chapter();
            work.put(chapter, &person).await?;
            person
        }
    };
    on_side(&mut partnership, side).insert(person.id);
    work.put_here(&partnership).await?;
    work.title(Person::SPEC.name, person.id.uuid).await
}

/// Takes somebody off those to turn to and answers their name; the person stays.
pub async fn remove_contact(work: &mut Work<'_>, request: ContactRemove) -> Result<String> {
    let ContactRemove {
        partnership,
        side,
        person,
    } = request;
    let mut partnership = get(work, &partnership).await?;
    let person = parse::id::<Person>("person", &person)?;
    on_side(&mut partnership, side).remove(&person);
    work.put_here(&partnership).await?;
    work.title(Person::SPEC.name, person.uuid).await
}

/// Says where a city lies; an empty text takes that away.
///
/// # Errors
/// [`Error::BadValue`] where the text is no position; [`Error::NotFound`] where there is no such city.
pub async fn set_position(work: &mut Work<'_>, request: CitySetPosition) -> Result<City> {
    let CitySetPosition { city, position } = request;
    let id = parse::id::<City>("city", &city)?;
    let city = work.get::<City>(id.uuid).await?.filter(|it| !it.deleted);
    let city = City {
        position: parse::optional(Some(&position), |text| position::read("position", text))?,
        ..city.ok_or_else(|| Error::not_found(City::SPEC.name, id.uuid))?
    };
    work.put_here(&city).await?;
    Ok(city)
}

async fn get(work: &mut Work<'_>, id: &str) -> Result<Partnership> {
    let id = parse::id::<Partnership>("partnership", id)?;
    let found = work
        .get::<Partnership>(id.uuid)
        .await?
        .filter(|partnership| !partnership.deleted);
    found.ok_or_else(|| Error::not_found(Partnership::SPEC.name, id.uuid))
}

fn on_side(
    partnership: &mut Partnership,
    side: PartnershipSide,
) -> &mut std::collections::BTreeSet<Id<Person>> {
    match side {
        PartnershipSide::Ours => &mut partnership.our_contacts,
        PartnershipSide::Theirs => &mut partnership.partner_contacts,
    }
}

fn given(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
}
