//! The commands an operator types, run as processes.

use std::process::{Command, Output};

use serde_json::Value;

use crate::home::Home;

#[test]
fn a_chapter_and_its_invitation_are_made_by_two_commands() {
    let home = Home::new();
    let added = json(&desk_server(&home, &["chapter", "add", "Graz", "--json"]));
    let listed = json(&desk_server(&home, &["--json", "chapter", "list"]));
    let invited = json(&desk_server(
        &home,
        &["invite", "--chapter", "Graz", "--json"],
    ));

    assert_eq!(
        listed,
        serde_json::json!([{ "id": added["id"], "name": "Graz", "head": 0 }])
    );
    assert_eq!(invited["role"], "volunteer");
    assert_eq!(
        invited["code"].as_str().unwrap().len(),
        "XXXX-XXXX-XXXX".len()
    );
}

#[test]
fn without_json_a_command_prints_just_what_is_to_be_copied() {
    let home = Home::new();
    let id = desk_server(&home, &["chapter", "add", "Graz"]);
    let code = desk_server(&home, &["invite", "--chapter", "Graz", "--role", "viewer"]);

    assert!(uuid::Uuid::try_parse(text(&id).trim()).is_ok());
    assert!(desk_server::code::Code::parse(&text(&code)).is_some());
    assert_eq!(text(&code).lines().count(), 1);
}

#[test]
fn an_invitation_by_a_server_of_known_address_brings_a_link_that_fills_the_form_in() {
    let home = Home::new();
    desk_server(&home, &["chapter", "add", "Graz"]);
    let server = ["--server", "https://desk.example.org"];
    let invite = ["invite", "--chapter", "Graz"];
    let told = desk_server(&home, &[&invite[..], &server].concat());

    let told = text(&told);
    let (code, link) = told.trim().split_once('\n').unwrap();
    assert_eq!(
        link,
        format!("delegation-desk://join?server=https%3A%2F%2Fdesk.example.org&code={code}")
    );
}

#[test]
fn what_cannot_be_done_fails_and_what_is_mistyped_is_wrong_use() {
    let home = Home::new();
    desk_server(&home, &["chapter", "add", "Graz"]);
    let id = "00000000-0000-0000-0000-000000000000";
    let cases: [(&[&str], i32); 9] = [
        (&["chapter", "add", "Graz"], 1),
        (&["chapter", "add", " "], 1),
        (&["invite", "--chapter", "Nowhere"], 1),
        (
            &[
                "invite",
                "--chapter",
                "Graz",
                "--visit",
                id,
                "--role",
                "coordinator",
            ],
            1,
        ),
        (&["revoke", id], 1),
        (&["revoke", "laptop"], 2),
        (&["invite", "--chapter", "Graz", "--role", "owner"], 2),
        (
            &["invite", "--chapter", "Graz", "--server", "our server"],
            2,
        ),
        (&["serve", "--tls-cert", "cert.pem"], 2),
    ];
    for (arguments, code) in cases {
        let output = desk_server(&home, arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(
            output.stdout.is_empty(),
            "messages of {arguments:?} belong on standard error"
        );
        assert!(!output.stderr.is_empty(), "{arguments:?} says why");
    }
}

#[test]
fn a_command_without_a_data_folder_is_wrong_use() {
    let output = Command::new(env!("CARGO_BIN_EXE_desk-server"))
        .args(["chapter", "list"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_address_that_cannot_be_read_is_not_repeated() {
    for address in ["mysql://desk:secret@host/desk", "postgres://desk:secret@["] {
        let output = Command::new(env!("CARGO_BIN_EXE_desk-server"))
            .env("DESK_DATABASE_URL", address)
            .args(["chapter", "list"])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            said.contains("--database-url") && !said.contains("secret"),
            "{said}"
        );
    }
}

#[test]
fn a_file_that_is_no_backup_is_not_restored() {
    let home = Home::new();
    desk_server(&home, &["chapter", "add", "Graz"]);
    for content in [
        "",
        "not a database at all, but long enough to be taken for the header of one",
    ] {
        let file = home.path().join("backup.sqlite3");
        std::fs::write(&file, content).unwrap();
        let output = desk_server(&home, &["restore", file.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(1));
        let listed = json(&desk_server(&home, &["--json", "chapter", "list"]));
        assert_eq!(listed[0]["name"], "Graz", "what was there is still there");
    }
}

#[test]
fn a_restored_backup_has_what_it_had_and_keeps_what_it_replaced() {
    let home = Home::new();
    let file = home.path().join("backup.sqlite3");
    desk_server(&home, &["chapter", "add", "Graz"]);
    assert!(
        desk_server(&home, &["backup", file.to_str().unwrap()])
            .status
            .success()
    );
    desk_server(&home, &["chapter", "add", "Linz"]);

    let restored = json(&desk_server(
        &home,
        &["restore", file.to_str().unwrap(), "--json"],
    ));

    let listed = json(&desk_server(&home, &["--json", "chapter", "list"]));
    assert_eq!(names(&listed), ["Graz"]);
    let older = Home::in_folder();
    std::fs::copy(
        restored["kept"].as_str().unwrap(),
        older.path().join("desk-server.sqlite3"),
    )
    .unwrap();
    let kept = json(&desk_server(&older, &["--json", "chapter", "list"]));
    assert_eq!(names(&kept), ["Graz", "Linz"]);
}

fn desk_server(home: &Home, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_desk-server"))
        .args(home.arguments())
        .args(arguments)
        .output()
        .unwrap()
}

fn names(chapters: &Value) -> Vec<&str> {
    chapters
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect()
}

fn text(output: &Output) -> String {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_str(&text(output)).unwrap()
}
