//! Invitation codes: they work once, for a time, and not for whoever guesses.

use axum::http::StatusCode;
use desk_server::tries::{WINDOW_US, WRONG_MAX};
use desk_sync::membership::Role;

use crate::desk::{DAY_US, Desk, device};

#[tokio::test]
async fn a_code_makes_a_member_whose_token_works() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let code = desk.code(chapter, Role::Volunteer).await;

    let (status, answer) = desk.join(&code.to_lowercase(), device(1)).await;

    assert_eq!(status, StatusCode::OK);
    assert_eq!(answer["chapter"], chapter.to_string());
    assert_eq!(answer["chapter_name"], "Graz");
    assert_eq!(answer["role"], "volunteer");
    let token = answer["token"].as_str().unwrap();
    assert_eq!(desk.get("/v1/wake", token).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_code_works_once() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let code = desk.code(chapter, Role::Volunteer).await;
    desk.join(&code, device(1)).await;

    let (status, answer) = desk.join(&code, device(2)).await;

    assert_eq!(
        (status, &answer["code"]),
        (StatusCode::FORBIDDEN, &"used_code".into())
    );
}

#[tokio::test]
async fn a_device_whose_answer_was_lost_joins_again_until_it_has_used_its_token() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let code = desk.code(chapter, Role::Volunteer).await;
    let (_, lost) = desk.join(&code, device(1)).await;

    let (status, answer) = desk.join(&code, device(1)).await;
    assert_eq!(status, StatusCode::OK);
    let (lost, token) = (
        lost["token"].as_str().unwrap(),
        answer["token"].as_str().unwrap(),
    );
    assert_eq!(
        desk.get("/v1/wake", lost).await.status(),
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(desk.get("/v1/wake", token).await.status(), StatusCode::OK);

    let (status, answer) = desk.join(&code, device(1)).await;
    assert_eq!(
        (status, &answer["code"]),
        (StatusCode::FORBIDDEN, &"used_code".into())
    );
    assert_eq!(
        desk.get("/v1/wake", token).await.status(),
        StatusCode::OK,
        "the token still works"
    );
}

#[tokio::test]
async fn a_code_expires() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let code = desk.code(chapter, Role::Volunteer).await;
    desk.pass_us(DAY_US);

    let (status, answer) = desk.join(&code, device(1)).await;

    assert_eq!(
        (status, &answer["code"]),
        (StatusCode::FORBIDDEN, &"expired_code".into())
    );
}

#[tokio::test]
async fn a_newcomer_cannot_take_over_a_colleagues_device() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let first = desk.code(chapter, Role::Coordinator).await;
    let (_, answer) = desk.join(&first, device(1)).await;
    let second = desk.code(chapter, Role::Viewer).await;

    let (status, refused) = desk.join(&second, device(1)).await;

    assert_eq!(
        (status, &refused["code"]),
        (StatusCode::CONFLICT, &"device_taken".into())
    );
    let token = answer["token"].as_str().unwrap();
    assert_eq!(desk.get("/v1/wake", token).await.status(), StatusCode::OK);
    let (status, _) = desk.join(&second, device(2)).await;
    assert_eq!(status, StatusCode::OK, "the code was not used up");
}

#[tokio::test]
async fn whoever_guesses_codes_waits_even_with_a_right_one() {
    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let code = desk.code(chapter, Role::Volunteer).await;
    for _ in 0..WRONG_MAX {
        let (status, answer) = desk.join("0000-0000-0000", device(1)).await;
        assert_eq!(
            (status, &answer["code"]),
            (StatusCode::FORBIDDEN, &"unknown_code".into())
        );
    }

    let (status, answer) = desk.join(&code, device(1)).await;
    assert_eq!(
        (status, &answer["code"]),
        (StatusCode::TOO_MANY_REQUESTS, &"too_many_tries".into())
    );

    desk.pass_us(WINDOW_US);
    assert_eq!(desk.join(&code, device(1)).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_newcomer_without_a_name_keeps_the_code() {
    use axum::body::Body;
    use axum::http::Request;
    use axum::http::header::CONTENT_TYPE;

    let desk = Desk::start().await;
    let chapter = desk.chapter("Graz").await;
    let code = desk.code(chapter, Role::Volunteer).await;
    let mut body = crate::desk::join_body(&code, device(1));
    body["member_name"] = "  ".into();
    let request = Request::post("/v1/join")
        .header(CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();

    assert_eq!(desk.send(request).await.status(), StatusCode::BAD_REQUEST);
    assert_eq!(desk.join(&code, device(1)).await.0, StatusCode::OK);
}
