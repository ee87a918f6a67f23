//! Copies of the data, going back to one, and the check, by the commands that a screen gives.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

mod support;

use std::path::PathBuf;

use desk_api::data::{DataBackup, DataCheck, DataReport, DataRestore, DataRestored, DataView};
use desk_api::records::Nothing;
use desk_api::state::{AppState, ChapterStart, VisitAdd};
use desk_api::{Code, Error as ApiError, Request};
use desk_app::{copies, rpc};
use serde::de::DeserializeOwned;
use serde_json::Value;
use support::Computer;

#[tokio::test]
async fn going_back_to_a_copy_takes_away_what_came_after_it_and_can_be_taken_back() {
    let desk = Desk::new().await;
    let copy = desk.file("monday.backup");
    desk.back_up(&copy, false).await.unwrap();
    desk.plan_a_visit().await;
    let restored = desk.restore(&copy).await.unwrap();
    assert!(
        desk.state().await.visits.is_empty(),
        "planned after the copy"
    );
    desk.restore(&restored.before.unwrap()).await.unwrap();
    assert_eq!(desk.state().await.visits.len(), 1, "as before going back");
}

#[tokio::test]
async fn whoever_goes_back_to_a_copy_is_still_known_by_name_on_the_same_computer() {
    let desk = Desk::new().await;
    let copy = desk.file("monday.backup");
    desk.back_up(&copy, false).await.unwrap();
    desk.restore(&copy).await.unwrap();
    assert_eq!(desk.state().await.chapter.unwrap().person_name, "Margaret");
    let view: DataView = desk.ask(Request::Data(Nothing {})).await.unwrap();
    let here: Vec<_> = view.devices.iter().filter(|device| device.here).collect();
    assert_eq!(here.len(), 1);
    assert_eq!(here[0].person_name.as_deref(), Some("Margaret"));
}

#[tokio::test]
async fn a_copy_is_made_once_a_day_and_old_ones_go_by_their_weeks() {
    let desk = Desk::new().await;
    let chapter = desk.computer.app.chapter().await.unwrap();
    let folder = desk.computer.app.copies(&chapter);
    std::fs::create_dir_all(&folder).unwrap();
    for day in 1..=28 {
        let file = format!("2001-02-{day:02}.backup");
        std::fs::write(folder.join(file), "an old copy").unwrap();
    }
    std::fs::write(folder.join("letter.txt"), "not ours").unwrap();
    copies::make(&desk.computer.app, &chapter).await.unwrap();
    copies::make(&desk.computer.app, &chapter).await.unwrap();

    let view: DataView = desk.ask(Request::Data(Nothing {})).await.unwrap();
    let days: Vec<_> = view.copies.iter().map(|copy| copy.day.as_str()).collect();
    let setting = desk.computer.app.setting(&chapter).await.unwrap();
    let today = setting.today.to_string();
    let expected = [
        today.as_str(),
        "2001-02-28",
        "2001-02-27",
        "2001-02-26",
        "2001-02-25",
        "2001-02-24",
        "2001-02-23",
        "2001-02-22", // the last before those of its week, as the next three are of theirs
        "2001-02-18",
        "2001-02-11",
        "2001-02-04",
    ];
    assert_eq!(days, expected);
    assert!(folder.join("letter.txt").exists());

    drop(chapter);
    desk.plan_a_visit().await;
    desk.restore(&view.copies[0].file).await.unwrap();
    assert!(desk.state().await.visits.is_empty(), "as on that day");
}

#[tokio::test]
async fn a_file_is_written_over_only_where_the_person_said_so() {
    let desk = Desk::new().await;
    let copy = desk.file("monday.backup");
    std::fs::write(&copy, "a letter").unwrap();
    desk.back_up(&copy, false).await.unwrap_err();
    assert_eq!(std::fs::read(&copy).unwrap(), b"a letter");
    desk.back_up(&copy, true).await.unwrap();
    desk.restore(&copy).await.unwrap();
}

#[tokio::test]
async fn a_file_that_is_no_copy_of_this_chapter_is_refused_by_its_reason_and_nothing_changes() {
    let (desk, other) = (Desk::new().await, Desk::new().await);
    desk.plan_a_visit().await;
    let letter = desk.file("letter.txt");
    std::fs::write(&letter, "Dear Margaret").unwrap();
    let others = desk.file("others.backup");
    other.back_up(&others, false).await.unwrap();
    for (file, reason) in [
        (desk.file("nowhere.backup"), "absent"),
        (letter, "wrong_key"),
        (others, "other_chapter"),
    ] {
        let refused = desk.restore(&file).await.unwrap_err();
        assert_eq!(refused.code, Code::BadBackup);
        assert_eq!(refused.args["reason"], reason);
        assert_eq!(desk.state().await.visits.len(), 1);
    }
}

#[tokio::test]
async fn data_that_agrees_with_itself_is_sound_and_its_records_are_counted() {
    let desk = Desk::new().await;
    let report: DataReport = desk
        .ask(Request::DataCheck(DataCheck { repair: false }))
        .await
        .unwrap();
    assert!(report.sound);
    assert_eq!(report.records, 3, "the chapter, its city, this computer");
}

#[tokio::test]
async fn the_folder_is_told_and_the_database_in_it_takes_room() {
    let desk = Desk::new().await;
    let view: DataView = desk.ask(Request::Data(Nothing {})).await.unwrap();
    assert_eq!(PathBuf::from(view.folder), desk.computer.app.data_path());
    assert!(view.bytes > 0.0);
}

/// A computer with a chapter on it, and a folder for files.
struct Desk {
    computer: Computer,
    files: tempfile::TempDir,
}

impl Desk {
    async fn new() -> Self {
        let desk = Self {
            computer: Computer::new().await,
            files: tempfile::tempdir().unwrap(),
        };
        let start = ChapterStart {
            chapter_name: "Arlington".to_owned(),
            city_name: "Arlington".to_owned(),
            country: "US".to_owned(),
            zone: "America/New_York".to_owned(),
            person_name: "Margaret".to_owned(),
        };
        desk.ask::<AppState>(Request::ChapterStart(start))
            .await
            .unwrap();
        desk
    }

    fn file(&self, name: &str) -> String {
        let path = self.files.path().join(name);
        path.to_str().unwrap().to_owned()
    }

    async fn back_up(&self, file: &str, replace: bool) -> Result<Nothing, ApiError> {
        let file = file.to_owned();
        self.ask(Request::DataBackup(DataBackup { file, replace }))
            .await
    }

    async fn restore(&self, file: &str) -> Result<DataRestored, ApiError> {
        let file = file.to_owned();
        self.ask(Request::DataRestore(DataRestore { file })).await
    }

    async fn plan_a_visit(&self) {
        let visit = VisitAdd {
            title: "Choir".to_owned(),
            direction: "inbound".to_owned(),
            partner_city: "Aachen".to_owned(),
            partner_country: "DE".to_owned(),
            partner_zone: None,
            starts_on: "2026-10-17".to_owned(),
            ends_on: "2026-10-26".to_owned(),
            zone: None,
            template: None,
        };
        self.ask::<Value>(Request::VisitAdd(visit)).await.unwrap();
    }

    async fn state(&self) -> AppState {
        self.ask(Request::AppState(Nothing {})).await.unwrap()
    }

    async fn ask<T: DeserializeOwned>(&self, request: Request) -> Result<T, ApiError> {
        let answer = rpc::handle(&self.computer.app, request).await?;
        Ok(serde_json::from_value(answer).unwrap())
    }
}
