//! The chapter in work: what every step needs to know of it, and its first day.

use chrono::NaiveDate;
use desk_api::state::{ChapterStart, ChapterView};
use desk_domain::Id;
use desk_domain::kinds::{Chapter, City, Device};
use desk_domain::values::Zone;
use desk_store::Store;
use desk_sync::Role;

use crate::edges::Edges;
use crate::error::Result;
use crate::work::Work;
use crate::{parse, visits};

/// The name of the setting that holds the chapter's name since its records left this computer.
const NAME: &str = "chapter_name";
/// The name of the setting that holds who works on this computer, where no record says so.
const PERSON_NAME: &str = "person_name";

/// What every step needs to know of the chapter in work.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The chapter.
    pub chapter: Id<Chapter>,
    /// What it calls itself.
    pub name: String,
    /// Its own city.
    pub city: Option<Id<City>>,
    /// That city's name.
    pub city_name: String,
    /// The zone of its clocks; UTC until a city is known.
    pub zone: Zone,
    /// Today in that zone.
    pub today: NaiveDate,
    /// Who works on this computer.
    pub person_name: String,
    /// Whether travel documents, health and contacts may be seen: on a computer that works alone, or by role.
    pub coordinator: bool,
}

impl Setting {
    /// Reads it from the chapter's database.
    pub async fn load(store: &Store, edges: &Edges) -> Result<Self> {
        let identity = store.identity().await?;
        let chapter = store
            .get::<Chapter>(identity.chapter)
            .await?
            .unwrap_or_default();
        let city = match chapter.city {
            Some(city) => store.get::<City>(city.uuid).await?,
            None => None,
        };
        let device = store.get::<Device>(identity.device).await?;
        let membership = store.membership().await?;
        let zone = city
            .as_ref()
            .and_then(|city| city.zone)
            .unwrap_or(Zone::UTC);
        Ok(Self {
            chapter: Id::new(identity.chapter),
            name: or_kept(chapter.name, store, NAME).await?,
            city: city.as_ref().map(|city| city.id),
            city_name: city.and_then(|city| city.name).unwrap_or_default(),
            zone,
            today: edges.today(zone),
            person_name: or_kept(
                device.and_then(|device| device.person_name),
                store,
                PERSON_NAME,
            )
            .await?,
            coordinator: membership.is_none_or(|member| member.role == Role::Coordinator),
        })
    }

    /// Keeps the names beside the records, which are about to leave: whoever was signed out still sees of what, and
    /// signs in again under the same name.
    pub async fn keep_names(&self, store: &Store) -> Result<()> {
        for (setting, name) in [(NAME, &self.name), (PERSON_NAME, &self.person_name)] {
            if !name.is_empty() {
                store.set_setting(setting, Some(name)).await?;
            }
        }
        Ok(())
    }

    /// As the frame shows it.
    pub fn view(&self) -> ChapterView {
        ChapterView {
            id: self.chapter.to_string(),
            name: self.name.clone(),
            city: self.city_name.clone(),
            zone: self.zone.name().to_owned(),
            person_name: self.person_name.clone(),
            coordinator: self.coordinator,
        }
    }
}

async fn or_kept(name: Option<String>, store: &Store, setting: &str) -> Result<String> {
    match name {
        Some(name) => Ok(name),
        None => Ok(store.setting(setting).await?.unwrap_or_default()),
    }
}

/// Writes the first records of a chapter that starts here: itself, its city, this computer.
///
/// # Errors
/// Names the field that is empty or does not fit.
pub async fn found(work: &mut Work<'_>, device: uuid::Uuid, request: &ChapterStart) -> Result<()> {
    let ChapterStart {
        chapter_name,
        city_name,
        country,
        zone,
        person_name,
    } = request;
    let chapter = work.setting.chapter;
    let (city_name, country) = (
        parse::filled("city_name", city_name)?,
        parse::country("country", country)?,
    );
    let city = City {
        zone: Some(parse::zone("zone", zone)?),
        ..City::new(visits::city_id(&city_name, &country))
    };
    let city = City {
        name: Some(city_name),
        country: Some(country),
        ..city
    };
    let founded = Chapter {
        name: Some(parse::filled("chapter_name", chapter_name)?),
        city: Some(city.id),
        ..Chapter::new(chapter)
    };
    work.put(chapter.uuid, &city).await?;
    work.put(chapter.uuid, &founded).await?;
    sign_in(work, device, person_name).await
}

/// Keeps who works on this computer where they may not say so to others.
pub async fn keep_person_name(store: &Store, person_name: &str) -> Result<()> {
    Ok(store.set_setting(PERSON_NAME, Some(person_name)).await?)
}

/// Says who works on this computer, so that others see whose changes are whose.
pub async fn sign_in(work: &mut Work<'_>, device: uuid::Uuid, person_name: &str) -> Result<()> {
    let signed_in = Device {
        person_name: Some(parse::filled("person_name", person_name)?),
        computer_name: hostname(),
        ..Device::new(Id::new(device))
    };
    let chapter = work.setting.chapter.uuid;
    Ok(work.put(chapter, &signed_in).await?)
}

/// What this computer calls itself, if it says.
pub fn hostname() -> Option<String> {
    let name = gethostname::gethostname();
    name.to_str()
        .map(str::to_owned)
        .filter(|name| !name.is_empty())
}
