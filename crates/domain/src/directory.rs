//! What the directory of people says of somebody that takes all their participations to tell.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::Id;
use crate::kinds::{City, Direction, Participation, ParticipationRole, Side, Visit};

/// What all of somebody's participations come to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartsTaken {
    /// Whether they stood on the chapter's own side in their latest visit; none before their first.
    pub ours: Option<bool>,
    /// The city of that side.
    pub city: Option<Id<City>>,
    /// What they were, each once.
    pub roles: BTreeSet<ParticipationRole>,
    /// In how many visits they take part.
    pub visits: u32,
    /// The latest of them, where it is known.
    pub latest: Option<Id<Visit>>,
    /// Its first day.
    pub latest_on: Option<NaiveDate>,
}

impl PartsTaken {
    /// What these parts of one person come to. Visits without a day are before all others.
    pub fn of<'a>(
        parts: impl IntoIterator<Item = &'a Participation>,
        visits: &BTreeMap<Id<Visit>, Visit>,
    ) -> Self {
        let visit = |part: &Participation| visits.get(&part.visit?);
        let mut taken = Self::default();
        let mut latest: Option<&Participation> = None;
        let begins = |part: &Participation| (visit(part).and_then(|it| it.starts_on), part.id);
        for part in parts {
            taken.roles.extend(part.role);
            taken.visits = taken.visits.saturating_add(1);
            if latest.is_none_or(|known| begins(known) < begins(part)) {
                latest = Some(part);
            }
        }
        let Some(latest) = latest else {
            return taken;
        };
        let visit = visit(latest);
        taken.ours = Some(is_ours(latest, visit));
        taken.city = visit.and_then(|visit| city_of_side(latest, visit));
        taken.latest = visit.map(|visit| visit.id);
        taken.latest_on = visit.and_then(|visit| visit.starts_on);
        taken
    }
}

/// Whether somebody stood on the chapter's own side: that of the guests where it travelled.
fn is_ours(part: &Participation, visit: Option<&Visit>) -> bool {
    let outbound = visit.is_some_and(|it| it.direction == Some(Direction::Outbound));
    let our_side = if outbound { Side::Guest } else { Side::Host };
    side(part) == our_side
}

fn city_of_side(part: &Participation, visit: &Visit) -> Option<Id<City>> {
    match side(part) {
        Side::Guest => visit.guest_city,
        Side::Host => visit.host_city,
    }
}

/// A guest's where nobody has said.
fn side(part: &Participation) -> Side {
    part.side.unwrap_or(Side::Guest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id<K>(number: u128) -> Id<K> {
        Id::new(Uuid::from_u128(number))
    }

    fn visit(number: u128, starts_on: &str, direction: Direction) -> Visit {
        Visit {
            starts_on: starts_on.parse().ok(),
            direction: Some(direction),
            host_city: Some(id(100)),
            guest_city: Some(id(200)),
            ..Visit::new(id(number))
        }
    }

    fn part(number: u128, visit: u128, side: Side) -> Participation {
        Participation {
            visit: Some(id(visit)),
            side: Some(side),
            role: Some(ParticipationRole::Delegate),
            ..Participation::new(id(number))
        }
    }

    fn by_id(visits: Vec<Visit>) -> BTreeMap<Id<Visit>, Visit> {
        visits.into_iter().map(|visit| (visit.id, visit)).collect()
    }

    #[test]
    fn the_latest_visit_says_whose_somebody_is_and_where_from() {
        let visits = by_id(vec![
            visit(1, "2024-05-01", Direction::Inbound),
            visit(2, "2026-05-01", Direction::Outbound),
            visit(3, "", Direction::Inbound),
        ]);
        let parts = [
            part(12, 2, Side::Guest),
            part(11, 1, Side::Guest),
            part(13, 3, Side::Guest),
        ];

        let taken = PartsTaken::of(&parts, &visits);

        assert_eq!(taken.latest, Some(id(2)), "one without a day is no latest");
        assert_eq!(taken.latest_on, "2026-05-01".parse().ok());
        assert_eq!(taken.ours, Some(true), "we travelled");
        assert_eq!(taken.city, Some(id(200)));
        assert_eq!(taken.visits, 3);
        assert_eq!(taken.roles.len(), 1, "each role once");
    }

    #[test]
    fn before_the_first_visit_nobody_knows_whose_somebody_is() {
        assert_eq!(PartsTaken::of(&[], &BTreeMap::new()), PartsTaken::default());
    }

    #[test]
    fn a_visit_that_has_not_come_yet_counts_and_tells_no_city() {
        let taken = PartsTaken::of(&[part(11, 9, Side::Host)], &BTreeMap::new());

        assert_eq!((taken.visits, taken.ours), (1, Some(true)));
        assert_eq!((taken.latest, taken.city), (None, None));
    }
}
