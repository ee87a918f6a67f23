//! Visits: planning one, copying one, and taking lists over into it.

use desk_api::duplicate::VisitDuplicate;
use desk_api::import::{ImportPreview, ImportRequest};
use desk_api::state::{Done, VisitAdd, VisitRow};

use super::desk::Desk;
use crate::error::Result;
use crate::label::{With, label};
use crate::programme::data::VisitData;
use crate::programme::findings;
use crate::{duplicate, import, visits};

impl Desk<'_> {
    pub(super) async fn add_visit(&self, request: VisitAdd) -> Result<Done<VisitRow>> {
        let language = self.language()?;
        let mut work = self.begin().await?;
        let title = request.title.trim().to_owned();
        let visit = visits::add(&mut work, request, &language).await?;
        let done = self
            .app
            .commit(
                self.chapter,
                work,
                label("visit_added").with("title", title),
            )
            .await?;
        let data = VisitData::load(&self.chapter.store, &self.setting, visit).await?;
        let row = visits::row(&data, findings::clashes(&data));
        self.app.done(self.chapter, row, done).await
    }

    pub(super) async fn duplicate_visit(&self, request: &VisitDuplicate) -> Result<Done<VisitRow>> {
        let original = self.visit(&request.visit).await?;
        let mut work = self.begin().await?;
        let copy = duplicate::visit(&mut work, &original, request).await?;
        let of = original.visit.title.as_deref().unwrap_or_default();
        let label = label("visit_duplicated")
            .with("of", of)
            .with("title", request.title.trim());
        let done = self.app.commit(self.chapter, work, label).await?;
        let data = VisitData::load(&self.chapter.store, &self.setting, copy).await?;
        let row = visits::row(&data, findings::clashes(&data));
        self.app.done(self.chapter, row, done).await
    }

    pub(super) async fn import(&self, request: ImportRequest) -> Result<Done<ImportPreview>> {
        let data = self.visit(&request.visit).await?;
        let mut work = self.begin().await?;
        let (preview, label) =
            import::commit(&self.chapter.store, &mut work, &data, &request).await?;
        let done = self.app.commit(self.chapter, work, label).await?;
        import::remember(
            &self.chapter.store,
            &data,
            &request,
            (self.app.edges().steady_us)(),
        )
        .await?;
        self.app.done(self.chapter, preview, done).await
    }
}
