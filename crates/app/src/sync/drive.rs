//! One conversation with the server, from an input of the session until it has nothing more to do at once.

use std::collections::{BTreeSet, VecDeque};

use desk_api::sync::{Exchanged, SyncState};
use desk_store::Timing;
use desk_sync::ExchangeRequest;
use desk_sync::session::{Failure, Input, Left, Moment, Notice, Output, Session};
use rand::Rng;
use uuid::Uuid;

use super::http::Server;
use super::join::say_again_who_works_here;
use super::status::Status;
use crate::app::{App, OpenChapter};
use crate::error::{Error, Result};

/// What a conversation came to.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) exchanged: Exchanged,
    /// When to try again, in steady microseconds.
    pub(crate) wake_at_us: Option<u64>,
    /// Why the last exchange failed, if it did.
    pub(crate) failure: Option<Error>,
}

/// Who to speak with, and as whom.
#[derive(Debug, Clone)]
pub(crate) struct Access {
    pub(crate) server: Server,
    pub(crate) token: String,
}

/// Makes a session of what the local database knows.
pub(crate) async fn session(app: &App, chapter: &OpenChapter) -> Result<Session> {
    say_again_who_works_here(app, &chapter.store).await?;
    let request = chapter.store.next_request().await?;
    let grants = request.cursors.iter().map(|cursor| cursor.scope).collect();
    let left = Left {
        changes: !request.changes.is_empty(),
        offers: !request.offers.is_empty(),
    };
    Ok(Session::new(request.epoch, grants, left))
}

/// Gives the session an input, and does what it says until it waits.
pub(crate) async fn drive(
    app: &App,
    chapter: &OpenChapter,
    session: &mut Session,
    access: &Access,
    input: Input,
) -> Result<Outcome> {
    let mut driver = Driver {
        app,
        chapter,
        access,
        outcome: Outcome::default(),
        request: None,
    };
    let mut inputs = VecDeque::from([input]);
    while let Some(input) = inputs.pop_front() {
        for output in session.on(input, moment(app)) {
            inputs.extend(driver.carry_out(output).await?);
        }
    }
    driver.outcome.exchanged.two_versions = count(chapter.store.count_inbox().await?);
    Ok(driver.outcome)
}

struct Driver<'a> {
    app: &'a App,
    chapter: &'a OpenChapter,
    access: &'a Access,
    outcome: Outcome,
    /// The request whose answer is awaited.
    request: Option<ExchangeRequest>,
}

impl Driver<'_> {
    async fn carry_out(&mut self, output: Output) -> Result<Option<Input>> {
        match output {
            Output::Exchange(_) => self.exchange().await.map(Some),
            Output::Apply {
                answer,
                sent_us,
                received_us,
            } => {
                let request = self.request.take().expect("an answer follows its request");
                self.apply(
                    &request,
                    &answer,
                    Timing {
                        sent_us,
                        received_us,
                    },
                )
                .await
                .map(Some)
            }
            Output::WakeAt(at_us) => {
                self.outcome.wake_at_us = Some(at_us);
                Ok(None)
            }
            Output::Tell(notice) => {
                self.status(|status| status.told(&notice));
                if notice == Notice::Revoked {
                    self.outcome.failure = Some(Error::SignedOut);
                }
                Ok(None)
            }
        }
    }

    async fn exchange(&mut self) -> Result<Input> {
        self.status(|status| status.state = SyncState::Exchanging);
        let request = self.chapter.store.next_request().await?;
        let answer = self
            .access
            .server
            .exchange(&self.access.token, &request)
            .await;
        self.request = Some(request);
        let now_us = (self.app.edges().wall_us)();
        Ok(match answer {
            Ok(answer) => {
                self.status(|status| status.reached(now_us));
                self.outcome.failure = None;
                Input::Answered(Box::new(answer))
            }
            Err(error) => {
                let failure = failure(&error);
                if failure == Failure::Unreachable {
                    self.status(|status| status.not_reached(now_us));
                }
                self.outcome.failure = Some(error);
                Input::Failed(failure)
            }
        })
    }

    async fn apply(
        &mut self,
        request: &ExchangeRequest,
        answer: &desk_sync::ExchangeAnswer,
        timing: Timing,
    ) -> Result<Input> {
        if answer.grants.is_empty() {
            // Signed out: all records leave, the chapter's own and this computer's among them.
            let setting = self.app.setting(self.chapter).await?;
            setting.keep_names(&self.chapter.store).await?;
        }
        let mut new_id = || (self.app.edges().new_id)();
        let applied = match self
            .chapter
            .store
            .apply(request, answer, timing, &mut new_id)
            .await
        {
            Ok(applied) => applied,
            Err(error) => {
                tracing::error!(%error, "an answer could not be stored");
                self.outcome.failure = Some(error.into());
                return Ok(Input::NotApplied);
            }
        };
        if applied.was_copy {
            say_again_who_works_here(self.app, &self.chapter.store).await?;
        }
        let exchanged = &mut self.outcome.exchanged;
        exchanged.sent += count(applied.sent);
        exchanged.received += count(applied.received);
        exchanged.refused += count(applied.refused.len());
        if !applied.changed.is_empty() {
            let owners: BTreeSet<Uuid> = applied.changed.iter().map(|it| it.0).collect();
            self.app.changed(owners.into_iter().collect());
        }
        let offers = applied.restored || (applied.again && !request.offers.is_empty());
        Ok(Input::Applied(Left {
            changes: applied.again,
            offers,
        }))
    }

    fn status(&self, change: impl FnOnce(&mut Status)) {
        self.chapter.sync.set_status(change);
    }
}

fn failure(error: &Error) -> Failure {
    match error {
        Error::TooOld => Failure::TooOld,
        Error::SignedOut => Failure::Revoked,
        _ => Failure::Unreachable,
    }
}

fn moment(app: &App) -> Moment {
    let now_us = (app.edges().steady_us)();
    Moment {
        now_us,
        clock_us: now_us,
        random: rand::rng().random(),
    }
}

fn count<T: TryInto<u32>>(items: T) -> u32 {
    items.try_into().unwrap_or(u32::MAX)
}
