//! Telling connected devices that something is new in their chapter.
//!
//! Only a hint: what is new comes by an exchange, and a hint that is lost costs nothing but time.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use desk_sync::{RecordId, Seq};
use tokio::sync::watch;

/// The head of every chapter that a device listens to.
#[derive(Debug, Default)]
pub struct Wake {
    heads: Mutex<BTreeMap<RecordId, watch::Sender<Seq>>>,
}

impl Wake {
    /// Tells everybody who listens to `chapter` that it has changes up to `head`.
    pub fn tell(&self, chapter: RecordId, head: Seq) {
        let mut heads = self.heads.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(sender) = heads.get(&chapter) else {
            return;
        };
        sender.send_if_modified(|told| {
            // Exchanges that commit one after the other may get here the other way round.
            let news = head > *told;
            *told = head.max(*told);
            news
        });
        if sender.receiver_count() == 0 {
            heads.remove(&chapter);
        }
    }

    /// Listens to `chapter`. What the receiver holds is a head told earlier, or 0.
    pub fn listen(&self, chapter: RecordId) -> watch::Receiver<Seq> {
        let mut heads = self.heads.lock().unwrap_or_else(PoisonError::into_inner);
        heads
            .entry(chapter)
            .or_insert_with(|| watch::Sender::new(0))
            .subscribe()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const HERE: RecordId = RecordId(Uuid::from_u128(1));
    const ELSEWHERE: RecordId = RecordId(Uuid::from_u128(2));

    #[test]
    fn a_listener_is_told_of_its_own_chapter_only() {
        let wake = Wake::default();
        let mut here = wake.listen(HERE);
        wake.tell(ELSEWHERE, 7);
        assert!(!here.has_changed().unwrap());
        wake.tell(HERE, 7);
        assert!(here.has_changed().unwrap());
        assert_eq!(*here.borrow_and_update(), 7);
    }

    #[test]
    fn a_head_told_late_does_not_go_back() {
        let wake = Wake::default();
        let mut here = wake.listen(HERE);
        wake.tell(HERE, 9);
        here.mark_unchanged();
        wake.tell(HERE, 8);
        assert!(!here.has_changed().unwrap());
        assert_eq!(*here.borrow(), 9);
    }

    #[test]
    fn a_chapter_nobody_listens_to_is_forgotten() {
        let wake = Wake::default();
        drop(wake.listen(HERE));
        wake.tell(HERE, 1);
        assert!(wake.heads.lock().unwrap().is_empty());
    }
}
