//! The people of a visit.

use chrono::NaiveDateTime;
use desk_api::itinerary::VisitId;
use desk_api::participants::{
    CheckIn, ParticipantAdd, ParticipantRow, ParticipantsView, PersonId, PrecedenceMove,
};
use desk_api::people::PersonView;
use desk_api::records::Nothing;
use desk_api::state::Done;
use desk_domain::Id;
use desk_domain::kind::Kind;
use desk_domain::kinds::Participation;

use super::desk::Desk;
use crate::error::{Error, Result};
use crate::label::{With, label};
use crate::{parse, participants, people, records};

impl Desk<'_> {
    pub(super) async fn participants(&self, request: VisitId) -> Result<ParticipantsView> {
        let data = self.visit(&request.visit).await?;
        participants::view(&self.chapter.store, &data, self.setting.coordinator).await
    }

    pub(super) async fn person(&self, request: PersonId) -> Result<PersonView> {
        let person = parse::id("person", &request.person)?;
        people::person(&self.chapter.store, &self.setting, person).await
    }

    pub(super) async fn add_participant(
        &self,
        request: ParticipantAdd,
    ) -> Result<Done<ParticipantRow>> {
        let visit = request.visit.clone();
        let mut work = self.begin().await?;
        let part = participants::add(&mut work, request).await?;
        let name = work.title(Participation::SPEC.name, part.id.uuid).await?;
        let done = self
            .app
            .commit(
                self.chapter,
                work,
                label("participant_added").with("name", name),
            )
            .await?;
        let data = self.visit(&visit).await?;
        let row = participants::row_of(
            &self.chapter.store,
            &data,
            part.id,
            self.setting.coordinator,
        )
        .await?;
        self.app.done(self.chapter, row, done).await
    }

    pub(super) async fn check_in(&self, request: CheckIn) -> Result<Done<Nothing>> {
        let CheckIn {
            participations,
            arrived,
            at,
        } = request;
        let parts: Vec<Id<Participation>> = participations
            .iter()
            .map(|id| parse::id("participations", id))
            .collect::<Result<_>>()?;
        let Some(first) = parts.first() else {
            return Err(Error::bad_value(
                "participations",
                "",
                "at least one participation",
            ));
        };
        let zone = self.visit_of_participation(*first).await?.zone();
        let at: Option<NaiveDateTime> =
            parse::optional(at.as_deref(), |text| parse::date_time("at", text))?;
        let at = at.unwrap_or_else(|| self.app.edges().local_now(zone));
        let name = self.participant_name(*first).await?;
        let mut work = self.begin().await?;
        participants::check_in(&mut work, &parts, arrived, at).await?;
        let code = if arrived {
            "checked_in"
        } else {
            "check_in_undone"
        };
        self.finish(
            work,
            Nothing {},
            label(code).with("name", name).with("count", parts.len()),
        )
        .await
    }

    pub(super) async fn move_precedence(&self, request: PrecedenceMove) -> Result<Done<Nothing>> {
        let id = parse::id::<Participation>("participation", &request.participation)?;
        let data = self.visit_of_participation(id).await?;
        let mut work = self.begin().await?;
        participants::move_precedence(&mut work, &data, id, request.number).await?;
        let name = self.participant_name(id).await?;
        let label = label("precedence_moved")
            .with("name", name)
            .with("number", request.number);
        self.finish(work, Nothing {}, label).await
    }

    pub(super) async fn participant_name(&self, id: Id<Participation>) -> Result<String> {
        records::title(&self.chapter.store, Participation::SPEC.name, id.uuid).await
    }
}
