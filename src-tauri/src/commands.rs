//! What the page may ask of the program: one command, which carries all of `desk-api`.

use desk_api::{Code, Error, Request};
use serde_json::{Value, json};
use tauri::State;

use crate::desk::Desk;

/// Does what `command` asks with `request`, and answers what the screen draws.
#[tauri::command]
pub(crate) async fn rpc(
    desk: State<'_, Desk>,
    command: String,
    request: Value,
) -> Result<Value, Error> {
    let request = read(&command, request)?;
    let answer = desk_app::rpc::handle(desk.app().await?, request).await;
    answer.map_err(|error| {
        let error = Error::from(error);
        if error.code == Code::Internal {
            tracing::error!(%command, %error, "a command failed");
        }
        error
    })
}

fn read(command: &str, request: Value) -> Result<Request, Error> {
    serde_json::from_value(json!({ "command": command, "request": request }))
        .map_err(|error| Error::new(Code::BadRequest, error.to_string()).with("command", command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_nobody_knows_is_a_bad_request_that_names_it() {
        let error = read("make_coffee", json!({})).unwrap_err();

        assert_eq!(error.code, Code::BadRequest);
        assert_eq!(error.args["command"], "make_coffee");
    }

    #[test]
    fn a_command_is_read_with_its_request() {
        let request = read("history", json!({ "kind": "visit", "id": "x" })).unwrap();

        assert!(matches!(request, Request::History(_)));
    }
}
