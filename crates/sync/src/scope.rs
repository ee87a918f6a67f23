//! A scope: what a device was granted, and so what it keeps a cursor for.

use minicbor::{Decode, Encode};

use crate::ids::{Audience, Seq, Space};

/// A set of spaces that a device may see by one grant.
///
/// Cursors belong to scopes and not to spaces: a chapter with a thousand visits has two thousand spaces, and a
/// cursor for each would cost more than most exchanges. A scope newly granted starts from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub enum Scope {
    /// One audience of the chapter and of all its visits.
    #[n(0)]
    Chapter(#[n(0)] Audience),
    /// One space: what a colleague of the partner city has of one visit.
    #[n(1)]
    Space(#[n(0)] Space),
}

impl Scope {
    /// Returns whether `space` belongs to it.
    pub fn holds(&self, space: &Space) -> bool {
        match self {
            Self::Chapter(audience) => *audience == space.audience,
            Self::Space(granted) => granted == space,
        }
    }
}

/// How far a device has stored one scope: everything numbered up to `seq`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(array)]
pub struct Cursor {
    /// What it is a cursor of.
    #[n(0)]
    pub scope: Scope,
    /// The last number stored, or 0.
    #[n(1)]
    pub seq: Seq,
}

/// Returns whether the cursors have passed `seq` in every scope that holds `space`.
pub fn passed(cursors: &[Cursor], space: &Space, seq: Seq) -> bool {
    let mut of_space = cursors.iter().filter(|cursor| cursor.scope.holds(space));
    of_space.clone().next().is_some() && of_space.all(|cursor| cursor.seq >= seq)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::ids::RecordId;

    fn space(owner: u128, audience: Audience) -> Space {
        Space {
            owner: RecordId(Uuid::from_u128(owner)),
            audience,
        }
    }

    #[test]
    fn a_number_is_passed_only_when_each_scope_of_its_space_has_passed_it() {
        let team = space(1, Audience::Team);
        let cursors = [
            Cursor {
                scope: Scope::Chapter(Audience::Team),
                seq: 9,
            },
            Cursor {
                scope: Scope::Space(team),
                seq: 4,
            },
        ];
        assert!(passed(&cursors, &team, 4));
        assert!(!passed(&cursors, &team, 5), "the grant of one space lags");
        assert!(passed(&cursors, &space(2, Audience::Team), 9));
        assert!(
            !passed(&cursors, &space(1, Audience::Coordinators), 1),
            "no scope, no passing"
        );
    }
}
