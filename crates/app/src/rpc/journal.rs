//! The journal of a visit: what happened, who was there, who left.

use desk_api::journal::{AttendanceSet, JournalAdd, JournalDay, JournalView, Leave};
use desk_api::records::Nothing;
use desk_api::state::Done;
use desk_domain::kinds::Participation;

use super::desk::Desk;
use crate::error::Result;
use crate::label::{With, label};
use crate::{journal, parse};

impl Desk<'_> {
    pub(super) async fn journal(&self, request: JournalDay) -> Result<JournalView> {
        let data = self.visit(&request.visit).await?;
        let day = parse::optional(request.day.as_deref(), |day| parse::day("day", day))?;
        let now = self.now_at(&data);
        journal::view(&self.chapter.store, &data, day, now).await
    }

    pub(super) async fn add_to_journal(&self, request: JournalAdd) -> Result<Done<Nothing>> {
        let now = self.now_at(&self.visit(&request.visit).await?);
        let mut work = self.begin().await?;
        let label = journal::add(&mut work, request, now).await?;
        self.finish(work, Nothing {}, label).await
    }

    pub(super) async fn set_attendance(&self, request: AttendanceSet) -> Result<Done<Nothing>> {
        let item = parse::id("item", &request.item)?;
        let now = self.now_at(&self.visit_of_item(item).await?);
        let mut work = self.begin().await?;
        let label = journal::set_attendance(&mut work, &request, now).await?;
        self.finish(work, Nothing {}, label).await
    }

    pub(super) async fn leave(&self, request: Leave) -> Result<Done<Nothing>> {
        let first = request.participations.first().map_or("", String::as_str);
        let first = parse::id::<Participation>("participations", first)?;
        let data = self.visit_of_participation(first).await?;
        let at = parse::optional(request.at.as_deref(), |text| parse::date_time("at", text))?;
        let at = at.unwrap_or_else(|| self.now_at(&data));
        let name = self.participant_name(first).await?;
        let mut work = self.begin().await?;
        journal::leave(&mut work, &data.visit, &request, at).await?;
        let code = if request.departed {
            "departed"
        } else {
            "departure_undone"
        };
        let label = label(code)
            .with("name", name)
            .with("count", request.participations.len());
        self.finish(work, Nothing {}, label).await
    }
}
