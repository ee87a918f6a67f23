//! Open tasks that are late, or due this week.

use chrono::Days;

use super::StandingInput;
use super::lead_times::TASKS_DAYS;
use super::matter::{Matter, ToSettle};
use crate::kinds::TaskStatus;
use crate::review::Severity;

/// Finds tasks that are late or due this week.
pub(super) fn check(input: &StandingInput, found: &mut Vec<ToSettle>) {
    let today = input.review.today;
    let until = today + Days::new(TASKS_DAYS);
    for task in input.tasks {
        let is_open = !task.deleted && task.status != Some(TaskStatus::Done);
        let Some(due) = task.due_on.filter(|due| is_open && *due <= until) else {
            continue;
        };
        let severity = if due < today {
            Severity::Warning
        } else {
            Severity::Hint
        };
        found.push(ToSettle {
            by: Some(due),
            severity,
            matter: Matter::Task { task: task.id },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Plan, day};
    use super::*;

    #[test]
    fn tasks_are_listed_when_late_or_due_this_week() {
        let cases = [
            ("2026-10-05", TaskStatus::Open, Some(Severity::Warning)),
            ("2026-10-06", TaskStatus::Waiting, Some(Severity::Hint)),
            ("2026-10-13", TaskStatus::Open, Some(Severity::Hint)),
            ("2026-10-14", TaskStatus::Open, None),
            ("2026-10-05", TaskStatus::Done, None),
        ];
        for (due, status, expected) in cases {
            let mut plan = Plan::new();
            plan.today = day("2026-10-06");
            plan.task("Print badges", due, status);
            let severity = plan.to_settle().first().map(|open| open.severity);
            assert_eq!(severity, expected, "{due} {status:?}");
        }
    }
}
