//! The steps that were done here, and what taking them back would leave.

use crate::support::server::Server;
use crate::support::{Desk, NOW_US, item};
use desk_store::{Kept, Step};
use uuid::Uuid;

const OTHER_DEVICE: Uuid = Uuid::from_u128(0xb0b);

async fn steps(desk: &Desk) -> Vec<Step> {
    desk.store.steps(10).await.unwrap()
}

fn told(steps: &[Step]) -> Vec<(i64, bool, bool, usize)> {
    let told = |step: &Step| {
        let action = &step.action;
        (action.id.0, action.undone, step.redoable, step.kept.len())
    };
    steps.iter().map(told).collect()
}

#[tokio::test]
async fn own_later_edits_stand_in_the_way_of_nothing() {
    let desk = Desk::with_visit().await;
    for title in ["One", "Two", "Three"] {
        desk.put_item(&item(10, title)).await;
    }
    let steps = steps(&desk).await;
    assert_eq!(steps.len(), 4, "the visit and three edits");
    assert!(steps.iter().all(|step| step.kept.is_empty()));
    assert!(
        steps
            .windows(2)
            .all(|pair| pair[0].action.id > pair[1].action.id)
    );
}

#[tokio::test]
async fn what_a_colleague_changed_since_is_named_by_the_step_that_would_leave_it_and_by_undo_alike()
{
    let mut server = Server::new();
    let anna = Desk::with_visit().await;
    anna.put_item(&item(10, "Lunch")).await;
    let mut longer = item(10, "Long lunch");
    longer.length_minutes = Some(120);
    anna.put_item(&longer).await;
    anna.put_item(&item(11, "Tour")).await;
    server.sync(&anna.store).await;
    let bohdan = Desk::of(OTHER_DEVICE).await;
    server.sync(&bohdan.store).await;
    longer.title = Some("Banquet".to_owned());
    bohdan.put_item(&longer).await;
    server.sync(&bohdan.store).await;
    server.sync(&anna.store).await;

    let steps = steps(&anna).await;
    let title = Kept {
        kind: "programme_item".to_owned(),
        id: Uuid::from_u128(10),
        register: Some("title".to_owned()),
    };
    let whole = Kept {
        register: None,
        ..title.clone()
    };
    let kept: Vec<_> = steps.iter().map(|step| step.kept.clone()).collect();
    assert_eq!(kept, [vec![], vec![title], vec![whole], vec![]]);
    let of_items = steps.into_iter().take(3);
    for step in of_items {
        let outcome = anna.store.undo(NOW_US).await.unwrap().unwrap();
        assert_eq!(outcome.kept, step.kept, "{:?}", step.action.label);
    }
    assert_eq!(
        anna.item(10).await.unwrap().title.as_deref(),
        Some("Banquet")
    );
}

#[tokio::test]
async fn steps_that_were_taken_back_can_be_done_again_until_something_else_is_done() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "One")).await;
    desk.put_item(&item(10, "Two")).await;
    desk.store.undo(NOW_US).await.unwrap().unwrap();
    desk.store.undo(NOW_US).await.unwrap().unwrap();
    let before = told(&steps(&desk).await);
    let (latest, earlier) = (before[0].0, before[1].0);
    assert_eq!(
        before[..2],
        [(latest, true, true, 0), (earlier, true, true, 0)]
    );

    desk.store.redo(NOW_US).await.unwrap().unwrap();
    let after = told(&steps(&desk).await);
    assert_eq!(
        after[..2],
        [(latest, true, true, 0), (earlier, false, false, 0)]
    );

    desk.put_item(&item(11, "Tour")).await;
    let after = told(&steps(&desk).await);
    assert_eq!(
        after[1],
        (latest, true, false, 0),
        "the tour was done since"
    );
}

#[tokio::test]
async fn looking_at_the_steps_writes_nothing() {
    let desk = Desk::with_visit().await;
    desk.put_item(&item(10, "Lunch")).await;
    let waiting = desk.store.waiting().await.unwrap();
    let before = steps(&desk).await;
    assert_eq!(steps(&desk).await, before);
    assert_eq!(desk.store.waiting().await.unwrap(), waiting);
    assert_eq!(desk.items().await, [item(10, "Lunch")]);
}
