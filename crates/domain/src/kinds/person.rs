//! A person, over years and roles.

use crate::values::LongText;
use crate::{choice, record_kind};

choice! {
    /// In which order a person's names are said.
    NameOrder {
        /// Given names first.
        GivenFirst = "given_first",
        /// Family name first.
        FamilyFirst = "family_first",
    }
}

record_kind! {
    /// A person over years, visits and roles: what may be printed of them. The rest is in their private half.
    Person as "person", owner Chapter, audience Team, title latin_name {
        /// The whole name in Latin letters, as shown and printed; never derived silently.
        latin_name: String,
        /// The whole name as the person writes it.
        native_name: String,
        /// The language of `native_name`, a BCP 47 tag.
        native_language: String,
        /// Given names in Latin letters.
        given_names: String,
        /// Family name in Latin letters.
        family_name: String,
        /// In which order they are said.
        name_order: NameOrder,
        /// What the person likes to be called.
        preferred_name: String,
        /// How the name is said, for a reader of English: `oh-LEK-see`.
        pronunciation: String,
        /// `Mr`, `Dr`, `The Honorable`.
        courtesy_title: String,
        /// Rank of uniformed people.
        rank: String,
        /// Post or position.
        position: String,
        /// Where they work.
        organisation: String,
        /// How a letter begins.
        salutation: String,
        /// What they speak, in words.
        languages: String,
        /// What the kitchen has to know: the part of health and diet that the team may see.
        diet: String,
        /// A few lines about them.
        biography: LongText,
    }
}
