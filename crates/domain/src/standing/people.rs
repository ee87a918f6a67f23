//! Rules about people: whether they come, their passports, what they eat, whom to call.

use super::lead_times::{DELEGATES_DAYS, FINAL_PROGRAMME_DAYS, MENUS_DAYS};
use super::matter::{Matter, PeopleMatter, ToSettle};
use super::passport::Passport;
use super::{StandingInput, readiness};
use crate::kinds::{Participation, Side};
use crate::review::Severity;

/// Finds what is open about those who take part; one entry for all of whom the same is open.
pub(super) fn check(input: &StandingInput, found: &mut Vec<ToSettle>) {
    use PeopleMatter::{
        DietUnknown, EmergencyContactMissing, NotConfirmed, PassportExpired, PassportMissing,
        PassportShort,
    };
    let passport = |state| move |part: &&Participation| passport(input, part) == Some(state);
    let everybody = || {
        let hosts = input.taking_part(Side::Host);
        input.taking_part(Side::Guest).chain(hosts)
    };
    let guests = || input.taking_part(Side::Guest);
    let mut open = |code, days, severity, parts: Vec<&Participation>| {
        if !parts.is_empty() {
            found.push(ToSettle {
                by: input.before_start(days),
                severity,
                matter: Matter::People {
                    code,
                    parts: parts.into_iter().map(|part| part.id).collect(),
                },
            });
        }
    };
    let unconfirmed = everybody().filter(|part| !readiness::has_confirmed(part));
    open(
        NotConfirmed,
        DELEGATES_DAYS,
        Severity::Warning,
        unconfirmed.collect(),
    );
    for (code, state, severity) in [
        (PassportExpired, Passport::Expired, Severity::Error),
        (PassportShort, Passport::Short, Severity::Warning),
        (PassportMissing, Passport::Missing, Severity::Warning),
    ] {
        let parts = guests().filter(passport(state)).collect();
        open(code, DELEGATES_DAYS, severity, parts);
    }
    let hungry = guests().filter(|part| !is_diet_known(input, part));
    open(DietUnknown, MENUS_DAYS, Severity::Warning, hungry.collect());
    if input.privates.is_some() {
        let alone = guests().filter(|part| !has_emergency_contact(input, part));
        let (days, severity) = (FINAL_PROGRAMME_DAYS, Severity::Warning);
        open(EmergencyContactMissing, days, severity, alone.collect());
    }
}

/// How somebody's passport stands, where that may be seen.
pub(super) fn passport(input: &StandingInput, part: &Participation) -> Option<Passport> {
    input.privates?;
    let expires_on = input
        .private(part)
        .and_then(|private| private.passport_expires_on);
    Some(Passport::held_against(
        input.review.visit.ends_on,
        expires_on,
    ))
}

/// "No restrictions" is an answer; nothing is not.
fn is_diet_known(input: &StandingInput, part: &Participation) -> bool {
    let person = input
        .review
        .people
        .iter()
        .find(|person| Some(person.id) == part.person);
    let noted = |text: Option<&String>| text.is_some_and(|text| !text.trim().is_empty());
    let allergies = input
        .private(part)
        .and_then(|private| private.allergies.as_ref());
    noted(person.and_then(|person| person.diet.as_ref())) || noted(allergies)
}

/// A name without a number calls nobody.
fn has_emergency_contact(input: &StandingInput, part: &Participation) -> bool {
    let phone = input
        .private(part)
        .and_then(|private| private.emergency_phone.as_ref());
    phone.is_some_and(|phone| !phone.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Plan, day};
    use super::*;
    use crate::Id;
    use crate::kinds::{ParticipationStatus, PersonPrivate};

    fn codes(plan: &Plan) -> Vec<&'static str> {
        plan.to_settle()
            .iter()
            .map(|open| open.matter.code())
            .collect()
    }

    /// A guest of whom everything is known.
    fn settled(plan: &mut Plan) -> usize {
        let guest = plan.guest("Taras", Some(ParticipationStatus::Confirmed));
        plan.people[guest].diet = Some("No restrictions".into());
        plan.privates.push(PersonPrivate {
            passport_expires_on: Some(day("2030-01-01")),
            emergency_phone: Some("+380 342 55 01 01".into()),
            ..PersonPrivate::new(Id::new(plan.people[guest].id.uuid))
        });
        guest
    }

    #[test]
    fn nothing_is_open_of_somebody_of_whom_everything_is_known() {
        let mut plan = Plan::new();
        settled(&mut plan);
        assert!(codes(&plan).is_empty());
    }

    #[test]
    fn each_thing_that_is_missing_is_pointed_out() {
        type Change = fn(&mut Plan);
        let cases: [(&str, Change); 6] = [
            ("not_confirmed", |plan| {
                plan.participations[0].status = Some(ParticipationStatus::Invited);
            }),
            ("passport_missing", |plan| {
                plan.privates[0].passport_expires_on = None;
            }),
            ("passport_short", |plan| {
                plan.privates[0].passport_expires_on = Some(day("2026-12-01"));
            }),
            ("passport_expired", |plan| {
                plan.privates[0].passport_expires_on = Some(day("2026-10-20"));
            }),
            ("diet_unknown", |plan| {
                plan.people[0].diet = Some("  ".into());
            }),
            ("emergency_contact_missing", |plan| {
                plan.privates[0].emergency_phone = None;
            }),
        ];
        for (code, change) in cases {
            let mut plan = Plan::new();
            settled(&mut plan);
            change(&mut plan);
            assert_eq!(codes(&plan), [code]);
        }
    }

    #[test]
    fn of_whoever_may_not_see_them_private_halves_say_nothing() {
        let mut plan = Plan::new();
        settled(&mut plan);
        plan.privates.clear();
        assert_eq!(
            codes(&plan),
            ["passport_missing", "emergency_contact_missing"]
        );
        plan.coordinator = false;
        assert!(codes(&plan).is_empty());
    }

    #[test]
    fn whoever_does_not_come_needs_nothing() {
        let mut plan = Plan::new();
        plan.guest("Taras", Some(ParticipationStatus::VisaRefused));
        assert!(codes(&plan).is_empty());
    }

    #[test]
    fn an_expired_passport_is_pointed_out_however_long_the_time() {
        let mut plan = Plan::new();
        settled(&mut plan);
        plan.privates[0].passport_expires_on = Some(day("2026-10-20"));
        plan.today = day("2025-10-01");
        assert_eq!(codes(&plan), ["passport_expired"]);
    }

    #[test]
    fn people_of_whom_the_same_is_open_are_one_entry() {
        let mut plan = Plan::new();
        for name in ["Taras", "Iryna"] {
            let guest = plan.guest(name, Some(ParticipationStatus::Confirmed));
            plan.people[guest].diet = None;
        }
        plan.coordinator = false;
        let open = plan.to_settle();
        let expected = plan.participations.iter().map(|part| part.id).collect();
        assert_eq!(
            open[0].matter,
            Matter::People {
                code: PeopleMatter::DietUnknown,
                parts: expected
            }
        );
        assert_eq!(open.len(), 1);
    }
}
