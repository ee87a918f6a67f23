//! A chapter that worked alone takes the id that it has on its server.

use desk_domain::Kind;
use desk_domain::kinds::Chapter;
use desk_sync::{Change, RecordId, RecordKey};
use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::projection;
use crate::store::{Store, installation};
use crate::tables::{installation as installations, outbox};

impl Store {
    /// Gives the chapter another id: its record, and its spaces.
    ///
    /// Records never move between spaces once they were sent. Nothing was sent here: every change still waits in the
    /// outbox, and takes the new address before it leaves.
    ///
    /// # Errors
    /// Where the database cannot be written; then nothing was changed.
    pub async fn adopt_chapter(&self, chapter: Uuid) -> Result<()> {
        let mut tx = self.write().await?;
        let mut here = installation(&mut tx).await?;
        let (from, to) = (here.chapter, RecordId(chapter));
        if from == to {
            return Ok(());
        }
        move_records(&mut tx, from, to).await?;
        for mut waiting in outbox::list(&mut tx).await? {
            waiting.change.key = moved(&waiting.change, from, to);
            outbox::replace(&mut tx, &waiting).await?;
        }
        here.chapter = to;
        installations::put(&mut tx, &here).await?;
        projection::rebuild(&mut tx).await?;
        Ok(tx.commit().await?)
    }
}

async fn move_records(conn: &mut SqliteConnection, from: RecordId, to: RecordId) -> Result<()> {
    sqlx::query("UPDATE record SET owner = $2, searchable = 0 WHERE owner = $1")
        .bind(&from.0.as_bytes()[..])
        .bind(&to.0.as_bytes()[..])
        .execute(&mut *conn)
        .await?;
    sqlx::query("UPDATE record SET id = $2 WHERE kind = $3 AND id = $1")
        .bind(&from.0.as_bytes()[..])
        .bind(&to.0.as_bytes()[..])
        .bind(Chapter::SPEC.name)
        .execute(conn)
        .await?;
    Ok(())
}

fn moved(change: &Change, from: RecordId, to: RecordId) -> RecordKey {
    let mut key = change.key.clone();
    if key.space.owner == from {
        key.space.owner = to;
    }
    if key.kind == Chapter::SPEC.name && key.id == from {
        key.id = to;
    }
    key
}
