//! Is the wire stable, small and safe to read?

use std::collections::BTreeMap;

use desk_sync::limits::{BODY_BYTES_MAX, PAGE_CHANGES_MAX};
use desk_sync::wire::WireError;
use desk_sync::{
    Audience, Change, ChangeResult, Cursor, DeviceId, EpochId, ExchangeAnswer, ExchangeRequest,
    Field, FieldChange, OfferedRecord, RecordId, RecordKey, RecordNews, Refusal, RefusalReason,
    Scope, Space, Stamp, Version,
};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use uuid::Uuid;

#[test]
fn a_request_keeps_its_bytes() {
    let plain = request().to_cbor();
    assert_eq!(hex(&plain), golden("request"));
    assert_eq!(ExchangeRequest::from_cbor(&plain).unwrap(), request());
}

#[test]
fn an_answer_keeps_its_bytes() {
    let plain = answer().to_cbor();
    assert_eq!(hex(&plain), golden("answer"));
    assert_eq!(ExchangeAnswer::from_cbor(&plain).unwrap(), answer());
}

#[test]
fn a_change_keeps_its_bytes_and_its_hash() {
    let change = request().changes.remove(0);
    let bytes = change.to_bytes();
    assert_eq!(hex(&bytes), golden("change"));
    assert_eq!(Change::from_bytes(&bytes).unwrap(), change);
    let hash = change.content_hash();
    assert_eq!(hex(&hash), golden("change_hash"));
}

#[test]
fn a_record_keeps_its_bytes() {
    let record = desk_sync::Record {
        fields: answer().records.remove(0).fields,
    };
    let bytes = minicbor::to_vec(&record).unwrap();
    assert_eq!(hex(&bytes), golden("record"));
    assert_eq!(
        minicbor::decode::<desk_sync::Record>(&bytes).unwrap(),
        record
    );
}

#[test]
fn keys_from_a_later_program_are_skipped() {
    let mut plain = request().to_cbor();
    assert_eq!(plain[0], 0xa8, "a map of eight keys");
    plain[0] = 0xa9;
    plain.extend_from_slice(&minicbor::to_vec((90_u8, "a key from later")).unwrap()[1..]);
    assert_eq!(ExchangeRequest::from_cbor(&plain).unwrap(), request());
}

#[test]
fn a_body_of_a_later_protocol_still_tells_which() {
    let later = minicbor::to_vec(BTreeMap::from([(0, 7_u32), (1, 1)])).unwrap();
    let body = zstd::bulk::compress(&later, 3).unwrap();
    assert!(ExchangeRequest::from_body(&body).is_err());
    assert_eq!(ExchangeRequest::protocol_of(&body).unwrap(), 7);
}

#[test]
fn a_body_that_unfolds_without_end_is_refused() {
    let bomb = zstd::bulk::compress(&vec![0; BODY_BYTES_MAX + 1], 3).unwrap();
    assert!(bomb.len() < 2048);
    assert!(matches!(
        ExchangeRequest::from_body(&bomb),
        Err(WireError::Compression(_))
    ));
}

#[test]
fn a_run_of_results_cannot_grow_past_a_page() {
    let mut answer = answer();
    answer.results = (1..=PAGE_CHANGES_MAX as u64)
        .map(|dev_seq| (version(1, dev_seq), ChangeResult::Accepted { seq: dev_seq }))
        .collect();
    let full = answer.to_cbor();
    assert_eq!(ExchangeAnswer::from_cbor(&full).unwrap(), answer);
    let one_more = (
        version(1, PAGE_CHANGES_MAX as u64 + 1),
        ChangeResult::Accepted {
            seq: PAGE_CHANGES_MAX as u64 + 1,
        },
    );
    answer.results.push(one_more);
    assert!(ExchangeAnswer::from_cbor(&answer.to_cbor()).is_err());
}

/// The workload W1 of the benchmark: one change a record, ten short texts in each.
#[test]
fn an_edit_costs_six_bytes() {
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random
    };
    const WORDS: [&str; 16] = [
        "visit", "garden", "school", "music", "host", "dinner", "museum", "council", "river",
        "bridge", "train", "hotel", "lunch", "choir", "mayor", "office",
    ];
    let changes: Vec<Change> = (1..=1000_u64)
        .map(|dev_seq| Change {
            version: version(1, dev_seq),
            stamp: Stamp(1_795_000_000_000_000 + dev_seq * 1_500 + next() % 700),
            key: RecordKey {
                id: RecordId(Uuid::from_u64_pair(
                    ((0x0199_8000_0000 + dev_seq * 2) << 16) | 0x7000 | (next() % 0x1000),
                    next() | (1 << 63),
                )),
                ..key(1, "itinerary_item")
            },
            fields: (0..10)
                .map(|field| {
                    let words = [next(), next()].map(|word| WORDS[(word % 16) as usize]);
                    FieldChange {
                        name: format!("field_{field}"),
                        value: format!("\"{} {}\"", words[0], words[1]).into_bytes(),
                        replaces: None,
                    }
                })
                .collect(),
            deletion_seen: None,
            seen: Vec::new(),
        })
        .collect();
    let request = ExchangeRequest {
        changes,
        ..request()
    };
    let up = request.to_body();
    assert_eq!(ExchangeRequest::from_body(&up).unwrap(), request);
    let per_edit = up.len() as f64 / 10_000.0;
    assert!(per_edit < 6.0, "{per_edit} bytes an edit going up");

    let answer = ExchangeAnswer {
        records: request.changes.iter().map(news_of).collect(),
        ..answer()
    };
    let down = answer.to_body();
    assert_eq!(ExchangeAnswer::from_body(&down).unwrap(), answer);
    let per_edit = down.len() as f64 / 10_000.0;
    assert!(per_edit < 6.0, "{per_edit} bytes an edit coming down");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_bytes_reading_ends(bytes in vec(any::<u8>(), 0..400)) {
        let _ = ExchangeRequest::from_cbor(&bytes);
        let _ = ExchangeAnswer::from_cbor(&bytes);
        let _ = ExchangeRequest::from_body(&bytes);
        let _ = Change::from_bytes(&bytes);
    }

    #[test]
    fn a_message_damaged_anywhere_is_read_or_refused(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut plain = request().to_cbor();
        let place = at.index(plain.len());
        plain[place] = byte;
        let _ = ExchangeRequest::from_cbor(&plain);
        let mut plain = answer().to_cbor();
        let place = at.index(plain.len());
        plain[place] = byte;
        let _ = ExchangeAnswer::from_cbor(&plain);
    }

    #[test]
    fn requests_come_back_as_they_were(changes in vec(any_change(), 0..12)) {
        let request = ExchangeRequest { changes, ..request() };
        prop_assert_eq!(ExchangeRequest::from_body(&request.to_body()).unwrap(), request);
    }

    #[test]
    fn answers_come_back_as_they_were(records in vec(any_news(), 0..12)) {
        let answer = ExchangeAnswer { records, ..answer() };
        prop_assert_eq!(ExchangeAnswer::from_body(&answer.to_body()).unwrap(), answer);
    }
}

fn any_version() -> impl Strategy<Value = Version> {
    (0..3_u128, any::<u64>()).prop_map(|(device, dev_seq)| version(device, dev_seq))
}

fn any_key() -> impl Strategy<Value = RecordKey> {
    (0..4_u128, "[a-z]{1,3}", any::<bool>()).prop_map(|(id, kind, team)| {
        let mut key = key(id, &kind);
        if team {
            key.space.audience = Audience::Coordinators;
        }
        key
    })
}

fn any_change() -> impl Strategy<Value = Change> {
    let fields = btree_map(
        "[a-d]",
        (vec(any::<u8>(), 0..5), proptest::option::of(any_version())),
        1..4,
    );
    (
        any_version(),
        any::<u64>(),
        any_key(),
        fields,
        proptest::option::of(any_version()),
        btree_map("[a-d]", any_version(), 0..3),
    )
        .prop_map(
            |(version, stamp, key, fields, deletion_seen, seen)| Change {
                version,
                stamp: Stamp(stamp),
                key,
                fields: fields
                    .into_iter()
                    .map(|(name, (value, replaces))| FieldChange {
                        name,
                        value,
                        replaces,
                    })
                    .collect(),
                deletion_seen,
                seen: seen.into_iter().collect(),
            },
        )
}

fn any_news() -> impl Strategy<Value = RecordNews> {
    let field = (
        vec(any::<u8>(), 0..5),
        any_version(),
        any::<u64>(),
        vec((0..3_u128, any::<u64>()), 0..3),
        proptest::option::of(any_version()),
    )
        .prop_map(|(value, version, stamp, numbers, replaces)| Field {
            value,
            version,
            stamp: Stamp(stamp),
            numbers: numbers
                .into_iter()
                .map(|(number, seq)| (epoch(number), seq))
                .collect(),
            replaces,
        });
    (any_key(), btree_map("[a-d]", field, 0..4))
        .prop_map(|(key, fields)| RecordNews { key, fields })
}

fn request() -> ExchangeRequest {
    ExchangeRequest {
        protocol: 1,
        device: device(1),
        epoch: Some(epoch(1)),
        cursors: vec![
            Cursor {
                scope: Scope::Chapter(Audience::Team),
                seq: 300,
            },
            Cursor {
                scope: Scope::Space(space()),
                seq: 0,
            },
        ],
        pull: true,
        changes: vec![edit(), deletion()],
        offers: vec![OfferedRecord {
            key: key(3, "task"),
            fields: BTreeMap::from([("title".to_owned(), field())]),
            seen: vec![("title".to_owned(), version(2, 8))],
        }],
    }
}

fn answer() -> ExchangeAnswer {
    ExchangeAnswer {
        epoch: epoch(1),
        common: Some(12),
        server_us: 1_795_000_000_000_000,
        grants: vec![Scope::Chapter(Audience::Team), Scope::Space(space())],
        results: vec![
            (version(1, 5), ChangeResult::Accepted { seq: 301 }),
            (version(1, 6), ChangeResult::Accepted { seq: 302 }),
            (version(1, 7), ChangeResult::Repeated { seq: 290 }),
            (
                version(1, 8),
                ChangeResult::Refused(refusal(RefusalReason::TooLarge)),
            ),
            (
                version(1, 9),
                ChangeResult::Refused(refusal(RefusalReason::Other(99))),
            ),
            (version(2, 1), ChangeResult::KeptAside),
            (version(2, 2), ChangeResult::OtherContent),
        ],
        refused_offers: vec![(0, refusal(RefusalReason::Forbidden))],
        records: vec![news_of(&edit()), news_of(&deletion())],
        cursors: vec![Cursor {
            scope: Scope::Chapter(Audience::Team),
            seq: 302,
        }],
        more: true,
    }
}

fn edit() -> Change {
    Change {
        version: version(1, 5),
        stamp: Stamp(1_795_000_000_000_100),
        key: key(1, "itinerary_item"),
        fields: vec![
            FieldChange {
                name: "place".to_owned(),
                value: b"\"City hall\"".to_vec(),
                replaces: Some(version(2, 7)),
            },
            FieldChange {
                name: "title".to_owned(),
                value: b"\"Welcome\"".to_vec(),
                replaces: None,
            },
        ],
        deletion_seen: None,
        seen: Vec::new(),
    }
}

fn deletion() -> Change {
    Change {
        version: version(1, 6),
        stamp: Stamp(1_795_000_000_000_100),
        key: key(2, "task"),
        fields: vec![FieldChange {
            name: "deleted".to_owned(),
            value: b"true".to_vec(),
            replaces: Some(version(1, 4)),
        }],
        deletion_seen: Some(version(1, 4)),
        seen: vec![("title".to_owned(), version(2, 8))],
    }
}

fn field() -> Field {
    Field {
        value: b"\"Buy gifts\"".to_vec(),
        version: version(2, 8),
        stamp: Stamp(1_795_000_000_000_000),
        numbers: vec![(epoch(1), 299), (epoch(2), 41)],
        replaces: None,
    }
}

fn news_of(change: &Change) -> RecordNews {
    let fields = change.fields.iter().map(|written| {
        let field = Field {
            value: written.value.clone(),
            version: change.version,
            stamp: change.stamp,
            numbers: vec![(epoch(1), 300 + change.version.dev_seq)],
            replaces: written.replaces,
        };
        (written.name.clone(), field)
    });
    RecordNews {
        key: change.key.clone(),
        fields: fields.collect(),
    }
}

fn refusal(reason: RefusalReason) -> Refusal {
    Refusal {
        reason,
        detail: "the reason in English".to_owned(),
    }
}

fn version(device_number: u128, dev_seq: u64) -> Version {
    Version {
        device: device(device_number),
        dev_seq,
    }
}

fn device(number: u128) -> DeviceId {
    DeviceId(Uuid::from_u128(0xd0_0000 + number))
}

fn epoch(number: u128) -> EpochId {
    EpochId(Uuid::from_u128(0xe0_0000 + number))
}

fn space() -> Space {
    Space {
        owner: RecordId(Uuid::from_u128(0xa0_0001)),
        audience: Audience::Team,
    }
}

fn key(id: u128, kind: &str) -> RecordKey {
    RecordKey {
        space: space(),
        kind: kind.to_owned(),
        id: RecordId(Uuid::from_u128(0x1d_0000 + id)),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes as they were when the protocol was fixed. They never change: what is added comes beside them.
fn golden(name: &str) -> String {
    let path = format!("{}/tests/golden/{name}.hex", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the golden bytes lie beside the tests");
    text.trim().to_owned()
}
