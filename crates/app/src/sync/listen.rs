//! Listening for the server's word that there is something new.

use std::sync::Arc;
use std::time::Duration;

use desk_sync::Seq;
use tokio::time::sleep;

use super::worker::access;
use crate::app::OpenChapter;
use crate::error::{Error, Result};

/// How long to wait before listening to a server again that fell silent.
const LISTEN_AGAIN: Duration = Duration::from_secs(3);
/// The longest line that is kept until its end comes: an event is far shorter, and what is longer is none of ours.
const LINE_BYTES_MAX: usize = 1024;

/// Listens until the chapter is closed. When the server speaks again after a silence, that is news too.
pub(super) async fn listen(chapter: Arc<OpenChapter>) {
    let mut stopping = chapter.sync.stopping();
    loop {
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            ended = listen_once(&chapter) => if let Err(error) = ended {
                tracing::debug!(%error, "the server does not speak");
            },
        }
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            () = sleep(LISTEN_AGAIN) => {}
        }
    }
}

async fn listen_once(chapter: &OpenChapter) -> Result<()> {
    let Some(access) = access(chapter).await? else {
        return Ok(());
    };
    let mut stream = access.server.wake(&access.token).await?;
    let unreachable = |error: reqwest::Error| Error::ServerUnreachable {
        server: access.server.address().to_owned(),
        reason: error.to_string(),
    };
    let mut heads = Heads::default();
    let mut is_first = true;
    while let Some(chunk) = stream.chunk().await.map_err(unreachable)? {
        let Some(head) = heads.latest(&chunk) else {
            continue;
        };
        // The first one says that the server is in reach, whatever it has: it may be an older copy of itself.
        if is_first || is_news(chapter, head).await? {
            chapter.sync.woken();
        }
        is_first = false;
    }
    Ok(())
}

/// Whether anything up to this number is not stored here. A laptop's own change is told to it as well, mostly while the
/// answer to that very change is still being stored.
async fn is_news(chapter: &OpenChapter, head: Seq) -> Result<bool> {
    chapter.sync.quiet().await;
    Ok(!chapter.store.has_all_up_to(head).await?)
}

/// Reads the numbers out of server-sent events, which may come in pieces.
#[derive(Debug, Default)]
struct Heads {
    /// The line whose end has not come yet.
    line: Vec<u8>,
}

impl Heads {
    /// The number of the last event that this piece ends, if it ends one. Comments keep the stream alive and say nothing.
    fn latest(&mut self, piece: &[u8]) -> Option<Seq> {
        let mut latest = None;
        for byte in piece {
            if *byte != b'\n' {
                if self.line.len() < LINE_BYTES_MAX {
                    self.line.push(*byte);
                }
                continue;
            }
            latest = head(&self.line).or(latest);
            self.line.clear();
        }
        latest
    }
}

fn head(line: &[u8]) -> Option<Seq> {
    let line = std::str::from_utf8(line).ok()?;
    line.strip_prefix("data:")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_however_the_stream_is_cut() {
        let stream = b"event: head\ndata: 3490313574\n\n";
        for cut in 0..stream.len() {
            let mut heads = Heads::default();
            let (first, rest) = stream.split_at(cut);
            let read = [heads.latest(first), heads.latest(rest)];
            let read: Vec<Seq> = read.into_iter().flatten().collect();
            assert_eq!(read, [3_490_313_574], "cut at {cut}");
        }
    }

    #[test]
    fn of_several_events_in_one_piece_the_last_one_counts_and_comments_do_not() {
        let mut heads = Heads::default();
        assert_eq!(heads.latest(b"data: 1\n\ndata: 2\r\n\r\n:\n\n"), Some(2));
        assert_eq!(heads.latest(b":\n\n"), None);
        assert_eq!(heads.latest(b"data: no number\n\n"), None);
    }
}
