//! Who may read and write what. Access is by space and never by field.
//!
//! The server enforces it; a laptop asks the same rule, so that what would be refused is refused before it is saved.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{Audience, RecordId, Space};
use crate::scope::Scope;

/// What a member may do in a chapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads and writes everything of the chapter.
    Coordinator,
    /// Reads and writes what is for the whole team.
    Volunteer,
    /// Reads what is for the whole team.
    Viewer,
}

impl Role {
    /// Every role, from the most to the least allowed.
    pub const ALL: [Self; 3] = [Self::Coordinator, Self::Volunteer, Self::Viewer];

    /// The role's name on the wire, in databases and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Volunteer => "volunteer",
            Self::Viewer => "viewer",
        }
    }

    /// Returns the role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a member was given: a role, in the whole chapter or as a guest of one owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// What the member may do.
    pub role: Role,
    /// The visit that a partner city's colleague works on, or none for the chapter's own people.
    pub guest_of: Option<RecordId>,
}

impl Membership {
    /// Returns what the member sees, each part of which has a cursor of its own.
    pub fn scopes(&self) -> Vec<Scope> {
        let scope = |&audience| match self.guest_of {
            Some(owner) => Scope::Space(Space { owner, audience }),
            None => Scope::Chapter(audience),
        };
        self.audiences().iter().map(scope).collect()
    }

    /// Returns whether the member may read a space of the own chapter.
    pub fn may_read(&self, space: Space) -> bool {
        self.scopes().iter().any(|scope| scope.holds(&space))
    }

    /// Returns whether the member may write to a space of the own chapter.
    pub fn may_write(&self, space: Space) -> bool {
        self.role != Role::Viewer && self.may_read(space)
    }

    fn audiences(&self) -> &'static [Audience] {
        match (self.role, self.guest_of) {
            (Role::Coordinator, None) => &[Audience::Team, Audience::Coordinators],
            (Role::Coordinator | Role::Volunteer | Role::Viewer, _) => &[Audience::Team],
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const VISIT: RecordId = RecordId(Uuid::from_u128(1));
    const OTHER: RecordId = RecordId(Uuid::from_u128(2));

    #[test]
    fn each_role_reads_and_writes_its_own_audiences() {
        let cases = [
            (Role::Coordinator, Audience::Team, true, true),
            (Role::Coordinator, Audience::Coordinators, true, true),
            (Role::Volunteer, Audience::Team, true, true),
            (Role::Volunteer, Audience::Coordinators, false, false),
            (Role::Viewer, Audience::Team, true, false),
            (Role::Viewer, Audience::Coordinators, false, false),
        ];
        for (role, audience, reads, writes) in cases {
            let member = Membership {
                role,
                guest_of: None,
            };
            let space = Space {
                owner: VISIT,
                audience,
            };
            assert_eq!(member.may_read(space), reads, "{role} reading {audience:?}");
            assert_eq!(
                member.may_write(space),
                writes,
                "{role} writing {audience:?}"
            );
        }
    }

    #[test]
    fn a_guest_sees_the_team_space_of_one_visit_and_nothing_else() {
        for role in Role::ALL {
            let guest = Membership {
                role,
                guest_of: Some(VISIT),
            };
            assert!(guest.may_read(Space {
                owner: VISIT,
                audience: Audience::Team
            }));
            assert!(!guest.may_read(Space {
                owner: VISIT,
                audience: Audience::Coordinators
            }));
            assert!(!guest.may_read(Space {
                owner: OTHER,
                audience: Audience::Team
            }));
        }
    }

    #[test]
    fn every_role_has_a_name_of_its_own() {
        for role in Role::ALL {
            assert_eq!(Role::from_name(role.name()), Some(role));
        }
        assert_eq!(Role::from_name("owner"), None);
    }
}
