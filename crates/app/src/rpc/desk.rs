//! The chapter in work, with what its commands share.

use chrono::NaiveDateTime;
use desk_api::state::{ActionLabel, Done};
use desk_domain::Id;
use desk_domain::kind::Kind;
use desk_domain::kinds::{Participation, ProgrammeItem, Visit};

use crate::app::{App, OpenChapter};
use crate::chapter::Setting;
use crate::error::{Error, Result};
use crate::parse;
use crate::programme::data::VisitData;
use crate::work::Work;

/// The chapter in work. Each area of the program adds its commands to it, in a file of its own.
pub(super) struct Desk<'a> {
    pub(super) app: &'a App,
    pub(super) setting: Setting,
    pub(super) chapter: &'a OpenChapter,
}

impl Desk<'_> {
    pub(super) async fn begin(&self) -> Result<Work<'_>> {
        self.app.begin(self.chapter, &self.setting).await
    }

    /// Stores a step under its name, and answers it.
    pub(super) async fn finish<T>(
        &self,
        work: Work<'_>,
        result: T,
        label: ActionLabel,
    ) -> Result<Done<T>> {
        let done = self.app.commit(self.chapter, work, label).await?;
        self.app.done(self.chapter, result, done).await
    }

    /// The language of the person, empty where the system's is used.
    pub(super) fn language(&self) -> Result<String> {
        Ok(self.app.preferences().load()?.language.unwrap_or_default())
    }

    pub(super) async fn visit(&self, id: &str) -> Result<VisitData> {
        VisitData::load(
            &self.chapter.store,
            &self.setting,
            parse::id::<Visit>("visit", id)?,
        )
        .await
    }

    pub(super) async fn visit_of_item(&self, item: Id<ProgrammeItem>) -> Result<VisitData> {
        let found = self.chapter.store.get::<ProgrammeItem>(item.uuid).await?;
        let visit = found.and_then(|item| item.visit);
        let visit = visit.ok_or_else(|| Error::not_found(ProgrammeItem::SPEC.name, item.uuid))?;
        VisitData::load(&self.chapter.store, &self.setting, visit).await
    }

    pub(super) async fn visit_of_participation(&self, id: Id<Participation>) -> Result<VisitData> {
        let found = self.chapter.store.get::<Participation>(id.uuid).await?;
        let visit = found.and_then(|part| part.visit);
        let visit = visit.ok_or_else(|| Error::not_found(Participation::SPEC.name, id.uuid))?;
        VisitData::load(&self.chapter.store, &self.setting, visit).await
    }

    /// What the clocks of a visit show now.
    pub(super) fn now_at(&self, data: &VisitData) -> NaiveDateTime {
        self.app.edges().local_now(data.zone())
    }
}
