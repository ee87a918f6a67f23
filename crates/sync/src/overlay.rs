//! What a laptop shows: the server's state, and its own pending changes folded over it.

use crate::change::Change;
use crate::exchange::RecordNews;
use crate::fold::fold;
use crate::ids::EpochId;
use crate::record::Record;

/// Returns the record as its user sees it.
///
/// `pending` are the changes to this record that wait to be sent, or that were acknowledged but whose number
/// no cursor has passed, in the order in which they entered the overlay. That order is causal whatever the
/// clocks say.
pub fn shown<'a>(base: &Record, pending: impl IntoIterator<Item = &'a Change>) -> Record {
    let mut record = base.clone();
    for change in pending {
        fold(&mut record, change, None);
    }
    record
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
