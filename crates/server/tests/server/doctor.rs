//! `desk-server doctor`: nothing where all is well, and each kind of damage by name.

use std::process::Command;

use desk_server::database::devices;
use desk_server::database::records;
use desk_server::doctor::{Finding, Report, examine};
use desk_sync::membership::Role;
use desk_sync::{RecordId, RecordKey};

use crate::desk::Desk;
use crate::laptop::{Laptop, team, visit};

#[tokio::test]
async fn a_server_that_was_restored_and_asked_questions_is_well() {
    let (desk, chapter) = lived_in().await;
    let copy = desk.copy("copy").await;
    let mut ada = Laptop::join(&desk, chapter, Role::Volunteer, 10).await;
    ada.edit(&team(visit(1), 1), &[("title", "Supper")]);
    ada.sync(&desk).await;
    let desk = desk.restore(&copy).await;
    let code = desk.code(chapter, Role::Volunteer).await;
    let (_, joined) = desk.join(&code, ada.id).await;
    ada.token = joined["token"].as_str().unwrap().to_owned();
    ada.sync(&desk).await;

    let report = examine(&desk.state.database).await.unwrap();

    assert_eq!(report.findings, []);
    assert!(report.records > 0 && report.changes > 0 && report.pushes > 0);
}

#[tokio::test]
async fn each_kind_of_damage_is_found() {
    type IsIt = fn(&Finding) -> bool;
    let cases: [(&str, IsIt); 7] = [
        (
            "UPDATE spaces SET record_count = record_count + 1",
            |it| matches!(it, Finding::Rule { what, count: 4 } if what.contains("count")),
        ),
        (
            "UPDATE chapters SET head = head - 1",
            |it| matches!(it, Finding::Rule { what, .. } if what.starts_with("records past")),
        ),
        ("UPDATE records SET seq = seq - 1", |it| {
            matches!(it, Finding::Behind { .. })
        }),
        (
            "UPDATE changes SET seq = 1",
            |it| matches!(it, Finding::Rule { what, .. } if what.starts_with("numbers that two")),
        ),
        ("DELETE FROM records", |it| matches!(it, Finding::Gone(_))),
        (
            "DELETE FROM spaces",
            |it| matches!(it, Finding::Rule { what, .. } if what.contains("nobody's")),
        ),
        (
            "UPDATE pushes SET body = (SELECT token_hash FROM devices WHERE device_no = 1)",
            |it| matches!(it, Finding::Damaged(_)),
        ),
    ];
    for (damage, is_it) in cases {
        let (desk, _) = lived_in().await;
        let mut tx = desk.state.database.write().await.unwrap();
        tx.execute(damage).await.unwrap();
        tx.commit().await.unwrap();

        let Report { findings, .. } = examine(&desk.state.database).await.unwrap();

        assert!(findings.iter().any(is_it), "{damage}: {findings:?}");
    }
}

#[tokio::test]
async fn a_value_that_is_not_what_was_received_is_found() {
    let (desk, chapter) = lived_in().await;
    let key = team(visit(1), 1);
    spoil(&desk, chapter, &key).await;

    let Report { findings, .. } = examine(&desk.state.database).await.unwrap();

    let field = "place".to_owned();
    assert_eq!(findings, [Finding::OtherValue { key, field }]);
}

#[tokio::test]
async fn the_command_fails_when_there_is_something_to_find() {
    let (desk, chapter) = lived_in().await;
    let doctor = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_desk-server"));
        command
            .args(desk.home().arguments())
            .args(["doctor", "--json"]);
        let output = command.output().unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code(), answer)
    };

    let (well, before) = doctor();
    spoil(&desk, chapter, &team(visit(1), 1)).await;
    let (ill, after) = doctor();

    assert_eq!((well, ill), (Some(0), Some(1)));
    assert_eq!(before["findings"], serde_json::json!([]));
    let found = after["findings"][0].as_str().unwrap();
    assert!(
        found.contains("place") && !found.contains("Elsewhere"),
        "{found}"
    );
}

/// Writes to the row what nobody sent.
async fn spoil(desk: &Desk, chapter: RecordId, key: &RecordKey) {
    let mut tx = desk.state.database.write().await.unwrap();
    let mut stored = records::get_many(&mut tx, &[key]).await.unwrap();
    let mut record = stored.remove(key).unwrap();
    let field = record.fields.get_mut("place").unwrap();
    field.value = b"Elsewhere".to_vec();
    let (_, seq) = *field.numbers.last().unwrap();
    let head = record.fields.values().filter_map(|it| it.numbers.last());
    let seq = head.map(|(_, it)| *it).max().unwrap_or(seq);
    records::put_many(&mut tx, chapter, &[(key, seq, &record)])
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// A server with two laptops, a question between them, a copy's id and something kept aside.
async fn lived_in() -> (Desk, RecordId) {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let mut ada = Laptop::join(&desk, chapter, Role::Volunteer, 1).await;
    let mut ben = Laptop::join(&desk, chapter, Role::Volunteer, 2).await;
    ada.edit(
        &team(visit(1), 1),
        &[("title", "Dinner"), ("place", "Hall")],
    );
    ada.edit(&team(visit(1), 2), &[("title", "Concert")]);
    ada.sync(&desk).await;
    ben.sync(&desk).await;
    ada.edit(&team(visit(1), 1), &[("title", "Supper")]);
    ben.edit(&team(visit(1), 1), &[("title", "Banquet")]);
    ada.sync(&desk).await;
    ben.sync(&desk).await;
    let mut tx = desk.state.database.write().await.unwrap();
    let joined = devices::get(&mut tx, chapter, ben.id).await.unwrap();
    devices::revoke(&mut tx, joined.unwrap().no, desk.now_us())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    ben.edit(&team(visit(1), 3), &[("title", "Too late")]);
    ben.send(&desk, &ben.request()).await.unwrap();
    (desk, chapter)
}
