//! What a laptop shows: the server's state, and its own pending changes folded over it.

use crate::change::Change;
use crate::exchange::{ExchangeAnswer, RecordNews};
use crate::fold::fold;
use crate::ids::{EpochId, Seq, Space};
use crate::record::Record;
use crate::scope::passed;

/// Returns the record as its user sees it.
///
/// `pending` are the changes to this record that wait to be sent, or that were acknowledged but may not leave
/// yet (see [`may_leave`]), in the order in which they entered the overlay. That order is causal whatever the
/// clocks say.
pub fn shown<'a>(base: &Record, pending: impl IntoIterator<Item = &'a Change>) -> Record {
    let mut record = base.clone();
    for change in pending {
        fold(&mut record, change, None);
    }
    record
}

/// Returns whether a change acknowledged under `seq` may leave the overlay once `answer` is stored.
///
/// It may when the cursors have passed its number and no more pages follow. The number alone is not enough: a
/// rival filed after it gives the register a higher number, so that in the pages between neither the change
/// nor its rival would be on the laptop. The screen would jump back to an old value, the next edit would build
/// on it, and a server restored in that moment would lose the change for good.
pub fn may_leave(answer: &ExchangeAnswer, space: &Space, seq: Seq) -> bool {
    !answer.more && passed(&answer.cursors, space, seq)
}

/// Takes the server's fields into the server state that the laptop keeps; returns whether anything changed.
///
/// The server's order is the truth: its field replaces the one kept, except by an older number of the same
/// epoch, which only comes when pages of overlapping scopes cross.
pub fn take_news(base: &mut Record, news: &RecordNews, epoch: EpochId) -> bool {
    let mut changed = false;
    for (name, field) in &news.fields {
        let kept = base.fields.get(name);
        let newer_kept = kept.is_some_and(|kept| kept.number_in(epoch) > field.number_in(epoch));
        if !newer_kept && kept != Some(field) {
            base.fields.insert(name.clone(), field.clone());
            changed = true;
        }
    }
    changed
}
