//! Several servers on one PostgreSQL: what one of them takes wakes the devices that listen at the others.
//!
//! Heads are told after their commit and not with it: PostgreSQL commits transactions that tell something one after the
//! other, each with its own wait for the disk. A server that dies in between leaves nothing untold for long, since a
//! hint is all that it is.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use desk_sync::{RecordId, Seq};
use sqlx::postgres::PgListener;
use tokio::sync::Notify;

use crate::database::{self, Database, DatabaseError, PostgresDatabase, chapters};
use crate::state::AppState;

/// How long to wait before listening again when the database could not be reached.
const PAUSE: Duration = Duration::from_secs(1);

/// What is to be told to the other servers.
#[derive(Debug, Default)]
pub struct Nodes {
    untold: Mutex<BTreeMap<RecordId, Seq>>,
    more: Notify,
}

impl Nodes {
    /// Has the others told that `chapter` has changes up to `head`, as soon as may be.
    pub fn tell(&self, chapter: RecordId, head: Seq) {
        let mut untold = self.untold.lock().unwrap_or_else(PoisonError::into_inner);
        let known = untold.entry(chapter).or_default();
        *known = head.max(*known);
        self.more.notify_one();
    }

    /// Waits until there is something to tell, and takes all of it.
    async fn untold(&self) -> BTreeMap<RecordId, Seq> {
        self.more.notified().await;
        std::mem::take(&mut self.untold.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Tells the other servers what this one takes and hears what they take, for as long as it is polled.
/// A server on SQLite is alone, and there it ends at once.
pub async fn run(state: Arc<AppState>) {
    if let Database::Postgres(database) = &state.database {
        tokio::join!(speak(&state, database), listen(&state, database));
    }
}

async fn speak(state: &AppState, database: &PostgresDatabase) {
    loop {
        let heads = state.nodes.untold().await;
        let words = heads.iter().map(|(chapter, head)| words(*chapter, *head));
        if let Err(error) = database.notify(words.collect()).await {
            warn(&error, "the other servers could not be told");
        }
    }
}

async fn listen(state: &AppState, database: &PostgresDatabase) {
    loop {
        match hear(state, database).await {
            Ok(()) => tracing::warn!("the connection that hears the other servers was lost"),
            Err(error) => {
                warn(&error, "the other servers cannot be heard");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Hears the other servers until the connection is lost.
async fn hear(state: &AppState, database: &PostgresDatabase) -> database::Result<()> {
    let mut listener: PgListener = database.listener().await?;
    // What was told before this connection was there is not told again.
    for chapter in chapters::list(&mut state.database.read().await?).await? {
        state.wake.tell(chapter.id, chapter.head);
    }
    while let Some(told) = listener.try_recv().await? {
        match heard(told.payload()) {
            Some((chapter, head)) => state.wake.tell(chapter, head),
            None => tracing::warn!("another program speaks on this server's channel"),
        }
    }
    Ok(())
}

fn warn(error: &DatabaseError, what: &str) {
    let cause = error as &dyn std::error::Error;
    tracing::warn!(cause, "{what}");
}

fn words(chapter: RecordId, head: Seq) -> String {
    format!("{chapter} {head}")
}

fn heard(words: &str) -> Option<(RecordId, Seq)> {
    let (chapter, head) = words.split_once(' ')?;
    Some((RecordId(chapter.parse().ok()?), head.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_is_told_is_what_is_heard() {
        let chapter = RecordId(Uuid::from_u128(7));

        assert_eq!(heard(&words(chapter, 41)), Some((chapter, 41)));
        for other in ["", "41", "chapter 41", &format!("{chapter} -1")] {
            assert_eq!(heard(other), None);
        }
    }

    #[tokio::test]
    async fn heads_that_come_faster_than_they_are_told_are_told_as_one() {
        let nodes = Nodes::default();
        let chapter = RecordId(Uuid::from_u128(7));
        for head in [3, 9, 8] {
            nodes.tell(chapter, head);
        }

        assert_eq!(nodes.untold().await, BTreeMap::from([(chapter, 9)]));
    }
}
