//! A decision that would be expensive to undo is written down with its context, the options, what was decided and
//! what that costs, on about one screen.

use super::Finding;
use super::sources::{Source, Sources};

const FOLDER: &str = "docs/adr/";

/// What each says, in this order, as bold words or headings.
const SECTIONS: &[&str] = &["Context", "Options", "Decision", "What it costs"];

/// Lines of one screen, generously.
const LINES_MAX: usize = 80;

pub(super) fn check(sources: &Sources) -> Vec<Finding> {
    let decisions: Vec<_> = sources
        .under(FOLDER, &[".md"])
        .filter(|it| it.path != "docs/adr/README.md")
        .collect();
    let mut findings: Vec<_> = decisions
        .iter()
        .flat_map(|decision| check_one(decision))
        .collect();
    let mut seen = std::collections::BTreeMap::new();
    for decision in &decisions {
        if let Some(number) = number(&decision.path)
            && let Some(first) = seen.insert(number, &decision.path)
        {
            findings.push(decision.finding(
                0,
                format!("{first} has the same number; take the next free one"),
            ));
        }
    }
    findings
}

fn check_one(decision: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    if number(&decision.path).is_none() {
        findings.push(decision.finding(
            0,
            "its name must begin with four digits and a hyphen: 0012-in-a-few-words.md",
        ));
    }
    let mut at = 0;
    for section in SECTIONS {
        match decision
            .lines()
            .skip(at)
            .find(|(_, line)| begins(line, section))
        {
            Some((line, _)) => at = line,
            None => findings.push(decision.finding(
                0,
                format!(
                    "has no section `{section}` in its place; a decision has {}",
                    SECTIONS.join(", ")
                ),
            )),
        }
    }
    let lines = decision.lines().count();
    if lines > LINES_MAX {
        findings.push(decision.finding(
            0,
            format!("{lines} lines; a decision fits a screen, {LINES_MAX} at most"),
        ));
    }
    findings
}

fn begins(line: &str, section: &str) -> bool {
    let text = line.trim_start_matches(['#', '*', ' ']);
    text.len() < line.len() && text.starts_with(section)
}

fn number(path: &str) -> Option<&str> {
    let name = path.strip_prefix(FOLDER)?;
    let (number, _) = name.split_once('-')?;
    (number.len() == 4 && number.bytes().all(|it| it.is_ascii_digit())).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::made_up;

    const WHOLE: &str =
        "# 1. One\n\n**Context.** a\n\n## Options\n\n**Decision.** c\n\n**What it costs.** d\n";

    #[test]
    fn a_decision_with_all_its_sections_passes() {
        assert_eq!(check(&made_up(&[("docs/adr/0001-one.md", WHOLE)])), []);
    }

    #[test]
    fn a_decision_that_costs_nothing_is_found() {
        let text = WHOLE.replace("What it costs", "Praise");

        assert_eq!(check(&made_up(&[("docs/adr/0001-one.md", &text)])).len(), 1);
    }

    #[test]
    fn a_number_is_given_once() {
        let found = check(&made_up(&[
            ("docs/adr/0001-one.md", WHOLE),
            ("docs/adr/0001-two.md", WHOLE),
        ]));

        assert_eq!(found.len(), 1, "{found:?}");
    }
}
