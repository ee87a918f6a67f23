//! Partnerships, their contacts, and where cities lie.

use desk_api::partnerships::{
    CitySetPosition, ContactAdd, ContactRemove, PartnershipAdd, PartnershipId, PartnershipView,
};
use desk_api::records::Nothing;
use desk_api::state::Done;

use super::desk::Desk;
use crate::error::Result;
use crate::label::{With, label};
use crate::{parse, partnerships};

impl Desk<'_> {
    pub(super) async fn partnership(&self, request: PartnershipId) -> Result<PartnershipView> {
        let id = parse::id("partnership", &request.partnership)?;
        partnerships::one(&self.chapter.store, &self.setting, id).await
    }

    pub(super) async fn add_partnership(
        &self,
        request: PartnershipAdd,
    ) -> Result<Done<PartnershipId>> {
        let mut work = self.begin().await?;
        let added = partnerships::edit::add(&mut work, request).await?;
        let title = added.title.as_deref().unwrap_or_default();
        let label = label("partnership_added").with("title", title);
        let partnership = added.id.to_string();
        self.finish(work, PartnershipId { partnership }, label)
            .await
    }

    pub(super) async fn add_contact(&self, request: ContactAdd) -> Result<Done<Nothing>> {
        let mut work = self.begin().await?;
        let name = partnerships::edit::add_contact(&mut work, request).await?;
        let label = label("contact_added").with("name", name);
        self.finish(work, Nothing {}, label).await
    }

    pub(super) async fn remove_contact(&self, request: ContactRemove) -> Result<Done<Nothing>> {
        let mut work = self.begin().await?;
        let name = partnerships::edit::remove_contact(&mut work, request).await?;
        let label = label("contact_removed").with("name", name);
        self.finish(work, Nothing {}, label).await
    }

    pub(super) async fn set_position(&self, request: CitySetPosition) -> Result<Done<Nothing>> {
        let mut work = self.begin().await?;
        let city = partnerships::edit::set_position(&mut work, request).await?;
        let name = city.name.as_deref().unwrap_or_default();
        let label = label("city_placed").with("city", name);
        self.finish(work, Nothing {}, label).await
    }
}
