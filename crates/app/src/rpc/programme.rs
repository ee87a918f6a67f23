//! The programme of a visit, and what is found about it.

use desk_api::itinerary::{
    FindingAccept, FindingView, ItemAdd, ItemId, ItemMove, ItemSetPlace, ItemView, ItineraryView,
    VisitId,
};
use desk_api::quick::{QuickEntry, QuickEntryView};
use desk_api::records::Nothing;
use desk_api::state::{ActionLabel, Done};
use desk_domain::kind::Kind;
use desk_domain::kinds::ProgrammeItem;

use super::desk::Desk;
use crate::error::{Error, Result};
use crate::label::{With, label};
use crate::parse;
use crate::programme::{edit, findings, view};
use crate::quick;
use crate::work::Work;

impl Desk<'_> {
    pub(super) async fn itinerary(&self, request: VisitId) -> Result<ItineraryView> {
        let data = self.visit(&request.visit).await?;
        let findings = findings::of(&data);
        Ok(view::itinerary(&data, findings))
    }

    pub(super) async fn quick_entry(&self, request: QuickEntry) -> Result<QuickEntryView> {
        let data = self.visit(&request.visit).await?;
        quick::read(&data, &request, self.app.edges())
    }

    pub(super) async fn add_item(&self, request: ItemAdd) -> Result<Done<ItemView>> {
        let zone = self.visit(&request.visit).await?.zone();
        let mut work = self.begin().await?;
        let item = edit::add(&mut work, zone, request).await?;
        self.item_done(work, item, label("item_added")).await
    }

    pub(super) async fn move_item(&self, request: &ItemMove) -> Result<Done<ItemView>> {
        let id = parse::id::<ProgrammeItem>("item", &request.item)?;
        let zone = self.visit_of_item(id).await?.zone();
        let mut work = self.begin().await?;
        let item = edit::get(&mut work, id).await?;
        let slot = edit::moved_slot(&item, zone, request)?;
        let item = edit::set_slot(&mut work, id, slot).await?;
        let slot = item.slot.as_ref();
        let label = match (
            slot.and_then(|slot| slot.day),
            slot.and_then(|slot| slot.start),
        ) {
            (Some(day), Some(start)) => label("item_moved")
                .with("day", day)
                .with("time", start.format("%H:%M")),
            (Some(day), None) => label("item_moved_to_day").with("day", day),
            (None, _) => label("item_to_tray"),
        };
        self.item_done(work, item, label).await
    }

    pub(super) async fn probe_item(&self, request: ItemMove) -> Result<Vec<FindingView>> {
        let item = parse::id::<ProgrammeItem>("item", &request.item)?;
        let data = self.visit_of_item(item).await?;
        let found = data.items.iter().find(|it| it.id == item);
        let found = found.ok_or_else(|| Error::not_found(ProgrammeItem::SPEC.name, item.uuid))?;
        let slot = edit::moved_slot(found, data.zone(), &request)?;
        Ok(findings::probe(&data, item, &slot))
    }

    pub(super) async fn set_item_place(&self, request: ItemSetPlace) -> Result<Done<ItemView>> {
        let mut work = self.begin().await?;
        let item = parse::id("item", &request.item)?;
        let item = edit::set_place(&mut work, item, &request.place, request.wet_weather).await?;
        self.item_done(
            work,
            item,
            label("item_place").with("place", request.place.trim()),
        )
        .await
    }

    pub(super) async fn duplicate_item(&self, request: ItemId) -> Result<Done<ItemView>> {
        let mut work = self.begin().await?;
        let item = edit::duplicate(&mut work, parse::id("item", &request.item)?).await?;
        self.item_done(work, item, label("item_duplicated")).await
    }

    pub(super) async fn accept_finding(&self, request: FindingAccept) -> Result<Done<Nothing>> {
        let visit = parse::id("visit", &request.visit)?;
        let mut work = self.begin().await?;
        findings::accept(&mut work, visit, &request.finding, &request.reason).await?;
        let accepted = !request.reason.trim().is_empty();
        let code = if accepted {
            "finding_accepted"
        } else {
            "finding_reopened"
        };
        self.finish(work, Nothing {}, label(code)).await
    }

    async fn item_done(
        &self,
        work: Work<'_>,
        item: ProgrammeItem,
        label: ActionLabel,
    ) -> Result<Done<ItemView>> {
        let label = label.with("title", item.title.as_deref().unwrap_or_default());
        let done = self.app.commit(self.chapter, work, label).await?;
        let data = self.visit_of_item(item.id).await?;
        self.app
            .done(self.chapter, view::item_view(&data, &item), done)
            .await
    }
}
