//! Partnerships and the calendar, by the commands that a screen gives.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

mod support;

use chrono::{Datelike, Days, NaiveDate};
use desk_api::Request;
use desk_api::calendar::{CalendarSpan, CalendarView};
use desk_api::partnerships::{
    CitySetPosition, ContactAdd, ContactRemove, PartnershipAdd, PartnershipId, PartnershipSide,
    PartnershipView, PartnershipsView, PositionView, RenewalNearness,
};
use desk_api::records::{Nothing, RecordAdd, RecordSet};
use desk_api::state::{ChapterStart, Done, VisitAdd};
use desk_app::calendar::SPAN_DAYS_MAX;
use desk_app::{Error, rpc};
use desk_domain::kinds::Person;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use support::Computer;

#[tokio::test]
async fn a_partnership_is_added_with_its_city_and_undo_takes_both_back() {
    let desk = Desk::new().await;
    desk.add(aachen()).await;
    let view: PartnershipsView = desk.ask(Request::Partnerships(Nothing {})).await;
    let row = &view.rows[0];
    let partner = row.partner.as_ref().unwrap();
    assert_eq!(partner.name, "Aachen");
    assert_eq!(partner.zone.as_deref(), Some("Europe/Berlin"), "one zone");
    assert_eq!(
        partner.position,
        Some(PositionView {
            lat: 50.7753,
            lon: 6.0839
        })
    );
    assert_eq!(row.home.as_ref().unwrap().name, "Arlington");
    assert_eq!(row.status.as_deref(), Some("sister_city"));
    assert_eq!(row.signed_on.as_deref(), Some("1993-06-12"));
    desk.ask::<Done<Nothing>>(Request::Undo(Nothing {})).await;
    let view: PartnershipsView = desk.ask(Request::Partnerships(Nothing {})).await;
    assert!(view.rows.is_empty());
}

#[tokio::test]
async fn a_city_that_is_a_partner_already_and_a_position_off_the_globe_are_refused() {
    let desk = Desk::new().await;
    desk.add(aachen()).await;
    let refused = |request| async {
        let refused = rpc::handle(&desk.0.app, Request::PartnershipAdd(request)).await;
        match refused {
            Err(Error::BadValue { field, .. }) => field,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(refused(aachen()).await, "partner_city");
    let off = PartnershipAdd {
        partner_city: "Reims".to_owned(),
        partner_country: "FR".to_owned(),
        partner_position: Some("149, 4".to_owned()),
        ..aachen()
    };
    assert_eq!(refused(off).await, "partner_position");
    let view: PartnershipsView = desk.ask(Request::Partnerships(Nothing {})).await;
    assert_eq!(view.rows.len(), 1, "a refused one leaves nothing behind");
}

#[tokio::test]
async fn contacts_of_both_sides_are_added_by_person_or_name_and_taken_off_again() {
    let desk = Desk::new().await;
    let id = desk.add(aachen()).await;
    let known = desk.add_person("Hanna Beck").await;
    let contact = |side, person: Option<&str>, name: Option<&str>| {
        Request::ContactAdd(ContactAdd {
            partnership: id.clone(),
            side,
            person: person.map(str::to_owned),
            name: name.map(str::to_owned),
        })
    };
    let done: Done<Nothing> = desk
        .ask(contact(PartnershipSide::Theirs, Some(&known), None))
        .await;
    assert_eq!(done.done.unwrap().args["name"], "Hanna Beck");
    desk.ask::<Done<Nothing>>(contact(PartnershipSide::Ours, None, Some("Margaret Hill")))
        .await;
    let names = |view: &PartnershipView| {
        let of = |contacts: &[desk_api::partnerships::ContactView]| {
            let names = contacts.iter().map(|it| it.name.latin.clone());
            names.collect::<Vec<_>>()
        };
        (of(&view.our_contacts), of(&view.partner_contacts))
    };
    let view = desk.partnership(&id).await;
    assert_eq!(
        names(&view),
        (
            vec!["Margaret Hill".to_owned()],
            vec!["Hanna Beck".to_owned()]
        )
    );
    let remove = ContactRemove {
        partnership: id.clone(),
        side: PartnershipSide::Theirs,
        person: known.clone(),
    };
    desk.ask::<Done<Nothing>>(Request::ContactRemove(remove))
        .await;
    let view = desk.partnership(&id).await;
    assert!(view.partner_contacts.is_empty());
    let store = &desk.0.app.chapter().await.unwrap().store;
    let people = store.list::<Person>(None).await.unwrap();
    assert_eq!(people.len(), 2, "the people stay");
}

#[tokio::test]
async fn visits_stand_latest_first_with_their_counts_and_initiative() {
    let desk = Desk::new().await;
    let id = desk.add(aachen()).await;
    let today = desk.today().await;
    let day = |days: i64| (today + chrono::TimeDelta::days(days)).to_string();
    desk.visit("Long ago", "inbound", &day(-900), &day(-890))
        .await;
    desk.visit("Now", "outbound", &day(-2), &day(2)).await;
    let later = desk.visit("Later", "inbound", &day(300), &day(305)).await;
    let called_off = desk
        .visit("Called off", "inbound", &day(20), &day(21))
        .await;
    desk.set("visit", &called_off, json!({"status": "cancelled"}))
        .await;
    let initiative = desk
        .record(
            "initiative",
            json!({"title": "Clean water", "partnership": id}),
        )
        .await;
    desk.set("visit", &later, json!({"initiative": initiative}))
        .await;

    let view = desk.partnership(&id).await;
    let titles: Vec<_> = view.visits.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, ["Later", "Called off", "Now", "Long ago"]);
    let row = &view.row;
    assert_eq!(row.next_visit.as_ref().unwrap().title, "Now", "it runs");
    assert_eq!(row.last_visit.as_ref().unwrap().title, "Long ago");
    assert_eq!((row.visits.inbound, row.visits.outbound), (2, 1));
    assert_eq!(view.initiatives[0].title, "Clean water");
    assert_eq!(view.initiatives[0].visits, [later]);
}

#[tokio::test]
async fn an_agreement_tells_its_anniversaries_and_renewal_and_an_inactive_one_does_not() {
    let desk = Desk::new().await;
    let id = desk.add(aachen()).await;
    let today = desk.today().await;
    let signed_on = today.with_year(today.year() - 24).unwrap();
    let signed_on = signed_on.checked_sub_days(Days::new(1)).unwrap();
    let renewal_on = today.checked_add_days(Days::new(30)).unwrap();
    let fields = json!({"signed_on": signed_on, "renewal_on": renewal_on});
    desk.set("partnership", &id, fields).await;
    let view = desk.partnership(&id).await;
    let next = view.row.next_anniversary.as_ref().unwrap();
    assert_eq!((next.years, next.round), (25, true));
    assert_eq!(view.next_round_anniversary, None, "it is the next one");
    let renewal = view.row.renewal.unwrap();
    assert_eq!(renewal.nearness, RenewalNearness::TextDue);
    desk.set("partnership", &id, json!({"status": "inactive"}))
        .await;
    let view = desk.partnership(&id).await;
    assert_eq!((view.row.next_anniversary, view.row.renewal), (None, None));
}

#[tokio::test]
async fn our_own_city_is_put_on_the_map() {
    let desk = Desk::new().await;
    let view: PartnershipsView = desk.ask(Request::Partnerships(Nothing {})).await;
    let home = view.home.unwrap();
    assert_eq!(home.position, None);
    let place = CitySetPosition {
        city: home.id,
        position: "38°52′54″N 77°5′28″W".to_owned(),
    };
    desk.ask::<Done<Nothing>>(Request::CitySetPosition(place))
        .await;
    let view: PartnershipsView = desk.ask(Request::Partnerships(Nothing {})).await;
    let position = view.home.unwrap().position.unwrap();
    assert!((position.lat - 38.881_667).abs() < 1e-5);
    assert!((position.lon + 77.091_111).abs() < 1e-5);
}

#[tokio::test]
async fn a_month_holds_what_touches_it_and_nothing_else() {
    let desk = Desk::new().await;
    let id = desk.add(aachen()).await;
    let fields = json!({"signed_on": "2011-03-04", "renewal_on": "2031-05-20"});
    desk.set("partnership", &id, fields).await;
    desk.visit("Runs into it", "inbound", "2031-02-20", "2031-03-01")
        .await;
    let whole = desk
        .visit("In it", "outbound", "2031-03-05", "2031-03-09")
        .await;
    desk.visit("After it", "inbound", "2031-04-01", "2031-04-02")
        .await;
    for (title, due_on) in [("Call", "2031-03-31"), ("Write", "2031-04-01")] {
        let task = RecordAdd {
            kind: "task".to_owned(),
            visit: Some(whole.clone()),
            fields: fields_of(json!({"title": title, "due_on": due_on})),
        };
        desk.ask::<Value>(Request::RecordAdd(task)).await;
    }

    let view: CalendarView = desk.ask(span("2031-03-01", "2031-04-01")).await;
    let visits: Vec<_> = view.visits.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(visits, ["Runs into it", "In it"]);
    assert_eq!(view.visits[1].partner.as_deref(), Some("Aachen"));
    let anniversary = &view.anniversaries[0];
    assert_eq!(anniversary.anniversary.on, "2031-03-04");
    assert_eq!(
        (anniversary.anniversary.years, anniversary.anniversary.round),
        (20, true)
    );
    assert_eq!(view.anniversaries.len(), 1);
    let tasks: Vec<_> = view.tasks.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(tasks, ["Call"]);
    assert!(view.renewals.is_empty(), "its text is due in February");
    let view: CalendarView = desk.ask(span("2031-02-01", "2031-03-01")).await;
    assert_eq!(view.renewals[0].renewal.text_by, "2031-02-25");
}

#[tokio::test]
async fn a_span_that_is_empty_or_too_long_is_refused() {
    let desk = Desk::new().await;
    let from: NaiveDate = "2031-01-01".parse().unwrap();
    for days in [0, SPAN_DAYS_MAX + 1] {
        let until = from + chrono::TimeDelta::days(days);
        let refused = rpc::handle(&desk.0.app, span("2031-01-01", &until.to_string())).await;
        assert!(
            matches!(&refused, Err(Error::BadValue { field, .. }) if field == "until"),
            "{days} days: {refused:?}"
        );
    }
}

/// A chapter in Arlington on a computer of its own.
struct Desk(Computer);

impl Desk {
    async fn new() -> Self {
        let computer = Computer::new().await;
        let start = ChapterStart {
            chapter_name: "Arlington".to_owned(),
            city_name: "Arlington".to_owned(),
            country: "US".to_owned(),
            zone: "America/New_York".to_owned(),
            person_name: "Anna".to_owned(),
        };
        computer.app.start_chapter(&start).await.unwrap();
        Self(computer)
    }

    async fn ask<T: DeserializeOwned>(&self, request: Request) -> T {
        let answer = rpc::handle(&self.0.app, request).await.unwrap();
        serde_json::from_value(answer).unwrap()
    }

    async fn today(&self) -> NaiveDate {
        let view: PartnershipsView = self.ask(Request::Partnerships(Nothing {})).await;
        view.date.parse().unwrap()
    }

    async fn add(&self, request: PartnershipAdd) -> String {
        let done: Done<PartnershipId> = self.ask(Request::PartnershipAdd(request)).await;
        done.result.partnership
    }

    async fn partnership(&self, id: &str) -> PartnershipView {
        let partnership = id.to_owned();
        self.ask(Request::Partnership(PartnershipId { partnership }))
            .await
    }

    async fn visit(&self, title: &str, direction: &str, from: &str, to: &str) -> String {
        let add = VisitAdd {
            title: title.to_owned(),
            direction: direction.to_owned(),
            partner_city: "Aachen".to_owned(),
            partner_country: "DE".to_owned(),
            partner_zone: None,
            starts_on: from.to_owned(),
            ends_on: to.to_owned(),
            zone: None,
            template: None,
        };
        let done: Value = self.ask(Request::VisitAdd(add)).await;
        done["result"]["id"].as_str().unwrap().to_owned()
    }

    async fn add_person(&self, name: &str) -> String {
        self.record("person", json!({"latin_name": name})).await
    }

    async fn record(&self, kind: &str, fields: Value) -> String {
        let add = RecordAdd {
            kind: kind.to_owned(),
            visit: None,
            fields: fields_of(fields),
        };
        let done: Value = self.ask(Request::RecordAdd(add)).await;
        done["result"]["id"].as_str().unwrap().to_owned()
    }

    async fn set(&self, kind: &str, id: &str, fields: Value) {
        let set = RecordSet {
            kind: kind.to_owned(),
            id: id.to_owned(),
            fields: fields_of(fields),
        };
        self.ask::<Value>(Request::RecordSet(set)).await;
    }
}

fn aachen() -> PartnershipAdd {
    PartnershipAdd {
        partner_city: "Aachen".to_owned(),
        partner_country: "DE".to_owned(),
        partner_zone: None,
        partner_position: Some("50.7753, 6.0839".to_owned()),
        status: Some("sister_city".to_owned()),
        sister_state: None,
        signed_on: Some("1993-06-12".to_owned()),
        agreement_type: None,
        renewal_on: None,
    }
}

fn span(from: &str, until: &str) -> Request {
    Request::Calendar(CalendarSpan {
        from: from.to_owned(),
        until: until.to_owned(),
    })
}

fn fields_of(fields: Value) -> std::collections::BTreeMap<String, Value> {
    serde_json::from_value(fields).unwrap()
}
