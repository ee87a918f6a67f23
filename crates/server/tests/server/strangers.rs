//! What somebody without a token gets: one list of every address, and what each answers.

use axum::body::Body;
use axum::http::header::AUTHORIZATION;
use axum::http::{Method, Request, StatusCode};

use crate::desk::{Desk, json_of};

/// Every address, with what a stranger gets there. A new one belongs here.
const ADDRESSES: [(&str, &str, StatusCode); 4] = [
    // Open: tells no more than that a server is here.
    ("GET", "/v1/health", StatusCode::OK),
    // Open: wants a code.
    ("POST", "/v1/join", StatusCode::BAD_REQUEST),
    ("GET", "/v1/wake", StatusCode::UNAUTHORIZED),
    ("POST", "/v1/exchange", StatusCode::UNAUTHORIZED),
];

#[tokio::test]
async fn a_stranger_is_let_in_nowhere_but_at_the_open_addresses() {
    let desk = Desk::start().await;
    for token in [
        None,
        Some("Bearer"),
        Some("Bearer x"),
        Some(STRANGE),
        Some("Basic eDp5"),
    ] {
        for (method, path, expected) in ADDRESSES {
            let mut request = Request::builder().method(method).uri(path);
            if let Some(token) = token {
                request = request.header(AUTHORIZATION, token);
            }
            let response = desk.send(request.body(Body::empty()).unwrap()).await;
            assert_eq!(
                response.status(),
                expected,
                "{method} {path} with {token:?}"
            );
        }
    }
}

#[tokio::test]
async fn an_address_or_method_that_is_not_there_is_answered_like_every_error() {
    let desk = Desk::start().await;
    let cases = [
        (Method::GET, "/", StatusCode::NOT_FOUND, "not_found"),
        (
            Method::GET,
            "/v1/devices",
            StatusCode::NOT_FOUND,
            "not_found",
        ),
        (
            Method::GET,
            "/v1/exchange",
            StatusCode::METHOD_NOT_ALLOWED,
            "method_not_allowed",
        ),
        (
            Method::DELETE,
            "/v1/health",
            StatusCode::METHOD_NOT_ALLOWED,
            "method_not_allowed",
        ),
    ];
    for (method, path, status, code) in cases {
        let request = Request::builder()
            .method(&method)
            .uri(path)
            .body(Body::empty())
            .unwrap();
        let (answered, body) = json_of(desk.send(request).await).await;
        assert_eq!(
            (answered, body["code"].as_str()),
            (status, Some(code)),
            "{method} {path}"
        );
    }
}

/// A token of the right form that no device has.
const STRANGE: &str = "Bearer 00000000000000000000000000000000ffffffffffffffffffffffffffffffff";
