//! What lists ask for: tasks, people, and one step on many records.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

mod support;

use std::collections::BTreeMap;

use desk_api::Request;
use desk_api::itinerary::VisitId;
use desk_api::participants::{ParticipantAdd, ParticipantRow, PersonId};
use desk_api::people::{PeopleCounts, PeopleQuery, PeopleSort, PeopleView, PersonView, Whose};
use desk_api::records::{Nothing, RecordRef, RecordSet, RecordView, RecordsDelete, RecordsSet};
use desk_api::state::{ChapterStart, Done, VisitAdd, VisitRow};
use desk_api::tasks::{TaskAdd, TaskGroup, TaskPlanView, TaskView, TasksPlan, TasksView};
use desk_app::{Error, rpc};
use desk_domain::Kind;
use desk_domain::kinds::{Participation, Person};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use support::Computer;

#[tokio::test]
async fn many_records_change_in_one_step_that_one_undo_takes_back() {
    let desk = Desk::new().await;
    let visit = desk.plan("Firefighters", "inbound", "2031-06-01").await;
    let ids = vec![
        desk.add_person(&visit, "Oksana Hnatiuk", "guest").await.id,
        desk.add_person(&visit, "Yurii Savchuk", "guest").await.id,
    ];
    let before = desk.tracks().await;
    let done: Done<Nothing> = desk
        .set("participation", &ids, json!({ "track": "Rescue" }))
        .await;
    let label = done.done.unwrap();
    assert_eq!(label.code, "records_changed");
    assert_eq!(label.args["count"], "2");
    assert_eq!(
        desk.tracks().await,
        [Some("Rescue".to_owned()), Some("Rescue".to_owned())]
    );
    desk.undo().await;
    assert_eq!(desk.tracks().await, before);
}

#[tokio::test]
async fn one_record_of_a_step_is_called_by_its_name() {
    let desk = Desk::new().await;
    let visit = desk.plan("Firefighters", "inbound", "2031-06-01").await;
    let ids = vec![desk.add_person(&visit, "Oksana Hnatiuk", "guest").await.id];
    let done: Done<Nothing> = desk
        .set("participation", &ids, json!({ "track": "Rescue" }))
        .await;
    let label = done.done.unwrap();
    assert_eq!(label.code, "record_changed");
    assert_eq!(label.args["title"], "Oksana Hnatiuk");
}

#[tokio::test]
async fn a_record_that_is_not_there_leaves_the_others_as_they_were() {
    let desk = Desk::new().await;
    let visit = desk.plan("Firefighters", "inbound", "2031-06-01").await;
    let known = desk.add_person(&visit, "Oksana Hnatiuk", "guest").await.id;
    let ids = vec![known, uuid::Uuid::max().to_string()];
    let fields = fields(json!({ "track": "Rescue" }));
    let kind = Participation::SPEC.name.to_owned();
    let refused = desk
        .ask(Request::RecordsSet(RecordsSet {
            kind: kind.clone(),
            ids: ids.clone(),
            fields,
        }))
        .await;
    assert!(
        matches!(refused, Err(Error::NotFound { .. })),
        "{refused:?}"
    );
    assert_eq!(desk.tracks().await, [None]);
    let refused = desk
        .ask(Request::RecordsDelete(RecordsDelete { kind, ids }))
        .await;
    assert!(refused.is_err());
    assert_eq!(desk.tracks().await, [None]);
}

#[tokio::test]
async fn a_step_on_no_record_or_on_far_too_many_is_refused() {
    let desk = Desk::new().await;
    for count in [0, desk_app::records::RECORDS_MAX + 1] {
        let ids = vec![uuid::Uuid::max().to_string(); count];
        let request = RecordsDelete {
            kind: "task".to_owned(),
            ids,
        };
        let refused = desk.ask(Request::RecordsDelete(request)).await;
        assert!(
            matches!(&refused, Err(Error::BadValue { field, .. }) if field == "ids"),
            "{refused:?}"
        );
    }
}

#[tokio::test]
async fn many_records_go_to_the_trash_in_one_step() {
    let desk = Desk::new().await;
    let visit = desk.plan("Firefighters", "inbound", "2031-06-01").await;
    let mut ids = Vec::new();
    for title in ["Book the bus", "Order flags"] {
        ids.push(desk.add_task(&visit, title, None).await.id);
    }
    let request = RecordsDelete {
        kind: "task".to_owned(),
        ids,
    };
    let done: Done<Nothing> = desk.answer(Request::RecordsDelete(request)).await;
    assert_eq!(done.done.unwrap().code, "records_deleted");
    assert!(desk.tasks(&visit).await.tasks.is_empty());
    desk.undo().await;
    assert_eq!(desk.tasks(&visit).await.tasks.len(), 2);
}

#[tokio::test]
async fn the_tasks_of_a_visit_tell_who_does_them_and_keep_what_is_done() {
    let desk = Desk::new().await;
    let visit = desk.plan("Firefighters", "inbound", "2031-06-01").await;
    let guest = desk.add_person(&visit, "Oksana Hnatiuk", "guest").await;
    let ours = desk.add_person(&visit, "Margaret Whitaker", "host").await;
    let task = desk
        .add_task(&visit, "Book the bus", Some("2031-05-01"))
        .await;
    let late = desk
        .add_task(&visit, "Order flags", Some("2020-01-01"))
        .await;
    let _: Done<Nothing> = desk
        .set(
            "task",
            std::slice::from_ref(&task.id),
            json!({ "assignee": ours.person, "note": "By Friday", "status": "done" }),
        )
        .await;
    let view = desk.tasks(&visit).await;
    let titles: Vec<_> = view.tasks.iter().map(|task| task.title.as_str()).collect();
    assert_eq!(
        titles,
        ["Order flags", "Book the bus"],
        "what is done comes last"
    );
    assert_eq!(view.tasks[0].id, late.id);
    assert!(view.tasks[0].days_late > 365);
    let done = &view.tasks[1];
    assert_eq!((done.group, done.days_late), (TaskGroup::Done, 0));
    assert_eq!(
        done.assignee.as_ref().unwrap().name.latin,
        "Margaret Whitaker"
    );
    assert_eq!(done.note.as_deref(), Some("By Friday"));
    let people: Vec<_> = view.people.iter().map(|one| one.person.as_str()).collect();
    assert_eq!(
        people,
        [ours.person.as_str()],
        "guests such as {} are not asked",
        guest.person
    );
    assert!(view.phases.contains(&"Hosting".to_owned()));
}

#[tokio::test]
async fn our_own_people_are_those_who_travel_where_we_travel() {
    let desk = Desk::new().await;
    let visit = desk.plan("To Aachen", "outbound", "2031-06-01").await;
    desk.add_person(&visit, "Karl in Aachen", "host").await;
    let ours = desk.add_person(&visit, "Margaret Whitaker", "guest").await;
    let people = desk.tasks(&visit).await.people;
    let people: Vec<_> = people.into_iter().map(|one| one.person).collect();
    assert_eq!(people, [ours.person]);
}

#[tokio::test]
async fn tasks_of_a_template_are_added_by_their_numbers_and_undone_together() {
    let desk = Desk::new().await;
    let visit = desk.plan("Firefighters", "inbound", "2031-06-01").await;
    let plans = desk.plans(&visit).await;
    let plan = plans
        .iter()
        .find(|plan| plan.template == "firefighter_exchange")
        .unwrap();
    let due: Vec<_> = plan
        .tasks
        .iter()
        .map(|task| (task.from.as_str(), task.days))
        .collect();
    assert!(
        due.windows(2)
            .all(|pair| pair[0].0 > pair[1].0 || pair[0].1 <= pair[1].1),
        "{due:?}"
    );
    let outline = plan
        .tasks
        .iter()
        .find(|task| task.title.starts_with("Send the outline"))
        .unwrap();
    assert_eq!(
        (outline.days, outline.due_on.as_deref()),
        (-56, Some("2031-04-06"))
    );
    assert!(plan.tasks.iter().all(|task| !task.there));
    let numbers: Vec<u32> = plan.tasks.iter().map(|task| task.number).collect();
    let done: Done<Nothing> = desk.answer(desk.plan_tasks(&visit, numbers.clone())).await;
    assert_eq!(done.done.unwrap().args["count"], numbers.len().to_string());
    assert_eq!(desk.tasks(&visit).await.tasks.len(), numbers.len());
    let plans = desk.plans(&visit).await;
    let plan = plans
        .iter()
        .find(|plan| plan.template == "firefighter_exchange")
        .unwrap();
    assert!(
        plan.tasks.iter().all(|task| task.there),
        "what is there is told"
    );
    desk.undo().await;
    assert!(desk.tasks(&visit).await.tasks.is_empty());
}

#[tokio::test]
async fn a_number_that_a_template_does_not_have_adds_nothing() {
    let desk = Desk::new().await;
    let visit = desk.plan("Firefighters", "inbound", "2031-06-01").await;
    for numbers in [vec![], vec![0, 9_999]] {
        let refused = desk.ask(desk.plan_tasks(&visit, numbers)).await;
        assert!(
            matches!(&refused, Err(Error::BadValue { field, .. }) if field == "numbers"),
            "{refused:?}"
        );
    }
    assert!(desk.tasks(&visit).await.tasks.is_empty());
}

#[tokio::test]
async fn the_directory_tells_by_the_latest_visit_whose_side_somebody_is_on() {
    let desk = Desk::new().await;
    let came = desk.plan("They came", "inbound", "2030-06-01").await;
    let went = desk.plan("We went", "outbound", "2031-06-01").await;
    let margaret = desk.add_person(&came, "Margaret Whitaker", "host").await;
    desk.take_part(&went, &margaret.person, "guest").await;
    let oksana = desk.add_person(&came, "Oksana Hnatiuk", "guest").await;
    let view = desk.people(everybody()).await;
    let row = |person: &str| view.rows.iter().find(|row| row.person == person).unwrap();
    let (ours, theirs) = (row(&margaret.person), row(&oksana.person));
    assert_eq!(
        (ours.ours, ours.city.as_deref(), ours.visits),
        (Some(true), Some("Arlington"), 2)
    );
    assert_eq!(ours.latest.as_ref().unwrap().title, "We went");
    assert_eq!(
        (theirs.ours, theirs.city.as_deref(), theirs.visits),
        (Some(false), Some("Aachen"), 1)
    );
}

#[tokio::test]
async fn the_directory_is_read_by_windows_and_finds_in_any_script() {
    let desk = Desk::new().await;
    let came = desk.plan("They came", "inbound", "2030-06-01").await;
    for name in ["Yurii Savchuk", "Oksana Hnatiuk", "Margaret Whitaker"] {
        let side = if name.starts_with('M') {
            "host"
        } else {
            "guest"
        };
        desk.add_person(&came, name, side).await;
    }
    let names = |view: &PeopleView| -> Vec<String> {
        let rows = view.rows.iter();
        rows.map(|row| row.name.latin.clone()).collect()
    };

    let first = desk
        .people(PeopleQuery {
            limit: 2,
            ..everybody()
        })
        .await;
    assert_eq!(names(&first), ["Margaret Whitaker", "Oksana Hnatiuk"]);
    assert_eq!(first.fitting, 3, "of whom the first are shown");
    let counts = PeopleCounts {
        all: 3,
        ours: 1,
        theirs: 2,
    };
    assert_eq!(first.counts, counts);
    assert_eq!(first.cities, ["Aachen", "Arlington"]);

    let theirs = PeopleQuery {
        whose: Whose::Theirs,
        descending: true,
        ..everybody()
    };
    let theirs = desk.people(theirs).await;
    assert_eq!(names(&theirs), ["Yurii Savchuk", "Oksana Hnatiuk"]);

    let text = "Гнатюк".to_owned();
    let found = desk
        .people(PeopleQuery {
            text,
            ..everybody()
        })
        .await;
    assert_eq!(names(&found), ["Oksana Hnatiuk"]);
    assert_eq!((found.fitting, found.counts), (1, counts));

    let beyond = Some(theirs.rows[0].person.clone());
    let open = desk
        .people(PeopleQuery {
            limit: 1,
            open: beyond,
            ..everybody()
        })
        .await;
    assert_eq!(
        open.open.as_ref(),
        theirs.rows.first(),
        "though not among the rows"
    );
}

#[tokio::test]
async fn one_person_is_told_over_years_with_what_waits_for_them() {
    let desk = Desk::new().await;
    let came = desk.plan("They came", "inbound", "2030-06-01").await;
    let margaret = desk.add_person(&came, "Margaret Whitaker", "host").await;
    let went = desk.plan("We went", "outbound", "2031-06-01").await;
    desk.take_part(&went, &margaret.person, "guest").await;
    let waits = desk
        .add_task(&went, "Book the flights", Some("2031-03-01"))
        .await;
    let over = desk.add_task(&went, "Ask the council", None).await;
    for (task, status) in [(&waits, "open"), (&over, "done")] {
        let fields = json!({ "assignee": margaret.person, "status": status });
        let _: Done<Nothing> = desk
            .set("task", std::slice::from_ref(&task.id), fields)
            .await;
    }
    let private = json!({ "allergies": "Bee stings", "passport_expires_on": "2033-01-01" });
    desk.set_one("person_private", &margaret.person, private)
        .await;
    let view: PersonView = desk
        .answer(Request::Person(PersonId {
            person: margaret.person,
        }))
        .await;
    let visits: Vec<_> = view
        .parts
        .iter()
        .map(|part| (part.title.as_str(), part.side.as_str()))
        .collect();
    assert_eq!(visits, [("We went", "guest"), ("They came", "host")]);
    let tasks: Vec<_> = view.tasks.iter().map(|task| task.title.as_str()).collect();
    assert_eq!(tasks, ["Book the flights"]);
    assert_eq!(view.allergies.as_deref(), Some("Bee stings"));
    assert_eq!(view.passport_expires_on.as_deref(), Some("2033-01-01"));
}

#[tokio::test]
async fn a_person_who_lies_in_the_trash_is_not_found() {
    let desk = Desk::new().await;
    let visit = desk.plan("They came", "inbound", "2030-06-01").await;
    let person = desk
        .add_person(&visit, "Oksana Hnatiuk", "guest")
        .await
        .person;
    let request = RecordsDelete {
        kind: Person::SPEC.name.to_owned(),
        ids: vec![person.clone()],
    };
    let _: Done<Nothing> = desk.answer(Request::RecordsDelete(request)).await;
    let refused = desk.ask(Request::Person(PersonId { person })).await;
    assert!(
        matches!(refused, Err(Error::NotFound { .. })),
        "{refused:?}"
    );
}

#[tokio::test]
async fn one_record_is_read_by_its_id() {
    let desk = Desk::new().await;
    let visit = desk.plan("They came", "inbound", "2030-06-01").await;
    let task = desk.add_task(&visit, "Book the bus", None).await.id;
    let record = |id: &str| {
        let kind = "task".to_owned();
        Request::RecordGet(RecordRef {
            kind,
            id: id.to_owned(),
        })
    };
    let found: RecordView = desk.answer(record(&task)).await;
    assert_eq!(found.fields["title"], "Book the bus");
    let refused = desk.ask(record(&visit)).await;
    assert!(
        matches!(refused, Err(Error::NotFound { .. })),
        "{refused:?}"
    );
}

/// What the directory asks when it opens.
fn everybody() -> PeopleQuery {
    PeopleQuery {
        whose: Whose::All,
        role: None,
        city: None,
        text: String::new(),
        sort: PeopleSort::Name,
        descending: false,
        language: "en".to_owned(),
        limit: 200,
        open: None,
    }
}

/// A chapter in Arlington with nobody in it yet.
struct Desk {
    computer: Computer,
}

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
        Self { computer }
    }

    async fn ask(&self, request: Request) -> desk_app::Result<Value> {
        rpc::handle(&self.computer.app, request).await
    }

    async fn answer<T: DeserializeOwned>(&self, request: Request) -> T {
        serde_json::from_value(self.ask(request).await.unwrap()).unwrap()
    }

    /// Plans ten days with Aachen.
    async fn plan(&self, title: &str, direction: &str, starts_on: &str) -> String {
        let add = VisitAdd {
            title: title.to_owned(),
            direction: direction.to_owned(),
            partner_city: "Aachen".to_owned(),
            partner_country: "DE".to_owned(),
            partner_zone: None,
            starts_on: starts_on.to_owned(),
            ends_on: starts_on.replace("-01", "-10"),
            zone: None,
            template: None,
        };
        let done: Done<VisitRow> = self.answer(Request::VisitAdd(add)).await;
        done.result.id
    }

    async fn people(&self, query: PeopleQuery) -> PeopleView {
        self.answer(Request::People(query)).await
    }

    async fn add_person(&self, visit: &str, name: &str, side: &str) -> ParticipantRow {
        let add = ParticipantAdd {
            visit: visit.to_owned(),
            latin_name: name.to_owned(),
            native_name: None,
            side: side.to_owned(),
            role: None,
            position: None,
        };
        let done: Done<ParticipantRow> = self.answer(Request::ParticipantAdd(add)).await;
        done.result
    }

    /// Somebody who is known takes part in another visit.
    async fn take_part(&self, visit: &str, person: &str, side: &str) {
        let request = desk_api::records::RecordAdd {
            kind: Participation::SPEC.name.to_owned(),
            visit: Some(visit.to_owned()),
            fields: fields(json!({ "person": person, "side": side })),
        };
        self.ask(Request::RecordAdd(request)).await.unwrap();
    }

    async fn add_task(&self, visit: &str, title: &str, due_on: Option<&str>) -> TaskView {
        let add = TaskAdd {
            visit: visit.to_owned(),
            title: title.to_owned(),
            due_on: due_on.map(str::to_owned),
        };
        let done: Done<TaskView> = self.answer(Request::TaskAdd(add)).await;
        done.result
    }

    async fn tasks(&self, visit: &str) -> TasksView {
        self.answer(Request::Tasks(of(visit))).await
    }

    async fn plans(&self, visit: &str) -> Vec<TaskPlanView> {
        self.answer(Request::TaskPlans(of(visit))).await
    }

    fn plan_tasks(&self, visit: &str, numbers: Vec<u32>) -> Request {
        Request::TasksPlan(TasksPlan {
            visit: visit.to_owned(),
            template: "firefighter_exchange".to_owned(),
            numbers,
        })
    }

    async fn set(&self, kind: &str, ids: &[String], values: Value) -> Done<Nothing> {
        self.answer(Request::RecordsSet(RecordsSet {
            kind: kind.to_owned(),
            ids: ids.to_vec(),
            fields: fields(values),
        }))
        .await
    }

    async fn set_one(&self, kind: &str, id: &str, values: Value) {
        let request = RecordSet {
            kind: kind.to_owned(),
            id: id.to_owned(),
            fields: fields(values),
        };
        self.ask(Request::RecordSet(request)).await.unwrap();
    }

    async fn undo(&self) {
        self.ask(Request::Undo(Nothing {})).await.unwrap();
    }

    /// The groups that participants belong to.
    async fn tracks(&self) -> Vec<Option<String>> {
        let chapter = self.computer.app.chapter().await.unwrap();
        let parts = chapter.store.list::<Participation>(None).await.unwrap();
        parts.into_iter().map(|part| part.track).collect()
    }
}

fn of(visit: &str) -> VisitId {
    VisitId {
        visit: visit.to_owned(),
    }
}

fn fields(values: Value) -> BTreeMap<String, Value> {
    serde_json::from_value(values).unwrap()
}
