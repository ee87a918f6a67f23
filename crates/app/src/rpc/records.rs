//! Records of any kind.

use desk_api::records::{
    Nothing, RecordAdd, RecordRef, RecordSet, RecordView, RecordsDelete, RecordsRestore, RecordsSet,
};
use desk_api::state::{ActionLabel, Done};

use super::desk::Desk;
use crate::error::Result;
use crate::label::{With, label};
use crate::records;
use crate::work::Work;

impl Desk<'_> {
    pub(super) async fn add_record(&self, request: RecordAdd) -> Result<Done<RecordView>> {
        let mut work = self.begin().await?;
        let record = records::add(
            &mut work,
            &request.kind,
            request.visit.as_deref(),
            &request.fields,
        )
        .await?;
        self.record_done(work, record, "record_added").await
    }

    pub(super) async fn set_record(&self, request: RecordSet) -> Result<Done<RecordView>> {
        let id = records::uuid(&request.id)?;
        let mut work = self.begin().await?;
        let record = records::set(&mut work, &request.kind, id, &request.fields).await?;
        self.record_done(work, record, "record_changed").await
    }

    pub(super) async fn set_records(&self, request: RecordsSet) -> Result<Done<Nothing>> {
        let mut work = self.begin().await?;
        let label = records::set_all(&mut work, &request).await?;
        self.finish(work, Nothing {}, label).await
    }

    pub(super) async fn delete_records(&self, request: RecordsDelete) -> Result<Done<Nothing>> {
        let mut work = self.begin().await?;
        let label = records::delete_all(&mut work, &request).await?;
        self.finish(work, Nothing {}, label).await
    }

    pub(super) async fn delete_record(&self, request: RecordRef) -> Result<Done<Nothing>> {
        let id = records::uuid(&request.id)?;
        let label = self.label_for("record_deleted", &request.kind, id).await?;
        let mut work = self.begin().await?;
        work.delete(&request.kind, id).await?;
        self.finish(work, Nothing {}, label).await
    }

    pub(super) async fn restore_record(&self, request: RecordRef) -> Result<Done<Nothing>> {
        let id = records::uuid(&request.id)?;
        let label = self.label_for("record_restored", &request.kind, id).await?;
        let mut work = self.begin().await?;
        work.restore(&request.kind, id).await?;
        self.finish(work, Nothing {}, label).await
    }

    pub(super) async fn restore_records(&self, request: RecordsRestore) -> Result<Done<Nothing>> {
        let mut work = self.begin().await?;
        let label = records::restore_all(&mut work, &request).await?;
        self.finish(work, Nothing {}, label).await
    }

    async fn record_done(
        &self,
        mut work: Work<'_>,
        record: RecordView,
        code: &str,
    ) -> Result<Done<RecordView>> {
        let title = work.title(&record.kind, records::uuid(&record.id)?).await?;
        let label = label(code).with("kind", &record.kind).with("title", title);
        self.finish(work, record, label).await
    }

    async fn label_for(&self, code: &str, kind: &str, id: uuid::Uuid) -> Result<ActionLabel> {
        let title = records::title(&self.chapter.store, kind, id).await?;
        Ok(label(code).with("kind", kind).with("title", title))
    }
}
