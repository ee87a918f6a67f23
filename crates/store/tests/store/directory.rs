//! The directory says, a window at a time, what reading everybody says; whatever was changed in between.

use std::collections::BTreeMap;

use desk_domain::directory::PartsTaken;
use desk_domain::kinds::{City, Direction, Participation, ParticipationRole, Person, Side, Visit};
use desk_domain::{Id, Kind};
use desk_store::{Directory, DirectoryQuery, DirectorySort, Listing, Store};
use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use proptest::prelude::*;
use uuid::Uuid;

use crate::support::{CHAPTER, Desk};

const NAMES: &[&str] = &[
    "Zoë",
    "adam",
    "Élise",
    "Гнатюк",
    "Ґалаґан",
    "Unit 9",
    "Unit 10",
    "",
];
const CITIES: &[&str] = &["Aachen", "Äänekoski", "Київ"];
const ROLES: &[ParticipationRole] = &[ParticipationRole::Delegate, ParticipationRole::Host];
/// Where the ids of each kind begin.
const PEOPLE: u128 = 0x100;
const VISITS: u128 = 0x200;
const PARTS: u128 = 0x300;
const PLACES: u128 = 0x400;

/// What somebody does. Numbers are small, so that the same records are met again.
#[derive(Debug, Clone)]
enum Step {
    Person {
        number: u128,
        name: usize,
        post: usize,
        deleted: bool,
    },
    Part {
        number: u128,
        person: u128,
        visit: u128,
        guest: bool,
        role: usize,
        deleted: bool,
    },
    Visit {
        number: u128,
        month: u32,
        outbound: bool,
        city: u128,
        deleted: bool,
    },
    City {
        number: u128,
        name: usize,
        deleted: bool,
    },
    /// Somebody looks at the directory, so that rows are made and have to be forgotten.
    Look,
}

fn step() -> impl Strategy<Value = Step> {
    let rarely = || prop::bool::weighted(0.15);
    prop_oneof![
        (0..5u128, 0..NAMES.len(), 0..3usize, rarely()).prop_map(
            |(number, name, post, deleted)| Step::Person {
                number,
                name,
                post,
                deleted
            }
        ),
        (
            0..8u128,
            0..5u128,
            0..3u128,
            any::<bool>(),
            0..ROLES.len(),
            rarely()
        )
            .prop_map(|(number, person, visit, guest, role, deleted)| {
                // A record never moves to another owner.
                let (visit, number) = (visit, visit * 8 + number);
                Step::Part {
                    number,
                    person,
                    visit,
                    guest,
                    role,
                    deleted,
                }
            }),
        (0..3u128, 0..4u32, any::<bool>(), 0..3u128, rarely()).prop_map(
            |(number, month, outbound, city, deleted)| Step::Visit {
                number,
                month,
                outbound,
                city,
                deleted
            }
        ),
        (0..3u128, 0..CITIES.len(), rarely()).prop_map(|(number, name, deleted)| Step::City {
            number,
            name,
            deleted
        }),
        Just(Step::Look),
    ]
}

fn query() -> impl Strategy<Value = DirectoryQuery> {
    let sorts = prop::sample::select(vec![
        DirectorySort::Name,
        DirectorySort::Post,
        DirectorySort::City,
        DirectorySort::Languages,
        DirectorySort::Latest,
    ]);
    let maybe = prop::option::of(any::<bool>());
    let role = prop::option::of(prop::sample::select(ROLES));
    let city = prop::option::of(prop::sample::select(CITIES));
    let text = prop::sample::select(vec!["", "", "eli", "Unit 1", "гна post", "zzz"]);
    let language = prop::sample::select(vec!["en", "uk", "sv"]);
    (
        maybe,
        role,
        city,
        text,
        sorts,
        any::<bool>(),
        language,
        1..8u32,
    )
        .prop_map(
            |(ours, role, city, text, sort, descending, language, limit)| DirectoryQuery {
                language: language.to_owned(),
                ours,
                role,
                city: city.map(str::to_owned),
                text: text.to_owned(),
                found: vec![id(PEOPLE + 1)],
                sort,
                descending,
                limit,
                open: Some(id(PEOPLE)),
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_window_shows_what_reading_everybody_shows(
        steps in prop::collection::vec(step(), 1..24),
        queries in prop::collection::vec(query(), 1..6),
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let desk = Desk::empty().await;
            for step in &steps {
                desk.take(step).await;
            }
            for query in &queries {
                let shown = desk.store.directory(query).await.unwrap();
                assert_eq!(shown, plainly(&desk.store, query).await, "{query:?}");
            }
            let findings = desk.store.doctor(false).await.unwrap();
            assert!(findings.is_sound(), "{findings:?}");
        });
    }
}

#[tokio::test]
async fn what_the_directory_keeps_is_made_anew_by_the_doctor() {
    let desk = Desk::empty().await;
    desk.take(&Step::Person {
        number: 0,
        name: 1,
        post: 0,
        deleted: false,
    })
    .await;
    let query = everybody();
    let before = desk.store.directory(&query).await.unwrap();
    crate::safety::raw(&desk.path(), "UPDATE person_listing SET visits = 7").await;

    let findings = desk.store.doctor(true).await.unwrap();

    assert_eq!(findings.tables, [("person_listing".to_owned(), 1)]);
    assert!(desk.store.doctor(false).await.unwrap().is_sound());
    assert_eq!(desk.store.directory(&query).await.unwrap(), before);
}

/// Reads everybody, as the directory once did, and keeps who fits.
async fn plainly(store: &Store, query: &DirectoryQuery) -> Directory {
    let visits: BTreeMap<Id<Visit>, Visit> =
        by_id(store.list(None).await.unwrap(), |it: &Visit| it.id);
    let cities: BTreeMap<Id<City>, City> =
        by_id(store.list(None).await.unwrap(), |it: &City| it.id);
    let parts = store.list::<Participation>(None).await.unwrap();
    let mut all = Vec::new();
    for person in store.list::<Person>(None).await.unwrap() {
        let taken = PartsTaken::of(
            parts.iter().filter(|it| it.person == Some(person.id)),
            &visits,
        );
        let city = taken.city.and_then(|city| cities.get(&city));
        let listing = Listing {
            person: person.id.uuid,
            ours: taken.ours,
            city_name: city.and_then(|city| city.name.clone()),
            roles: taken.roles.iter().copied().collect(),
            visits: taken.visits,
            latest: taken.latest,
        };
        all.push((person, listing, taken));
    }
    let mut groups = Vec::new();
    for (_, one, _) in &all {
        add_to(&mut groups, one);
    }
    groups.sort_by_key(|group: &desk_store::DirectoryGroup| {
        let roles: String = group
            .roles
            .iter()
            .map(|role| format!(" {}", role.word()))
            .collect();
        (group.ours, group.city_name.clone(), roles + " ")
    });
    let open = all
        .iter()
        .find(|(person, ..)| Some(person.id.uuid) == query.open);
    let open = open.map(|(_, listing, _)| listing.clone());
    all.retain(|(person, listing, _)| fits(person, listing, query));
    let order = order(&query.language);
    all.sort_by(|a, b| {
        let by = match query.sort {
            DirectorySort::Name => order.compare(&name(&a.0), &name(&b.0)),
            DirectorySort::Post => order.compare(text(&a.0.position), text(&b.0.position)),
            DirectorySort::City => order.compare(text(&a.1.city_name), text(&b.1.city_name)),
            DirectorySort::Languages => order.compare(text(&a.0.languages), text(&b.0.languages)),
            DirectorySort::Latest => a.2.latest_on.cmp(&b.2.latest_on),
        };
        if query.descending { by.reverse() } else { by }
    });
    Directory {
        fitting: u32::try_from(all.len()).unwrap(),
        people: all
            .into_iter()
            .map(|(_, one, _)| one)
            .take(query.limit as usize)
            .collect(),
        open,
        groups,
    }
}

fn add_to(groups: &mut Vec<desk_store::DirectoryGroup>, one: &Listing) {
    let like = |group: &&mut desk_store::DirectoryGroup| {
        (group.ours, &group.city_name, &group.roles) == (one.ours, &one.city_name, &one.roles)
    };
    match groups.iter_mut().find(like) {
        Some(group) => group.people += 1,
        None => groups.push(desk_store::DirectoryGroup {
            ours: one.ours,
            city_name: one.city_name.clone(),
            roles: one.roles.clone(),
            people: 1,
        }),
    }
}

/// Whether each word is part of what is shown, without accents; the names of these tests have few.
fn fits(person: &Person, listing: &Listing, query: &DirectoryQuery) -> bool {
    let plain = |text: &str| {
        text.to_lowercase()
            .replace(['é', 'ë'], "e")
            .replace('ä', "a")
    };
    let texts = [&person.latin_name, &person.position, &listing.city_name];
    let shown: Vec<&str> = texts.into_iter().flatten().map(String::as_str).collect();
    let shown = plain(&shown.join(" "));
    let has_words = query
        .text
        .split_whitespace()
        .all(|word| shown.contains(&plain(word)));
    query.ours.is_none_or(|ours| listing.ours == Some(ours))
        && query.role.is_none_or(|role| listing.roles.contains(&role))
        && (query.city.is_none() || query.city == listing.city_name)
        && (has_words || query.found.contains(&listing.person))
}

fn order(language: &str) -> CollatorBorrowed<'static> {
    let locale = format!("{language}-u-kn")
        .parse::<icu_locale_core::Locale>()
        .unwrap();
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Primary);
    Collator::try_new(CollatorPreferences::from(&locale), options).unwrap()
}

fn name(person: &Person) -> String {
    person.latin_name.clone().unwrap_or_default()
}

fn text(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

fn by_id<K: Kind>(records: Vec<K>, id: impl Fn(&K) -> Id<K>) -> BTreeMap<Id<K>, K> {
    records
        .into_iter()
        .map(|record| (id(&record), record))
        .collect()
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn everybody() -> DirectoryQuery {
    DirectoryQuery {
        language: "en".to_owned(),
        ours: None,
        role: None,
        city: None,
        text: String::new(),
        found: Vec::new(),
        sort: DirectorySort::Name,
        descending: false,
        limit: 10,
        open: None,
    }
}

impl Desk {
    async fn take(&self, step: &Step) {
        match *step {
            Step::Person {
                number,
                name,
                post,
                deleted,
            } => {
                let person = Person {
                    latin_name: Some(NAMES[name].to_owned()),
                    position: (post > 0).then(|| format!("Post {post}")),
                    languages: (post > 1).then(|| "uk".to_owned()),
                    deleted,
                    ..Person::new(Id::new(id(PEOPLE + number)))
                };
                self.act("put", async |tx| tx.put(CHAPTER, &person).await)
                    .await;
            }
            Step::Part {
                number,
                person,
                visit,
                guest,
                role,
                deleted,
            } => {
                let owner = id(VISITS + visit);
                let part = Participation {
                    person: Some(Id::new(id(PEOPLE + person))),
                    visit: Some(Id::new(owner)),
                    side: Some(if guest { Side::Guest } else { Side::Host }),
                    role: Some(ROLES[role]),
                    deleted,
                    ..Participation::new(Id::new(id(PARTS + number)))
                };
                self.act("put", async |tx| tx.put(owner, &part).await).await;
            }
            Step::Visit {
                number,
                month,
                outbound,
                city,
                deleted,
            } => {
                let visit = Visit {
                    starts_on: format!("2030-{month:02}-01").parse().ok(),
                    direction: Some(if outbound {
                        Direction::Outbound
                    } else {
                        Direction::Inbound
                    }),
                    host_city: Some(Id::new(id(PLACES + city))),
                    guest_city: Some(Id::new(id(PLACES + (city + 1) % 3))),
                    deleted,
                    ..Visit::new(Id::new(id(VISITS + number)))
                };
                let owner = id(VISITS + number);
                self.act("put", async |tx| tx.put(owner, &visit).await)
                    .await;
            }
            Step::City {
                number,
                name,
                deleted,
            } => {
                let city = City {
                    name: Some(CITIES[name].to_owned()),
                    deleted,
                    ..City::new(Id::new(id(PLACES + number)))
                };
                self.act("put", async |tx| tx.put(CHAPTER, &city).await)
                    .await;
            }
            Step::Look => {
                self.store.directory(&everybody()).await.unwrap();
            }
        }
    }
}
