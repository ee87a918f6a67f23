//! What the rest of the server takes for granted of its database, whichever it is.

use desk_server::database::{Database, chapters};

use crate::desk::Desk;

#[tokio::test]
async fn what_is_not_committed_is_not_kept() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let mut tx = desk.state.database.write_to(chapter).await.unwrap();
    chapters::set_head(&mut tx, chapter, 7).await.unwrap();
    drop(tx);

    assert_eq!(head(&desk.state.database, chapter).await, 0);
}

#[tokio::test]
async fn whoever_reads_sees_one_moment_whatever_others_commit_meanwhile() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let mut reading = desk.state.database.read().await.unwrap();
    let before = chapters::get(&mut reading, chapter).await.unwrap();

    let mut tx = desk.state.database.write_to(chapter).await.unwrap();
    chapters::set_head(&mut tx, chapter, 7).await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(chapters::get(&mut reading, chapter).await.unwrap(), before);
    assert_eq!(head(&desk.state.database, chapter).await, 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_writes_to_a_chapter_or_to_all_is_alone_there_and_sees_what_was_committed() {
    const WRITERS: u64 = 16;
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let mut writers = tokio::task::JoinSet::new();
    for n in 0..WRITERS {
        let database = desk.state.database.clone();
        writers.spawn(async move {
            let begun = match n % 4 {
                0 => database.write().await,
                _ => database.write_to(chapter).await,
            };
            let mut tx = begun.unwrap();
            let head = chapters::get(&mut tx, chapter).await.unwrap().unwrap().head;
            // Whoever else were here now would read the same head.
            tokio::task::yield_now().await;
            chapters::set_head(&mut tx, chapter, head + 1)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        });
    }
    writers.join_all().await;

    assert_eq!(head(&desk.state.database, chapter).await, WRITERS);
}

async fn head(database: &Database, chapter: desk_sync::RecordId) -> desk_sync::Seq {
    let mut tx = database.read().await.unwrap();
    chapters::get(&mut tx, chapter).await.unwrap().unwrap().head
}
