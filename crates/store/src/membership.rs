//! What this laptop's member may do, as the server said when it joined.

use desk_sync::membership::{Membership, Role};
use desk_sync::{RecordId, RecordKey};
use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::store::Store;
use crate::tables::{Place, setting};

/// The setting that holds the role.
const ROLE: &str = "role";
/// The setting that holds the one visit that a guest works on.
const GUEST_OF: &str = "guest_of";

impl Store {
    /// Returns what this laptop's member may do; `None` in a chapter that works alone, where everything is allowed.
    pub async fn membership(&self) -> Result<Option<Membership>> {
        get(&mut *self.read().await?).await
    }
}

pub(crate) async fn get(conn: &mut SqliteConnection) -> Result<Option<Membership>> {
    let Some(role) = setting::get(conn, ROLE).await? else {
        return Ok(None);
    };
    let at = Place::new("setting", "value", 0);
    let guest_of = setting::get(conn, GUEST_OF).await?;
    let guest_of = guest_of.map(|id| Uuid::try_parse(&id).map_err(|error| at.damaged(error)));
    Ok(Some(Membership {
        role: Role::from_name(&role).ok_or_else(|| at.damaged(format!("no role {role}")))?,
        guest_of: guest_of.transpose()?.map(RecordId),
    }))
}

pub(crate) async fn put(conn: &mut SqliteConnection, membership: Membership) -> Result<()> {
    let Membership { role, guest_of } = membership;
    setting::put(conn, ROLE, role.name()).await?;
    match guest_of {
        Some(visit) => setting::put(conn, GUEST_OF, &visit.to_string()).await,
        None => setting::remove(conn, GUEST_OF).await,
    }
}

/// Refuses at once what the server would refuse later.
pub(crate) fn check(membership: Option<Membership>, key: &RecordKey) -> Result<()> {
    if membership.is_none_or(|member| member.may_write(key.space)) {
        return Ok(());
    }
    Err(Error::Forbidden {
        kind: key.kind.clone(),
        id: key.id.0,
    })
}
