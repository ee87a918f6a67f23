//! How much is left to settle in each visit, as lists count it.
//!
//! Telling it takes all that a visit owns, so it is counted once and kept until one of its records changes.

use std::collections::BTreeMap;

use desk_domain::Id;
use desk_domain::kinds::Visit;
use desk_store::Store;
use serde::{Deserialize, Serialize};

use crate::chapter::Setting;
use crate::error::{Error, Result};
use crate::participants;
use crate::programme::data::VisitData;
use crate::programme::findings;
use crate::visits::is_past;

/// How much is left to settle in a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ToSettle {
    /// Clashes that nobody has accepted.
    pub clashes: u32,
    /// Participations that somebody should look at.
    pub to_check: u32,
}

/// What is left to settle in those of these visits that are not over.
pub async fn of_visits(
    store: &Store,
    setting: &Setting,
    visits: &[Visit],
) -> Result<BTreeMap<Id<Visit>, ToSettle>> {
    // What counts as a clash follows from the program, the day and the chapter's zone too.
    let made_by = format!(
        "{} {} {}",
        env!("CARGO_PKG_VERSION"),
        setting.today,
        setting.zone
    );
    let known = store.summaries(made_by).await?;
    let (mut all, mut made) = (BTreeMap::new(), BTreeMap::new());
    for visit in visits.iter().filter(|it| !is_past(it, setting.today)) {
        let kept = known.get(visit.id.uuid);
        let open = match kept.and_then(|kept| serde_json::from_str(kept).ok()) {
            Some(open) => open,
            None => {
                let open = count(store, setting, visit.id).await?;
                made.insert(visit.id.uuid, written(open)?);
                open
            }
        };
        all.insert(visit.id, open);
    }
    if !made.is_empty() {
        store.keep_summaries(&known, &made).await?;
    }
    Ok(all)
}

/// How many participations of a visit somebody should look at.
pub fn to_check(data: &VisitData) -> u32 {
    let parts = data.participations.iter();
    let open = parts.filter(|part| participants::needs_a_look(part));
    u32::try_from(open.count()).unwrap_or(u32::MAX)
}

async fn count(store: &Store, setting: &Setting, visit: Id<Visit>) -> Result<ToSettle> {
    let data = VisitData::load(store, setting, visit).await?;
    Ok(ToSettle {
        clashes: findings::clashes(&data),
        to_check: to_check(&data),
    })
}

fn written(open: ToSettle) -> Result<String> {
    serde_json::to_string(&open)
        .map_err(|error| Error::Broken(format!("a summary that is no JSON: {error}")))
}
