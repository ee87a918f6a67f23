//! A chapter with one visit, and commands given to it.

use desk_api::Request;
use desk_api::itinerary::ItemAdd;
use desk_api::state::ChapterStart;
use desk_app::rpc;
use desk_domain::Id;
use desk_domain::kinds::Visit;
use serde_json::{Value, json};

use crate::support::Computer;

impl Computer {
    /// A computer with a chapter in Arlington that expects guests from Aachen from Monday 20 to Sunday 26 October 2031.
    pub(crate) async fn with_visit() -> (Self, Id<Visit>) {
        let computer = Self::new().await;
        let start = ChapterStart {
            chapter_name: "Arlington".to_owned(),
            city_name: "Arlington".to_owned(),
            country: "US".to_owned(),
            zone: "America/New_York".to_owned(),
            person_name: "Anna".to_owned(),
        };
        computer.app.start_chapter(&start).await.unwrap();
        let added = computer
            .ask(
                "visit_add",
                json!({
                    "title": "Firefighters", "direction": "inbound", "partner_city": "Aachen",
                    "partner_country": "DE", "starts_on": "2031-10-20", "ends_on": "2031-10-26",
                }),
            )
            .await;
        let visit = added["result"]["id"].as_str().unwrap().parse().unwrap();
        (computer, visit)
    }

    /// Gives a command as the user interface does, and expects an answer.
    pub(crate) async fn ask(&self, command: &str, request: Value) -> Value {
        self.try_to_ask(command, request).await.unwrap()
    }

    /// Gives a command as the user interface does.
    pub(crate) async fn try_to_ask(
        &self,
        command: &str,
        request: Value,
    ) -> desk_app::Result<Value> {
        let request = json!({ "command": command, "request": request });
        let request: Request = serde_json::from_value(request).unwrap();
        rpc::handle(&self.app, request).await
    }

    /// Adds an item; returns its id.
    pub(crate) async fn add_item(&self, visit: Id<Visit>, title: &str) -> String {
        let item = ItemAdd {
            visit: visit.to_string(),
            title: title.to_owned(),
            kind: None,
            day: Some("2031-10-21".to_owned()),
            start: Some("12:00".to_owned()),
            end: Some("13:30".to_owned()),
            length_minutes: None,
            place: Some("Courthouse".to_owned()),
            tracks: Vec::new(),
            certainty: None,
        };
        let added = self
            .ask("item_add", serde_json::to_value(item).unwrap())
            .await;
        added["result"]["id"].as_str().unwrap().to_owned()
    }
}
