//! How a visit stands: what is still to settle and by when, how ready its parts are, what to decide first.
//!
//! Pure: the caller passes the records, the findings of the review and the day. Nothing here blocks anything; it
//! tells a person what to do next.
//!
//! Suggested reading order: [`lead_times`] (by when), [`matter`] (what comes out), then the rules: `people`,
//! `programme`, `tasks`; apart from them [`readiness()`] and [`first`].

pub mod first;
pub mod lead_times;
pub mod matter;
pub mod passport;
mod people;
mod programme;
pub mod readiness;
mod tasks;
#[cfg(test)]
mod testing;

pub use first::{FirstDecision, first_decisions};
pub use matter::{Matter, PeopleMatter, ToSettle};
pub use passport::Passport;
pub use readiness::{Part, Readiness, readiness};

use chrono::{Days, NaiveDate};

use crate::kinds::{Participation, ParticipationStatus, PersonPrivate, Side, Task};
use crate::review::{Finding, ReviewInput, Severity};
use lead_times::SOON_DAYS;

/// The records that tell how a visit stands. Those in the trash are left out.
#[derive(Debug, Clone, Copy)]
pub struct StandingInput<'a> {
    /// The visit with its programme and people, and the day on which this is asked.
    pub review: ReviewInput<'a>,
    /// What the review found.
    pub findings: &'a [Finding],
    /// The visit's tasks.
    pub tasks: &'a [Task],
    /// The private halves of the people; `None` where whoever asks may not see them: nothing is said of them then.
    pub privates: Option<&'a [PersonPrivate]>,
}

impl<'a> StandingInput<'a> {
    /// Those of a side who are to be planned for.
    fn taking_part(&self, side: Side) -> impl Iterator<Item = &'a Participation> {
        let parts = self.review.participations.iter();
        parts.filter(move |part| {
            !part.deleted
                && part.side.unwrap_or(Side::Guest) == side
                && part.status.is_none_or(ParticipationStatus::takes_part)
        })
    }

    /// The private half of whoever takes part, where it may be seen and somebody filled it in.
    fn private(&self, part: &Participation) -> Option<&'a PersonPrivate> {
        let person = part.person?;
        let privates = self.privates?.iter();
        privates
            .filter(|private| !private.deleted)
            .find(|private| private.id.uuid == person.uuid)
    }

    /// The day so many days before the visit begins.
    fn before_start(&self, days: u64) -> Option<NaiveDate> {
        self.review
            .visit
            .starts_on?
            .checked_sub_days(Days::new(days))
    }

    /// Whether the visit's last day is over.
    fn is_over(&self) -> bool {
        let visit = self.review.visit;
        let last = visit.ends_on.or(visit.starts_on);
        last.is_some_and(|last| last < self.review.today)
    }
}

/// What is still to settle, the nearest deadline first.
///
/// What cannot be as it stands is always listed; everything else from [`SOON_DAYS`] before its deadline on, so that a
/// visit of next year is not a wall of worries.
pub fn to_settle(input: &StandingInput) -> Vec<ToSettle> {
    let soon = input.review.today + Days::new(SOON_DAYS);
    let mut found = Vec::new();
    if !input.is_over() {
        programme::check(input, &mut found);
        people::check(input, &mut found);
    }
    tasks::check(input, &mut found);
    found.retain(|open| {
        open.severity == Severity::Error || open.by.is_some_and(|deadline| deadline <= soon)
    });
    found.sort_by_key(ToSettle::order);
    found
}

#[cfg(test)]
mod tests {
    use super::testing::{Plan, day};
    use crate::kinds::TaskStatus;

    #[test]
    fn the_nearest_deadline_stands_first() {
        let mut plan = Plan::new();
        plan.guest("Taras", None);
        plan.coordinator = false;
        plan.task("Print badges", "2026-10-09", TaskStatus::Open);
        plan.today = day("2026-10-06");
        let codes: Vec<_> = plan
            .to_settle()
            .iter()
            .map(|open| (open.by.unwrap().to_string(), open.matter.code()))
            .collect();
        let expected = [
            ("2026-06-27".to_owned(), "not_confirmed"),
            ("2026-09-19".to_owned(), "diet_unknown"),
            ("2026-10-09".to_owned(), "task"),
        ];
        assert_eq!(codes, expected);
    }

    #[test]
    fn what_is_due_long_from_today_waits_its_turn() {
        let mut plan = Plan::new();
        plan.guest("Taras", None);
        plan.coordinator = false;
        for (today, found) in [("2026-05-29", 0), ("2026-05-30", 1)] {
            plan.today = day(today);
            assert_eq!(plan.to_settle().len(), found, "{today}");
        }
    }

    #[test]
    fn after_the_visit_only_tasks_are_left() {
        let mut plan = Plan::new();
        plan.guest("Taras", None);
        plan.task("Thank the hosts", "2026-11-02", TaskStatus::Open);
        plan.today = day("2026-10-27");
        let codes: Vec<_> = plan.to_settle().iter().map(|it| it.matter.code()).collect();
        assert_eq!(codes, ["task"]);
    }
}
