//! The story of the whole, by command line: two laptops plan one visit apart, each offline, and come together.

use anyhow::{Context, Result};
use desk_tests::laptop::{Laptop, text};
use desk_tests::town::{DELEGATES, DELEGATES_ROWS, PROGRAMME, PROGRAMME_ROWS, Town, slot};
use serde_json::{Value, json};

#[test]
fn two_laptops_plan_apart_and_have_everything_when_they_meet() -> Result<()> {
    let mut town = Town::connected()?;
    work_apart(&mut town)?;

    town.server.start_again()?;
    town.exchange()?;

    town.ensure_equal()?;
    let ana = &town.ana;
    let items = ana.records("programme_item")?;
    assert_eq!(
        items.len(),
        1 + PROGRAMME_ROWS + 2,
        "arrival, imported, one by each"
    );
    assert_eq!(ana.records("person_private")?.len(), DELEGATES_ROWS);
    let arrived = |part: &&Value| part["status"] == "arrived";
    let parts = ana.records("participation")?;
    assert_eq!(parts.values().filter(arrived).count(), 2, "one by each");
    let landing = ana.record("programme_item", &town.landing)?;
    assert_eq!(landing["public_note"], "Bring the banner");
    assert_eq!(landing["internal_note"], "Two buses");
    Ok(())
}

#[test]
fn the_time_that_both_changed_is_asked_about_on_both_settled_on_one_and_undone() -> Result<()> {
    let mut town = Town::connected()?;
    work_apart(&mut town)?;
    town.server.start_again()?;
    town.exchange()?;
    let (ana, ben) = (&town.ana, &town.ben);

    let (at_ana, at_ben) = (ana.inbox()?, ben.inbox()?);
    assert_eq!((at_ana.len(), at_ben.len()), (1, 1), "one question");
    let (question, same) = (&at_ana[0], &at_ben[0]);
    assert_eq!(question["id"], same["id"], "and the same for both");
    assert_eq!(question["record"], json!(town.landing));
    assert_eq!(question["field"], "slot");
    let mut starts = [&question["first"], &question["second"]].map(|it| &it["value"]["start"]);
    starts.sort_by_key(|start| start.to_string());
    assert_eq!(starts, [&json!("15:10:00"), &json!("15:40:00")]);

    ben.ask(&["settle", text(question, "id")?, "--keep", "mine"])?;
    town.exchange()?;
    assert_eq!((ana.inbox()?.len(), ben.inbox()?.len()), (0, 0));
    assert_eq!(landing_starts(&town)?, ["15:40:00"; 2], "as Ben had it");
    town.ensure_equal()?;

    ben.ask(&["undo"])?;
    town.exchange()?;
    assert_eq!(ana.inbox()?[0]["id"], question["id"]);
    assert_eq!(ben.inbox()?[0]["id"], question["id"]);
    town.ensure_equal()
}

#[test]
fn without_the_server_sync_says_so_and_nothing_is_lost() -> Result<()> {
    let mut town = Town::connected()?;
    work_apart(&mut town)?;

    let failure = town.ana.fail(&["sync"])?;

    assert_eq!(failure.exit, Some(1));
    assert_eq!(failure.code.as_deref(), Some("server_unreachable"));
    // Another process each time: where the exchange stood is kept between them.
    let silent = town.ana.ask(&["status"])?;
    assert_eq!(silent["sync"]["state"], "offline");
    assert!(silent["sync"]["offline_since_ms"].is_number());
    town.server.start_again()?;
    assert!(town.ana.ask(&["sync"])?["sent"].as_u64() > Some(0));
    let reached = town.ana.ask(&["status"])?;
    assert_eq!(reached["sync"]["state"], "up_to_date");
    assert!(reached["sync"]["last_exchange_ms"].is_number());
    assert!(reached["sync"]["offline_since_ms"].is_null());
    let again = town.ana.ask(&["sync"])?;
    assert_eq!(again["sent"], 0, "sent once");
    Ok(())
}

#[test]
fn a_list_that_comes_again_doubles_nothing_on_either_laptop() -> Result<()> {
    let mut town = Town::connected()?;
    work_apart(&mut town)?;
    town.server.start_again()?;
    town.exchange()?;

    for laptop in [&town.ana, &town.ben] {
        let programme = town.import(laptop, "programme", PROGRAMME)?;
        assert_eq!(
            (&programme["added"], &programme["read"]),
            (&json!(0), &json!(PROGRAMME_ROWS))
        );
        let delegates = town.import(laptop, "participants", DELEGATES)?;
        assert_eq!(
            (&delegates["added"], &delegates["read"]),
            (&json!(0), &json!(DELEGATES_ROWS))
        );
    }
    let corrected = DELEGATES.replace("Robin,Delegate", "Robin,Interpreter");
    let answer = town.import(&town.ana, "participants", &corrected)?;
    assert_eq!(answer["updated"], 1, "{answer}");
    assert_eq!(answer["unchanged"], 2, "{answer}");
    Ok(())
}

#[test]
fn a_volunteer_neither_gets_private_halves_nor_may_write_them() -> Result<()> {
    let town = Town::connected()?;
    town.import(&town.ana, "participants", DELEGATES)?;
    town.exchange()?;
    let volunteer = Laptop::new("Vic")?;
    volunteer.connect(&town.server.url(), &town.server.invite("volunteer")?)?;

    assert_eq!(volunteer.records("person")?.len(), DELEGATES_ROWS + 1);
    assert_eq!(volunteer.records("person_private")?.len(), 0);

    let failure = volunteer.fail(&["add", "person_private", "passport_number=X999999"])?;
    assert_eq!(failure.code.as_deref(), Some("forbidden"), "at once");
    assert_eq!(volunteer.ask(&["status"])?["sync"]["waiting"], 0);
    assert_eq!(volunteer.ask(&["sync"])?["refused"], 0);
    town.exchange()?;
    assert_eq!(town.ana.records("person_private")?.len(), DELEGATES_ROWS);
    Ok(())
}

#[test]
fn a_viewer_joins_reads_and_writes_nothing() -> Result<()> {
    let town = Town::connected()?;
    let viewer = Laptop::new("Vic")?;
    viewer.connect(&town.server.url(), &town.server.invite("viewer")?)?;

    assert_eq!(viewer.records("programme_item")?.len(), 1);
    let add = ["add", "task", "--visit", &town.visit, "title=Order flags"];
    assert_eq!(viewer.fail(&add)?.code.as_deref(), Some("forbidden"));
    let status = viewer.ask(&["status"])?;
    assert_eq!(status["chapter"]["person_name"], "Vic");
    assert_eq!(
        status["sync"]["set_aside"], 0,
        "joining itself wrote nothing"
    );
    Ok(())
}

#[test]
fn a_laptop_that_was_removed_sends_nothing_and_keeps_what_it_had_not_sent() -> Result<()> {
    let town = Town::connected()?;
    town.revoke("Ben")?;
    town.ben.add("task", &town.visit, &["title=Order flags"])?;

    for _ in 0..2 {
        let failure = town.ben.fail(&["sync"])?;
        assert_eq!(failure.code.as_deref(), Some("signed_out"));
    }

    town.ana.ask(&["sync"])?;
    assert_eq!(town.ana.records("task")?.len(), 0);
    let status = town.ben.ask(&["status"])?;
    assert_eq!(status["sync"]["set_aside"], 1);
    assert_eq!(status["sync"]["state"], "signed_out");
    assert_eq!(status["chapter"]["name"], "Sèvres", "the name stays");
    assert_eq!(status["chapter"]["person_name"], "Ben");
    Ok(())
}

#[test]
fn what_a_removed_laptop_sent_is_looked_at_and_then_taken_in_or_thrown_away() -> Result<()> {
    let town = Town::connected()?;
    town.revoke("Ben")?;
    let server = &town.server;
    town.ben.add("task", &town.visit, &["title=Order flags"])?;
    town.ben.fail(&["sync"])?;

    let devices = server.ask(&["kept-aside", "list"])?;
    assert_eq!(
        (&devices[0]["member"], &devices[0]["changes"]),
        (&json!("Ben"), &json!(1))
    );
    let device = text(&devices[0], "id")?;
    let shown = server.ask(&["kept-aside", "show", device])?;
    assert_eq!(shown[0]["kind"], "task");
    assert_eq!(shown[0]["fields"]["title"], "Order flags");

    let accepted = server.ask(&["kept-aside", "accept", device])?;
    assert_eq!(accepted, json!({ "accepted": 1, "refused": [] }));
    town.ana.ask(&["sync"])?;
    assert_eq!(town.ana.records("task")?.len(), 1);

    town.ben.add("task", &town.visit, &["title=Burn flags"])?;
    town.ben.fail(&["sync"])?;
    let discarded = server.ask(&["kept-aside", "discard", device])?;
    assert_eq!(discarded, json!({ "discarded": 1 }));
    assert_eq!(server.ask(&["kept-aside", "list"])?, json!([]));
    town.ana.ask(&["sync"])?;
    assert_eq!(town.ana.records("task")?.len(), 1);
    Ok(())
}

#[test]
fn a_laptop_that_was_removed_connects_again_and_brings_what_it_had_done_alone() -> Result<()> {
    let town = Town::connected()?;
    town.revoke("Ben")?;
    town.ben.add("task", &town.visit, &["title=Order flags"])?;
    let landing = ["set", "programme_item", &town.landing];
    town.ben
        .ask(&[&landing[..], &["internal_note=Two buses"]].concat())?;

    let code = town.server.invite("coordinator")?;
    town.ben.connect(&town.server.url(), &code)?;

    is_whole_again(&town)
}

#[test]
fn a_laptop_that_heard_of_its_removal_connects_again_all_the_same() -> Result<()> {
    let town = Town::connected()?;
    town.ben.add("task", &town.visit, &["title=Order flags"])?;
    town.revoke("Ben")?;
    let landing = ["set", "programme_item", &town.landing];
    town.ben
        .ask(&[&landing[..], &["internal_note=Two buses"]].concat())?;
    town.ben.fail(&["sync"])?;
    assert_eq!(town.ben.records("programme_item")?.len(), 0, "all has left");

    let code = town.server.invite("coordinator")?;
    town.ben.connect(&town.server.url(), &code)?;
    // What the server kept aside as well has the same names, and is taken once.
    let aside = town.server.ask(&["kept-aside", "list"])?;
    let accept = ["kept-aside", "accept", text(&aside[0], "id")?];
    assert_eq!(town.server.ask(&accept)?["accepted"], 2);

    is_whole_again(&town)
}

#[tokio::test]
async fn a_server_that_does_not_know_the_laptop_says_so_as_often_as_it_is_asked() -> Result<()> {
    let mut town = Town::connected()?;
    let program = town.ben.serve().await?;
    program.ask("sync_now", &json!({})).await?;

    town.server.replace()?;

    for _ in 0..2 {
        let error = program.ask("sync_now", &json!({})).await.unwrap_err();
        assert!(error.to_string().contains("signed_out"), "{error}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_combined_without_asking_says_whose_change_came() -> Result<()> {
    let town = Town::connected()?;
    let title = |title: &str| format!("title={title}");
    let rename = |to: &str| {
        town.ana
            .ask(&["set", "programme_item", &town.landing, &title(to)])
    };
    for (to, note) in [("Arrival", "Bring flags"), ("Welcome", "Bring flowers")] {
        rename(to)?;
        let note = format!("public_note={note}");
        town.ben
            .ask(&["set", "programme_item", &town.landing, &note])?;
        town.exchange()?;
    }

    let program = town.ben.serve().await?;
    let view = program.ask("sync_view", &json!({})).await?;

    let combined = view["combined"].as_array().context("a list")?;
    assert_eq!(combined.len(), 2, "{view:#}");
    for one in combined {
        assert_eq!(one["who"], "Ana");
        assert_eq!(one["fields"], json!(["title"]));
    }
    Ok(())
}

#[test]
fn scripts_can_tell_wrong_use_from_failure() -> Result<()> {
    let laptop = Laptop::new("Ana")?;

    let no_chapter = laptop.fail(&["list", "visit"])?;
    assert_eq!(
        (no_chapter.exit, no_chapter.code.as_deref()),
        (Some(1), Some("no_chapter"))
    );
    let unreachable = laptop.fail(&["connect", "http://127.0.0.1:1", "--code", "CODE"])?;
    assert_eq!(
        (unreachable.exit, unreachable.code.as_deref()),
        (Some(1), Some("server_unreachable"))
    );
    for (wrong, said) in [
        (&["list"][..], "Usage: desk list"),
        (&["list", "programme"], "programme_item"),
        (&["set", "person", "ID", "rank"], "FIELD=VALUE"),
    ] {
        let failure = laptop.fail(wrong)?;
        assert_eq!((failure.exit, failure.code), (Some(2), None), "{wrong:?}");
        assert!(failure.message.contains(said), "{}", failure.message);
    }
    Ok(())
}

#[test]
fn what_one_deletes_is_in_the_trash_of_both_and_either_takes_it_out() -> Result<()> {
    let town = Town::connected()?;
    let Town { ana, ben, .. } = &town;
    ana.ask(&["delete", "programme_item", &town.landing])?;
    town.exchange()?;

    let trash = ben.ask(&["trash"])?;
    assert_eq!(trash, ben.ask(&["trash", "list"])?);
    assert_eq!(trash.as_array().map(Vec::len), Some(1), "{trash}");
    assert_eq!(trash[0]["title"], "Landing");
    let (kind, id) = (text(&trash[0], "kind")?, text(&trash[0], "id")?);
    ben.ask(&["trash", "restore", kind, id])?;
    town.exchange()?;

    assert_eq!(
        ana.record("programme_item", &town.landing)?["title"],
        "Landing"
    );
    assert_eq!(ana.ask(&["trash"])?, json!([]));
    let nowhere = ["trash", "restore", "task", &town.landing];
    assert_eq!(ana.fail(&nowhere)?.code.as_deref(), Some("not_found"));
    town.ensure_equal()
}

#[test]
fn setting_up_a_chapter_is_no_step_to_undo() -> Result<()> {
    let town = Town::connected()?;

    // Joining is all that Ben's laptop ever did.
    let failure = town.ben.fail(&["undo"])?;

    assert_eq!(failure.code.as_deref(), Some("nothing_to_undo"));
    assert_eq!(town.ben.ask(&["status"])?["undo"], Value::Null);
    assert_eq!(town.ben.ask(&["status"])?["chapter"]["person_name"], "Ben");
    Ok(())
}

/// Ben's laptop is one of the chapter again, and what it did alone is on both, once.
fn is_whole_again(town: &Town) -> Result<()> {
    let Town { ana, ben, .. } = town;
    town.exchange()?;

    town.ensure_equal()?;
    assert_eq!(ana.records("task")?.len(), 1);
    let landing = ana.record("programme_item", &town.landing)?;
    assert_eq!(landing["internal_note"], "Two buses");
    assert_eq!(ana.inbox()?.len(), 0, "nobody is asked anything");
    let status = ben.ask(&["status"])?;
    assert_eq!(status["sync"]["state"], "up_to_date");
    assert_eq!(
        (&status["sync"]["waiting"], &status["sync"]["set_aside"]),
        (&json!(0), &json!(0))
    );
    assert_eq!(status["chapter"]["person_name"], "Ben");
    let by_ben = |device: &&Value| device["person_name"] == "Ben";
    let devices = ana.records("device")?;
    assert_eq!(
        devices.values().filter(by_ben).count(),
        2,
        "as another device"
    );
    Ok(())
}

/// The server goes; each imports a list, adds, moves and checks people in; both change when the guests land.
fn work_apart(town: &mut Town) -> Result<()> {
    town.server.kill()?;
    let Town {
        ana,
        ben,
        visit,
        landing,
        guest,
        ..
    } = &*town;
    let programme = town.import(ana, "programme", PROGRAMME)?;
    assert_eq!(programme["added"], PROGRAMME_ROWS, "{programme}");
    let delegates = town.import(ben, "participants", DELEGATES)?;
    assert_eq!(delegates["added"], DELEGATES_ROWS, "{delegates}");

    ana.add("programme_item", visit, &["title=Walk along the Seine"])?;
    ben.add("programme_item", visit, &["title=Farewell breakfast"])?;
    let (early, late) = (slot("15:10"), slot("15:40"));
    ana.ask(&[
        "set",
        "programme_item",
        landing,
        &early,
        "public_note=Bring the banner",
    ])?;
    ben.ask(&[
        "set",
        "programme_item",
        landing,
        &late,
        "internal_note=Two buses",
    ])?;

    ana.ask(&["set", "participation", guest, "status=arrived"])?;
    let parts = ben.records("participation")?;
    let imported = parts.keys().find(|id| *id != guest);
    let imported = imported.expect("the list was imported");
    ben.ask(&["set", "participation", imported, "status=arrived"])?;
    Ok(())
}

/// When the guests land, as each laptop has it.
fn landing_starts(town: &Town) -> Result<[String; 2]> {
    let start = |laptop: &Laptop| -> Result<String> {
        let landing = laptop.record("programme_item", &town.landing)?;
        Ok(text(&landing["slot"], "start")?.to_owned())
    };
    Ok([start(&town.ana)?, start(&town.ben)?])
}
