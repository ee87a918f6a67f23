//! The directory of people, read a window at a time: who fits what is asked for, in the order of a language.
//!
//! Whether somebody fits, and where they stand, takes all their participations to tell. It is kept in a row for each
//! person ([`person_listing`]), made here when the directory is asked for, and forgotten by the merge.

mod forget;
mod make;
mod order;

use desk_domain::Id;
use desk_domain::kinds::{ParticipationRole, Visit};
use uuid::Uuid;

pub(crate) use self::forget::{forget, forget_all};
pub(crate) use self::make::differing;
use self::order::{Order, folded};
use crate::error::Result;
use crate::store::Store;
use crate::tables::person_listing::{self, Wanted};

/// How many people one transaction makes the rows of: others that would write wait no longer than that.
const BATCH: u32 = 512;

/// What is asked of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryQuery {
    /// In the order of which language, a BCP 47 tag. One that is unknown is in the order of most.
    pub language: String,
    /// Only those who stood on the chapter's own side in their latest visit, or only others.
    pub ours: Option<bool>,
    /// Only those who once were this.
    pub role: Option<ParticipationRole>,
    /// Only those who come from the city of this name.
    pub city: Option<String>,
    /// Only those of whom each word of it is part of a name, the post, the languages or the city; empty for all.
    pub text: String,
    /// Those who fit the text whatever they are called: what the search found for it.
    pub found: Vec<Uuid>,
    /// By what they are in order.
    pub sort: DirectorySort,
    /// Whether the last comes first. Those who are equal stay in the order in which they were made.
    pub descending: bool,
    /// How many at most.
    pub limit: u32,
    /// Somebody who is told of whether they are among these or not.
    pub open: Option<Uuid>,
}

/// By what people are in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DirectorySort {
    /// Their name in Latin letters, else as they write it.
    Name,
    /// Rank, post and where they work, as one text.
    Post,
    /// The name of the city that they come from.
    City,
    /// What they speak.
    Languages,
    /// The first day of their latest visit.
    Latest,
}

/// The people who fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// The first of them, in order.
    pub people: Vec<Listing>,
    /// How many fit in all.
    pub fitting: u32,
    /// Who was asked for by their id; none where they lie in the trash.
    pub open: Option<Listing>,
    /// Everybody, whether they fit or not.
    pub groups: Vec<DirectoryGroup>,
}

/// What the directory says of one person besides what their record says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// The person.
    pub person: Uuid,
    /// Whether they stood on the chapter's own side in their latest visit; none before their first.
    pub ours: Option<bool>,
    /// The name of that side's city.
    pub city_name: Option<String>,
    /// What they were, in the order of the declaration.
    pub roles: Vec<ParticipationRole>,
    /// In how many visits they take part.
    pub visits: u32,
    /// The latest of them.
    pub latest: Option<Id<Visit>>,
}

/// How many people are alike in what the directory can be filtered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryGroup {
    /// As [`Listing::ours`].
    pub ours: Option<bool>,
    /// As [`Listing::city_name`].
    pub city_name: Option<String>,
    /// As [`Listing::roles`].
    pub roles: Vec<ParticipationRole>,
    /// How many.
    pub people: u32,
}

impl Store {
    /// Returns who of the chapter's people fits what is asked for.
    pub async fn directory(&self, query: &DirectoryQuery) -> Result<Directory> {
        self.list_people(&query.language).await?;
        let wanted = Wanted {
            ours: query.ours,
            role: query.role,
            city: query.city.as_deref(),
            words: &words(&query.text),
            found: &query.found,
        };
        let mut conn = self.read().await?;
        let groups = person_listing::groups(&mut conn).await?;
        let everybody = groups.iter().map(|group| group.people).sum();
        let open = match query.open {
            Some(person) => person_listing::get(&mut conn, person).await?,
            None => None,
        };
        Ok(Directory {
            open,
            people: person_listing::window(&mut conn, &wanted, query).await?,
            fitting: if wanted.is_everybody() {
                everybody
            } else {
                person_listing::count(&mut conn, &wanted).await?
            },
            groups,
        })
    }

    /// Makes the rows that are forgotten, or all where they were made for another language.
    async fn list_people(&self, language: &str) -> Result<()> {
        let made_by = made_by(language);
        if person_listing::made_by(&mut *self.read().await?).await? != Some(made_by.clone()) {
            let mut tx = self.write().await?;
            person_listing::begin_anew(&mut tx, &made_by).await?;
            tx.commit().await?;
        }
        let order = Order::of(language);
        while person_listing::any_forgotten(&mut *self.read().await?).await? {
            let mut tx = self.write().await?;
            let people = person_listing::list_forgotten(&mut tx, BATCH).await?;
            make::make(&mut tx, &order, &people).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

/// What the rows follow from besides the records: another program may know another order, or other roles.
fn made_by(language: &str) -> String {
    format!("{} {language}", env!("CARGO_PKG_VERSION"))
}

/// The language of rows that were made by this.
fn language_of(made_by: &str) -> &str {
    made_by.split_once(' ').map_or("", |(_, language)| language)
}

fn words(text: &str) -> Vec<String> {
    let folded = folded(text);
    folded.split_whitespace().map(str::to_owned).collect()
}
