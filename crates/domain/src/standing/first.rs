//! What has to be decided before anything of a visit can be planned.

use crate::choice;
use crate::kinds::Visit;

choice! {
    /// The five first decisions about a visit, in the order in which committees take them: purpose and dates go to the
    /// board, which asks who leads and who pays, and the invitation names how many may come.
    /// Source: Arlington and Mount Prospect, as their newsletters and minutes tell.
    FirstDecision {
        /// What it is for.
        Purpose = "purpose",
        /// When it is.
        Dates = "dates",
        /// Who leads it.
        Lead = "lead",
        /// Who pays.
        Funder = "funder",
        /// How many come.
        Guests = "guests",
    }
}

impl FirstDecision {
    const ALL: [Self; 5] = [
        Self::Purpose,
        Self::Dates,
        Self::Lead,
        Self::Funder,
        Self::Guests,
    ];

    fn is_taken(self, visit: &Visit) -> bool {
        let written = |text: Option<&String>| text.is_some_and(|text| !text.trim().is_empty());
        match self {
            Self::Purpose => written(visit.purpose.as_ref().map(|purpose| &purpose.0)),
            Self::Dates => visit.starts_on.is_some() && visit.ends_on.is_some(),
            Self::Lead => visit.lead.is_some(),
            Self::Funder => written(visit.funder.as_ref()),
            Self::Guests => visit.expected_count.is_some_and(|count| count > 0),
        }
    }
}

/// The first decisions, each with whether it is taken.
pub fn first_decisions(visit: &Visit) -> [(FirstDecision, bool); 5] {
    FirstDecision::ALL.map(|decision| (decision, decision.is_taken(visit)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;
    use crate::values::LongText;

    #[test]
    fn a_decision_is_taken_when_its_field_says_something() {
        let mut visit = Visit {
            purpose: Some(LongText("  ".into())),
            starts_on: "2026-10-17".parse().ok(),
            expected_count: Some(0),
            ..Visit::default()
        };
        let taken = |visit: &Visit| first_decisions(visit).map(|(_, taken)| taken);
        assert_eq!(taken(&visit), [false; 5]);
        visit.purpose = Some(LongText("Clean water".into()));
        visit.ends_on = visit.starts_on;
        visit.lead = Some(Id::default());
        visit.funder = Some("The association".into());
        visit.expected_count = Some(10);
        assert_eq!(taken(&visit), [true; 5]);
    }
}
