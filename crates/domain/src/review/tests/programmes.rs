//! Days of real visits, and the day on which the board was designed.

use super::super::finding::FindingCode::{InterpreterInTwoPlaces, NoTravelTime, PersonInTwoPlaces};
use super::super::testing::{Plan, day, slot};
use super::super::{Severity, WayOut};
use crate::Id;
use crate::kinds::ProgrammeItemKind;
use Severity::{Error, Hint, Warning};

/// Mount Prospect in Sèvres, 1 June 2011: the librarians stay in Paris, the others see castles and sleep in Tours.
/// <http://docs.mountprospect.org/WebLink/DocView.aspx?id=562026&dbid=0&repo=VOMP>
fn sevres() -> Plan {
    let mut plan = Plan::new();
    plan.today = day("2011-05-23");
    plan.visit_on("2011-05-29", "2011-06-05");
    for (name, track) in [
        ("A librarian", "LIB"),
        ("Another librarian", "LIB"),
        ("A trustee", "MAIN"),
    ] {
        let [guest] = plan.guests([name]);
        plan.part(guest).track = Some(track.into());
    }
    let items = [
        ("MAIN", "2011-06-01 08:00-", "Assemble and leave"),
        ("MAIN", "2011-06-01 11:30-", "Gardens, then lunch"),
        ("MAIN", "2011-06-01", "Castle visit; dinner and night"),
        ("LIB", "2011-06-01 09:00-", "Assemble"),
        (
            "LIB",
            "2011-06-01 10:00-",
            "Tour in English, national library",
        ),
        ("LIB", "2011-06-01 15:30-", "Town institutions; dinner"),
        ("MAIN", "2011-06-03 09:00-", "Castle visit"),
        ("LIB", "2011-06-03 09:00-", "Assemble"),
    ];
    for (track, when, title) in items {
        plan.item(title, when).tracks.insert(track.into());
    }
    plan
}

#[test]
fn the_tracks_of_sevres_do_not_clash() {
    assert_eq!(sevres().found(), []);
}

#[test]
fn a_librarian_who_is_put_on_the_castle_tour_is_in_two_places() {
    let mut plan = sevres();
    let librarian = plan.people[0].id;
    plan.items[6].participants.insert(Id::new(librarian.uuid));
    assert_eq!(
        plan.found(),
        [(PersonInTwoPlaces, Error)],
        "both print 09:00 as their start"
    );
    let findings = plan.review();
    assert_eq!(findings[0].people().collect::<Vec<_>>(), [librarian]);
}

/// Samarinda in Tigard, Monday 17 June 2002: items without a gap in one hall, a transport that nobody entered, and a
/// dinner "at 17:00 or 17:30".
/// <http://publicrecords.tigard-or.gov/Public/DocView.aspx?dbid=0&id=1032655&repo=CityOfTigard>
#[test]
fn the_gaps_of_tigard_are_enough_in_one_hall_and_short_before_dinner() {
    let mut plan = Plan::new();
    plan.today = day("2002-06-01");
    plan.visit_on("2002-06-15", "2002-06-22");
    plan.guest("A council member");
    let hall = plan.venue("Town Hall", None);
    // Where the two stand on the map of Hillsboro and Aloha, Oregon.
    let factory = plan.venue("Intel", Some((45.5430, -122.9620)));
    let estate = plan.venue("Jenkins Estate", Some((45.4690, -122.8810)));
    let items = [
        (hall, "2002-06-17 09:00-10:15", "Introductions"),
        (hall, "2002-06-17 10:15-10:30", "Break"),
        (hall, "2002-06-17 10:30-11:30", "Overview of the week"),
        (hall, "2002-06-17 11:30-12:30", "Lunch"),
        (hall, "2002-06-17 12:30-14:00", "Review of the assessment"),
        (hall, "2002-06-17 14:00-14:15", "Break, then transport"),
        (factory, "2002-06-17 15:00-16:30", "Company tour"),
        (estate, "2002-06-17 17:00-20:00", "Dinner"),
    ];
    for (venue, when, title) in items {
        plan.item(title, when).venue = Some(venue);
    }
    assert_eq!(plan.found(), [(NoTravelTime, Warning)]);
    let dinner = plan.items.last_mut().unwrap();
    dinner.slot.as_mut().unwrap().certainty = crate::values::Certainty::Tentative;
    assert_eq!(plan.found(), [(NoTravelTime, Hint)], "it may be 17:30");
}

/// Tuesday 20 October of the design: a drill, a radio interview, a tour and a supper.
fn station_day() -> Plan {
    let mut plan = Plan::new();
    plan.visit_on("2026-10-17", "2026-10-24");
    let [oleksii, oksana, taras, iryna, yurii, sofiia, khrystyna] = plan.guests([
        "Oleksii Bondarenko",
        "Oksana Hnatiuk",
        "Taras Marchuk",
        "Iryna Kovalchuk",
        "Yurii Savchuk",
        "Sofiia Kravets",
        "Khrystyna Petriv",
    ]);
    let pick_up = plan.item("Pick-up", "2026-10-20 08:00-08:30");
    pick_up.kind = Some(ProgrammeItemKind::Transfer);
    let station = plan.venue("Station 5", None);
    let studio = plan.venue("Studio, Brandywine St", None);
    let river = plan.venue("Potomac, Columbia Island", None);
    let drill = [oleksii, taras, yurii, khrystyna];
    let item = plan.item_for(&drill, "High-rise rescue drill", "2026-10-20 09:00-12:00");
    (item.venue, item.interpreter) = (Some(station), Some(khrystyna));
    plan.item_for(
        &[sofiia, iryna, oksana],
        "Dispatch centre tour",
        "2026-10-20 09:15-10:45",
    );
    let item = plan.item_for(
        &[taras, sofiia],
        "Radio interview, WAMU",
        "2026-10-20 11:00-12:30",
    );
    (item.venue, item.interpreter) = (Some(studio), Some(khrystyna));
    plan.item("Lunch at the station", "2026-10-20 13:00-14:00")
        .venue = Some(station);
    let paramedics = [oksana, iryna, sofiia, khrystyna];
    plan.item_for(&paramedics, "Paramedic exchange", "2026-10-20 14:30-16:30")
        .interpreter = Some(khrystyna);
    plan.item_for(
        &[oleksii, taras, yurii],
        "Swift-water drill",
        "2026-10-20 14:45-17:00",
    )
    .venue = Some(river);
    plan.item("Supper at the Ukrainian church", "2026-10-20 19:00-21:00");
    plan
}

#[test]
fn the_interview_during_the_drill_takes_a_commander_and_the_interpreter_away() {
    let plan = station_day();
    assert_eq!(
        plan.found(),
        [(InterpreterInTwoPlaces, Error), (PersonInTwoPlaces, Error)]
    );
    let sentences = plan.sentences();
    assert_eq!(
        sentences[1],
        "“Radio interview, WAMU”, Tue 20 Oct 2026 11:00–12:30: \
         Taras Marchuk is also at “High-rise rescue drill”, 09:00–12:00.",
    );
}

#[test]
fn the_interview_fits_between_the_river_and_the_supper() {
    let plan = station_day();
    let programme = plan.programme();
    let interview = plan.items[3].id;
    // A quarter of an hour from the river, whose place on the map nobody entered; an hour and a half until supper.
    let fits = slot("2026-10-20 17:15-18:45");
    assert_eq!(programme.suggest(interview), Some(fits.clone()));
    let finding = &programme.findings()[1];
    let way_out = WayOut::MoveTo {
        item: interview,
        slot: fits.clone(),
    };
    assert_eq!(programme.way_out(finding), Some(way_out));
    assert_eq!(programme.probe(interview, &fits), []);
    let codes: Vec<_> = programme
        .probe(interview, &slot("2026-10-20 17:00-18:30"))
        .iter()
        .map(|finding| finding.code())
        .collect();
    assert_eq!(codes, [NoTravelTime]);
}

#[test]
fn where_a_day_is_full_the_next_one_is_proposed_and_never_one_that_is_past() {
    let mut plan = station_day();
    plan.item("All afternoon", "2026-10-20 17:00-19:00");
    plan.items[0].slot = Some(slot("2026-10-20 06:00-08:30"));
    let interview = plan.items[3].id;
    let suggested = |plan: &Plan| plan.programme().suggest(interview);
    assert_eq!(suggested(&plan), Some(slot("2026-10-21 11:00-12:30")));
    plan.item("All of Wednesday", "2026-10-21 06:00-22:00");
    assert_eq!(suggested(&plan), Some(slot("2026-10-19 11:00-12:30")));
    plan.today = day("2026-10-20");
    assert_eq!(suggested(&plan), Some(slot("2026-10-22 11:00-12:30")));
    plan.visit_on("2026-10-17", "2026-10-21");
    assert_eq!(suggested(&plan), None);
}

#[test]
fn an_item_from_the_tray_gets_the_length_that_was_said() {
    let mut plan = station_day();
    let item = plan.item("Iwo Jima at dusk", "");
    item.length_minutes = Some(45);
    let id = item.id;
    let programme = plan.programme();
    assert_eq!(programme.suggest(id), None, "nobody said on which day");
    let placed = programme
        .place(id, day("2026-10-20"), super::super::testing::time("17:15"))
        .unwrap();
    assert_eq!(placed, slot("2026-10-20 17:15-18:00"));
    assert_eq!(programme.probe(id, &placed), []);
    assert_eq!(
        programme.probe(id, &slot("2026-10-20 18:30-19:15")).len(),
        1
    );
}
