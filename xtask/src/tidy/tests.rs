//! The checkout keeps every rule.

use super::*;

#[test]
fn the_checkout_keeps_every_rule() {
    let sources = Sources::read().unwrap();
    let broken: Vec<_> = RULES
        .iter()
        .flat_map(|rule| {
            (rule.check)(&sources)
                .into_iter()
                .map(|it| format!("{}: {it}", rule.name))
        })
        .collect();

    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn a_finding_names_its_place() {
    let mut finding = Finding {
        path: "ui/src/main.ts".to_owned(),
        line: 3,
        why: "because".to_owned(),
    };
    assert_eq!(finding.to_string(), "ui/src/main.ts:3: because");

    finding.line = 0;
    assert_eq!(finding.to_string(), "ui/src/main.ts: because");
}
