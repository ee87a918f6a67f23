//! Settling a pair of versions.

use desk_api::state::ActionLabel;
use desk_api::sync::{Keep as ApiKeep, Settle};
use desk_domain::kind::canonical;
use desk_domain::kinds::spec;
use desk_store::{Keep, Question, Store};
use serde_json::Value;
use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, Result};
use crate::label::{With, label};
use crate::records;
use crate::work::Work;

/// Settles a pair: writes the value that stands, and that it is settled. Returns the step by its name.
///
/// # Errors
/// [`Error::NotFound`] where nothing of this id waits for a decision; [`Error::BadValue`] where the value written in
/// its place does not fit the field, or where neither version was written on this computer.
pub async fn settle(store: &Store, work: &mut Work<'_>, request: &Settle) -> Result<ActionLabel> {
    let question = question(store, &request.id).await?;
    let mine = || match (question.first.mine, question.second.mine) {
        (true, _) => Ok(true),
        (_, true) => Ok(false),
        _ => Err(Error::bad_value(
            "keep",
            "mine",
            "first, second or a value: neither version is this computer's",
        )),
    };
    let keep = match &request.keep {
        ApiKeep::First => Keep::First,
        ApiKeep::Second => Keep::Second,
        ApiKeep::Mine => {
            if mine()? {
                Keep::First
            } else {
                Keep::Second
            }
        }
        ApiKeep::Theirs => {
            if mine()? {
                Keep::Second
            } else {
                Keep::First
            }
        }
        ApiKeep::Value { value } => Keep::Other(fitting(&question, value)?),
    };
    let kept_by = match &keep {
        Keep::First => question.first.person.clone(),
        Keep::Second => question.second.person.clone(),
        Keep::Other(_) => None,
    };
    let code = if kept_by.is_some() {
        "settled"
    } else {
        "settled_anew"
    };
    let title = records::title(store, &question.kind, question.record).await?;
    work.settle(question.id, keep).await?;
    Ok(label(code)
        .with("title", title)
        .with("kind", &question.kind)
        .with("field", &question.register)
        .with("who", kept_by.unwrap_or_default()))
}

/// A value typed on a command line, as the field of this pair holds it.
pub async fn typed_value(app: &App, id: &str, text: &str) -> Result<Value> {
    let chapter = app.chapter().await?;
    let question = question(&chapter.store, id).await?;
    match spec(&question.kind).filter(|spec| spec.field_of(&question.register).is_some()) {
        Some(spec) if !question.register.contains('/') => {
            records::typed(spec, &question.register, text)
        }
        _ => serde_json::from_str(text)
            .map_err(|_| Error::bad_value(&question.register, text, "true or false")),
    }
}

async fn question(store: &Store, id: &str) -> Result<Question> {
    let wanted = Uuid::try_parse(id)
        .map_err(|_| Error::bad_value("id", id, "the id of a pair of versions"))?;
    let found = store
        .inbox()
        .await?
        .into_iter()
        .find(|question| question.id == wanted);
    found.ok_or_else(|| Error::not_found("two_versions", wanted))
}

fn fitting(question: &Question, value: &Value) -> Result<Vec<u8>> {
    let field = spec(&question.kind).and_then(|spec| spec.field_of(&question.register));
    match field.filter(|_| !question.register.contains('/')) {
        Some(field) => Ok(canonical(&records::fitting(field, value)?)),
        None if value.is_boolean() => Ok(canonical(value)),
        None => Err(Error::bad_value(
            &question.register,
            value.to_string(),
            "true or false",
        )),
    }
}
