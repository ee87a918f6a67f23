//! Does a laptop show its own edits until the server's answer is really there?

mod common;

use std::collections::BTreeMap;

use common::{epoch, key, value, version, write};
use desk_sync::overlay::{may_leave, shown, take_news};
use desk_sync::{Audience, Change, Cursor, ExchangeAnswer, Record, RecordNews, Scope, Seq, fold};

#[test]
fn own_edits_show_over_the_servers_state_in_the_order_they_were_made() {
    let base = numbered(
        &write(&Record::default(), version(1, 1), 1, &[("title", "a")]),
        1,
    );
    let first = write(&base, version(2, 1), 90, &[("title", "b")]);
    let second = write(&shown(&base, [&first]), version(2, 2), 5, &[("title", "c")]);
    let record = shown(&base, [&first, &second]);
    assert_eq!(
        value(&record, "title"),
        "c",
        "a clock set back hides nothing"
    );
    assert_eq!(value(&base, "title"), "a", "the base is the server's");
}

#[test]
fn a_change_leaves_only_with_the_last_page_past_its_number() {
    let space = key(1).space;
    assert!(may_leave(&answer(7, false), &space, 7));
    assert!(
        !may_leave(&answer(6, false), &space, 7),
        "its number is to come"
    );
    assert!(
        !may_leave(&answer(7, true), &space, 7),
        "a rival's number may be to come"
    );
}

#[test]
fn the_servers_field_replaces_the_one_kept_but_not_by_an_older_page() {
    let first = write(&Record::default(), version(1, 1), 9, &[("title", "a")]);
    let old = numbered(&first, 3);
    let second = write(&old, version(2, 1), 1, &[("title", "b")]);
    let new = numbered(&second, 5);
    let mut base = Record::default();
    assert!(take_news(&mut base, &news(&old), epoch(1)));
    assert!(take_news(&mut base, &news(&new), epoch(1)));
    assert!(
        !take_news(&mut base, &news(&new), epoch(1)),
        "told again, nothing changes"
    );
    assert!(
        !take_news(&mut base, &news(&old), epoch(1)),
        "pages of two scopes crossed"
    );
    assert_eq!(value(&base, "title"), "b");
    assert!(take_news(
        &mut base,
        &news(&numbered_in(2, &first, 1)),
        epoch(2)
    ));
    assert_eq!(
        value(&base, "title"),
        "a",
        "another epoch's order is another"
    );
}

fn answer(seq: Seq, more: bool) -> ExchangeAnswer {
    ExchangeAnswer {
        epoch: epoch(1),
        common: None,
        server_us: 0,
        grants: Vec::new(),
        results: Vec::new(),
        refused_offers: Vec::new(),
        records: Vec::new(),
        cursors: vec![Cursor {
            scope: Scope::Chapter(Audience::Team),
            seq,
        }],
        more,
    }
}

fn news(record: &Record) -> RecordNews {
    let fields: BTreeMap<_, _> = record.fields.clone();
    RecordNews {
        key: key(1),
        fields,
    }
}

fn numbered(change: &Change, seq: Seq) -> Record {
    numbered_in(1, change, seq)
}

fn numbered_in(epoch_number: u8, change: &Change, seq: Seq) -> Record {
    let mut record = Record::default();
    fold(&mut record, change, Some((epoch(epoch_number), seq)));
    record
}
