//! Laptops whose data is a copy: restored from a backup, or cloned. They go on by themselves, and nothing is lost.

use anyhow::{Context, Result};
use desk_tests::laptop::{Laptop, text};
use desk_tests::town::Town;
use serde_json::{Value, json};

#[test]
fn a_laptop_restored_from_a_backup_goes_on_by_itself_and_nothing_is_lost() -> Result<()> {
    let town = Town::connected()?;
    town.exchange()?;
    let ana = &town.ana;
    let backup = ana.data().join("yesterday.backup");
    let backup = backup.to_str().context("a path of letters")?;
    ana.add("programme_item", &town.visit, &["title=Not sent yet"])?;
    ana.ask(&["backup", backup])?;
    ana.add("programme_item", &town.visit, &["title=After the backup"])?;
    set_landing(ana, &town, "public_note=Bring the banner")?;
    ana.ask(&["sync"])?;

    ana.ask(&["restore", backup])?;
    assert_eq!(ana.records("programme_item")?.len(), 2, "as it was then");
    ana.add("programme_item", &town.visit, &["title=After the restore"])?;
    set_landing(ana, &town, "internal_note=Two buses")?;
    town.exchange()?;

    town.ensure_equal()?;
    let expected = [
        "After the backup",
        "After the restore",
        "Landing",
        "Not sent yet",
    ];
    assert_eq!(titles(&town.ben)?, expected, "each once");
    let landing = town.ben.record("programme_item", &town.landing)?;
    assert_eq!(landing["public_note"], "Bring the banner");
    assert_eq!(landing["internal_note"], "Two buses");
    assert_eq!(town.ben.inbox()?.len(), 0, "nobody is asked anything");
    is_one_computer_of_two_ids(&town)?;
    Ok(())
}

#[test]
fn two_copies_of_one_laptop_both_go_on_and_nothing_is_lost() -> Result<()> {
    let town = Town::connected()?;
    town.exchange()?;
    let ana = &town.ana;
    ana.add("programme_item", &town.visit, &["title=Before the copy"])?;
    let copy = ana.cloned()?;
    ana.add("programme_item", &town.visit, &["title=On the first"])?;
    set_landing(ana, &town, "public_note=Bring the banner")?;
    copy.add("programme_item", &town.visit, &["title=On the copy"])?;
    set_landing(&copy, &town, "internal_note=Two buses")?;

    for laptop in [ana, &copy, &town.ben, ana, &copy] {
        laptop.ask(&["sync"])?;
    }

    town.ensure_equal()?;
    for kind in ["programme_item", "device"] {
        assert_eq!(copy.records(kind)?, ana.records(kind)?, "{kind}");
    }
    let titles = titles(&town.ben)?;
    let expected = ["Before the copy", "Landing", "On the copy", "On the first"];
    assert_eq!(titles, expected, "each once");
    let landing = town.ben.record("programme_item", &town.landing)?;
    assert_eq!(landing["public_note"], "Bring the banner");
    assert_eq!(landing["internal_note"], "Two buses");
    assert_eq!(town.ben.inbox()?.len(), 0, "nobody is asked anything");
    is_one_computer_of_two_ids(&town)?;

    town.revoke("Ana")?;
    for laptop in [ana, &copy] {
        assert_eq!(
            laptop.fail(&["sync"])?.code.as_deref(),
            Some("signed_out"),
            "both by one command"
        );
    }
    Ok(())
}

/// The operator sees one device of two ids, the members two devices of one person.
fn is_one_computer_of_two_ids(town: &Town) -> Result<()> {
    let listed = town.server.ask(&["devices"])?;
    let listed = listed.as_array().context("a list is an array")?;
    let of_ana: Vec<&Value> = listed.iter().filter(|it| it["member"] == "Ana").collect();
    let [device] = of_ana[..] else {
        panic!("{listed:?}");
    };
    let further = device["further_ids"].as_array();
    let further = further.context("its ids are an array")?;
    assert_eq!(further.len(), 1);
    let devices = town.ben.records("device")?;
    for id in [&device["id"], &further[0]] {
        let id = id.as_str().context("an id is text")?;
        assert_eq!(devices[id]["person_name"], json!("Ana"));
    }
    Ok(())
}

fn set_landing(laptop: &Laptop, town: &Town, field: &str) -> Result<()> {
    laptop.ask(&["set", "programme_item", &town.landing, field])?;
    Ok(())
}

fn titles(laptop: &Laptop) -> Result<Vec<String>> {
    let items = laptop.records("programme_item")?;
    let mut titles: Vec<String> = items
        .values()
        .map(|item| Ok(text(item, "title")?.to_owned()))
        .collect::<Result<_>>()?;
    titles.sort();
    Ok(titles)
}
